"""What each verb of history is called on the screen; every app adds its own from verbs.py when it starts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

verbs: "dict[str, StrOrPromise]" = {}


def register(labels: "Mapping[str, StrOrPromise]") -> None:
    """Add `labels` ({verb: Dutch past participle}). Raises ValueError for a verb that is there already."""
    double = verbs.keys() & labels.keys()
    if double:
        raise ValueError(f"registered twice: {sorted(double)}")
    verbs.update(labels)

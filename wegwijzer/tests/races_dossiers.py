"""How a dossier gets in a state, and who does each of its moves; a part of `races`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from projects.actions import dossier_state
from projects.models import WITH_REASON, Dossier
from projects.tests.dossier_factories import DossierFactory, make_complete


def dossier_in(state: str) -> Dossier:
    """One that lacks nothing for any move that leaves from this state."""
    made: Dossier = DossierFactory(**({} if state == "idea" else {state: True}))
    make_complete(made)
    return made


def _move(verb: str) -> Callable[[Any, Any], object]:
    """A move as its page does it, today."""
    more: dict[str, Any] = {"reason": "Vergissing"} if verb in WITH_REASON else {}
    more |= {"amount": Decimal(1000)} if verb == "award" else {}
    return lambda row, by: dossier_state.move(row, verb, by=by, version=row.version, **more)


DEEDS = {verb: (_move(verb), told) for verb, told in dossier_state.MOVED.items()}

"""The one gate: not yours is 404 and looks like absent; yours but not allowed is 403."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

log = logging.getLogger("wegwijzer.access")
Row = TypeVar("Row", bound=Model)
BIGGEST_ID = 2**63 - 1


def get_for(
    user: Any, visible: "QuerySet[Row]", pk: int, need: str | None, allows: Callable[[Any, Row, str], bool]
) -> Row:
    """The row `pk` out of `visible` (already narrowed to what `user` may see), if `allows(user, row, need)`.

    Raises Http404 when it is not there or not theirs, PermissionDenied when they may see it but not do `need`.
    """
    # An id past the column's range makes PostgreSQL raise; to a visitor it is just not there.
    row = visible.filter(pk=pk).first() if 0 < pk <= BIGGEST_ID else None
    if row is None:
        raise Http404
    demand(user, row, need, allows)
    return row


def demand(user: Any, row: Row, need: str | None, allows: Callable[[Any, Row, str], bool]) -> None:
    """Raise PermissionDenied, and write it in the log, unless `user` may do `need` to `row`."""
    if need is not None and not allows(user, row, need):
        log.warning("refused %s on %s %s to user %s", need, row._meta.label, row.pk, getattr(user, "pk", None))
        raise PermissionDenied

"""Who takes part in a dossier on a day: the members of its partnership, with what the funder approved since.

Memberships stay what they are: who joins or leaves one dossier by an amendment is read from that, from its day on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from projects.models.dossier import Dossier
from wegwijzer.accounts.models import Organisation

if TYPE_CHECKING:
    from projects.models.amendment import Amendment


def partner_changes(dossier: Dossier) -> "list[Amendment]":
    """Those that were approved, in the order in which they hold; one query when there are none, else three."""
    rows = dossier.amendments.filter(kind="partners", state="approved", from_on__isnull=False)
    return list(rows.order_by("from_on", "number").prefetch_related("joins", "leaves"))


def changed(
    boards: Mapping[int, Organisation], changes: "Iterable[Amendment]", day: dt.date
) -> dict[int, Organisation]:
    """These boards (by key) as they are on that day, after the changes that hold by then."""
    found = dict(boards)
    for change in changes:
        if change.from_on is not None and change.from_on <= day:
            found |= {board.pk: board for board in change.joins.all()}
            for board in change.leaves.all():
                found.pop(board.pk, None)
    return found


def partners_on(dossier: Dossier, day: dt.date, changes: "Iterable[Amendment] | None" = None) -> list[Organisation]:
    """Pairs of municipality and OCMW together; `changes` when they were read already."""
    members = {row.organisation_id: row.organisation for row in dossier.partnership.members_on(day)}
    found = changed(members, partner_changes(dossier) if changes is None else changes, day)
    return sorted(found.values(), key=lambda board: (board.territory, board.kind, board.name))

"""The gate and the lists of councils and their calendars, shared by all who see the organisation."""

from collections.abc import Iterable

from django.db.models import QuerySet

from governance.access.rules import Can, can, row_for
from governance.models import TWINS, Council, CouncilKind, CouncilSitting, Partnership, Recess, rights_of
from wegwijzer.accounts.models import Organisation, User


def councils_for(user: User) -> "QuerySet[Council]":
    return Council.objects.visible_to(user).select_related("organisation")


def council_for(user: User, pk: int, need: Can | None = None) -> Council:
    return row_for(user, councils_for(user), pk, need)


def council_sitting_for(user: User, pk: int, need: Can | None = None) -> CouncilSitting:
    rows = CouncilSitting.objects.visible_to(user).select_related("council__organisation")
    return row_for(user, rows, pk, need)


def recess_for(user: User, pk: int, need: Can | None = None) -> Recess:
    return row_for(user, Recess.objects.visible_to(user).select_related("organisation"), pk, need)


def twin_of(user: User, council: Council) -> Council | None:
    """The council of the other board of the territory that often sits on the same day, if this login keeps that too."""
    kind = TWINS.get(CouncilKind(council.kind))
    found = councils_for(user).in_pair_with(council.organisation).filter(kind=kind).first() if kind else None
    return found if found and can(user, Can.EDIT_COUNCIL, found) else None


def calendars_kept_by(user: User, partnership: Partnership, members: Iterable[Organisation]) -> set[int]:
    """Of which members of today (keys) this login keeps the calendar: `Can.EDIT_COUNCIL` for many at once."""
    rights = rights_of(user)
    own = {pk for organisations in rights.speaks_for.values() for pk in organisations}
    return {member.pk for member in members if partnership.pk in rights.coordinates or member.pk in own}

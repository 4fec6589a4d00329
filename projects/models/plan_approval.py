"""Whether a version of a plan is approved: read from the round that asked it, never stored."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import PREFETCHED, RoundBook, RoundState, StandingState, books_of
from projects.models.gaps import months_before
from projects.models.plan import Plan, PlanVersion
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import in_words, today


class VersionState(models.TextChoices):
    FIXED = "fixed", _("vastgesteld")
    ASKED = "asked", _("ter goedkeuring")
    APPROVED = "approved", _("goedgekeurd")
    REFUSED = "refused", _("niet goedgekeurd")


@dataclass(frozen=True)
class Approval:
    """What became of a version. `on` is the day of approval; `agreed` of `asked` boards said yes."""

    state: VersionState
    on: dt.date | None = None
    agreed: int = 0
    asked: int = 0

    @property
    def words(self) -> str:
        """ "goedgekeurd op 15 december 2005", "ter goedkeuring (1 van 2)"."""
        label = str(self.state.label)
        if self.state == VersionState.APPROVED and self.on is not None:
            return _now("%(state)s op %(day)s") % {"state": label, "day": in_words(self.on)}
        if self.state == VersionState.ASKED:
            counts = {"state": label, "agreed": self.agreed, "asked": self.asked}
            return _now("%(state)s (%(agreed)s van %(asked)s)") % counts
        return label


def approvals_of(versions: Iterable[PlanVersion]) -> dict[int, Approval]:
    """What became of each of these versions, by its key; read with their rounds at most four queries."""
    listed = list(versions)
    rounds = list({version.round_id: version.round for version in listed if version.round is not None}.values())
    prefetch_related_objects(rounds, *PREFETCHED)
    books = books_of(rounds) if rounds else {}
    return {version.pk: _approval(version, books.get(version.round_id or 0)) for version in listed}


def _approval(version: PlanVersion, book: RoundBook | None) -> Approval:
    if version.adopted_on is not None:
        return Approval(VersionState.APPROVED, version.adopted_on)
    if book is None or book.round.state not in (RoundState.OPEN, RoundState.CLOSED):
        return Approval(VersionState.FIXED)  # nobody was asked yet, or the question was taken back
    agreed, asked = len(book.agreed), len(book.active)
    if book.reached is not None:
        return Approval(VersionState.APPROVED, book.reached.on, agreed, asked)
    may_come = book.round.state == RoundState.OPEN and book.state == StandingState.POSSIBLE
    return Approval(VersionState.ASKED if may_come else VersionState.REFUSED, None, agreed, asked)


def approved_plans(plans: Iterable[Plan]) -> dict[int, dt.date]:
    """The plans of which a version is approved, by key, with the first day on which one was; a fixed few queries."""
    keys = [plan.pk for plan in plans]
    asked = Q(adopted_on__isnull=False) | Q(round__isnull=False)
    versions = list(PlanVersion.objects.filter(asked, plan__in=keys).select_related("round").defer("content"))
    approvals = approvals_of(versions)
    found: dict[int, dt.date] = {}
    for version in versions:
        day = approvals[version.pk].on
        if day is not None:
            found[version.plan_id] = min(day, found.get(version.plan_id, day))
    return found


def boards_of(plan: Plan) -> list[Organisation]:
    """Whose councils decide on it: both boards of its owners' municipalities, or every member of the partnership."""
    members = [row.organisation for row in plan.partnership.members_on(today())]
    owners = list(plan.owners.all())
    if not owners:
        return members
    places = {owner.nis_code for owner in owners if owner.nis_code}
    pairs = [member for member in members if member.nis_code in places]
    return [*pairs, *(owner for owner in owners if owner not in pairs)]


def is_year_old(version: PlanVersion | None, plan: Plan, day: dt.date) -> bool:
    """Whether it is time to evaluate the past year in a next version; not of a plan that has ended since."""
    if version is None or version.made_on > months_before(day, 12):
        return False
    return plan.until_on is None or version.made_on < plan.until_on

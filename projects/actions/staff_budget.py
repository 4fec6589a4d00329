"""From staff to the lines of a budget. Doing it twice does nothing more: a line belongs to its allocation and year."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from projects.actions import cost_kind as cost_kinds
from projects.actions.budget import hold_open
from projects.models import Budget, BudgetLine, CostKind, StaffAllocation
from projects.models.staff_budget import (
    FIRST_YEAR,
    LAST_YEAR,
    StaffChange,
    StaffLine,
    read_staff_budget,
    series_of,
)
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, change, hold, touch
from wegwijzer.ui.words import euro

STAFFED = "projects.budget.staffed"
USUAL_KIND = "personeel"


@transaction.atomic
def put_in(budget: Budget, *, by: User, seen: str, cost_kind: CostKind | None = None) -> int:
    """Make, correct and take away the lines of the staff; returns how many were touched.

    `seen` is the digest of what was on the screen; `cost_kind` is for new lines, by default the one for staff. Raises
    Refused for a budget that is fixed, for a line to go that was claimed on, and when what was on the screen is another
    by now.
    """
    hold_open(budget)
    budget.refresh_from_db(fields=["version"])
    plan = read_staff_budget(budget)
    if plan.digest != seen:
        raise Refused(_("De medewerkers of de begroting veranderden intussen. Kijk na wat er nu staat."))
    changes = plan.changes
    if not changes:
        return 0
    kind = cost_kind or _staff_kind(budget, by)
    position = budget.lines.aggregate(last=Max("position"))["last"] or 0
    for line in changes:
        match line.change:
            case StaffChange.ADDED:
                position += 1
                _add(budget, line, kind, position)
            case StaffChange.CHANGED:
                assert line.standing is not None
                change(line.standing, **line.values)
            case StaffChange.REMOVED:
                assert line.standing is not None
                _delete([line.standing])
    touch(budget)
    _tell(budget, changes, by)
    return len(changes)


def take_out(allocation: StaffAllocation, *, by: User) -> int:
    """Take its lines out of the budget in the making; returns how many.

    The caller is in a transaction. Raises Refused for a line that was claimed on.
    """
    budget = Budget.objects.filter(dossier=allocation.dossier, fixed_on__isnull=True).first()
    if budget is None:
        return 0
    budget.dossier = allocation.dossier
    hold(budget)
    series = [series_of(allocation, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    lines = list(BudgetLine.objects.filter(budget=budget, series__in=series))
    if lines:
        _delete(lines)
        budget.refresh_from_db(fields=["version"])
        touch(budget)
        _tell(budget, [StaffLine(None, line) for line in lines], by)
    return len(lines)


def _delete(lines: Sequence[BudgetLine]) -> None:
    """Take them out. Raises Refused for one that somebody claimed on."""
    try:
        BudgetLine.objects.filter(pk__in=[line.pk for line in lines]).delete()
    except ProtectedError:
        names = ", ".join(str(line) for line in lines)
        raise Refused(
            _("Wat hiervan in de begroting staat, staat al op een schuldvordering en blijft dus: %s.") % names
        ) from None


def _add(budget: Budget, line: StaffLine, kind: CostKind, position: int) -> None:
    assert line.planned is not None
    series = series_of(line.planned.allocation, line.planned.year)
    BudgetLine.objects.create(budget=budget, series=series, position=position, cost_kind=kind, **line.values)


def _staff_kind(budget: Budget, by: User) -> CostKind:
    """The kind of cost for staff; made when the partnership has none."""
    partnership = budget.partnership
    kind = CostKind.objects.filter(partnership=partnership, is_staff=True).order_by("pk").first()
    if kind is None:
        if CostKind.objects.filter(partnership=partnership, name=USUAL_KIND).exists():
            raise Refused(_("Duid eerst bij de kostensoorten aan welke voor personeel is."))
        kind = cost_kinds.add(partnership, by=by, name=USUAL_KIND, is_staff=True)
    return kind


def _tell(budget: Budget, changes: Sequence[StaffLine], by: User) -> None:
    before = [f"{line.standing}: {euro(line.before)}" for line in changes if line.standing]
    after = [f"{_name(line)}: {euro(line.after)}" for line in changes if line.planned]
    scope = budget.partnership.organisation
    record(STAFFED, budget, by=by, scope=scope, changes={"lines": (before, after)})


def _name(line: StaffLine) -> str:
    return f"{line.values['description']} ({line.values['year']})"

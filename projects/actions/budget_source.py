"""Where the money of a budget comes from: the grant and other sources, of a version that is worked on."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions.budget import hold_open
from projects.models import Budget, BudgetSource, SourceKind
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.lifecycle import change as write

ADDED = "projects.budget_source.added"
CHANGED = "projects.budget_source.changed"
REMOVED = "projects.budget_source.removed"
MOST_SOURCES = 40


@transaction.atomic
def add(budget: Budget, *, by: User, **values: Any) -> BudgetSource:
    """Raises Refused for a second grant, for neither an amount nor a percentage, and for a fixed version."""
    hold_open(budget)
    _refuse(budget, values)
    if budget.sources.count() >= MOST_SOURCES:
        raise Refused(_("Een begroting telt hoogstens %s bronnen.") % MOST_SOURCES, field="name")
    source = BudgetSource.objects.create(budget=budget, **values)
    told = {name: value for name, value in values.items() if value not in (None, "")}
    record(ADDED, source, by=by, scope=budget.partnership.organisation, changes=told)
    return source


@transaction.atomic
def change(source: BudgetSource, *, by: User, version: int, **values: Any) -> None:
    """Raises Refused as `add` does, Stale when the source is another by now."""
    hold_open(source.budget)
    _refuse(source.budget, values, source.pk)
    source.version = version
    if changes := write(source, **values):
        record(CHANGED, source, by=by, scope=source.partnership.organisation, changes=changes)


@transaction.atomic
def remove(source: BudgetSource, *, by: User, version: int) -> None:
    """Raises Refused for a fixed version, Stale when the source is another by now."""
    budget, told = source.budget, str(source)
    hold_open(budget)
    if not BudgetSource.objects.filter(pk=source.pk, version=version).delete()[0]:
        raise Stale(BudgetSource.objects.filter(pk=source.pk).first())
    record(REMOVED, budget, by=by, scope=budget.partnership.organisation, changes={"source": (told, "")})


def _refuse(budget: Budget, values: dict[str, Any], pk: int = 0) -> None:
    if (values.get("amount") is None) == (values.get("percent") is None):
        said = _("Vul een bedrag in, of een percentage van de subsidiabele kosten: een van beide.")
        raise Refused(said, field="amount")
    grants = budget.sources.filter(kind=SourceKind.GRANT).exclude(pk=pk)
    if values.get("kind") == SourceKind.GRANT and grants.exists():
        raise Refused(_("Deze begroting heeft al een subsidie. Wijzig die."), field="kind")

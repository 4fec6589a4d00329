"""The versions of a budget: begun, fixed for good, gone on with in a copy."""

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.models import Budget, BudgetLine, BudgetSource, Contribution, ContributionParty, Dossier, read_budget
from projects.models.budget_book import budget_to_submit
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

BEGUN = "projects.budget.begun"
RENAMED = "projects.budget.renamed"
FIXED = "projects.budget.fixed"
CONTINUED = "projects.budget.continued"
Row = TypeVar("Row", BudgetLine, BudgetSource, Contribution)


@transaction.atomic
def begin(dossier: Dossier, *, by: User, name: str) -> Budget:
    """The first version. Raises Refused when there is one already."""
    hold(dossier)
    if dossier.budgets.exists():
        raise Refused(_("Dit dossier heeft al een begroting."))
    budget = Budget.objects.create(dossier=dossier, number=1, name=name)
    record(BEGUN, budget, by=by, scope=dossier.partnership.organisation, changes={"name": name})
    return budget


@transaction.atomic
def rename(budget: Budget, *, by: User, version: int, name: str) -> None:
    """Say otherwise what it is for. Raises Refused for a fixed version, Stale."""
    hold_open(budget)
    budget.version = version
    if changes := write(budget, name=name):
        record(RENAMED, budget, by=by, scope=budget.partnership.organisation, changes=changes)


@transaction.atomic
def fix(budget: Budget, *, by: User, version: int, on: dt.date | None = None) -> None:
    """Nothing in it changes any more from now on; `on` (today) is the day that it is in force from.

    What it owes to more than itself (members, inhabitants, ceilings of the call) is kept with it. Raises Refused for
    a day to come or before that of the version before, and for a budget without lines; Stale.
    """
    hold_open(budget)
    day = on or today()
    refuse_future(day, "fixed_on")
    before = budget.dossier.budgets.filter(fixed_on__gt=day).order_by("-fixed_on").first()
    if before is not None and before.fixed_on is not None:
        said = _("Versie %(number)s ligt vast sinds %(day)s. Kies die dag of een latere.")
        raise Refused(said % {"number": before.number, "day": in_words(before.fixed_on)}, field="fixed_on")
    book = read_budget(budget)
    if not book.lines:
        raise Refused(_("Deze begroting heeft nog geen lijnen. Voeg er eerst toe."), field="fixed_on")
    budget.version = version
    write(budget, fixed_on=day, fixed_by=by, frozen=book.to_freeze())
    changes = {"fixed_on": day, "total": book.total, "grant": book.grant, "other": book.other, "own": book.own}
    record(FIXED, budget, by=by, scope=budget.partnership.organisation, changes=changes)


@transaction.atomic
def fix_what_is_submitted(dossier: Dossier, *, by: User, on: dt.date) -> Budget | None:
    """At submission the version that goes along is fixed, unless it is. Raises as `fix` does.

    One without lines says nothing, and stays as it is.
    """
    hold(dossier)
    budget = budget_to_submit(dossier)
    if budget is None or budget.is_fixed or not budget.lines.exists():
        return None
    fix(budget, by=by, version=budget.version, on=on)
    return budget


@transaction.atomic
def go_on(budget: Budget, *, by: User, name: str) -> Budget:
    """The next version: a copy of this one, to change. Raises Refused while another is worked on."""
    dossier = budget.dossier
    hold(dossier)
    if dossier.budgets.filter(fixed_on__isnull=True).exists():
        raise Refused(_("Er is al een versie in de maak. Werk die eerst af."))
    last = dossier.budgets.order_by("-number").values_list("number", flat=True)[0]
    copy = Budget.objects.create(dossier=dossier, number=last + 1, name=name)
    _copy_rows(budget, copy)
    record(CONTINUED, copy, by=by, scope=dossier.partnership.organisation, changes={"name": name, "from": budget})
    return copy


def _copy_rows(old: Budget, new: Budget) -> None:
    BudgetLine.objects.bulk_create(_twin(line, new) for line in old.lines.order_by("position", "pk"))
    BudgetSource.objects.bulk_create(_twin(source, new) for source in old.sources.order_by("pk"))
    for part in old.contributions.prefetch_related("parties").order_by("position", "pk"):
        parties = list(part.parties.all())
        twin = _twin(part, new)
        twin.save(force_insert=True)
        ContributionParty.objects.bulk_create(
            ContributionParty(contribution=twin, organisation_id=party.organisation_id, value=party.value)
            for party in parties
        )


def _twin(row: Row, budget: Budget) -> Row:
    """The same row for another version; lines keep their series."""
    values: dict[str, Any] = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "budget", "version")
    }
    return type(row)(budget=budget, **values)


def hold_open(budget: Budget) -> None:
    """Lock a version that may still change, until the transaction ends. Raises Refused when it is fixed."""
    hold(budget)
    budget.refresh_from_db(fields=["fixed_on"])
    if budget.is_fixed:
        said = _("Versie %s ligt vast en wijzigt niet meer. Maak een volgende versie.")
        raise Refused(said % budget.number)

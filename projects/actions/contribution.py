"""The parts of the key by which the boards carry their own means, of a version that is worked on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions.budget import hold_open
from projects.models import Budget, Contribution, ContributionKey, ContributionParty, ContributionScope
from projects.models.contribution import WITH_VALUES
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, touch
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.words import number

ADDED = "projects.contribution.added"
CHANGED = "projects.contribution.changed"
REMOVED = "projects.contribution.removed"
MOST_PARTS = 6
HUNDRED = Decimal(100)

Parties = Mapping[Organisation, Decimal | None]  # who takes part, with its figure where the key asks one


@transaction.atomic
def add(budget: Budget, *, by: User, parties: Parties, **values: Any) -> Contribution:
    """One more part. Raises Refused for figures that can not be, for a part that shares too much, and when fixed."""
    hold_open(budget)
    _refuse(budget, values, parties)
    parts = list(budget.contributions.order_by("-position"))
    if len(parts) >= MOST_PARTS:
        raise Refused(_("Een verdeelsleutel telt hoogstens %s delen.") % MOST_PARTS, field="key")
    position = parts[0].position + 1 if parts else 1
    part = Contribution.objects.create(budget=budget, position=position, **values)
    _write(part, parties)
    changes = values | {"parties": _told(parties)}
    record(ADDED, part, by=by, scope=budget.partnership.organisation, changes=changes)
    return part


@transaction.atomic
def change(part: Contribution, *, by: User, version: int, parties: Parties, **values: Any) -> None:
    """Raises Refused as `add` does, Stale when the part is another by now."""
    hold_open(part.budget)
    _refuse(part.budget, values, parties, part.pk)
    part.version = version
    before = _told({party.organisation: party.value for party in part.parties.select_related("organisation")})
    changes: dict[str, Any] = dict(write(part, **values))
    if before != _told(parties):
        if not changes:
            touch(part)  # only who pays changed: a second editor has to notice that as well
        changes["parties"] = (before, _told(parties))
        part.parties.all().delete()
        _write(part, parties)
    if changes:
        record(CHANGED, part, by=by, scope=part.partnership.organisation, changes=changes)


@transaction.atomic
def remove(part: Contribution, *, by: User, version: int) -> None:
    """Raises Refused for a fixed version, Stale when the part is another by now."""
    budget, told = part.budget, str(part)
    hold_open(budget)
    if not Contribution.objects.filter(pk=part.pk, version=version).exists():
        raise Stale(Contribution.objects.filter(pk=part.pk).first())
    Contribution.objects.filter(pk=part.pk).delete()
    record(REMOVED, budget, by=by, scope=budget.partnership.organisation, changes={"part": (told, "")})


def _write(part: Contribution, parties: Parties) -> None:
    ContributionParty.objects.bulk_create(
        ContributionParty(contribution=part, organisation=board, value=value) for board, value in parties.items()
    )


def _told(parties: Parties) -> str:
    """Sorted by name, so that the same boards and figures are the same text."""
    told = sorted((str(board), value) for board, value in parties.items())
    return ", ".join(name if value is None else f"{name}: {number(value)}" for name, value in told)


def _refuse(budget: Budget, values: Mapping[str, Any], parties: Parties, pk: int = 0) -> None:
    key = values["key"]
    given = [value for value in parties.values() if value is not None]
    if key in WITH_VALUES and not any(given):
        raise Refused(_("Vul bij minstens één bestuur een getal boven 0 in."), field="key")
    if values["scope"] == ContributionScope.CHOSEN and not parties:
        raise Refused(_("Kies minstens één bestuur."), field="scope")
    if key == ContributionKey.PERCENT and sum(given) != HUNDRED:
        said = _("De percentages zijn samen %s %%. Ze moeten samen 100 %% zijn.")
        raise Refused(said % number(sum(given, Decimal("0.00"))), field="key")
    if key == ContributionKey.FIXED:
        return
    others = budget.contributions.exclude(pk=pk).exclude(key=ContributionKey.FIXED)
    taken = sum((other.share for other in others if other.share is not None), Decimal(0))
    if values["share"] + taken > HUNDRED:
        left = {"taken": number(taken), "left": number(HUNDRED - taken)}
        said = _("De andere delen verdelen al %(taken)s %%. Er blijft hoogstens %(left)s %% over.")
        raise Refused(said % left, field="share")

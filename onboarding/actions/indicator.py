"""Which indicators a partnership has, and in which order."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.models import Partnership
from onboarding.models import Indicator, IndicatorKind, Origin
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "onboarding.indicator.added"
CHANGED = "onboarding.indicator.changed"
MOVED = "onboarding.indicator.moved"
REMOVED = "onboarding.indicator.removed"
MOST = 80  # indicators of one partnership


def start_set() -> list[dict[str, Any]]:
    """What nearly everybody follows: people, who came, languages, and who was welcomed."""
    people = _("personen")
    return [
        {
            "name": _("Inwoners"),
            "definition": _("Inwoners op 1 januari."),
            "unit": people,
            "origin": Origin.POPULATION,
            "source": _("Statbel, bevolking op 1 januari"),
        },
        {
            "name": _("Instroom van nieuwkomers"),
            "definition": _("Personen die in dat jaar voor het eerst uit het buitenland in de gemeente kwamen wonen."),
            "unit": people,
            "source": _("bevolkingsregister van de gemeente"),
            "is_guarded": True,
        },
        {
            "name": _("Thuistalen"),
            "definition": _("Verschillende talen die nieuwkomers van dat jaar thuis spreken."),
            "unit": _("talen"),
            "source": _("telling aan het onthaal"),
            "adds_up": False,
        },
        {
            "name": _("Aanwezigen op onthaalmomenten"),
            "definition": _("Aanwezigen op de onthaalmomenten die dat jaar gehouden zijn, per gemeente."),
            "unit": people,
            "origin": Origin.WELCOMED,
            "is_guarded": True,
        },
    ]


@transaction.atomic
def add(partnership: Partnership, *, by: User | None, **values: Any) -> Indicator:
    """One more, at the end. Raises Refused for a name that is taken, for what can not go together, and past eighty."""
    hold(partnership)
    rows = Indicator.objects.filter(partnership=partnership)
    if rows.count() >= MOST:
        raise Refused(_("Een samenwerkingsverband volgt hoogstens %s cijfers.") % MOST)
    row = Indicator(partnership=partnership, **_fitting(values))
    _refuse(row)
    row.position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    row.save(force_insert=True)
    record(ADDED, row, by=by, scope=partnership.organisation, changes=values)
    return row


@transaction.atomic
def begin(partnership: Partnership, *, by: User | None) -> int:
    """The start set, where there is nothing yet; how many. Raises Refused once there is something."""
    hold(partnership)
    if Indicator.objects.filter(partnership=partnership).exists():
        raise Refused(_("Er zijn al cijfers gekozen. Voeg er zelf één toe."))
    return len([add(partnership, by=by, **values) for values in start_set()])


@transaction.atomic
def change(row: Indicator, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct it. Raises Refused as `add` does, and for what would make figures wrong that are there; Stale."""
    hold(row.partnership)
    hold(row)  # as who fills in a figure of it does
    now = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values = _fitting(values)
    _refuse(Indicator(**now | values))
    _refuse_beside_figures(row, values)
    row.version = version
    changes = write(row, **values)
    if changes:
        record(CHANGED, row, by=by, scope=row.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def move(row: Indicator, *, by: User, up: bool) -> None:
    """One place up or down; at the end nothing happens."""
    hold(row.partnership)
    order = list(Indicator.objects.filter(partnership=row.partnership).order_by("position", "pk"))
    place = next(index for index, one in enumerate(order) if one.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order, start=1):
        if one.position != position:
            Indicator.objects.filter(pk=one.pk).update(position=position)
    record(MOVED, row, by=by, scope=row.partnership.organisation, changes={"position": (place + 1, other + 1)})


@transaction.atomic
def remove(row: Indicator, *, by: User, version: int) -> None:
    """Take away one of which nobody typed anything. Raises Refused once somebody did, Stale."""
    hold(row)
    found = Indicator.objects.filter(pk=row.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    if row.measurements.exists():
        raise Refused(_("Er zijn al cijfers ingevuld. Geef een laatste jaar op: dan wordt er niet meer naar gevraagd."))
    told = {"naam": row.name}
    found.delete()
    record(REMOVED, row.partnership, by=by, scope=row.partnership.organisation, changes=told)


def _fitting(values: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from the rest: percentages are never added up, what is read elsewhere is a whole number."""
    fitted = dict(values)
    if fitted.get("kind") == IndicatorKind.SHARE:
        fitted["adds_up"] = False
    if fitted.get("origin", Origin.TYPED) != Origin.TYPED:
        fitted |= {"decimals": 0}
    if fitted.get("origin") == Origin.WELCOMED:
        fitted |= {"is_guarded": True}  # newcomers, counted one event at a time
    return fitted


def _refuse(row: Indicator) -> None:
    """The caller holds the partnership."""
    same = Indicator.objects.filter(partnership_id=row.partnership_id, name__iexact=row.name)
    if same.exclude(pk=row.pk).exists():
        raise Refused(_("Er is al een cijfer met deze naam."), field="name")
    if not row.is_typed and row.kind != IndicatorKind.COUNT:
        raise Refused(_("Wat Wegwijzer zelf telt, is een aantal. Kies die soort."), field="kind")
    if row.first_year and row.last_year and row.last_year < row.first_year:
        raise Refused(_("Het laatste jaar ligt voor het eerste."), field="last_year")


def _refuse_beside_figures(row: Indicator, values: Mapping[str, Any]) -> None:
    """What was typed keeps its meaning: a number does not become a percentage, nor something that is read elsewhere."""
    if not row.measurements.exists():
        return
    for name, said in (
        ("kind", _("Er zijn al cijfers ingevuld: de soort kan niet meer wijzigen. Maak een nieuw cijfer.")),
        ("origin", _("Er zijn al cijfers ingevuld: zij zouden niet meer te zien zijn. Maak een nieuw cijfer.")),
    ):
        if name in values and values[name] != getattr(row, name):
            raise Refused(said, field=name)
    if values.get("decimals", row.decimals) < row.decimals:
        raise Refused(_("Er zijn al cijfers ingevuld: neem niet minder cijfers na de komma."), field="decimals")

"""The load on a dossier as a picture: how much is worked on it over time, by organisation or by role."""

from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import StaffAllocation
from projects.models.staff_load import HUNDREDTH, StaffLoad
from wegwijzer.accounts.periods import today
from wegwijzer.charts import Chart, Kind, Series, Stroke, steps_of
from wegwijzer.timeline import window_around
from wegwijzer.ui import words

MOST_AREAS = 6  # that are told apart; the smallest of more go together


class Per(StrEnum):
    """What the areas are; the values are words of the address."""

    ORGANISATION = "bestuur"
    ROLE = "rol"


PER_LABELS = {Per.ORGANISATION: gettext_lazy("per bestuur"), Per.ROLE: gettext_lazy("per rol")}


def in_fte(value: Decimal) -> str:
    """`0,50 VTE`."""
    return f"{words.number(value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP))}{words.NARROW}VTE"


def load_chart(load: StaffLoad, per: Per = Per.ORGANISATION) -> Chart | None:
    """None when there is nothing to draw."""
    if load.period is None:
        return None
    first, last = load.period
    series = _areas(load, per)
    on = today()
    if load.knows_real and on >= first:
        points = steps_of(load.real())
        series.append(Series(label=_("werkelijk"), kind=Kind.STEP, points=points, until_on=min(on, last)))
    if load.knows_rather:
        points = steps_of(load.rather())
        series.append(Series(label=_("liever"), kind=Kind.STEP, stroke=Stroke.DASHED, points=points, until_on=last))
    return Chart(
        _("Inzet van medewerkers, %(dossier)s") % {"dossier": load.dossier.title},
        window_around(first, last),
        series,
        in_fte,
        summary=_summary(load),
        today=on,
        key="load",
    )


def _summary(load: StaffLoad) -> str:
    told = {"most": in_fte(load.most), "years": words.number(load.total.fte_years)}
    said = _("Hoogstens %(most)s tegelijk gepland, samen %(years)s VTE-jaren.") % told
    if load.knows_real or load.knows_rather:
        said += " " + _("Waar ‘werkelijk’ of ‘liever’ niet ingevuld is, telt wat gepland is.")
    return said


def _areas(load: StaffLoad, per: Per) -> list[Series]:
    """The largest first, so that it stands at the bottom."""
    name: Callable[[StaffAllocation], str] = _organisation if per == Per.ORGANISATION else _role
    weight: dict[str, Decimal] = defaultdict(Decimal)
    for one in load.dated:
        for first, last, much in load.planned(lambda other, pk=one.pk: other.pk == pk):
            weight[name(one)] += much * ((last - first).days + 1)
    names = sorted(weight, key=lambda label: (-weight[label], label.casefold()))
    shown = names if len(names) <= MOST_AREAS else names[: MOST_AREAS - 1]
    others = set(names[len(shown) :])
    areas = [
        Series(label=label, points=steps_of(load.planned(lambda one, label=label: name(one) == label)))
        for label in shown
    ]
    if others:
        points = steps_of(load.planned(lambda one: name(one) in others))
        areas.append(Series(label=_("%(number)s andere") % {"number": len(others)}, points=points))
    return areas


def _organisation(one: StaffAllocation) -> str:
    return str(one.organisation)


def _role(one: StaffAllocation) -> str:
    return one.role

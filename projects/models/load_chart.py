"""The load on a dossier as a picture: how much is worked on it over time, by organisation or by role.

The same drawing on the page and in the document of a dossier, there from what a version froze.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models.dossier import Dossier
from projects.models.staff_allocation import StaffAllocation
from projects.models.staff_load import HUNDREDTH, StaffLoad
from wegwijzer.accounts.models import Organisation
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


def load_chart(load: StaffLoad, per: Per = Per.ORGANISATION, today: dt.date | None = None) -> Chart | None:
    """None when there is nothing to draw. How it really is, is known until `today`; not without that day."""
    if load.period is None:
        return None
    first, last = load.period
    series = _areas(load, per)
    if load.knows_real and today is not None and today >= first:
        points = steps_of(load.real())
        series.append(Series(label=_("werkelijk"), kind=Kind.STEP, points=points, until_on=min(today, last)))
    if load.knows_rather:
        points = steps_of(load.rather())
        series.append(Series(label=_("liever"), kind=Kind.STEP, stroke=Stroke.DASHED, points=points, until_on=last))
    return Chart(
        _("Inzet van medewerkers, %(dossier)s") % {"dossier": load.dossier.title},
        window_around(first, last),
        series,
        in_fte,
        summary=_summary(load),
        today=today,
        key="load",
    )


def _summary(load: StaffLoad) -> str:
    told = {"most": in_fte(load.most), "years": words.number(load.total.fte_years)}
    said = _("Hoogstens %(most)s tegelijk gepland, samen %(years)s VTE-jaren.") % told
    if load.knows_real or load.knows_rather:
        said += " " + _("Waar ‘werkelijk’ of ‘liever’ niet ingevuld is, telt wat gepland is.")
    return said


def _areas(load: StaffLoad, per: Per) -> list[Series]:
    """The largest first, so that it stands at the bottom; those that are nothing go without."""
    name: Callable[[StaffAllocation], str] = _organisation if per == Per.ORGANISATION else _role
    weight: dict[str, Decimal] = defaultdict(Decimal)
    for one in load.dated:
        weight[name(one)] += one.fte * load.days_of(one)
    names = sorted((label for label in weight if weight[label]), key=lambda label: (-weight[label], label.casefold()))
    shown = names if len(names) <= MOST_AREAS else names[: MOST_AREAS - 1]
    others = set(names[len(shown) :])
    areas = [_area(load, label, name, {label}) for label in shown]
    if others:
        areas.append(_area(load, _("%(number)s andere") % {"number": len(others)}, name, others))
    return areas


def _area(load: StaffLoad, label: str, name: Callable[[StaffAllocation], str], names: set[str]) -> Series:
    return Series(label=label, points=steps_of(load.planned(lambda one: name(one) in names)))


def load_in(content: Mapping[str, Any]) -> StaffLoad:
    """The load as a version of the dossier froze it (`dossier_content`)."""
    kept = content["dossier"]
    dossier = Dossier(title=kept["title"], from_on=_day(kept["from_on"]), until_on=_day(kept["until_on"]))
    names = sorted({row["organisation"] for row in content["allocations"]})
    boards = {name: Organisation(pk=number, name=name) for number, name in enumerate(names, start=1)}
    rows = [
        StaffAllocation(
            pk=row["id"],
            dossier=dossier,
            organisation=boards[row["organisation"]],
            role=row["role"],
            fte=Decimal(row["fte"]),
            from_on=_day(row["from_on"]),
            until_on=_day(row["until_on"]),
        )
        for row in content["allocations"]
    ]
    return StaffLoad(dossier, rows)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _organisation(one: StaffAllocation) -> str:
    return str(one.organisation)


def _role(one: StaffAllocation) -> str:
    return one.role

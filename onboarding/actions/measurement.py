"""Measurements: a grid of them typed at once, an import, or one with its remark and source. All or nothing.

A correction keeps what stood there: history has the old value beside the new, with who and when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onboarding.models import Indicator, IndicatorBook, Known, Measurement, read_book
from onboarding.models.indicator import FIRST_YEAR, LAST_YEAR
from onboarding.models.indicator_book import Place
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.forms.numbers import written

FILLED = "onboarding.indicator.filled"
NOTED = "onboarding.indicator.noted"
CLEARED = "onboarding.indicator.cleared"


class Cell(NamedTuple):
    """Of which place (key of its organisation), in which year."""

    place: int
    year: int


class Typed(NamedTuple):
    """What stood on the screen, and what is wanted now; None is nothing."""

    shown: Decimal | None
    wanted: Decimal | None


@dataclass(frozen=True)
class Noted:
    """All that one measurement says. None as `value` is "not known"."""

    value: Decimal | None
    remark: str = ""
    source: str = ""


class Overtaken(Refused):
    """Somebody else filled in some of these cells meanwhile: `cells` are what stands there now."""

    def __init__(self, cells: Mapping[Cell, Decimal | None]) -> None:
        super().__init__(_("Iemand vulde intussen iets anders in. Kijk na wat rood staat."))
        self.cells = dict(cells)


def said(indicator: Indicator, value: Decimal | None) -> str:
    """A value as history and pages write it: with the decimals of its indicator."""
    return _("niet gekend") if value is None else written(value, indicator.decimals)


@transaction.atomic
def fill(indicator: Indicator, places: Mapping[int, Place], typed: Mapping[Cell, Typed], *, by: User | None) -> int:
    """Keep what was typed; returns how many figures changed. What was not typed stays as it is, with its remark.

    Raises Overtaken, and keeps nothing, when a cell is another by now than what stood on the screen; Refused for an
    indicator that is read elsewhere and for a year that no calendar has.
    """
    _hold(indicator)
    wanted = {cell: pair for cell, pair in typed.items() if pair.shown != pair.wanted}
    if not wanted:
        return 0
    book = _book(indicator, wanted, list(places.values()))
    there = {cell: book.cell(indicator, places[cell.place], cell.year) for cell in wanted}
    now = {cell: known.value if known else None for cell, known in there.items()}
    lost = {cell: now[cell] for cell, pair in wanted.items() if now[cell] not in (pair.shown, pair.wanted)}
    if lost:
        raise Overtaken(lost)
    changed = {cell: pair.wanted for cell, pair in wanted.items() if now[cell] != pair.wanted}
    rows = Measurement.objects.in_bulk([known.row for known in there.values() if known and known.row])
    told = {}
    for cell, value in changed.items():
        known = there[cell]
        _keep(indicator, places[cell.place], cell.year, rows.get(known.row or 0) if known else None, value, by)
        old = said(indicator, known.value) if known else ""
        told[_named(places[cell.place], cell.year)] = (old, "" if value is None else said(indicator, value))
    if told:
        record(FILLED, indicator, by=by, scope=indicator.partnership.organisation, changes=told)
    return len(changed)


@transaction.atomic
def note(indicator: Indicator, place: Place, year: int, noted: Noted, *, by: User | None, version: int) -> bool:
    """One measurement with all that it says; whether anything changed. `version` is 0 for one that was not there.

    Raises Refused for "not known" without a remark, Stale when somebody else was first.
    """
    _hold(indicator)
    if noted.value is None and not noted.remark:
        raise Refused(_("Zeg in een opmerking waarom het niet gekend is."), field="remark")
    row = _row(indicator, place, year)
    if (row.version if row else 0) != version:
        raise Stale(row)
    before = Known(row.value, row.remark, row.source) if row else None
    values = {"value": noted.value, "remark": noted.remark, "source": noted.source}
    if row is None:
        _make(indicator, place, year, by, **values)
    elif all(getattr(row, name) == value for name, value in values.items()):
        return False
    else:
        write(row, **values, entered_by=by, entered_at=timezone.now())
    record(
        NOTED,
        indicator,
        by=by,
        scope=indicator.partnership.organisation,
        changes=_in_words(indicator, place, year, before, noted),
    )
    return True


@transaction.atomic
def clear(indicator: Indicator, place: Place, year: int, *, by: User, version: int) -> None:
    """Take a measurement away that should never have been there; history keeps what it said. Raises Stale."""
    _hold(indicator)
    row = _row(indicator, place, year)
    if row is None or row.version != version:
        raise Stale(row)
    told = {_named(place, year): (said(indicator, row.value), "")}
    Measurement.objects.filter(pk=row.pk).delete()
    record(CLEARED, indicator, by=by, scope=indicator.partnership.organisation, changes=told, reason=row.remark)


def _hold(indicator: Indicator) -> None:
    hold(indicator)
    if not indicator.is_typed:
        raise Refused(_("Dit cijfer leest Wegwijzer zelf. Verbeter het daar waar het vandaan komt."))


def _book(indicator: Indicator, cells: Mapping[Cell, Any], places: Sequence[Place]) -> IndicatorBook:
    years = sorted({cell.year for cell in cells})
    if years[0] < FIRST_YEAR or years[-1] > LAST_YEAR:
        raise Refused(_("Zo'n jaar kan hier niet."))
    return read_book(indicator.partnership, list(range(years[0], years[-1] + 1)), [indicator], places)


def _row(indicator: Indicator, place: Place, year: int) -> Measurement | None:
    rows = Measurement.objects.filter(indicator=indicator, year=year, organisation__nis_code=place.nis_code)
    found = {row.organisation_id: row for row in rows}
    return found.get(place.pk) or next(iter(found.values()), None)


def _keep(
    indicator: Indicator, place: Place, year: int, row: Measurement | None, value: Decimal | None, by: User | None
) -> None:
    if row is None:
        _make(indicator, place, year, by, value=value)
    elif value is None:
        Measurement.objects.filter(pk=row.pk).delete()
    else:
        remark = row.remark if row.value is not None else ""  # why it was not known is over
        write(row, value=value, remark=remark, entered_by=by, entered_at=timezone.now())


def _make(indicator: Indicator, place: Place, year: int, by: User | None, **values: Any) -> None:
    Measurement.objects.create(indicator=indicator, organisation=place.organisation, year=year, entered_by=by, **values)


def _named(place: Place, year: int) -> str:
    return f"{place.name}, {year}"


def _in_words(
    indicator: Indicator, place: Place, year: int, before: Known | None, now: Noted
) -> dict[str, tuple[str, str]]:
    """What history says of one measurement: old beside new, under the name of its cell."""
    told = {_named(place, year): (said(indicator, before.value) if before else "", said(indicator, now.value))}
    for name, label in (("remark", _("opmerking")), ("source", _("bron"))):
        old, new = getattr(before, name) if before else "", getattr(now, name)
        if old != new:
            told[f"{_named(place, year)}: {label}"] = (old, new)
    return told

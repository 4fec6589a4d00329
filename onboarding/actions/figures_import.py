"""Many figures out of a file or a pasted table: first what it would change, then all of it or nothing."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Partnership
from onboarding.actions.measurement import said
from onboarding.models import Indicator, IndicatorBook, Known, Measurement, Place, read_book
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.forms.personal import personal_in

IMPORTED = "onboarding.indicator.imported"
ADDED, CHANGED, SAME, WRONG = "added", "changed", "same", "wrong"
KINDS = {
    WRONG: gettext_lazy("klopt niet"),
    ADDED: gettext_lazy("nieuw"),
    CHANGED: gettext_lazy("gewijzigd"),
    SAME: gettext_lazy("blijft zo"),
}


@dataclass(frozen=True)
class Line:
    """What a row says of one cell; None as `remark` or `source` leaves what is there. `number` is its row."""

    number: int
    indicator: Indicator
    place: Place
    year: int
    value: Decimal | None  # None: not known
    remark: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Row:
    """What becomes of a line; `wrong` says why it can not be kept."""

    line: Line
    kind: str
    old: Known | None = None
    wrong: str = ""

    @property
    def remark(self) -> str:
        """What it says afterwards; why a figure was not known does not outlive that."""
        if self.line.remark is not None:
            return self.line.remark
        stays = self.old is not None and (self.old.value is not None or self.line.value is None)
        return self.old.remark if self.old and stays else ""

    @property
    def source(self) -> str:
        return self.line.source if self.line.source is not None else self.old.source if self.old else ""

    @property
    def brought(self) -> str:
        """The free text that the table brings along and that was not there yet."""
        there = (self.old.remark, self.old.source) if self.old else ("", "")
        return " ".join(text for text in (self.line.remark, self.line.source) if text and text not in there)

    @property
    def old_text(self) -> str:
        return said(self.line.indicator, self.old.value) if self.old else ""

    @property
    def new_text(self) -> str:
        return said(self.line.indicator, self.line.value)


@dataclass(frozen=True)
class Proposal:
    rows: Sequence[Row]

    @cached_property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.kind == WRONG]

    @cached_property
    def changes(self) -> list[Row]:
        return [row for row in self.rows if row.kind in (ADDED, CHANGED)]

    @cached_property
    def counts(self) -> dict[str, int]:
        return {kind: sum(row.kind == kind for row in self.rows) for kind in KINDS}

    @cached_property
    def digest(self) -> str:
        """Of what was there and what would come: what was seen is what is kept."""
        told = [
            (
                row.line.indicator.pk,
                row.line.place.pk,
                row.line.year,
                row.old_text,
                row.new_text,
                row.remark,
                row.source,
            )
            for row in self.changes
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def propose(partnership: Partnership, lines: Sequence[Line], may_fill: Collection[int]) -> Proposal:
    """What these lines would change; `may_fill` are the places (keys) whose figures this person fills in."""
    if not lines:
        return Proposal([])
    book = _book(partnership, lines)
    seen: set[tuple[int, int, int]] = set()
    rows = []
    for line in lines:
        key = (line.indicator.pk, line.place.pk, line.year)
        rows.append(_row(line, book, may_fill, is_double=key in seen))
        seen.add(key)
    return Proposal(rows)


def _row(line: Line, book: IndicatorBook, may_fill: Collection[int], *, is_double: bool) -> Row:
    old = book.cell(line.indicator, line.place, line.year)
    row = Row(line, ADDED if old is None else CHANGED, old)
    same = old is not None and (old.value, old.remark, old.source) == (line.value, row.remark, row.source)
    if is_double:
        return Row(line, WRONG, old, _("Dit cijfer staat er twee keer."))
    if line.value is None and not row.remark:
        return Row(line, WRONG, old, _("Zeg in een opmerking waarom het niet gekend is."))
    if same:
        return Row(line, SAME, old)
    if found := personal_in(row.brought):
        return Row(line, WRONG, old, _("Een opmerking of bron lijkt op %s. Schrijf niets over een mens.") % found)
    if not line.indicator.is_typed:
        return Row(line, WRONG, old, _("Dit cijfer leest Wegwijzer zelf. Verbeter het daar waar het vandaan komt."))
    if line.place.pk not in may_fill:
        return Row(line, WRONG, old, _("U vult alleen de cijfers van uw eigen gemeente in."))
    return row


def _book(partnership: Partnership, lines: Collection[Line]) -> IndicatorBook:
    years = {line.year for line in lines}
    indicators = {line.indicator.pk: line.indicator for line in lines}
    places = {line.place.pk: line.place for line in lines}
    span = list(range(min(years), max(years) + 1))
    return read_book(partnership, span, list(indicators.values()), list(places.values()))


@transaction.atomic
def take_in(
    partnership: Partnership, lines: Sequence[Line], *, by: User, seen: str, may_fill: Collection[int]
) -> Proposal:
    """Keep all of it. Raises Refused, and keeps nothing, for a wrong row or when it is no longer what was `seen`."""
    hold(partnership)
    for indicator in {line.indicator.pk: line.indicator for line in lines}.values():
        hold(indicator)
    proposal = propose(partnership, lines, may_fill)
    if proposal.wrong or proposal.digest != seen:
        raise Refused(_("Intussen is er iets gewijzigd. Kijk opnieuw na wat er verandert."))
    at = timezone.now()
    old = Measurement.objects.in_bulk([row.old.row for row in proposal.changes if row.old and row.old.row])
    new = []
    told: dict[Indicator, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in proposal.changes:
        line = row.line
        values: dict[str, Any] = {"value": line.value, "remark": row.remark, "source": row.source}
        values |= {"entered_by": by, "entered_at": at}
        if row.old is None:
            about = {"indicator": line.indicator, "organisation": line.place.organisation, "year": line.year}
            new.append(Measurement(**about, **values))
        else:
            write(old[row.old.row or 0], **values)
        told[line.indicator][f"{line.place.name}, {line.year}"] = (row.old_text, row.new_text)
    Measurement.objects.bulk_create(new, batch_size=500)
    for indicator, changes in told.items():
        record(IMPORTED, indicator, by=by, scope=partnership.organisation, changes=changes)
    return proposal

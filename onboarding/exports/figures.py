"""The figures of a partnership as a spreadsheet that can be filled in and taken in again."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from onboarding.models import Indicator, IndicatorBook
from wegwijzer.spreadsheet import Sheet, Value, workbook

NOT_KNOWN = "niet gekend"


def figures_workbook(book: IndicatorBook, title: str) -> bytes:
    """A row per figure, an empty one for each that is not there yet; what is read elsewhere is on another sheet."""
    head = [_("Cijfer"), _("Gemeente"), _("Jaar"), _("Waarde"), _("Opmerking"), _("Bron")]
    typed = [row for row in book.indicators if row.is_typed]
    read = [row for row in book.indicators if not row.is_typed]
    sheets = [Sheet(_("Cijfers"), head, _rows(book, typed), kept=3)]
    if read:
        sheets.append(Sheet(_("Gelezen door Wegwijzer"), head, _rows(book, read), kept=3))
    return workbook(sheets, title=title)


def _rows(book: IndicatorBook, indicators: list[Indicator]) -> Iterator[list[Value]]:
    for indicator in indicators:
        for place in book.places:
            for year in book.years:
                known = book.cell(indicator, place, year)
                if known is None and not (indicator.is_typed and indicator.is_asked_in(year)):
                    continue
                value = exported(indicator, known.value) if known else None
                remark, source = (known.remark, known.source) if known else ("", "")
                yield [indicator.name, place.name, year, value, remark, source]


def exported(indicator: Indicator, value: Decimal | None) -> Value:
    """As a number of a spreadsheet; what is not known says so."""
    if value is None:
        return NOT_KNOWN
    return int(value) if not indicator.decimals else value

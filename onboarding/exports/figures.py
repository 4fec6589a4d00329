"""The figures of a partnership as a spreadsheet that can be filled in and taken in again."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from onboarding.models import Indicator, IndicatorBook, ReferenceFrame
from onboarding.models.indicator_book import source_of
from onboarding.models.reference_frame import NOTHING
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


def published_workbook(book: IndicatorBook, title: str) -> bytes:
    """What may be published: a row per municipality with its years beside each other, small counts left out."""
    frames = [ReferenceFrame(book, indicator, is_published=True) for indicator in book.indicators]
    head = [_("Cijfer"), _("Eenheid"), _("Gemeente"), *(str(year) for year in book.years)]
    about = [_("Cijfer"), _("Wat het zegt"), _("Bron"), _("Jaren waarin iets weggelaten is")]
    sheets = [
        Sheet(_("Om te publiceren"), head, _published(frames), kept=3),
        Sheet(_("Toelichting"), about, _explained(frames)),
    ]
    return workbook(sheets, title=title)


def _published(frames: list[ReferenceFrame]) -> Iterator[list[Value]]:
    for frame in frames:
        if not frame.has_values:
            continue
        years = {year.year: year for year in frame.years}
        about = [frame.indicator.name, frame.indicator.unit]
        for place in frame.book.places:
            words = [years[year].of(place) if year in years else NOTHING for year in frame.book.years]
            yield [*about, place.name, *words]
        if frame.indicator.adds_up:
            totals = [years[year].total if year in years else NOTHING for year in frame.book.years]
            yield [*about, _("Alle leden samen"), *totals]


def _explained(frames: list[ReferenceFrame]) -> Iterator[list[Value]]:
    for frame in frames:
        if frame.has_values:
            hidden = ", ".join(str(year.year) for year in frame.years if year.shielded.hidden)
            yield [frame.indicator.name, frame.indicator.definition, source_of(frame.indicator), hidden]
    rule = _("Aantallen onder 5 mensen staan er niet bij (‘< 5’), noch wat ze zou verraden (‘afgeschermd’).")
    yield [_("Afscherming"), rule, "", ""]


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

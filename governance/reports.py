"""The report of a meeting, the extract of a decision and the state of an approval round, as data for a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from governance.models import (
    PREFETCHED,
    ApprovalRound,
    BoardChoice,
    Decision,
    Meeting,
    MeetingState,
    Partnership,
    Sitting,
    Vote,
    book_of,
    read_board,
    round_lines,
)
from governance.models.board import Column
from wegwijzer.localised import LANGUAGES
from wegwijzer.reports.registry import Printout, UnknownReport

SHORT_ITEM = 900  # characters of one item in one language: about a third of a column
SHORT_REPORT = 12_000  # characters of the longer language: about eight pages side by side
BESIDE = 7  # rounds beside each other on a page that lies on its side
MOST_CELLS = 3_000  # of a printed board
STATES_WITH_REPORT = (MeetingState.HELD, MeetingState.DRAFT, MeetingState.APPROVED)


@dataclass(frozen=True)
class Reference:
    """What a report is about: "12" is the whole, "12:public" leaves out the items behind closed doors."""

    pk: int
    public: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises UnknownReport when the text is no reference."""
        number, _colon, version = text.partition(":")
        if not (number.isascii() and number.isdigit() and len(number) < 19) or version not in ("", "public"):
            raise UnknownReport(_("Zo'n verslag bestaat niet: %(ref)s.") % {"ref": text})
        return cls(int(number), public=version == "public")

    @property
    def text(self) -> str:
        return f"{self.pk}:public" if self.public else str(self.pk)


def meeting(ref: str) -> Printout:
    """The report of a meeting that is held, in draft or approved. Raises UnknownReport for any other."""
    reference = Reference.read(ref)
    rows = Meeting.objects.select_related(
        "body__partnership__organisation", "chair", "secretary", "approved_in", "approved_by"
    )
    row = rows.filter(pk=reference.pk).first()
    if row is None:
        raise UnknownReport(_("Er is geen vergadering met nummer %(number)s.") % {"number": reference.pk})
    if row.state not in STATES_WITH_REPORT:
        raise UnknownReport(_("Van deze vergadering is er nog geen verslag: %(meeting)s.") % {"meeting": row})
    book = Sitting(row, row.items.filter(is_public=True) if reference.public else row.items.all())
    languages = book.languages
    aside = len(languages) == 2 and fits_side_by_side(book)
    day = timezone.localdate(row.actual_start)
    return Printout(
        template="governance/report/meeting.html",
        context={
            "book": book,
            "meeting": row,
            "public": reference.public,
            "versions": [languages] if aside else [[language] for language in languages],
        },
        title=_title(row, languages),
        file_name=f"{day:%Y-%m-%d}-{slugify(row.body.name)}-verslag{'-openbaar' if reference.public else ''}.pdf",
        language=languages[0],
        publisher=row.partnership.name,
        subject=row.body.name,
    )


def fits_side_by_side(book: Sitting) -> bool:
    """Two languages stand beside each other when every text is short; a long one reads better over the whole page.

    A narrow column holds about 45 characters a line, so 900 characters are some twenty lines.
    """
    lengths = {
        language: [len(item.minutes.get(language, "")) for item in book.items]
        + [len(decision.considerations.get(language, "")) for decision in book.decisions]
        for language in book.languages
    }
    return all(max(each, default=0) <= SHORT_ITEM and sum(each) <= SHORT_REPORT for each in lengths.values())


def _title(row: Meeting, languages: list[str]) -> str:
    titles = []
    for language in languages:
        with translation.override(language):
            titles.append(_("Verslag"))
    return f"{' / '.join(dict.fromkeys(titles))} – {row}"


def decision(ref: str) -> Printout:
    """The extract of one decision. Raises UnknownReport when there is none, or while it has no outcome."""
    reference = Reference.read(ref)
    rows = Decision.objects.select_related("body__partnership__organisation", "meeting__chair", "meeting__secretary")
    votes = Prefetch("votes", Vote.objects.select_related("attendance__organisation").order_by("pk"))
    row = rows.select_related("item").prefetch_related(votes, "articles").filter(pk=reference.pk).first()
    if row is None or not row.outcome:
        raise UnknownReport(_("Er is geen besluit met nummer %(number)s.") % {"number": reference.pk})
    languages = [code for code in row.meeting.languages if code in LANGUAGES] or ["nl"]
    return Printout(
        template="governance/report/decision.html",
        context={
            "decision": row,
            "meeting": row.meeting,
            "languages": languages,
        },
        title=capfirst(f"{row.label}: {row.title}"),
        file_name=f"besluit-{row.year}-{row.number or 'zonder-nummer'}-{slugify(row.body.name)}.pdf",
        language=languages[0],
        publisher=row.partnership.name,
        subject=row.body.name,
    )


def round_(ref: str) -> Printout:
    """A round with all that was answered up to today. Raises UnknownReport when there is none, or for a draft."""
    reference = Reference.read(ref)
    rows = ApprovalRound.objects.select_related("partnership__organisation").prefetch_related(*PREFETCHED)
    row = rows.filter(pk=reference.pk).first()
    if row is None or row.opened_at is None:
        raise UnknownReport(_("Er is geen verstuurde ronde met nummer %(number)s.") % {"number": reference.pk})
    book, text = book_of(row), row.current_text
    annexes = text.annexes.select_related("document_version__document")
    return Printout(
        template="governance/report/round.html",
        context={
            "round": row,
            "book": book,
            "text": text,
            "annexes": [annex.document_version for annex in annexes],
            "total": sum((party.contribution or 0 for party in book.active), Decimal(0)),
        },
        title=row.title,
        file_name=f"ronde-{row.asked_on:%Y-%m-%d}-{slugify(row.title)[:60]}.pdf",
        publisher=row.partnership.name,
        subject=row.get_kind_display(),
    )


def board(ref: str) -> Printout:
    """The board of answers, as many rounds beside each other as a page holds.

    Raises UnknownReport when there is nothing to print, or more than anybody would leaf through.
    """
    try:
        choice = BoardChoice.read(ref)
    except ValueError as error:
        raise UnknownReport(_("Zo'n bord bestaat niet: %(ref)s.") % {"ref": ref}) from error
    partnership = Partnership.objects.filter(pk=choice.partnership).first()
    rounds = ApprovalRound.objects.filter(partnership=partnership)
    shown = choice.rows(read_board(choice.lines(round_lines(rounds)))) if partnership else None
    if partnership is None or shown is None or not shown.places:
        raise UnknownReport(_("Er is niets om af te drukken: geen ronde past bij deze keuze."))
    if len(shown.columns) * len(shown.places) > MOST_CELLS:
        words = _("Dit bord is te groot voor een document. Kies een jaar, een soort of minder organisaties, ")
        raise UnknownReport(words + _("of neem het rekenblad: dat houdt alles."))
    day = timezone.localdate()
    return Printout(
        template="governance/report/board.html",
        context={"board": shown, "choice": choice, "day": day, "parts": _beside(shown.columns)},
        title=_("Bord van de rondes, %(day)s") % {"day": date_format(day, "j F Y")},
        file_name=f"{day:%Y-%m-%d}-bord-{slugify(partnership.name)}.pdf",
        publisher=partnership.name,
        subject=_("Wat elk bestuur antwoordde op elke vraag"),
    )


def _beside(columns: Sequence[Column]) -> list[Sequence[Column]]:
    """The columns in even groups of at most BESIDE."""
    groups = -(-len(columns) // BESIDE)
    size = -(-len(columns) // groups)
    return [columns[start : start + size] for start in range(0, len(columns), size)]

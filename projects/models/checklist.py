"""How far the rows of a checklist are: read from what they wait for, never stored.

A document is met by its file, an approval by its round that is reached or its decision that took effect, all else by
hand with a day. What was waived asks nothing any more.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import (
    PREFETCHED,
    ApprovalRound,
    Decision,
    Effect,
    EffectState,
    RoundBook,
    RoundState,
    StandingState,
    books_of,
    effect_of,
)
from projects.models.requirement import Requirement
from wegwijzer.accounts.periods import today


class CheckState(models.TextChoices):
    MET = "met", _("in orde")
    WAIVED = "waived", _("niet nodig")
    OPEN = "open", _("nog te doen")
    LATE = "late", _("te laat")
    LOST = "lost", _("niet meer haalbaar")


DONE = (CheckState.MET, CheckState.WAIVED)


@dataclass(frozen=True)
class CheckRow:
    """One row as it stands. `on` is the day on which it was met, `lacking` what it waits for, `who` acts next."""

    requirement: Requirement
    state: CheckState
    on: dt.date | None = None
    lacking: str = ""
    who: str = ""

    @property
    def is_done(self) -> bool:
        return self.state in DONE


def read_checklist(requirements: Iterable[Requirement], books: Mapping[int, RoundBook] | None = None) -> list[CheckRow]:
    """How far each is, in their order; they come as `with_all` has them.

    `books` are those of their rounds and of what their decisions hang on (`rounds_behind_rows`); read here when not
    given, five queries.
    """
    rows = list(requirements)
    if books is None:
        books = read_books(awaited_by(rows))
    return [check_row(row, books, today()) for row in rows]


def with_all(rows: "models.QuerySet[Requirement]") -> "models.QuerySet[Requirement]":
    """With what their reading asks: two queries."""
    around = ("dossier__project__coordinator", "person", "organisation", "document", "round", "decision__meeting")
    return rows.select_related(*around).prefetch_related("document__versions")


def awaited_by(rows: Iterable[Requirement]) -> set[int]:
    """The rounds that they wait for, themselves or through a decision."""
    keys = {row.round_id for row in rows} | {row.decision.condition_id for row in rows if row.decision}
    return {key for key in keys if key is not None}


def read_books(keys: Iterable[int]) -> dict[int, RoundBook]:
    found = set(keys)
    return books_of(ApprovalRound.objects.filter(pk__in=found).prefetch_related(*PREFETCHED)) if found else {}


def check_row(row: Requirement, books: Mapping[int, RoundBook], day: dt.date) -> CheckRow:
    """`day` is today."""
    if row.waived_reason:
        return CheckRow(row, CheckState.WAIVED)
    if row.document is not None:
        return CheckRow(row, CheckState.MET, row.document.newest.uploaded_at.date())
    if row.met_on is not None:
        return CheckRow(row, CheckState.MET, row.met_on)
    if row.round_id is not None:
        return _by_round(row, books[row.round_id], day)
    if row.decision is not None:
        return _by_decision(row, row.decision, books, day)
    return _open(
        row, day, _now("Nog in orde te brengen.") if row.kind != "document" else _now("Het document ontbreekt.")
    )


def _open(row: Requirement, day: dt.date, lacking: str, who: str = "") -> CheckRow:
    is_late = row.due_on is not None and row.due_on < day
    return CheckRow(row, CheckState.LATE if is_late else CheckState.OPEN, None, lacking, who or row.who)


def _by_round(row: Requirement, book: RoundBook, day: dt.date) -> CheckRow:
    if book.round.state == RoundState.DRAFT:
        return _open(row, day, _now("De ronde is nog niet verstuurd."))
    if book.reached:
        return CheckRow(row, CheckState.MET, book.reached.on)
    if book.round.state == RoundState.CANCELLED or book.state == StandingState.IMPOSSIBLE:
        return CheckRow(row, CheckState.LOST, book.lapsed_on, _now("De ronde haalt haar drempel niet meer."), row.who)
    return _open(row, day, sentence_of(book), names_out(book))


def _by_decision(row: Requirement, decision: Decision, books: Mapping[int, RoundBook], day: dt.date) -> CheckRow:
    effect = effect_in(decision, books)
    if effect is None:
        return _open(row, day, _now("De vergadering die besliste, is nog niet afgesloten."))
    if effect.state == EffectState.EFFECTIVE:
        return CheckRow(row, CheckState.MET, effect.on)
    if effect.state == EffectState.LAPSED:
        return CheckRow(row, CheckState.LOST, effect.on, _now("Het besluit is vervallen."), row.who)
    book = books[decision.condition_id]  # type: ignore[index]  # what is pending hangs on a round
    return _open(row, day, sentence_of(book), names_out(book))


def effect_in(decision: Decision, books: Mapping[int, RoundBook]) -> Effect | None:
    """None while the decision has no number: until its meeting is closed it can still become another one."""
    if decision.number is None:
        return None
    return effect_of(decision, books.get(decision.condition_id) if decision.condition_id else None)


def sentence_of(book: RoundBook) -> str:
    """What a round that runs still lacks."""
    if book.round.state == RoundState.DRAFT:
        return _now("De ronde ‘%s’ is nog niet verstuurd.") % book.round.title
    lacking = "; ".join(book.missing)
    return _now("De ronde ‘%(round)s’ is nog niet bereikt: %(lacking)s.") % {
        "round": book.round.title,
        "lacking": lacking or _now("er ontbreken antwoorden"),
    }


def names_out(book: RoundBook) -> str:
    """Who has still to answer."""
    return ", ".join(str(party.organisation) for party in book.still_out)

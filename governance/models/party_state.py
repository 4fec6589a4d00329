"""What an organisation said in a round, as one word and a few marks: the same on every page, in print, in exports."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.models.approval_response import STANCES, ResponseOutcome, answer_word
from governance.models.approval_round import RoundKind
from governance.models.threshold import Answer
from wegwijzer.ui import words


class PartyState(models.TextChoices):
    AGREED = "agreed", _("akkoord")
    REFUSED = "refused", _("niet akkoord")
    POSTPONED = "postponed", _("uitgesteld")
    AGAIN = "again", _("opnieuw te beslissen")
    LATE = "late", _("te laat geantwoord")
    WITHDRAWN = "withdrawn", _("antwoord ingetrokken")
    NONE = "none", _("nog geen antwoord")
    SILENT = "silent", _("geen antwoord")
    COMING = "coming", _("nog niet gevraagd")
    LEFT = "left", _("niet meer gevraagd")
    NOT_ASKED = "not_asked", _("niet gevraagd")


# Who still has to decide, as long as the round runs.
STILL_OUT = frozenset({PartyState.POSTPONED, PartyState.AGAIN, PartyState.LATE, PartyState.WITHDRAWN, PartyState.NONE})


class Mark(models.TextChoices):
    """What is particular about an answer."""

    UNVERIFIED = "unverified", _("gemeld")
    REMARKS = "remarks", _("met opmerkingen")
    OLD_TEXT = "old_text", _("op de oude tekst")
    ACCEPTED_LATE = "accepted_late", _("laat, toch aanvaard")
    LATER_TOO_LATE = "later_too_late", _("later antwoord te laat")


# By the plain value of the column, as it is read: making each one a choice again costs too much on the widest board.
OUTCOMES = {
    ResponseOutcome.APPROVED.value: PartyState.AGREED,
    ResponseOutcome.REMARKS.value: PartyState.AGREED,
    ResponseOutcome.REJECTED.value: PartyState.REFUSED,
    ResponseOutcome.POSTPONED.value: PartyState.POSTPONED,
    ResponseOutcome.WITHDRAWN.value: PartyState.WITHDRAWN,
}
MEANS = {outcome.value: stance for outcome, stance in STANCES.items()}


class Given(NamedTuple):
    """An answer that nobody took back, as far as its state depends on it; `text` is the number of the wording."""

    party: int
    number: int
    outcome: str
    on: dt.date
    text: int
    is_verified: bool
    accepted_late: bool = False
    next_on: dt.date | None = None

    @property
    def answer(self) -> Answer:
        """For the count."""
        return Answer(self.party, self.number, MEANS[self.outcome], self.on, self.text, self.accepted_late)


class Said(NamedTuple):
    """The state, the day on which the organ decided so, the marks, and when it comes back on an agenda."""

    state: PartyState
    on: dt.date | None = None
    marks: tuple[Mark, ...] = ()
    next_on: dt.date | None = None


NOT_ASKED, COMING, LEFT = Said(PartyState.NOT_ASKED), Said(PartyState.COMING), Said(PartyState.LEFT)


def said(answers: Sequence[Given], counting: Answer | None, oldest: int, deadline: dt.date, is_running: bool) -> Said:
    """The state of one organisation that is asked, from its answers, oldest first.

    `counting` and `oldest` are what the ballot says: its answer that is valid, and the wording that still counts.
    """
    if not answers:
        return Said(PartyState.NONE if is_running else PartyState.SILENT)
    newest = answers[-1]
    if counting is None:
        return Said(PartyState.LATE, newest.on, () if newest.is_verified else (Mark.UNVERIFIED,))
    chosen = newest
    if newest.number != counting.order:
        chosen = next(answer for answer in answers if answer.number == counting.order)
    state, marks = OUTCOMES[chosen.outcome], []
    if state == PartyState.WITHDRAWN:
        return Said(state, chosen.on)
    if not chosen.is_verified:
        marks.append(Mark.UNVERIFIED)
    if chosen.outcome == ResponseOutcome.REMARKS:
        marks.append(Mark.REMARKS)
    if chosen.on > deadline:
        marks.append(Mark.ACCEPTED_LATE)
    if newest is not chosen:
        marks.append(Mark.LATER_TOO_LATE)
    if chosen.text < oldest:
        return Said(PartyState.AGAIN, chosen.on, (*marks, Mark.OLD_TEXT))
    return Said(state, chosen.on, tuple(marks), chosen.next_on)


def word_for(state: PartyState, kind: str) -> str:
    """What a round of that kind calls it: a question for interest is not approved but answered with interest."""
    outcome = {PartyState.AGREED: ResponseOutcome.APPROVED, PartyState.REFUSED: ResponseOutcome.REJECTED}.get(state)
    return answer_word(kind, outcome) if outcome and kind == RoundKind.INTEREST else str(state.label)


def details(said: Said) -> list[str]:
    """What stands under the word: the day of the decision, when it comes back, and what is particular."""
    parts = [words.day(said.on)] if said.on else []
    if said.next_on:
        parts.append(gettext("opnieuw op %s") % words.day(said.next_on))
    return parts + [str(mark.label) for mark in said.marks]

"""How an approval round looks, wherever it stands."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import (
    ApprovalResponse,
    PartyState,
    RoundBook,
    RoundParty,
    RoundState,
    Stance,
    StandingState,
    word_for,
)
from governance.models.party_state import details
from wegwijzer.accounts.periods import today
from wegwijzer.ui import states

register = template.Library()

TONE_OF_STATE = {RoundState.DRAFT: "draft", RoundState.CANCELLED: "na"}
TONE_OF_STANDING = {
    StandingState.REACHED: "agreed",
    StandingState.POSSIBLE: "waiting",
    StandingState.IMPOSSIBLE: "refused",
}
TONE_OF_PARTY = {
    PartyState.AGREED: "agreed",
    PartyState.REFUSED: "refused",
    PartyState.POSTPONED: "postponed",
    PartyState.AGAIN: "waiting",
    PartyState.LATE: "waiting",
    PartyState.WITHDRAWN: "none",
    PartyState.NONE: "none",
    PartyState.SILENT: "none",
    PartyState.COMING: "na",
    PartyState.LEFT: "na",
    PartyState.NOT_ASKED: "na",
}


@register.simple_tag
def round_state(book: RoundBook) -> SafeString:
    """What it came to; of what nobody was asked, or is asked no more, that."""
    state = RoundState(book.round.state)
    if state in TONE_OF_STATE:
        return states.badge(state.value, state.label, TONE_OF_STATE[state])
    return states.badge(book.state.value, book.state.label, TONE_OF_STANDING[book.state])


@register.simple_tag
def party_state(book: RoundBook, party: RoundParty) -> SafeString:
    """What an organisation said, as word and shape; in a draft nobody was asked yet."""
    state = PartyState.COMING if book.round.state == RoundState.DRAFT else book.said(party).state
    return states.badge(state.value, word_for(state, book.round.kind), TONE_OF_PARTY[state])


@register.simple_tag
def party_word(book: RoundBook, party: RoundParty) -> str:
    """The same as a word only, for print."""
    return word_for(book.said(party).state, book.round.kind)


@register.simple_tag
def party_marks(book: RoundBook, party: RoundParty) -> list[str]:
    """What is particular about its answer: when it comes back, on the old text, accepted late."""
    said = book.said(party)
    marks = [mark for mark in said.marks if mark.value != "unverified"]  # has a column of its own
    return details(said._replace(on=None, marks=tuple(marks)))


@register.simple_tag
def answer_of(book: RoundBook, party: RoundParty) -> ApprovalResponse | None:
    """Its newest answer, whether or not it still counts."""
    return book.newest(party)


@register.filter
def days_left(day: dt.date) -> str:
    """ "nog 12 dagen", "vandaag", "3 dagen voorbij"."""
    count = (day - today()).days
    if count == 0:
        return _("vandaag")
    count_words = ngettext("%(count)s dag", "%(count)s dagen", abs(count)) % {"count": abs(count)}
    return _("nog %s") % count_words if count > 0 else _("%s voorbij") % count_words


@register.filter
def agreeing(book: RoundBook) -> list[tuple[str, bool]]:
    """Everybody who is asked, with whether it agrees: for the small bar."""
    return [(str(party), book.standing.stances[party.pk] == Stance.AGREED) for party in book.active]


@register.filter
def tipped_by(book: RoundBook) -> RoundParty | None:
    """Whose answer made that it was reached; None when nobody's did."""
    by = book.reached.by if book.reached else None
    return next((party for party in book.parties if by and party.pk == by.voter), None)


@register.filter
def has_contributions(book: RoundBook) -> bool:
    return any(party.contribution is not None for party in book.parties)

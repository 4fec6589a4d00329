"""How an approval round looks, wherever it stands."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import (
    ApprovalResponse,
    ApprovalRound,
    ResponseOutcome,
    RoundBook,
    RoundParty,
    RoundState,
    Stance,
    StandingState,
)
from wegwijzer.accounts.periods import today
from wegwijzer.ui import states

register = template.Library()

TONE_OF_STATE = {RoundState.DRAFT: "draft", RoundState.CANCELLED: "na"}
TONE_OF_STANDING = {
    StandingState.REACHED: "agreed",
    StandingState.POSSIBLE: "waiting",
    StandingState.IMPOSSIBLE: "refused",
}


@register.simple_tag
def round_state(book: RoundBook) -> SafeString:
    """What it came to; of what nobody was asked, or is asked no more, that."""
    state = RoundState(book.round.state)
    if state in TONE_OF_STATE:
        return states.badge(state.value, state.label, TONE_OF_STATE[state])
    return states.badge(book.state.value, book.state.label, TONE_OF_STANDING[book.state])


TONE_OF_OUTCOME = {ResponseOutcome.POSTPONED: "postponed"}
TONE_OF_STANCE = {Stance.AGREED: "agreed", Stance.REFUSED: "refused", Stance.OUT: "none"}


@register.simple_tag
def party_state(book: RoundBook, party: RoundParty) -> SafeString:
    """What an organisation said, as word and shape."""
    stance = book.standing.stances.get(party.pk)
    if stance is None:
        return states.badge("left", _("niet meer gevraagd"), "na")
    answer = book.newest(party)
    if stance != Stance.OUT or answer is None:
        return states.badge(stance.value, stance.label, TONE_OF_STANCE[stance])
    if party in book.to_vote_again:
        return states.badge("again", _("opnieuw te beslissen"), "waiting")
    if answer.waits_for_acceptance:
        return states.badge("late", _("te laat"), "refused")
    return states.badge(answer.outcome, answer.word, TONE_OF_OUTCOME.get(answer.outcome, "none"))


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
    words = ngettext("%(count)s dag", "%(count)s dagen", abs(count)) % {"count": abs(count)}
    return _("nog %s") % words if count > 0 else _("%s voorbij") % words


@register.filter
def names_of(book: RoundBook) -> list[tuple[str, bool]]:
    """Everybody who is asked, with whether it agrees: for the small bar."""
    return [(str(party), book.standing.stances[party.pk] == Stance.AGREED) for party in book.active]


@register.filter
def is_over(round_: ApprovalRound) -> bool:
    """Whether its last day has passed."""
    return round_.deadline_on < today()

"""How the rows of this app look, wherever they stand."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from governance.models import AgendaItem, Meeting, MeetingState, Person
from governance.models.mandate import PersonQuerySet
from wegwijzer.accounts.models import User
from wegwijzer.outbox import fate
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.ui import states

register = template.Library()

TONES = {
    MeetingState.PLANNED: "draft",
    MeetingState.CONVENED: "waiting",
    MeetingState.HELD: "waiting",
    MeetingState.DRAFT: "draft",
    MeetingState.APPROVED: "agreed",
    MeetingState.CANCELLED: "refused",
}


@register.simple_tag
def meeting_state(meeting: Meeting) -> SafeString:
    """The state of a meeting as word and shape."""
    state = MeetingState(meeting.state)
    return states.badge(state.value, state.label, TONES[state])


@register.simple_tag
def cards_elsewhere(user: User) -> PersonQuerySet:
    """The cards of who is logged in that are mailed at another address than that of the login."""
    return Person.objects.elsewhere(user)


@register.simple_tag
def message_state(message: Message) -> SafeString:
    """What became of a mail."""
    state = MessageState(message.state)
    return states.badge(state.value, state.label, fate.TONES[state])


@register.filter
def kind_label(message: Message) -> str:
    """What sort of mail it is."""
    return fate.kind_label(message.kind)


@register.filter
def cause(reason: str) -> str:
    """What a technical reason means; nothing when it says so itself."""
    return fate.cause(reason)


@register.filter
def some_closed(items: Iterable[AgendaItem]) -> bool:
    """Whether a version without closed items differs from the whole."""
    return any(not item.is_public for item in items)


@register.filter
def with_email(people: Iterable[Person]) -> list[Person]:
    """Those who can be reached by mail."""
    return [person for person in people if person.email]


@register.filter
def without_email(people: Iterable[Person]) -> list[Person]:
    """Those who have to be told in another way."""
    return [person for person in people if not person.email]

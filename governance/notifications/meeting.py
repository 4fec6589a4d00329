"""What people are told about meetings: which mail, to whom, with which calendar file, and whether it still holds.

Called inside the transaction of the change. A dedupe key is "<kind>:<meeting>:<turn>:<person>", so that the same news
reaches a person once, and the row itself says of which turn of which meeting it tells.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Agenda, Mandate, Meeting, MeetingState, Person
from wegwijzer.calendar import invitation
from wegwijzer.calendar.parts import uid
from wegwijzer.outbox.compose import render
from wegwijzer.outbox.enqueue import Attachment, enqueue
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.outbox.registry import register

CONVENED = "governance.meeting_convened"
CHANGED = "governance.meeting_changed"
AGENDA = "governance.meeting_agenda"
CANCELLED = "governance.meeting_cancelled"
RELEASED = "governance.meeting_released"
TO_MEETING = _("Bekijk de vergadering")
INVITING = (CONVENED, CHANGED, AGENDA)


# --- who


def invited(meeting: Meeting) -> "QuerySet[Person]":
    """Who holds a seat in the body on the day of the meeting, each person once, by name."""
    seats = Mandate.objects.filter(body=meeting.body_id).seats().on(timezone.localdate(meeting.planned_start))
    return Person.objects.filter(pk__in=seats.values("person")).order_by("name", "pk")


def reached_before(meeting: Meeting) -> set[int]:
    """The people (keys) who have this meeting in their calendar, or soon will, because of an earlier mail."""
    rows = Message.objects.about(meeting).filter(kind__in=INVITING)
    told = {_person_in(key) for key in rows.values_list("dedupe_key", flat=True)}
    released = Message.objects.about(meeting).filter(kind=RELEASED)
    return told - {_person_in(key) for key in released.values_list("dedupe_key", flat=True)}


# --- what is told


def tell_convened(meeting: Meeting, agenda: Agenda) -> int:
    """The invitation, to everybody who is invited and has an address. Returns how many mails that makes."""
    return _tell(CONVENED, meeting, _with_address(meeting), turn=f"{meeting.sequence}", agenda=agenda)


def tell_changed(meeting: Meeting, agenda: Agenda, changes: Sequence[str]) -> int:
    """Time or place are different: the calendar moves along. Who was invited but no longer sits there is released."""
    people = _with_address(meeting)
    gone = reached_before(meeting) - {person.pk for person in people}
    _tell(RELEASED, meeting, Person.objects.filter(pk__in=gone), turn=f"{meeting.sequence}")
    return _tell(CHANGED, meeting, people, turn=f"{meeting.sequence}", agenda=agenda, changes=changes)


def tell_agenda(meeting: Meeting, agenda: Agenda, changes: Sequence[str]) -> int:
    """The agenda once more, with what is different."""
    turn = f"{meeting.sequence}.{meeting.agenda_version}"
    return _tell(AGENDA, meeting, _with_address(meeting), turn=turn, agenda=agenda, changes=changes)


def tell_cancelled(meeting: Meeting) -> int:
    """To everybody who got an invitation: it does not take place, and the calendar lets go."""
    people = Person.objects.filter(pk__in=reached_before(meeting)).exclude(email="")
    return _tell(CANCELLED, meeting, people, turn=f"{meeting.sequence}")


@dataclass(frozen=True)
class Letter:
    """A mail as it will be, to show before it is sent."""

    subject: str
    body: str


def preview(meeting: Meeting, agenda: Agenda) -> Letter:
    """The invitation as the people on the list will read it."""
    person = Person(name=str(_("naam van de genodigde")))
    return Letter(*render(CONVENED, {"recipient_name": person.name} | _words(meeting, agenda=agenda)))


def _tell(kind: str, meeting: Meeting, people: Iterable[Person], *, turn: str, **extra: Any) -> int:
    words = _words(meeting, **extra)
    stamp = timezone.now()
    count = 0
    for person in people:
        message = enqueue(
            kind,
            to=person.email,
            name=person.name,
            context=words,
            dedupe_key=f"{kind}:{meeting.pk}:{turn}:{person.pk}",
            scope=meeting.partnership.organisation,
            target=meeting,
            attachments=[_calendar_file(kind, meeting, person, stamp)],
        )
        count += message is not None
    return count


def _with_address(meeting: Meeting) -> list[Person]:
    return list(invited(meeting).exclude(email=""))


def _words(meeting: Meeting, *, agenda: Agenda | None = None, changes: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "body": meeting.body,
        "partnership": meeting.partnership,
        "agenda": agenda,
        "changes": changes,
        "documents": sum(len(item.documents) for item in agenda.items) if agenda else 0,
        "url": address(meeting),
        "answer_to": meeting.partnership.organisation.email,
    }


def address(meeting: Meeting) -> str:
    """Where the meeting stands, to open from a mail."""
    return settings.SITE_URL + reverse("governance:meeting_detail", args=[meeting.pk])


# --- the calendar


def _calendar_file(kind: str, meeting: Meeting, person: Person, stamp: dt.datetime) -> Attachment:
    leaving = kind in (CANCELLED, RELEASED)
    # A cancellation counts one further than the invitation; who is released had the one before this.
    entry = invitation.Meeting(
        uid=uid("meeting", meeting.pk),
        sequence=meeting.sequence - (kind == RELEASED),
        summary=str(meeting.title or meeting.body.name),
        starts_at=meeting.planned_start,
        ends_at=meeting.planned_end,
        organiser=_organiser(meeting),
        attendee=invitation.Party(person.name, person.email),
        location=meeting.place or meeting.link,
        url=address(meeting),
        description="" if leaving else _description(meeting),
        cancelled=leaving,
    )
    content = invitation.calendar_file(entry, stamp=stamp)
    return Attachment("vergadering.ics", invitation.content_type(entry), content)


def _organiser(meeting: Meeting) -> invitation.Party:
    """The partnership: it calls the meeting, whoever pressed the button."""
    organisation = meeting.partnership.organisation
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    return invitation.Party(meeting.partnership.name, organisation.email or sender)


def _description(meeting: Meeting) -> str:
    lines = [meeting.link, str(_("Agenda en documenten: %s") % address(meeting))]
    return "\n".join(line for line in lines if line)


# --- does it still hold, right before sending?


def _person_in(dedupe_key: str) -> int:
    return int(dedupe_key.rpartition(":")[2])


def _sequence_in(dedupe_key: str) -> int:
    return int(dedupe_key.split(":")[2].split(".")[0])


def _meeting_of(message: Message) -> Meeting | None:
    return Meeting.objects.filter(pk=message.target_id).select_related("body").first()


def invitation_holds(message: Message) -> bool:
    """The meeting still comes, at the time and place in this mail, and the person still has a seat on that day."""
    meeting = _meeting_of(message)
    if meeting is None or meeting.state not in (MeetingState.CONVENED, MeetingState.HELD):
        return False
    if meeting.sequence != _sequence_in(message.dedupe_key) or meeting.planned_end < timezone.now():
        return False
    return invited(meeting).filter(pk=_person_in(message.dedupe_key)).exists()


def cancellation_holds(message: Message) -> bool:
    """Only who was told of the meeting must hear that it is off: an invitation that never left needs no answer."""
    meeting = _meeting_of(message)
    if meeting is None or meeting.state != MeetingState.CANCELLED:
        return False
    return _left_the_house(meeting, _person_in(message.dedupe_key))


def release_holds(message: Message) -> bool:
    meeting = _meeting_of(message)
    return meeting is not None and _left_the_house(meeting, _person_in(message.dedupe_key))


def _left_the_house(meeting: Meeting, person: int) -> bool:
    """Whether an invitation went to this person, or may have."""
    gone = [MessageState.SENDING, MessageState.SENT, MessageState.UNCERTAIN]
    rows = Message.objects.about(meeting).filter(kind__in=INVITING, state__in=gone)
    return any(_person_in(key) == person for key in rows.values_list("dedupe_key", flat=True))


def register_kinds() -> None:
    """Make the kinds of message known."""
    register(CONVENED, label=_("uitnodiging"), still_valid=invitation_holds, button=TO_MEETING)
    register(CHANGED, label=_("nieuw tijdstip of nieuwe plaats"), still_valid=invitation_holds, button=TO_MEETING)
    register(AGENDA, label=_("gewijzigde agenda"), still_valid=invitation_holds, button=TO_MEETING)
    register(CANCELLED, label=_("annulering"), still_valid=cancellation_holds, button=TO_MEETING)
    register(RELEASED, label=_("niet meer uitgenodigd"), still_valid=release_holds)

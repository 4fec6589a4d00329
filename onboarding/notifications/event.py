"""What organisations are told about events: an invitation with a calendar file, and that it does not go on.

Called inside the transaction of the change. A dedupe key is "<kind>:<event>:<sequence>:<mandate>", so that the same
news reaches a person once.
"""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.models import Mandate, MandateRole
from onboarding.models import Event, EventState
from wegwijzer.accounts.periods import today
from wegwijzer.calendar import invitation
from wegwijzer.calendar.parts import uid
from wegwijzer.outbox.enqueue import Attachment, enqueue
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import register

INVITED = "onboarding.event_invited"
CANCELLED = "onboarding.event_cancelled"


def tell_invited(event: Event, organisations: Collection[int]) -> int:
    """Ask these organisations (keys), or tell them that it moved. Returns how many mails that makes."""
    return _tell(INVITED, event, organisations)


def tell_cancelled(event: Event, organisations: Collection[int]) -> int:
    """It does not go on, and the calendar lets go."""
    return _tell(CANCELLED, event, organisations)


def _tell(kind: str, event: Event, organisations: Collection[int]) -> int:
    rows = Mandate.objects.speaking_for(organisations, event.partnership.pk)
    rows = rows.exclude(person__email="").select_related("person", "organisation")
    mails = 0
    for mandate in rows:
        person, party = mandate.person, invitation.Party(mandate.person.name, mandate.person.email)
        message = enqueue(
            kind,
            to=person.email,
            name=person.name,
            context={
                "event": event,
                "organisation": mandate.organisation,
                "partnership": event.partnership,
                "page": settings.SITE_URL + reverse("onboarding:event_detail", args=[event.pk]),
                "answer_to": event.partnership.organisation.email,
            },
            dedupe_key=f"{kind}:{event.pk}:{event.sequence}:{mandate.pk}",
            scope=event.partnership.organisation,
            target=event,
            attachments=[_calendar(event, party, cancelled=kind == CANCELLED)],
        )
        mails += message is not None
    return mails


def _calendar(event: Event, attendee: invitation.Party, *, cancelled: bool) -> Attachment:
    partnership = event.partnership
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    told = invitation.Meeting(
        uid=uid("event", event.pk),
        sequence=event.sequence,
        summary=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        organiser=invitation.Party(partnership.name, partnership.organisation.email or sender),
        attendee=attendee,
        location=event.place,
        url=settings.SITE_URL + reverse("onboarding:event_detail", args=[event.pk]),
        cancelled=cancelled,
    )
    content = invitation.calendar_file(told, stamp=timezone.now())
    return Attachment(f"{slugify(event.title)[:60] or 'activiteit'}.ics", invitation.content_type(told), content)


def _parts(message: Message) -> tuple[Event | None, int, int]:
    _kind, event, sequence, mandate = message.dedupe_key.rsplit(":", 3)
    return Event.objects.filter(pk=event).first(), int(sequence), int(mandate)


def _still_speaks(mandate: int, message: Message) -> bool:
    rows = Mandate.objects.on(today()).filter(pk=mandate, role=MandateRole.CONTACT, person__email=message.to)
    return rows.exists()


def still_invited(message: Message) -> bool:
    """It is still planned for that moment, and this person still speaks for the organisation."""
    event, sequence, mandate = _parts(message)
    is_so = event is not None and event.state == EventState.PLANNED and event.sequence == sequence
    return is_so and _still_speaks(mandate, message)


def still_cancelled(message: Message) -> bool:
    event, _sequence, mandate = _parts(message)
    return event is not None and event.state == EventState.CANCELLED and _still_speaks(mandate, message)


def register_kinds() -> None:
    """Make these kinds of message known; called once, when the application starts."""
    register(
        INVITED, label=_("uitnodiging voor een activiteit"), still_valid=still_invited, button=_("Bekijk de activiteit")
    )
    register(
        CANCELLED, label=_("activiteit gaat niet door"), still_valid=still_cancelled, button=_("Bekijk de activiteit")
    )

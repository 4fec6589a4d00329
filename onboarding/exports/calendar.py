"""What onboarding has for the own calendar of a login: deliverables to see to, and events of the own organisation."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.exports.calendar_sources import Told, Window, register, whole_day
from governance.models import rights_of
from onboarding.models import Deliverable, Event, EventInvitation, EventState
from wegwijzer.accounts.models import User
from wegwijzer.calendar.feed import Item, Status
from wegwijzer.calendar.parts import uid

STATUS = {EventState.CANCELLED: Status.CANCELLED}


def deliverables(user: User, window: Window) -> Iterator[Told]:
    """For who speaks for an organisation: what that has to deliver, as long as it is not handed in."""
    own = {key for keys in rights_of(user).speaks_for.values() for key in keys}
    rows = Deliverable.objects.to_see_to_by(user).to_deliver().filter(organisation__in=own, due_on__range=window.days)
    for row in rows.select_related("type__project", "organisation"):
        page = reverse("onboarding:deliverable_detail", args=[row.pk])
        yield whole_day("deliverable", row, row.due_on, _("Opleveren: %s") % row, page, row.type, row.organisation)


def events(user: User, window: Window) -> Iterator[Told]:
    """Those that the own organisation organises or is invited to; for the coordinator those of the partnership too."""
    rights = rights_of(user)
    own = {key for keys in rights.speaks_for.values() for key in keys}
    invited = EventInvitation.objects.filter(organisation__in=own).values("event")
    theirs = Q(organiser=None, project__partnership__in=rights.coordinates)
    rows = Event.objects.visible_to(user).filter(Q(organiser__in=own) | Q(pk__in=invited) | theirs)
    for row in rows.filter(starts_at__range=window.moments):
        page = settings.SITE_URL + reverse("onboarding:event_detail", args=[row.pk])
        item = Item(
            uid=uid("event", row.pk),
            sequence=row.sequence,
            summary=row.title,
            starts=row.starts_at,
            ends=row.ends_at,
            url=page,
            location=row.place,
            description=_("Openen in Wegwijzer: %s") % page,
            status=STATUS.get(EventState(row.state), Status.CONFIRMED),
        )
        yield Told(item, (row,))


def register_calendar() -> None:
    """Hang them on the own calendars."""
    for source in (deliverables, events):
        register(source.__name__, source)

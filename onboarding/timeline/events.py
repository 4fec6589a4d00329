"""The events of a project on its time line."""

from django.urls import reverse
from django.utils.translation import gettext as _

from onboarding.models import Event, EventState
from projects.timeline.sources import Reading
from wegwijzer.timeline import Lane, Look, Point, Shape

LOOKS = {
    EventState.PLANNED: ("waiting", Look.HOLLOW),
    EventState.HELD: ("agreed", Look.FILLED),
    EventState.CANCELLED: ("refused", Look.CROSSED),
}


def events(reading: Reading) -> Lane:
    """Everybody inside may see them."""
    return Lane(_("Activiteiten"), [_point(row) for row in Event.objects.filter(project=reading.project)])


def _point(row: Event) -> Point:
    tone, look = LOOKS[EventState(row.state)]
    return Point(
        key=f"event-{row.pk}",
        label=row.title,
        what=row.get_kind_display(),
        state=row.get_state_display(),
        tone=tone,
        look=look,
        url=reverse("onboarding:event_detail", args=[row.pk]),
        on=row.day,
        shape=Shape.CIRCLE,
    )

"""What events add to the story of a project: those that were held, with how many came."""

from collections.abc import Iterator

from django.db.models import Sum
from django.utils.translation import ngettext

from onboarding.models.event import Event, EventState
from projects.models import Project, StoryKind, Told


def tell_events(project: Project) -> Iterator[Told]:
    """One query."""
    rows = Event.objects.filter(project=project, state=EventState.HELD).annotate(came=Sum("counts__present"))
    for row in rows:
        came = ngettext("%s aanwezige", "%s aanwezigen", row.came) % row.came if row.came else ""
        about = ", ".join(part for part in (row.get_kind_display(), row.place, came) if part)
        yield Told(row.day, StoryKind.EVENT, row.title, about, row)

"""What events add to the story of a project: those that were held, with how many came."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from onboarding.models.event import Event, EventState
from onboarding.models.event_shield import COLUMNS, told_counts
from onboarding.models.reference_frame import NOTHING, beside_words
from projects.models import Project, StoryKind, Told


def tell_events(project: Project) -> Iterator[Told]:
    """Two queries, three where there are welcome events. A story is given away: it tells no small counts."""
    rows = list(Event.objects.filter(project=project, state=EventState.HELD))
    told = told_counts(rows, project.partnership) if rows else {}
    for row in rows:
        came = told[row.pk][COLUMNS.index("present")]
        words = "" if came in (NOTHING, beside_words()) else _("%s aanwezigen") % came
        about = ", ".join(part for part in (row.get_kind_display(), row.place, words) if part)
        yield Told(row.day, StoryKind.EVENT, row.title, about, row)

"""The education projects of a project on its time line: a bar over the phases, or else over the school year."""

from typing import Any

from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from onboarding.models import EducationProject, EducationState
from projects.timeline.sources import Reading
from wegwijzer.timeline import Bar, Lane, Look

LOOKS = {
    EducationState.IDEA: ("waiting", Look.HOLLOW),
    EducationState.PREPARING: ("waiting", Look.HOLLOW),
    EducationState.RUNNING: ("waiting", Look.FILLED),
    EducationState.PRESENTED: ("agreed", Look.FILLED),
    EducationState.FINISHED: ("agreed", Look.FILLED),
    EducationState.STOPPED: ("refused", Look.CROSSED),
}


def education(reading: Reading) -> Lane:
    """Everybody inside may see them: one query."""
    rows = EducationProject.objects.filter(project=reading.project)
    rows = rows.annotate(first=Min("phases__from_on"), last=Max("phases__until_on")).order_by("school_year", "pk")
    return Lane(_("Onderwijsprojecten"), [_bar(row) for row in rows])


def _bar(row: Any) -> Bar:
    tone, look = LOOKS[EducationState(row.state)]
    first, last = row.first or row.begins_on, row.last or row.ends_on
    days = [day for day in (row.started_on, row.presented_on, row.finished_on) if day is not None]
    return Bar(
        key=f"education-{row.pk}",
        label=row.title,
        what=_("onderwijsproject"),
        state=row.get_state_display(),
        tone=tone,
        look=look,
        url=reverse("onboarding:education_project_detail", args=[row.pk]),
        from_on=min([first, *days]),
        until_on=max([last, *days]),
        moment_on=row.presented_on,
    )

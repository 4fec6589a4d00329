"""What education projects add around a project: to its story, and to targets that count them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from onboarding.models.education_project import SHOWN_TO_SCHOOLS, EducationProject, EducationState
from onboarding.models.reference_frame import told_count
from projects.models import Objective, Project, StoryKind, Told


def tell_education(project: Project) -> Iterator[Told]:
    """When it began, was presented and was finished: one query."""
    rows = EducationProject.objects.filter(project=project).exclude(state=EducationState.STOPPED)
    for row in rows.select_related("organisation"):
        where = _("onderwijsproject van %s") % row.organisation
        if row.started_on:
            yield Told(row.started_on, StoryKind.EDUCATION, row.title, _("%s begint") % where, row)
        if row.presented_on:
            came = row.presentation_count
            people = _("%s aanwezigen") % told_count(came) if came else ""  # a story is given away
            words = [_("voorgesteld aan de scholengemeenschap"), row.presentation_place, people]
            yield Told(row.presented_on, StoryKind.EDUCATION, row.title, ", ".join(filter(None, words)), row)
        if row.finished_on:
            yield Told(row.finished_on, StoryKind.EDUCATION, row.title, _("afgerond"), row, [row.result])


def count_education(objectives: Sequence[Objective]) -> Mapping[int, list[tuple[EducationProject, dt.date | None]]]:
    """Per objective (of one partnership) the education projects around it, with the day on which each was presented.

    Of a plan of a project those of that project, of any other plan all of the partnership. What was stopped does not
    count. One query.
    """
    rows = EducationProject.objects.filter(project__partnership=objectives[0].plan.partnership_id)
    found: dict[int, list[tuple[EducationProject, dt.date | None]]] = defaultdict(list)
    for row in rows.exclude(state=EducationState.STOPPED).order_by("title", "pk"):
        day = row.presented_on if row.state in SHOWN_TO_SCHOOLS else None
        for one in objectives:
            if one.plan.project_id in (None, row.project_id):
                found[one.pk].append((row, day))
    return found

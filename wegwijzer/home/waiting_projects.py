"""What waits because a project promised it: milestones that are late, or near."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import rights_of
from projects.models import Milestone
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty


def of_projects(user: User) -> Iterator[Duty]:
    """For the coordinator. A milestone that fills itself is left out: what it waits for waits here by itself."""
    coordinates = rights_of(user).coordinates
    if not coordinates:
        return
    rows = Milestone.objects.to_reach_by(today() + HORIZON).filter(project__partnership__in=coordinates)
    for row in rows.select_related("project")[:SHOWN]:
        page = reverse("projects:project_timeline", args=[row.project_id])
        yield Duty(row.name, page, _("Mijlpaal van %s") % row.project, row.expected_on)

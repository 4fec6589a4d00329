"""What waits because a funder expects a report."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import rights_of
from projects.models import ReportingDeadline
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty


def of_reporting(user: User) -> Iterator[Duty]:
    """For the coordinator: the reports that are late, or due soon, of dossiers that still go on."""
    coordinates = rights_of(user).coordinates
    if not coordinates:
        return
    rows = ReportingDeadline.objects.to_submit().filter(due_on__lte=today() + HORIZON)
    rows = rows.filter(dossier__project__partnership__in=coordinates)
    for row in rows.select_related("dossier").order_by("due_on", "pk")[:SHOWN]:
        page = reverse("projects:reporting_detail", args=[row.pk])
        yield Duty(_("Dien het verslag in: %s") % row, page, str(row.dossier), row.due_on)

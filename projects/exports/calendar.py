"""What projects has for the own calendar of a login: the same days that wait on its start page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.exports.calendar_sources import Told, Window, register, whole_day
from governance.models import rights_of
from projects.models import Dossier, Milestone, ReportingDeadline, Requirement, seen_to_by
from wegwijzer.accounts.models import User


def milestones(user: User, window: Window) -> Iterator[Told]:
    """For the coordinator. One that fills itself is left out: what it waits for has a day of its own."""
    rows = Milestone.objects.to_reach_by(window.last).filter(expected_on__gte=window.first)
    rows = rows.filter(project__partnership__in=rights_of(user).coordinates)
    for row in rows.select_related("project"):
        page = reverse("projects:project_timeline", args=[row.project_id])
        said = {"milestone": row, "project": row.project}
        summary = _("Mijlpaal: %(milestone)s – %(project)s") % said
        yield whole_day("milestone", row, row.expected_on, summary, page, row.project)


def reports(user: User, window: Window) -> Iterator[Told]:
    """For the coordinator: the reports that a funder still expects of dossiers that go on."""
    rows = ReportingDeadline.objects.to_submit().filter(due_on__range=window.days)
    rows = rows.filter(dossier__project__partnership__in=rights_of(user).coordinates)
    for row in rows.select_related("dossier"):
        page = reverse("projects:reporting_detail", args=[row.pk])
        summary = _("Verslag aan de subsidiegever: %(report)s – %(dossier)s") % {"report": row, "dossier": row.dossier}
        yield whole_day("reporting", row, row.due_on, summary, page, row.dossier)


def dossiers(user: User, window: Window) -> Iterator[Told]:
    """For the coordinator: until when a dossier can be submitted."""
    rows = Dossier.objects.to_submit_between(window.first, window.last)
    rows = rows.filter(project__partnership__in=rights_of(user).coordinates)
    for row in rows.select_related("call"):
        page = reverse("projects:dossier_detail", args=[row.pk])
        rest = [row.call] if row.call else []
        yield whole_day("dossier", row, row.submit_by, _("Dossier indienen: %s") % row, page, *rest)


def requirements(user: User, window: Window) -> Iterator[Told]:
    """What one sees to oneself; of what is confidential only for which dossier it is."""
    rows = Requirement.objects.visible_to(user).to_see_to().filter(seen_to_by(rights_of(user)))
    rows = rows.filter(due_on__range=window.days)
    for row in rows.select_related("dossier"):
        page = reverse("projects:requirement_detail", args=[row.pk])
        summary = _("In orde brengen: %(what)s – %(dossier)s") % {"what": row.name_outside, "dossier": row.dossier}
        yield whole_day("requirement", row, row.due_on, summary, page, row.dossier)


def register_calendar() -> None:
    """Hang them all on the own calendars."""
    for source in (milestones, reports, dossiers, requirements):
        register(source.__name__, source)

"""The time line of a project: the picture, the table behind it, and both as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from projects import access
from projects.access import Can
from projects.timeline.page import TimelinePage
from projects.timeline.sources import Reading
from wegwijzer.reports import request as reports
from wegwijzer.timeline import Zoom
from wegwijzer.ui.forms.dates import read_day


@require_safe
def project_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """`?zoom=` is a Zoom, `?op=` a day in the year, quarter or month to look at."""
    project = access.project_for(request.user, pk)
    may = access.needs(request.user, project, [Can.EDIT_PROJECT, Can.MAKE_REPORT])
    asked = request.GET.get("zoom", "")
    page = TimelinePage(
        Reading(project, request.user, may_edit="edit_project" in may and project.is_alive),
        Zoom(asked) if asked in set(Zoom) else Zoom.WHOLE,
        read_day(request.GET.get("op") or None),
    )
    return render(request, "projects/project_timeline.html", {"project": project, "page": page, "may": may})


@require_POST
def timeline_report(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.MAKE_REPORT)
    scope = project.partnership.organisation
    title = _("Tijdlijn van %s") % project.name
    report = reports.request_report("timeline", str(pk), by=request.user, scope=scope, title=title)
    return redirect("reports:report_detail", report.pk)

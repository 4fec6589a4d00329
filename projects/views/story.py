"""The story of a project, on a page and as a document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from projects import access
from projects.access import Can
from projects.models import StoryRef, read_story
from wegwijzer.reports import request as reports


@require_safe
def project_story(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk)
    context = {
        "project": project,
        "story": read_story(project, access.told_partnerships(request.user, project)),
        "may": access.needs(request.user, project, [Can.MAKE_REPORT]),
    }
    return render(request, "projects/project_story.html", context)


@require_POST
def story_report(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.MAKE_REPORT)
    ref = StoryRef(pk, tuple(access.told_partnerships(request.user, project))).text
    title = _("Het verhaal van %s") % project.name
    scope = project.partnership.organisation
    report = reports.request_report("story", ref, by=request.user, scope=scope, title=title)
    return redirect("reports:report_detail", report.pk)

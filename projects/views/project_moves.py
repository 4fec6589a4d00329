"""A project on its way: prepared, started, wound down, closed; stopped, and taken up again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import project as projects
from projects.forms.project import ProjectCloseForm, ProjectStopForm
from projects.views.project import crumbs_to, project_url
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in

BUTTONS = ("prepare", "start", "wind_down", "reopen", "resume")  # to close and to stop ask something first


@require_POST
def project_move(request: HttpRequest, pk: int) -> HttpResponse:
    """What one button does to the project that was on the screen: `verb` is the move of its lifecycle."""
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    verb = request.POST.get("verb", "")
    if verb not in BUTTONS:
        raise Http404
    back = project_url(project)
    form = WithdrawForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        projects.move(project, verb, by=request.user, version=seen)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=str(project), theirs=str(stale.current or ""), back=back)
    else:
        messages.success(request, _("Het project is nu ‘%s’.") % project.get_state_display())
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def project_close(request: HttpRequest, pk: int) -> HttpResponse:
    return _end(
        request,
        pk,
        "close",
        ProjectCloseForm,
        title=_("Sluit het project af"),
        lead=_("Alles blijft te lezen. U kunt het project heropenen."),
        button=_("Sluit het project af"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def project_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Before its end, with the reason."""
    return _end(
        request,
        pk,
        "stop",
        ProjectStopForm,
        title=_("Zet het project stop"),
        lead=_("Alles blijft te lezen, met de reden. U kunt het project later weer opnemen."),
        button=_("Zet het project stop"),
    )


def _end(request: HttpRequest, pk: int, verb: str, form_class: type[Any], **words: Any) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    form = form_class(posted(request), initial={"version": project.version})
    if form.is_valid():
        with refusals_in(form):
            projects.move(project, verb, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het project is nu ‘%s’.") % project.get_state_display())
            return redirect(project_url(project))
    return form_page(request, form, cancel_url=project_url(project), crumbs=crumbs_to(project, words["title"]), **words)

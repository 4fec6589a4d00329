"""A row of a checklist met: by a file, by hand, or not needed after all; and its file, for who may see it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.views.document import sent
from projects import access
from projects.access import Can
from projects.actions import requirement as requirements
from projects.forms.requirement import RequirementMeetForm, RequirementUploadForm, RequirementWaiveForm
from projects.models import Requirement
from projects.views.requirement import crumbs_to, requirement_url
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def requirement_upload(request: HttpRequest, pk: int) -> HttpResponse:
    requirement = access.requirement_for(request.user, pk, Can.MEET_REQUIREMENT)
    form = RequirementUploadForm(posted(request), request.FILES or None, initial={"version": requirement.version})
    words = {"title": _("Laad het document op"), "button": _("Laad het document op")}
    return _page(request, requirement, form, requirements.upload, _("Het document is opgeladen. Bedankt."), words)


@require_http_methods(["GET", "HEAD", "POST"])
def requirement_meet(request: HttpRequest, pk: int) -> HttpResponse:
    requirement = access.requirement_for(request.user, pk, Can.MEET_REQUIREMENT)
    form = RequirementMeetForm(posted(request), initial={"version": requirement.version})
    words = {"title": _("Dit is in orde"), "button": _("Noteer dat het in orde is")}
    return _page(request, requirement, form, requirements.meet, _("Genoteerd: dit is in orde."), words)


@require_http_methods(["GET", "HEAD", "POST"])
def requirement_waive(request: HttpRequest, pk: int) -> HttpResponse:
    requirement = access.requirement_for(request.user, pk, Can.EDIT_DOSSIER)
    form = RequirementWaiveForm(posted(request), initial={"version": requirement.version})
    words = {"title": _("Dit is hier niet nodig"), "button": _("Noteer dat het niet nodig is")}
    return _page(request, requirement, form, requirements.waive, _("Genoteerd: dit is hier niet nodig."), words)


def _page(
    request: HttpRequest,
    requirement: Requirement,
    form: Any,
    do: Callable[..., None],
    told: str,
    words: dict[str, str],
) -> HttpResponse:
    if form.is_valid():
        with refusals_in(form):
            do(requirement, by=request.user, **form.cleaned_data)
            messages.success(request, told)
            return redirect(requirement_url(requirement))
    back = requirement_url(requirement)
    crumbs = crumbs_to(requirement, words["title"])
    return form_page(request, form, lead=requirement.title, cancel_url=back, crumbs=crumbs, **words)


@require_POST
def requirement_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """To be done after all."""
    requirement = access.requirement_for(request.user, pk, Can.EDIT_DOSSIER)
    back, name = requirement_url(requirement), requirement.title
    return pressed(request, requirement, requirements.reopen, back, done=_("‘%s’ is weer te doen.") % name, name=name)


@require_safe
def requirement_file(request: HttpRequest, pk: int) -> FileResponse:
    """The newest version of its document."""
    document = access.requirement_for(request.user, pk).document
    if document is None:
        raise Http404
    return sent(document.newest)

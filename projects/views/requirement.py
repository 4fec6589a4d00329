"""The checklist of a dossier, and one row of it: what is asked, of whom, and how far that is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import requirement as requirements
from projects.forms.requirement import (
    RequirementChangeForm,
    RequirementForm,
    RequirementMeetForm,
    RequirementUploadForm,
)
from projects.models import Dossier, Requirement, RequirementKind, read_checklist
from projects.views.dossier import dossier_url
from wegwijzer.accounts.models import User
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def dossier_checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """All that has to be there on the day, how far each is and who sees to it."""
    dossier = access.dossier_for(request.user, pk)
    rows = read_checklist(access.requirements_of(request.user, dossier))
    context = {
        "dossier": dossier,
        "rows": rows,
        "done": sum(row.is_done for row in rows),
        "names": [(row.requirement.title, row.is_done) for row in rows],
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER]),
    }
    return render(request, "projects/dossier_checklist.html", context)


@require_safe
def requirement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One page on a phone: what is asked, and the form to send it with."""
    requirement = access.requirement_for(request.user, pk)
    row = read_checklist([requirement])[0]
    may = access.needs(request.user, requirement, [Can.EDIT_DOSSIER, Can.MEET_REQUIREMENT, Can.SEE_HISTORY])
    can_meet = Can.MEET_REQUIREMENT in may and not requirement.dossier.is_over and not requirement.waived_reason
    start = {"version": requirement.version}
    by_file, by_hand = requirement.kind == RequirementKind.DOCUMENT, not requirement.fills_itself and not row.is_done
    context = {
        "requirement": requirement,
        "dossier": requirement.dossier,
        "row": row,
        "may": may,
        "upload": RequirementUploadForm(initial=start) if can_meet and by_file else None,
        "by_hand": RequirementMeetForm(initial=start) if can_meet and by_hand else None,
        "history": access.history_for(request.user, requirement),
    }
    return render(request, "projects/requirement_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def requirement_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A row on the checklist of dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = RequirementForm(posted(request), initial={"due_on": dossier.submit_by}, **_offered(request.user, dossier))
    if form.is_valid():
        with refusals_in(form):
            requirement = requirements.add(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ staat op de checklist.") % requirement)
            return redirect(checklist_url(dossier))
    return form_page(
        request,
        form,
        title=_("Zet iets op de checklist"),
        lead=dossier.title,
        button=_("Zet het op de checklist"),
        cancel_url=checklist_url(dossier),
        crumbs=crumbs_in(dossier, _("Nieuwe vereiste")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def requirement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    requirement = access.requirement_for(request.user, pk, Can.EDIT_DOSSIER)
    dossier = requirement.dossier
    form = RequirementChangeForm(
        posted(request),
        initial=values_of(requirement, RequirementChangeForm),
        **_offered(request.user, dossier, requirement),
    )
    if form.is_valid():
        with refusals_in(form):
            requirements.change(requirement, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vereiste is bewaard."))
            return redirect(requirement_url(requirement))
    return form_page(
        request,
        form,
        title=_("Wijzig de vereiste"),
        lead=requirement.title,
        button=_("Bewaar de vereiste"),
        cancel_url=requirement_url(requirement),
        crumbs=crumbs_to(requirement, _("Wijzig")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def requirement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    requirement = access.requirement_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WithdrawForm(posted(request), initial={"version": requirement.version})
    if form.is_valid():
        with refusals_in(form):
            requirements.remove(requirement, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ staat niet meer op de checklist.") % requirement.title)
            return redirect(checklist_url(requirement.dossier))
    return form_page(
        request,
        form,
        title=_("Haal dit van de checklist"),
        lead=_("“%s” wordt dan niet meer gevraagd.") % requirement.title,
        button=_("Haal het van de checklist"),
        cancel_url=requirement_url(requirement),
        crumbs=crumbs_to(requirement, _("Haal weg")),
    )


def _offered(user: User, dossier: Dossier, requirement: Requirement | None = None) -> dict[str, Any]:
    around = access.choices_around(user, dossier.partnership)
    return {**around, **access.awaitable_around(user, dossier.project, requirement)}


def checklist_url(dossier: Dossier) -> str:
    return reverse("projects:dossier_checklist", args=[dossier.pk])


def requirement_url(requirement: Requirement) -> str:
    return reverse("projects:requirement_detail", args=[requirement.pk])


def crumbs_in(dossier: Dossier, here: object) -> list[tuple[object, str | None]]:
    return [
        (_("Dossiers"), reverse("projects:dossier_list")),
        (dossier.title, dossier_url(dossier)),
        (_("Checklist"), checklist_url(dossier)),
        (here, None),
    ]


def crumbs_to(requirement: Requirement, here: object) -> list[tuple[object, str | None]]:
    above = crumbs_in(requirement.dossier, here)
    return [*above[:-1], (requirement.title, requirement_url(requirement)), above[-1]]

"""Events of a project: planned, with who is invited and how many came."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onboarding import access, reports
from onboarding.access import Can
from onboarding.access import events as event_access
from onboarding.actions import event as events
from onboarding.forms.event import (
    CertificateForm,
    EventCountForm,
    EventEditForm,
    EventForm,
    EventInviteForm,
    EventMoveForm,
)
from onboarding.models import Event
from projects.models import Project
from wegwijzer.reports.render import render_pdf
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of

WANTED = [Can.EDIT_EVENT, Can.SEE_HISTORY]


@require_safe
def event_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Of project `pk`: what comes, and what was."""
    project = access.project_for(request.user, pk)
    found = event_access.events_of(project)
    context = {
        "project": project,
        "coming": [row for row in found if row.state == "planned"][::-1],
        "past": [row for row in found if row.state != "planned"],
        "may": access.needs(request.user, project, [Can.ADD_EVENT]),
    }
    return render(request, "onboarding/event_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def event_add(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.ADD_EVENT)
    form = EventForm(posted(request), **_organisers(request, project))
    if form.is_valid():
        with refusals_in(form):
            event = events.add(project, by=request.user, **form.cleaned_data)
            messages.success(request, _("De activiteit is gepland. Nodig nu organisaties uit."))
            return redirect(event_url(event))
    return form_page(
        request,
        form,
        title=_("Nieuwe activiteit"),
        lead=project.name,
        button=_("Plan de activiteit"),
        cancel_url=events_url(project),
        crumbs=crumbs_of(project, (_("Nieuw"), None)),
    )


def _organisers(request: HttpRequest, project: Project) -> dict[str, Any]:
    may_choose_all = access.can(request.user, Can.EDIT_TYPES, project)
    return {"organisers": event_access.organisers_for(request.user, project), "may_choose_all": may_choose_all}


@require_safe
def event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_access.event_for(request.user, pk)
    counted = event_access.counted_of(request.user, event)
    names = ("invited", "registered", "present")
    context = {
        "event": event,
        "project": event.project,
        "counted": counted,
        "totals": {name: sum(getattr(one, name) or 0 for row in counted for one in row.counts) for name in names},
        "verbs": event_access.event_moves(request.user, event),
        "may": access.needs(request.user, event, WANTED),
        "history": access.history_for(request.user, event),
    }
    return render(request, "onboarding/event_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_access.event_for(request.user, pk, Can.EDIT_EVENT)
    form = EventEditForm(
        posted(request), initial=values_of(event, EventEditForm), **_organisers(request, event.project)
    )
    if form.is_valid():
        with refusals_in(form):
            events.change(event, by=request.user, **form.cleaned_data)
            messages.success(request, _("De activiteit is bewaard."))
            return redirect(event_url(event))
    return _page(request, form, event, title=_("Wijzig de activiteit"), button=_("Bewaar de activiteit"))


@require_http_methods(["GET", "HEAD", "POST"])
def event_invite(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_access.event_for(request.user, pk, Can.EDIT_EVENT)
    form = EventInviteForm(posted(request), organisations=event_access.organisations_to_invite(event))
    if form.is_valid():
        with refusals_in(form):
            number = events.invite(event, form.cleaned_data["organisations"], by=request.user)
            messages.success(request, _("%s organisaties zijn uitgenodigd.") % number)
            return redirect(event_url(event))
    return _page(request, form, event, title=_("Nodig organisaties uit"), button=_("Verstuur de uitnodigingen"))


@require_http_methods(["GET", "HEAD", "POST"])
def event_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Held, called off, or planned again."""
    event = event_access.event_for(request.user, pk, Can.EDIT_EVENT)
    verbs = event_access.event_moves(request.user, event)
    form = EventMoveForm(posted(request), verbs=verbs, initial={"version": event.version})
    if form.is_valid():
        with refusals_in(form):
            events.move(event, by=request.user, **form.cleaned_data)
            messages.success(request, _("Genoteerd: %s.") % event.get_state_display())
            return redirect(event_url(event))
    return _page(request, form, event, title=_("Hoe staat de activiteit?"), button=_("Noteer de stand"))


@require_http_methods(["GET", "HEAD", "POST"])
def event_count(request: HttpRequest, pk: int, organisation_pk: int) -> HttpResponse:
    """How many of one organisation were invited, registered and present."""
    event = event_access.event_for(request.user, pk)
    organisation = event_access.counted_organisation(request.user, event, organisation_pk)
    if not event_access.may_count(request.user, event, organisation):
        raise PermissionDenied
    form = EventCountForm(posted(request), event=event, counts=list(event.counts.filter(organisation=organisation)))
    if form.is_valid():
        with refusals_in(form):
            events.count(event, organisation, form.numbers, by=request.user)
            messages.success(request, _("De aantallen van %s zijn bewaard.") % organisation)
            return redirect(event_url(event))
    words = {"title": _("Aantallen van %s") % organisation, "button": _("Bewaar de aantallen")}
    return _page(request, form, event, template="onboarding/event_count.html", **words)


@require_http_methods(["GET", "HEAD", "POST"])
def event_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """A certificate of attendance, made on the spot for a name that is kept nowhere."""
    event = event_access.event_for(request.user, pk, Can.EDIT_EVENT)
    form = CertificateForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            events.note_certificate(event, by=request.user)
            printout = reports.certificate(event, form.cleaned_data["name"], form.cleaned_data["employer"])
            headers = {"Content-Disposition": 'attachment; filename="attest.pdf"'}
            return HttpResponse(render_pdf(printout), content_type="application/pdf", headers=headers)
    return _page(request, form, event, title=_("Maak een attest"), button=_("Maak het attest"))


def _page(request: HttpRequest, form: Any, event: Event, **words: Any) -> HttpResponse:
    crumbs = crumbs_of(event.project, (event.title, event_url(event)), (words["title"], None))
    return form_page(request, form, lead=event.title, cancel_url=event_url(event), crumbs=crumbs, **words)


def event_url(event: Event) -> str:
    return reverse("onboarding:event_detail", args=[event.pk])


def events_url(project: Project) -> str:
    return reverse("onboarding:event_list", args=[project.pk])


def crumbs_of(project: Project, *steps: tuple[object, str | None]) -> list[tuple[object, str | None]]:
    return [
        (_("Onthaal"), reverse("onboarding:start")),
        (_("Activiteiten van %s") % project.name, events_url(project)),
        *steps,
    ]

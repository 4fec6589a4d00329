"""Planning a meeting, a year of them, and changing one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import meeting as meetings
from governance.forms.meeting import MeetingChangeForm, MeetingPlanForm
from governance.forms.meeting_series import MeetingSeriesForm, RhythmForm
from governance.models import Body
from wegwijzer.ui.editing import form_page, refusals_in
from wegwijzer.ui.words import day


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request: HttpRequest) -> HttpResponse:
    if "orgaan" not in request.GET:
        return _choose_body(request, "governance:meeting_plan")
    body = _body(request)
    form = MeetingPlanForm(request.POST or None, body=body, initial=MeetingPlanForm.defaults(body))
    if form.is_valid():
        with refusals_in(form):
            meeting = meetings.plan(body, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vergadering is gepland."))
            return redirect("governance:agenda_edit", meeting.pk)
    return form_page(
        request,
        form,
        title=_("Plan een vergadering"),
        lead=str(body),
        button=_("Plan de vergadering"),
        cancel_url=reverse("governance:meeting_list"),
        crumbs=[(_("Vergaderingen"), reverse("governance:meeting_list")), (_("Plan een vergadering"), None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    form = MeetingChangeForm(request.POST or None, body=meeting.body, initial=MeetingChangeForm.current(meeting))
    here = reverse("governance:meeting_detail", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            sequence = meeting.sequence
            changes = meetings.change(meeting, by=request.user, **form.cleaned_data)
            if meeting.sequence > sequence:
                messages.success(request, _("Bewaard. Wie uitgenodigd is, krijgt een mail met wat nieuw is."))
            elif changes:
                messages.success(request, _("De vergadering is gewijzigd."))
            return redirect(here)
    return form_page(
        request,
        form,
        title=_("Wijzig de vergadering"),
        lead=_("Een ander tijdstip of een andere plaats gaat meteen per mail naar wie uitgenodigd is.")
        if meeting.convened_at
        else "",
        button=_("Bewaar de wijziging"),
        cancel_url=here,
        crumbs=[
            (_("Vergaderingen"), reverse("governance:meeting_list")),
            (meeting, here),
            (_("Wijzig"), None),
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_series(request: HttpRequest) -> HttpResponse:
    """First the rhythm (in the address), then the days that follow from it, to choose from and to change."""
    if "orgaan" not in request.GET:
        return _choose_body(request, "governance:meeting_series")
    body = _body(request)
    asked = request.GET if "year" in request.GET else None
    rhythm = RhythmForm(asked or RhythmForm.usual(body))
    days = rhythm.days() if rhythm.is_valid() else []
    taken = {
        timezone.localdate(meeting.planned_start): meeting for meeting in access.open_meetings_of(request.user, body)
    }
    form = MeetingSeriesForm(
        request.POST or None, body=body, days=days, taken=taken, initial=MeetingSeriesForm.usual(body)
    )
    if form.is_valid():
        with refusals_in(form):
            series = meetings.plan_series(body, by=request.user, **form.values)
            _tell_series(request, series, form.free_days)
            return redirect(f"{reverse('governance:meeting_list')}?body={body.pk}")
    return form_page(
        request,
        form,
        template="governance/meeting_series.html",
        body=body,
        rhythm=rhythm,
        cancel_url=reverse("governance:meeting_list"),
    )


def _tell_series(request: HttpRequest, series: meetings.Series, free_days: list[str]) -> None:
    count = len(series.planned)
    messages.success(request, ngettext("%s vergadering is gepland.", "%s vergaderingen zijn gepland.", count) % count)
    if series.there_already:
        already = ", ".join(day(meeting.planned_start) for meeting in series.there_already)
        messages.info(request, _("Stond al op de kalender: %s.") % already)
    if free_days:
        messages.warning(request, _("Let op, dit zijn geen werkdagen: %s.") % ", ".join(free_days))


@require_safe
def _choose_body(request: HttpRequest, then: str) -> HttpResponse:
    """For which body; with only one to choose from there is nothing to ask."""
    access.coordinator_only(request.user)
    bodies = list(access.bodies_to_plan(request.user))
    if len(bodies) == 1:
        return redirect(f"{reverse(then)}?orgaan={bodies[0].pk}")
    return render(request, "governance/meeting_choose_body.html", {"bodies": bodies, "then": reverse(then)})


def _body(request: HttpRequest) -> Body:
    asked = request.GET["orgaan"]
    if not asked.isascii() or not asked.isdigit():
        raise Http404
    return access.body_for(request.user, int(asked[:20]), Can.PLAN_MEETING)

"""What the members get: the invitation, the agenda once more, the news that it does not take place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import meeting as meetings
from governance.forms.meeting import MeetingCancelForm, MeetingConveneForm, MeetingResendForm
from governance.models import Meeting, MeetingState
from governance.models.meeting import LIFECYCLE
from governance.notifications import meeting as notifications
from wegwijzer.lifecycle import missing
from wegwijzer.ui.editing import form_page, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_convene(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    if meeting.state == MeetingState.CONVENED:
        messages.info(request, _("De uitnodiging is al verstuurd."))
        return redirect(_here(meeting))
    late = meetings.is_short_notice(meeting)
    form = MeetingConveneForm(request.POST or None, short_notice=late, initial={"version": meeting.version})
    if form.is_valid():
        with refusals_in(form):
            count = meetings.convene(meeting, by=request.user, **form.cleaned_data)
            messages.success(request, _leaving(count))
            return redirect(_here(meeting))
    agenda = access.agenda_for(request.user, meeting)
    return form_page(
        request,
        form,
        template="governance/meeting_convene.html",
        meeting=meeting,
        agenda=agenda,
        lacking=missing(LIFECYCLE, "convene", meeting),
        people=list(notifications.invited(meeting)),
        letter=notifications.preview(meeting, agenda),
        days=meetings.days_ahead(meeting),
        late=late,
        cancel_url=_here(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_resend(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    agenda = access.agenda_for(request.user, meeting)
    changes = agenda.changes_since_sent
    if meeting.state != MeetingState.CONVENED or not changes:
        messages.info(request, _("De leden hebben deze agenda al."))
        return redirect(_here(meeting))
    form = MeetingResendForm(request.POST or None, initial={"version": meeting.version})
    if form.is_valid():
        with refusals_in(form):
            count = meetings.resend(meeting, by=request.user, **form.cleaned_data)
            messages.success(request, _leaving(count))
            return redirect(_here(meeting))
    return form_page(
        request,
        form,
        template="governance/meeting_resend.html",
        meeting=meeting,
        changes=changes,
        people=list(notifications.invited(meeting)),
        cancel_url=_here(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    if meeting.state == MeetingState.CANCELLED:
        messages.info(request, _("Deze vergadering is al geannuleerd."))
        return redirect(_here(meeting))
    form = MeetingCancelForm(request.POST or None, initial={"version": meeting.version, "keep_items": True})
    if form.is_valid():
        with refusals_in(form):
            count = meetings.cancel(meeting, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vergadering is geannuleerd.") + (f" {_leaving(count)}" if count else ""))
            return redirect(_here(meeting))
    reached = len(notifications.reached_before(meeting))
    return form_page(
        request,
        form,
        title=_("Annuleer de vergadering"),
        lead=ngettext(
            "%s persoon kreeg een uitnodiging en krijgt nu bericht.",
            "%s personen kregen een uitnodiging en krijgen nu bericht.",
            reached,
        )
        % reached
        if reached
        else _("Niemand kreeg al een uitnodiging. Er vertrekt geen mail."),
        button=_("Annuleer de vergadering"),
        cancel_url=_here(meeting),
        crumbs=[
            (_("Vergaderingen"), reverse("governance:meeting_list")),
            (meeting, _here(meeting)),
            (_("Annuleer"), None),
        ],
    )


def _here(meeting: Meeting) -> str:
    return reverse("governance:meeting_detail", args=[meeting.pk])


def _leaving(count: int) -> str:
    return ngettext("Er vertrekt %s mail.", "Er vertrekken %s mails.", count) % count

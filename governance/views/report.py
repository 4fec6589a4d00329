"""Asking for the report of a meeting, the extract of a decision or the state of a round, as PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance import access
from governance.access import Can
from governance.models import AFTER_STATES, MeetingState
from governance.views.sitting import sitting_url
from wegwijzer.reports import request as reports


@require_POST
def meeting_report(request: HttpRequest, pk: int) -> HttpResponse:
    """For who sits in the body the whole report, unless `public` asks for the version for others, once approved."""
    meeting = access.meeting_for(request.user, pk, Can.MAKE_REPORT)
    if meeting.state not in (MeetingState.HELD, *AFTER_STATES):
        messages.error(request, _("Er is nog geen verslag: de vergadering is nog niet geopend."))
        return redirect(sitting_url(pk))
    public = bool(request.POST.get("public"))
    if public and not meeting.has_public_report:
        words = _("De versie zonder de besloten punten is er pas als het verslag is goedgekeurd.")
        messages.error(request, words)
        return redirect("governance:meeting_detail", pk)
    ref = access.report_ref(request.user, meeting, public=public)
    scope = meeting.partnership.organisation
    report = reports.request_report("meeting", ref, by=request.user, scope=scope, title=str(meeting))
    return redirect("reports:report_detail", report.pk)


@require_POST
def decision_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The extract of one decision."""
    decision = access.decision_for(request.user, pk, Can.MAKE_REPORT)
    scope = decision.partnership.organisation
    report = reports.request_report("decision", str(pk), by=request.user, scope=scope, title=str(decision))
    return redirect("reports:report_detail", report.pk)


@require_POST
def round_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A round with all its answers."""
    round_ = access.approval_round_for(request.user, pk, Can.MAKE_REPORT)
    if round_.opened_at is None:
        messages.error(request, _("Deze ronde is nog niet verstuurd: er valt nog niets af te drukken."))
        return redirect("governance:approval_round_detail", pk)
    scope = round_.partnership.organisation
    report = reports.request_report("round", str(pk), by=request.user, scope=scope, title=round_.title)
    return redirect("reports:report_detail", report.pk)

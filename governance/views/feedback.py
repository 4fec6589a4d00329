"""Feedback: the checklist after a meeting, what is still open, and the agreements of a body."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import feedback as feedbacks
from governance.forms.feedback import FeedbackFilterForm, FeedbackForm
from governance.models import Feedback
from governance.views.sitting import crumbs_of
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing


@require_safe
def feedback_list(request: HttpRequest) -> HttpResponse:
    """What still has to be told, over all meetings."""
    listing = Listing(
        request,
        access.feedbacks_for(request.user),
        sorts={"tegen": "due_on", "vergadering": "meeting__planned_start", "wie": "organisation__name"},
        search=("organisation__name", "what", "meeting__body__name"),
        filters=FeedbackFilterForm(request.GET, bodies=access.body_names(request.user)),
        noun=(_("terugkoppeling"), _("terugkoppelingen")),
    )
    return render(request, "governance/feedback_list.html", {"listing": listing, "name": _("Terugkoppeling")})


@require_safe
def feedback_after(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist of meeting `pk`, by audience."""
    meeting = access.meeting_for(request.user, pk)
    rows = list(access.feedback_after(request.user, meeting))
    for row in rows:
        row.meeting = meeting
        row.may_tell = access.can(request.user, Can.TELL_FEEDBACK, row)
    groups = [
        {"label": label, "channel": channel, "rows": list(group)}
        for (label, channel), group in groupby(
            rows, key=lambda row: (row.get_audience_display(), row.get_channel_display())
        )
    ]
    for group in groups:
        group["done"] = sum(row.done_on is not None for row in group["rows"])
        group["names"] = [(str(row.organisation or row), row.done_on is not None) for row in group["rows"]]
    context = {"meeting": meeting, "groups": groups, "crumbs": crumbs_of(meeting, (_("Terugkoppeling"), None))}
    return render(request, "governance/feedback_after.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_done(request: HttpRequest, pk: int) -> HttpResponse:
    """It was told: when, and how it went. With one press from the checklist it was today."""
    row = access.feedback_for(request.user, pk, Can.TELL_FEEDBACK)
    form = FeedbackForm(_asked(request), initial={"done_on": today()})
    if form.is_valid():
        with refusals_in(form):
            feedbacks.finish(row, by=request.user, on=form.cleaned_data["done_on"], note=form.cleaned_data["note"])
            messages.success(request, _("‘%s’ is afgevinkt.") % row)
            return redirect(_home(row))
    return form_page(
        request,
        form,
        title=_("Vink de terugkoppeling af"),
        lead=str(row),
        button=_("Vink af"),
        cancel_url=_home(row),
        crumbs=crumbs_of(row.meeting, (_("Terugkoppeling"), None)),
    )


def _asked(request: HttpRequest) -> Any:
    """What was posted; one press says only "today"."""
    data = posted(request)
    return {"done_on": today().isoformat(), "note": ""} if data is not None and data.get("today") == "ja" else data


@require_POST
def feedback_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.feedback_for(request.user, pk, Can.TELL_FEEDBACK)
    try:
        feedbacks.reopen(row, by=request.user)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=str(row), back=_home(row))
    messages.success(request, _("‘%s’ staat weer open.") % row)
    return redirect(_home(row))


def _home(row: Feedback) -> str:
    return reverse("governance:feedback_after", args=[row.meeting_id])

"""The one screen of a meeting: who is there, what is said, what is decided; opening it and closing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import sitting as sittings
from governance.forms.attendance import GuestForm, rows_of
from governance.forms.decision import DecisionForm
from governance.forms.minutes import boxes
from governance.forms.sitting import SittingForm
from governance.forms.vote import VoteForm
from governance.models import LIFECYCLE, MINUTED_STATES, Meeting, MeetingState, Sitting, VoteKind
from wegwijzer.lifecycle import Refused, Stale, missing
from wegwijzer.ui.drawn import drawn, under
from wegwijzer.ui.editing import form_page, refusals_in

SHOWN = (
    Can.MINUTE_MEETING,
    Can.APPROVE_MINUTES,
    Can.CORRECT_MINUTES,
    Can.EDIT_ACTION_POINT,
    Can.SEE_DRAFT,
    Can.MAKE_REPORT,
)


@require_safe
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """To write in for who holds the meeting, to read for who may see the minutes as they stand."""
    meeting = access.meeting_for(request.user, pk)
    may = access.needs(request.user, meeting, SHOWN)
    if Can.SEE_DRAFT not in may and meeting.state != MeetingState.APPROVED:
        raise PermissionDenied
    book = Sitting(meeting, meeting.items.visible_to(request.user))
    context: dict[str, Any] = {"meeting": meeting, "book": book, "may": may, "missing": []}
    if Can.MINUTE_MEETING not in may or meeting.state not in MINUTED_STATES:
        if meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED):
            context["missing"] = missing(LIFECYCLE, "open", meeting)
        return render(request, "governance/sitting_read.html", context)
    return render(request, "governance/sitting.html", context | _forms(meeting, book))


def _forms(meeting: Meeting, book: Sitting) -> dict[str, Any]:
    """Everything that can be filled in on the screen, each with its own little form."""
    rows = rows_of(book.seats, sittings.substitutes(meeting))
    decision_fields = [drawn(field) for field in DecisionForm(meeting=meeting, use_required_attribute=False)]
    following = [item.pk for item in book.items[1:]] + [None]
    for item, item.following in zip(book.items, following, strict=True):
        item.decision_fields = under(f"id_new{item.pk}_", decision_fields)
        for decision in item.decisions.all():
            voters = book.voters(decision.taken_at)
            decision.vote_sheets = [
                VoteForm(decision=decision, kind=kind, voters=voters).sheet
                for kind in (VoteKind.SHOW, VoteKind.NAMED, VoteKind.SECRET, VoteKind.NONE)
            ]
    facts = SittingForm(meeting=meeting, seats=book.seats, auto_id="id_sitting_%s", use_required_attribute=False)
    return {
        "territories": [(name, [rows[seat.pk] for seat in members]) for name, members in book.territories],
        "minute_boxes": boxes(meeting),
        "guest_form": GuestForm(),
        "sitting_fields": [drawn(field) for field in facts],
        "missing": book.missing,
    }


def answer_refusals(request: HttpRequest, act: Callable[[], object], done: str = "") -> None:
    """Do it, and tell in a message how it went; for a button that has no fields to keep."""
    try:
        act()
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    except Stale:
        messages.warning(request, _("Iemand anders was u net voor. Kijk na wat er nu staat."))
    else:
        if done:
            messages.success(request, done)


@require_POST
def sitting_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin: the seats of today come from the mandates."""
    meeting = access.meeting_for(request.user, pk, Can.MINUTE_MEETING)
    done = _("De vergadering is geopend. Duid aan wie er is.")
    answer_refusals(request, lambda: sittings.open(meeting, by=request.user), done)
    return redirect("governance:sitting", pk)


@require_POST
def sitting_close(request: HttpRequest, pk: int) -> HttpResponse:
    """End: the decisions get their numbers."""
    meeting = access.meeting_for(request.user, pk, Can.MINUTE_MEETING)
    done = _("De vergadering is afgesloten. Het verslag staat in ontwerp; u kunt het nog aanvullen.")
    answer_refusals(request, lambda: sittings.close(meeting, by=request.user), done)
    return redirect("governance:sitting", pk)


@require_POST
def sitting_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another chair, secretary or hour."""
    meeting = access.meeting_for(request.user, pk, Can.MINUTE_MEETING)
    form = SittingForm(request.POST, meeting=meeting, seats=Sitting(meeting, meeting.items.none()).seats)
    if form.is_valid():
        with refusals_in(form):
            sittings.change(meeting, by=request.user, **form.cleaned_data)
            return redirect("governance:sitting", pk)
    return form_page(
        request,
        form,
        title=_("Voorzitter, verslaggever en uren"),
        button=_("Bewaar de gegevens"),
        cancel_url=sitting_url(pk),
        crumbs=crumbs_of(meeting, (_("Voorzitter, verslaggever en uren"), None)),
    )


def crumbs_of(meeting: Meeting, *steps: tuple[object, str | None]) -> list[tuple[object, str | None]]:
    """The way from the list of meetings over this one to what is done with it."""
    return [
        (_("Vergaderingen"), reverse("governance:meeting_list")),
        (meeting, reverse("governance:meeting_detail", args=[meeting.pk])),
        *steps,
    ]


def sitting_url(pk: int, anchor: str = "") -> str:
    """The address of the screen, at one of its parts."""
    return reverse("governance:sitting", args=[pk]) + (f"#{anchor}" if anchor else "")

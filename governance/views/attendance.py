"""Noting who is there: one seat by a tap, or the whole list by one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance import access
from governance.access import Can
from governance.actions import attendance as attendances
from governance.actions import sitting as sittings
from governance.forms.attendance import AttendanceForm, GuestForm, posted_forms, rows_of
from governance.models import AttendanceStatus, Meeting, Sitting
from governance.views.sitting import answer_refusals, sitting_url
from wegwijzer.lifecycle import Stale
from wegwijzer.ui.editing import form_page, refusals_in


@require_POST
def attendance_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the seats that came along. A tap gets its own seat and the quorum back, as fragments."""
    meeting = access.meeting_for(request.user, pk, Can.MINUTE_MEETING)
    book = Sitting(meeting, meeting.items.none())
    forms = posted_forms(request.POST, book.seats, sittings.substitutes(meeting))
    for form in forms:
        _note(request, meeting, form)
    rest = request.POST.get("rest", "")
    if rest in (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT):
        answer_refusals(request, lambda: attendances.note_rest(meeting, by=request.user, status=rest))
    wrong = [form for form in forms if form.errors]
    if request.htmx:
        fresh = Sitting(meeting, meeting.items.none())
        status = 409 if any(hasattr(form, "stale") for form in forms) else 422 if wrong else 200
        context = {"rows": [_shown(form, fresh) for form in forms], "book": fresh, "meeting": meeting}
        return render(request, "governance/attendance_rows.html", context, status=status)
    if wrong:
        stale = any(hasattr(form, "stale") for form in forms)
        context = {"rows": [form.row for form in wrong], "meeting": meeting}
        return render(request, "governance/attendance_form.html", context, status=409 if stale else 422)
    return redirect(sitting_url(pk, "aanwezigheid"))


def _note(request: HttpRequest, meeting: Meeting, form: AttendanceForm) -> None:
    """Save one seat; what goes wrong stays with its form."""
    if not form.is_valid():
        return
    form.seat.meeting = meeting
    try:
        with refusals_in(form):
            attendances.note(form.seat, by=request.user, **form.cleaned_data)
    finally:
        stale = getattr(form, "stale", None)
        if isinstance(stale, Stale) and stale.current is not None:
            now = stale.current.get_status_display()  # type: ignore[attr-defined]
            words = _("Iemand anders duidde intussen ‘%(status)s’ aan. Kijk na en kies opnieuw.")
            form.add_error(None, words % {"status": now})


def _shown(form: AttendanceForm, fresh: Sitting) -> dict[str, Any]:
    """The row as the answer shows it: fresh from the database, or with what was typed and why it was refused."""
    seat = next(seat for seat in fresh.seats if seat.pk == form.seat.pk)
    if not form.errors:
        return rows_of([seat], form.substitutes)[seat.pk]
    form.seat = seat
    return form.row


@require_POST
def guest_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody without a seat."""
    meeting = access.meeting_for(request.user, pk, Can.MINUTE_MEETING)
    form = GuestForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            attendances.add_guest(meeting, by=request.user, **form.cleaned_data)
            messages.success(request, _("%(name)s staat bij de gasten.") % form.cleaned_data)
            return redirect(sitting_url(pk, "aanwezigheid"))
    title, button = _("Gast toevoegen"), _("Voeg de gast toe")
    return form_page(request, form, title=title, button=button, cancel_url=sitting_url(pk))


@require_POST
def guest_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A guest who was noted by mistake."""
    guest = access.attendance_for(request.user, pk, Can.MINUTE_MEETING)
    answer_refusals(request, lambda: attendances.remove_guest(guest, by=request.user))
    return redirect(sitting_url(guest.meeting_id, "aanwezigheid"))

"""What waits in a body until a meeting has room for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import agenda_item as agenda_items
from governance.forms.agenda_item import AgendaItemForm, ScheduleForm
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, refusals_in


@require_safe
def backlog(request: HttpRequest, pk: int) -> HttpResponse:
    body = access.body_for(request.user, pk, Can.PLAN_MEETING)
    coming = list(access.open_meetings_of(request.user, body))
    items = access.backlog_for(request.user, body)
    return render(request, "governance/backlog.html", {"body": body, "items": items, "coming": coming})


@require_http_methods(["GET", "HEAD", "POST"])
def backlog_add(request: HttpRequest, pk: int) -> HttpResponse:
    body = access.body_for(request.user, pk, Can.PLAN_MEETING)
    form = AgendaItemForm(request.POST or None, languages=body.languages)
    here = reverse("governance:backlog", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            item = agenda_items.add_to_backlog(body, by=request.user, **form.values)
            messages.success(request, _("‘%s’ staat op de wachtlijst.") % item.title)
            return redirect(here)
    return form_page(
        request,
        form,
        title=_("Zet iets op de wachtlijst"),
        lead=str(body),
        button=_("Zet op de wachtlijst"),
        cancel_url=here,
        crumbs=[(_("Wachtlijst"), here), (_("Nieuw punt"), None)],
    )


@require_POST
def agenda_item_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """From the backlog to the agenda of the chosen meeting."""
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    here = reverse("governance:backlog", args=[item.body_id])
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies een vergadering."))
        return redirect(here)
    meeting = access.meeting_for(request.user, form.cleaned_data["meeting"], Can.PLAN_MEETING)
    try:
        agenda_items.schedule(item, meeting, by=request.user)
        messages.success(
            request, _("‘%(item)s’ staat op de agenda van %(meeting)s.") % {"item": item, "meeting": meeting}
        )
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=str(item.title), back=here)
    return redirect(reverse("governance:agenda_edit", args=[meeting.pk]) if form.cleaned_data["stay"] else here)

"""Building the agenda of a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import agenda_item as agenda_items
from governance.forms.agenda_item import AgendaItemAddForm, AgendaItemChangeForm, AgendaItemRemoveForm, AgendaMoveForm
from governance.models import Agenda, AgendaItem, Meeting
from governance.models.meeting import OPEN_STATES
from governance.views.sitting import crumbs_of
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, refusals_in


@require_safe
def agenda_edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    if meeting.state not in OPEN_STATES:
        messages.info(request, _("De agenda ligt vast: er kan niets meer bij of af."))
        return redirect("governance:meeting_detail", pk)
    agenda = access.agenda_for(request.user, meeting)
    return render(
        request,
        "governance/agenda_edit.html",
        {
            "meeting": meeting,
            "agenda": agenda,
            "moved": _moved(request, agenda),
            "backlog": access.backlog_for(request.user, meeting.body).prefetch_related(None),  # only titles
            "points": access.action_points_for(request.user).filter(body=meeting.body).open(),
            "form": AgendaItemAddForm(languages=meeting.languages, initial={"agenda_version": meeting.agenda_version}),
        },
    )


def _moved(request: HttpRequest, agenda: Agenda) -> str:
    """What just moved, for the live region; the address names it, so that a reload says it again and writes nothing."""
    asked = request.GET.get("verplaatst", "")
    for line in agenda.lines:
        if str(line.item.pk) == asked:
            return _("‘%(title)s’ staat nu op plaats %(number)s van %(total)s.") % {
                "title": line.item.title,
                "number": line.number,
                "total": len(agenda.items),
            }
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item_add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    start = {"agenda_version": meeting.agenda_version}
    form = AgendaItemAddForm(request.POST or None, languages=meeting.languages, initial=start)
    if form.is_valid():
        seen = form.cleaned_data["agenda_version"]
        with refusals_in(form):
            item = agenda_items.add(meeting, by=request.user, agenda_version=seen, **form.values)
            messages.success(request, _("‘%s’ staat op de agenda.") % item.title)
            return redirect(_builder(meeting))
    if getattr(form, "stale", None) is not None:
        return _agenda_moved_on(request, meeting, _("Toevoegen: %s") % form.values["title"])
    return form_page(
        request,
        form,
        title=_("Voeg een punt toe"),
        lead=str(meeting),
        button=_("Zet op de agenda"),
        cancel_url=_builder(meeting),
        crumbs=_crumbs(meeting, _("Voeg een punt toe")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    languages = item.meeting.languages if item.meeting else item.body.languages
    form = AgendaItemChangeForm(
        request.POST or None, languages=languages, item=item, initial=AgendaItemChangeForm.current(item)
    )
    if form.is_valid():
        with refusals_in(form):
            agenda_items.change(item, by=request.user, version=form.cleaned_data["version"], **form.values)
            messages.success(request, _("Het agendapunt is bewaard."))
            return redirect(home_of(item))
    return form_page(
        request,
        form,
        title=_("Wijzig het agendapunt"),
        lead=str(item.meeting or item.body),
        button=_("Bewaar het agendapunt"),
        cancel_url=home_of(item),
        crumbs=_crumbs(item.meeting, _("Wijzig een punt")) if item.meeting else [],
    )


@require_POST
def agenda_item_move(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    form = AgendaMoveForm(request.POST)
    if not form.is_valid() or item.meeting is None:
        messages.error(request, _("Dit punt kan niet naar die plaats."))
        return redirect(home_of(item))
    to = form.cleaned_data["to"]
    try:
        agenda_items.move(item, by=request.user, to=to, agenda_version=form.cleaned_data["agenda_version"])
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("governance:meeting_detail", item.meeting.pk)
    except Stale:
        wish = _("Verplaatsen: ‘%(title)s’ naar plaats %(to)s") % {"title": item.title, "to": to}
        return _agenda_moved_on(request, item.meeting, wish)
    return redirect(f"{_builder(item.meeting)}?verplaatst={item.pk}#punt-{item.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    back = home_of(item)
    form = AgendaItemRemoveForm(request.POST or None, from_backlog=item.meeting is None)
    if form.is_valid():
        with refusals_in(form):
            agenda_items.remove(item, by=request.user, to_backlog=form.cleaned_data["to"] == "backlog")
            messages.success(request, _("‘%s’ is van de agenda.") % item.title)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Haal het punt van de agenda"),
        lead=str(item.title),
        button=_("Haal het punt weg"),
        cancel_url=back,
        crumbs=_crumbs(item.meeting, _("Haal een punt weg")) if item.meeting else [],
    )


@require_POST
def agenda_gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Let what waits for this body come along, when this is its next meeting."""
    meeting = access.meeting_for(request.user, pk, Can.PLAN_MEETING)
    try:
        came = agenda_items.gather(meeting, by=request.user)
        count = len(came)
        messages.success(
            request,
            ngettext("%s punt is erbij gekomen.", "%s punten zijn erbij gekomen.", count) % count
            if count
            else _("Er was niets om erbij te halen, of een andere vergadering komt eerst."),
        )
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(_builder(meeting))


# --- what these have in common


def home_of(item: AgendaItem) -> str:
    """Where an item is worked on: the agenda it stands on, or the backlog of its body."""
    if item.meeting is None:
        return reverse("governance:backlog", args=[item.body_id])
    return _builder(item.meeting)


def _builder(meeting: Meeting) -> str:
    return reverse("governance:agenda_edit", args=[meeting.pk])


def _crumbs(meeting: Meeting, here: str) -> list[tuple[object, str | None]]:
    return crumbs_of(meeting, (_("Agenda"), _builder(meeting)), (here, None))


def _agenda_moved_on(request: HttpRequest, meeting: Meeting, wish: str) -> HttpResponse:
    """The agenda is another by now (409): what was wanted, beside what it is."""
    agenda = access.agenda_for(request.user, meeting)
    theirs = "\n".join(f"{line.number}. {line.item.title}" for line in agenda.lines)
    return errors.conflict(request, meeting, mine=wish, theirs=theirs, back=_builder(meeting))

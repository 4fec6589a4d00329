"""What was agreed to be done, until it is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import action_point as action_points
from governance.forms.action_point import ActionPointChangeForm, ActionPointFilterForm, ActionPointForm
from governance.models import MINUTED_STATES, ActionPoint, AgendaItem, Body
from governance.views.sitting import crumbs_of, sitting_url
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, refusals_in
from wegwijzer.ui.listing import Listing

IN_LIST = (
    *("text", "due_on", "done_on", "person__name", "organisation__name"),
    *("body__name", "body__partnership", "item__meeting__planned_start"),
)


@require_safe
def action_point_list(request: HttpRequest) -> HttpResponse:
    filters = ActionPointFilterForm(request.GET, bodies=access.body_names(request.user), user=request.user)
    listing = Listing(
        request,
        access.action_points_for(request.user).only(*IN_LIST),
        sorts={"tegen": "due_on", "orgaan": ("body__name", "due_on"), "wie": ("person__name", "due_on")},
        search=["text", "person__name", "organisation__name"],
        filters=filters,
        noun=(_("actiepunt"), _("actiepunten")),
    )
    for point in listing:
        point.may = access.needs(request.user, point, [Can.EDIT_ACTION_POINT, Can.FINISH_ACTION_POINT])
    context = {"listing": listing, "bodies": access.bodies_to_note(request.user)}
    return render(request, "governance/action_point_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_point_add(request: HttpRequest, pk: int) -> HttpResponse:
    """For a body, or from one of its items (?punt=)."""
    body = access.body_for(request.user, pk, Can.EDIT_ACTION_POINT)
    asked = request.GET.get("punt", "")
    item = None
    if asked:
        if not asked.isascii() or not asked.isdigit():
            raise Http404
        item = access.agenda_item_for(request.user, int(asked[:20]))
    meeting = item.meeting if item else None
    form = ActionPointForm(request.POST or None, **_choices(request, body))
    if form.is_valid():
        with refusals_in(form):
            point = action_points.add(body, by=request.user, item=item, **form.cleaned_data)
            messages.success(request, _("Het actiepunt staat op de lijst."))
            return redirect(_home(point))
    return form_page(
        request,
        form,
        title=_("Noteer een actiepunt"),
        lead=str(item.title) if item else str(body),
        button=_("Zet op de lijst"),
        cancel_url=_where(item),
        crumbs=crumbs_of(meeting, (_("Nieuw actiepunt"), None)) if meeting else _crumbs(_("Nieuw actiepunt")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def action_point_edit(request: HttpRequest, pk: int) -> HttpResponse:
    point = access.action_point_for(request.user, pk, Can.EDIT_ACTION_POINT)
    start = ActionPointChangeForm.current(point)
    form = ActionPointChangeForm(request.POST or None, initial=start, **_choices(request, point.body))
    if form.is_valid():
        with refusals_in(form):
            action_points.change(point, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het actiepunt is bewaard."))
            return redirect(_home(point))
    return form_page(
        request,
        form,
        title=_("Wijzig het actiepunt"),
        lead=str(point.body),
        button=_("Bewaar het actiepunt"),
        cancel_url=_home(point),
        crumbs=_crumbs(_("Wijzig een actiepunt")),
    )


@require_POST
def action_point_done(request: HttpRequest, pk: int) -> HttpResponse:
    return _tick(request, pk, action_points.finish, _("‘%s’ is afgewerkt."))


@require_POST
def action_point_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _tick(request, pk, action_points.reopen, _("‘%s’ is weer open."))


def _tick(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    point = access.action_point_for(request.user, pk, Can.FINISH_ACTION_POINT)
    try:
        action(point, by=request.user)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=point.text, back=_home(point))
    messages.success(request, said % point.text)
    return redirect("governance:action_point_list")


def _choices(request: HttpRequest, body: Body) -> dict[str, Any]:
    """Who can be given something to do: the people and members of the body's partnership."""
    people = access.people_for(request.user).filter(partnership=body.partnership)
    members = access.organisations_for(request.user).filter(memberships__partnership=body.partnership).distinct()
    return {"people": people, "organisations": members}


def _home(point: ActionPoint) -> str:
    return _where(point.item, f"#actiepunt-{point.pk}")


def _where(item: AgendaItem | None, anchor: str = "") -> str:
    """Back to where it was given: the screen of the meeting while that goes on, or else the list."""
    if item is not None and item.meeting is not None and item.meeting.state in MINUTED_STATES:
        return sitting_url(item.meeting_id, f"punt-{item.pk}")
    return reverse("governance:action_point_list") + anchor


def _crumbs(here: str) -> list[tuple[object, str | None]]:
    return [(_("Actiepunten"), reverse("governance:action_point_list")), (here, None)]

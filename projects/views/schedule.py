"""Asking before anything shifts along: each thing that depends on it with its old and its new day, and two buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.access.moment_links import links_of
from projects.forms.schedule import ALONE, ALONG
from projects.models import Days, Moment, Project, Schedule, Shift, days_of, fingerprint, key_of, name_of, outside
from projects.views.project import crumbs_to
from wegwijzer.timeline import difference
from wegwijzer.ui.editing import fill_in_again, form_page, refusals_in
from wegwijzer.ui.words import day


def timeline_url(project: Project, moment: Moment | None = None) -> str:
    """The time line, at the row of `moment`."""
    address = reverse("projects:project_timeline", args=[project.pk])
    return f"{address}#{name_of(key_of(moment))}" if moment is not None else address


def crumbs_in(project: Project, here: object) -> list[tuple[object, str | None]]:
    return [*crumbs_to(project, here)[:-1], (_("Tijdlijn"), timeline_url(project)), (here, None)]


def change_page(
    request: HttpRequest,
    form: Any,
    moment: Moment,
    change: Callable[..., None],
    days_with: Callable[[dict[str, Any]], Days],
    *,
    moving: bool,
    **words: Any,
) -> HttpResponse:
    """The page that changes `moment`; it asks first when that would shift something else.

    `days_with` says where it would stand with the values of the form. A page that moves (`moving`) says from the
    beginning what would shift; one that changes only when it is sent.
    """
    project, asks = moment.project, False
    if form.is_valid():
        with refusals_in(form):
            if form.answers(fingerprint(_shifts(moment, days_with(form.values)))):
                change(moment, by=request.user, version=form.cleaned_data["version"], along=form.agreed, **form.values)
                tell(request, project, moment)
                return redirect(timeline_url(project, moment))
            asks = True
    page = {"cancel_url": timeline_url(project, moment), "crumbs": crumbs_in(project, words["title"]), **words}
    if getattr(form, "stale", None) is not None or not (asks or moving):
        return form_page(request, form, template="projects/timeline_edit.html", **page, **_beside(moment))
    if form.is_bound:
        shifts = _shifts(moment, days_with(form.values)) if asks else []
    else:
        start = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
        shifts = _shifts(moment, days_with(start))
    return _ask(request, form, page, shifts, moving=moving)


def _ask(request: HttpRequest, form: Any, page: dict[str, Any], shifts: list[Shift], *, moving: bool) -> HttpResponse:
    """What was typed goes along hidden, unless the page is the one that moves: there it can still be changed."""
    sent = request.method == "POST"
    fill_in_again(request, form)
    context = page | {
        "form": form,
        "moving": moving,
        "again": sent and moving,
        "rows": [_row(shift) for shift in shifts],
        "fingerprint": fingerprint(shifts),
        "choices": {"along": ALONG, "alone": ALONE},
        "kept": [] if moving else _kept(request),
    }
    return render(request, "projects/timeline_shift.html", context, status=422 if form.errors else 200)


def tell(request: HttpRequest, project: Project, moment: Moment) -> None:
    """That it is saved, and what is unusual about its days."""
    messages.success(request, _("“%s” is bewaard.") % moment)
    if outside(project, *days_of(moment)):
        words = _("“%(name)s” ligt niet helemaal binnen het project, dat loopt %(span)s.")
        messages.warning(request, words % {"name": moment, "span": project.span})


def _beside(moment: Moment) -> dict[str, Any]:
    """What else can be done to it."""
    noun, key = moment._meta.model_name, name_of(key_of(moment))
    words = {"phase": _("Verwijder de fase"), "milestone": _("Verwijder de mijlpaal")}
    return {
        "remove_url": reverse(f"projects:{noun}_remove", args=[moment.pk]),
        "remove_label": words[noun or ""],
        "wait_url": f"{reverse('projects:dependency_add', args=[moment.project_id])}?dan={key}",
        "more_links": [(link.label, reverse(link.url_name, args=[moment.pk])) for link in links_of(noun or "")],
    }


def _shifts(moment: Moment, days: Days) -> list[Shift]:
    return Schedule.of(moment.project).after_moving(moment, days)


def _row(shift: Shift) -> dict[str, str]:
    return {
        "name": str(shift.moment),
        "kind": str(shift.moment._meta.verbose_name),
        "old": _span(shift.old),
        "new": _span(shift.new),
        "later": difference((shift.new.first - shift.old.first).days),
    }


def _span(days: Days) -> str:
    return day(days.first) if days.first == days.last else f"{day(days.first)} – {day(days.last)}"


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to go along with the answer."""
    own = ("csrfmiddlewaretoken", "shown", "along")
    return [(name, value) for name, values in request.POST.lists() if name not in own for value in values]

"""Plans: the list, the page of one, its frame and texts."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import bodies_for, organisations_around, partnership_names
from governance.models import Partnership
from projects import access
from projects.access import Can
from projects.access.plan_version import last_version_of
from projects.actions import plan as plans
from projects.forms.plan import PlanEditForm, PlanFilterForm, PlanForm, starting_for
from projects.models import (
    Chapter,
    Dossier,
    PlanBook,
    Standing,
    approvals_of,
    chapter_name,
    read_book,
    read_family,
    read_parts,
)
from projects.models.plan_approval import is_year_old
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    projects = dict(access.projects_for(request.user).order_by("name").values_list("pk", "name"))
    listing = Listing(
        request,
        access.plans_for(request.user).prefetch_related("owners"),
        sorts={"titel": "title", "soort": ("kind", "title"), "periode": ("-from_on", "title")},
        search=("title", "mission", "vision"),
        filters=PlanFilterForm(request.GET, partnerships=partnership_names(request.user), projects=projects),
        noun=(_("plan"), _("plannen")),
    )
    context = {
        "listing": listing,
        "name": _("Plannen"),
        "may_add_in": access.partnerships_where(request.user, Can.ADD_PLAN),
    }
    return render(request, "projects/plan_list.html", context)


@dataclass(frozen=True)
class ChapterLine:
    """A chapter on the page of its plan: what it is called, how much is in it and how far that is.

    `key` is how the outline is asked for its lines; -1 when there are none.
    """

    name: str
    key: int
    count: str
    standing: Standing | None


def _line(chapter: Chapter, book: PlanBook) -> ChapterLine:
    total = sum(1 for _node in chapter.walk())
    count = ngettext("%s lijn", "%s lijnen", total) % total
    key = chapter.theme.pk if chapter.theme else 0
    return ChapterLine(chapter_name(chapter.theme), key if total else -1, count, book.standing(chapter))


@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    plan = access.plan_for(request.user, pk)
    prefetch_related_objects([plan], "owners")
    family = read_family(plan)
    book = read_book(plan, family[plan.pk])
    last = last_version_of(plan)
    context = {
        "plan": plan,
        "chapters": [_line(chapter, book) for chapter in book.tree.chapters],
        "standing": book.standing(),
        "gaps": book.gaps,
        "last_version": last,
        "approval": approvals_of([last])[last.pk] if last else None,
        "is_year_old": is_year_old(last, plan, today()),
        "owners": plan.owners.all(),
        "sectors": read_parts(plan, family),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN, Can.MAKE_REPORT, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, plan),
    }
    return render(request, "projects/plan_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new plan in partnership `pk`; `?dossier=12` is the dossier that takes its objectives from it."""
    partnership = access.partnership_for(request.user, pk, Can.ADD_PLAN)
    dossier = _waiting(request, partnership)
    form = PlanForm(posted(request), initial=starting_for(dossier), **_offered(request, partnership))
    if form.is_valid():
        with refusals_in(form):
            plan = plans.add(partnership, by=request.user, dossier=dossier, **form.cleaned_data)
            messages.success(request, _("Het plan is begonnen. Zet er nu de doelstellingen in."))
            return redirect("projects:plan_detail", plan.pk)
    back = reverse("projects:dossier_detail", args=[dossier.pk]) if dossier else reverse("projects:plan_list")
    return form_page(
        request,
        form,
        title=_("Begin een plan"),
        lead=_("Voor het dossier ‘%s’") % dossier if dossier else partnership,
        button=_("Begin het plan"),
        cancel_url=back,
        crumbs=[(_("Plannen"), reverse("projects:plan_list")), (_("Nieuw plan"), None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    offered = _offered(request, plan.partnership)
    offered["plans"] = offered["plans"].exclude(pk=pk)
    is_framed = access.can(request.user, Can.ADD_PLAN, plan)
    form = PlanEditForm(posted(request), plan=plan, is_framed=is_framed, **offered)
    back = reverse("projects:plan_detail", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            plans.change(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het plan is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig het plan"),
        button=_("Bewaar het plan"),
        cancel_url=back,
        crumbs=[(_("Plannen"), reverse("projects:plan_list")), (plan, back)],
    )


def _waiting(request: HttpRequest, partnership: Partnership) -> Dossier | None:
    """The dossier that the address names, when it still takes a plan."""
    key = request.GET.get("dossier", "")
    if not key:
        return None
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        raise Http404
    dossier = access.dossier_for(request.user, int(key), Can.EDIT_DOSSIER)
    if dossier.partnership != partnership:
        raise Http404
    return None if dossier.plan_id or dossier.is_over else dossier


def _offered(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """What can be chosen in the frame of a plan of this partnership."""
    return {
        "organisations": organisations_around(partnership),
        "projects": access.projects_for(request.user).filter(partnership=partnership),
        "plans": access.plans_for(request.user).filter(partnership=partnership),
        "bodies": bodies_for(request.user).filter(partnership=partnership).select_related(None),
    }

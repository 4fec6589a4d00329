"""Dossiers: what a partnership applies for, and where that stands."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import partnership_names
from projects import access
from projects.access import Can
from projects.actions import dossier as dossiers
from projects.forms.dossier import DossierChangeForm, DossierFilterForm, DossierForm
from projects.forms.dossier_state import STEPS
from projects.models import DOSSIER_LIFECYCLE, Dossier, Part, period_of
from projects.models.dossier_state import missing_to_report
from wegwijzer.lifecycle import allowed
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "nieuw": ("-pk",),
    "titel": ("title", "pk"),
    "project": ("project__name", "title"),
    "indienen": (Coalesce("deadline_on", "call__deadline_on"), "title"),
}


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    names = partnership_names(request.user)
    listing = Listing(
        request,
        access.dossiers_for(request.user),
        sorts=SORTS,
        search=("title", "summary", "reference", "project__name", "call__title"),
        filters=DossierFilterForm(request.GET, partnerships=names, projects=access.project_names(request.user)),
        noun=(_("dossier"), _("dossiers")),
    )
    context = {
        "listing": listing,
        "name": _("Dossiers"),
        "of_many": len(names) > 1,
        "may_add_in": access.partnerships_where(request.user, Can.EDIT_DOSSIER),
    }
    return render(request, "projects/dossier_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A dossier of a project of the partnership `pk`; `?project=` and `?oproep=` choose what it is for already."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_DOSSIER)
    offered = access.dossier_choices(request.user, partnership)
    proposed = _proposed(request, offered)
    if "project" not in proposed and not offered["projects"].exists():
        return redirect(_project_first(partnership.pk, proposed["call"]))
    form = DossierForm(posted(request), initial=proposed, **offered)
    if form.is_valid():
        with refusals_in(form):
            dossier = dossiers.add(by=request.user, **form.cleaned_data)
            messages.success(request, _("Het dossier staat klaar, als idee."))
            return redirect(dossier_url(dossier))
    return form_page(
        request,
        form,
        title=_("Nieuw dossier"),
        lead=partnership,
        button=_("Begin het dossier"),
        cancel_url=reverse("projects:dossier_list"),
        crumbs=[(_("Dossiers"), reverse("projects:dossier_list")), (_("Nieuw dossier"), None)],
    )


def _project_first(partnership: int, call: Any) -> str:
    """Where somebody begins who has no project yet: after it comes the dossier, for the same call."""
    asked = {"dossier": "ja"} | ({"oproep": call.pk} if call is not None else {})
    return f"{reverse('projects:project_add', args=[partnership])}?{urlencode(asked)}"


def _proposed(request: HttpRequest, offered: dict[str, Any]) -> dict[str, Any]:
    """What the address chose, with what follows from it: what it is called, who applies and for which period.

    A partnership with one project means that one.
    """
    keys = {name: request.GET.get(name, "") for name in ("project", "oproep")}
    keys = {name: key for name, key in keys.items() if key.isascii() and key.isdigit() and len(key) < 10}
    call = offered["calls"].filter(pk=keys["oproep"]).first() if "oproep" in keys else None
    projects = offered["projects"]
    chosen = projects.filter(pk=keys["project"])[:1] if "project" in keys else projects[:2]
    project = chosen[0] if len(chosen) == 1 else None
    proposed: dict[str, Any] = {"call": call}
    if project is not None:
        proposed |= {"project": project, "applicant": project.managing_authority_id}
        proposed |= {"from_on": project.from_on, "until_on": project.until_on}
    if call is not None:
        proposed["title"] = (_("Aanvraag voor %s") % call.title)[:160]
        proposed |= period_of(call)
    return proposed


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_edit(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    offered = access.dossier_choices(request.user, dossier.partnership, dossier)
    form = DossierChangeForm(posted(request), initial=values_of(dossier, DossierChangeForm), **offered)
    if form.is_valid():
        with refusals_in(form):
            dossiers.change(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het dossier is bewaard."))
            return redirect(dossier_url(dossier))
    return form_page(
        request,
        form,
        title=_("Wijzig het dossier"),
        lead=dossier.title,
        button=_("Bewaar het dossier"),
        cancel_url=dossier_url(dossier),
        crumbs=crumbs_to(dossier, _("Wijzig")),
    )


# The move that a dossier makes when all goes well, and the one beside it.
AHEAD = ("go", "draft", "ask_approval", "submit", "award", "start", "report", "close", "reconsider", "reopen")
BESIDE = ("no_go", "refuse")


@require_safe
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is there already and what is missing; every noun hangs its own section on it (`dossier_sections`)."""
    dossier = access.dossier_for(request.user, pk)
    overview = access.dossier_overview(request.user, dossier)
    steps = {verb: STEPS[verb] for verb in allowed(DOSSIER_LIFECYCLE, dossier.state)}
    if missing_to_report(dossier):
        steps.pop("report", None)  # nothing to do about it but wait
    context = {
        "dossier": dossier,
        "overview": overview,
        "standing": overview.standing,
        "gaps": [(part, _where(dossier, part)) for part in overview.standing.gaps],
        "ahead": [step for verb, step in steps.items() if verb in AHEAD],
        "beside": [step for verb, step in steps.items() if verb in BESIDE],
        "other_steps": [step for verb, step in steps.items() if verb not in (*AHEAD, *BESIDE)],
        "sections": access.sections_of(request.user, dossier),
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER, Can.ADD_PLAN, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, dossier, *overview.standing.requirements),
    }
    return render(request, "projects/dossier_detail.html", context)


def _where(dossier: Dossier, part: Part) -> str:
    """Where a gap is filled."""
    if part.kind == "requirement":
        return reverse("projects:requirement_detail", args=[part.key])
    if part.kind == "plan" and dossier.plan_id is not None:
        return reverse("projects:plan_tree", args=[dossier.plan_id])
    if part.kind == "decision" and dossier.decision_id is not None:
        return reverse("governance:decision_detail", args=[dossier.decision_id])
    if part.kind == "budget":
        return _address("projects:dossier_budget", dossier)
    if part.kind == "report":
        return _address("projects:dossier_reporting", dossier)
    return reverse("projects:dossier_edit", args=[dossier.pk])


def _address(name: str, dossier: Dossier) -> str:
    """Of a page of the dossier, or "" as long as there is none."""
    try:
        return reverse(name, args=[dossier.pk])
    except NoReverseMatch:
        return ""


def dossier_url(dossier: Dossier) -> str:
    return reverse("projects:dossier_detail", args=[dossier.pk])


def crumbs_to(dossier: Dossier, here: object) -> list[tuple[object, str | None]]:
    return [
        (_("Dossiers"), reverse("projects:dossier_list")),
        (dossier.title, dossier_url(dossier)),
        (here, None),
    ]

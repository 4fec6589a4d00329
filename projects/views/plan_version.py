"""The versions of a plan: what is frozen, what changed since, and whether the councils approved it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import Can as GovernanceCan
from governance.access import can as governance_can
from governance.access import gate as governance_gate
from governance.models import RoundState
from projects import access
from projects.access import Can
from projects.access import plan_version as frozen
from projects.actions import plan_paper
from projects.actions import plan_version as versions
from projects.forms.plan_version import PlanVersionAdoptForm, PlanVersionAskForm, PlanVersionForm
from projects.models import Plan, PlanVersion, approvals_of
from projects.models.plan_approval import boards_of, is_year_old
from projects.models.plan_content import content_of
from projects.models.plan_difference import difference
from projects.models.plan_paper import paper_of
from projects.models.plan_reading import read
from wegwijzer.accounts.periods import today
from wegwijzer.reports.models import Report, ReportState
from wegwijzer.ui.editing import form_page, posted, refusals_in

NOW = "nu"


@require_safe
def plan_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions of plan `pk`, the newest first, and whether the plan changed since."""
    plan = access.plan_for(request.user, pk)
    rows = frozen.with_changes(plan)
    approvals = approvals_of(rows)
    last = rows[0] if rows else None
    context = {
        "plan": plan,
        "versions": [(row, approvals[row.pk]) for row in rows],
        "last": last,
        "is_year_old": is_year_old(last, plan, today()),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/plan_versions.html", context)


@require_safe
def plan_version_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Version `pk` as it was; with `?met=` what became of it in another version, or in the plan as it is now."""
    version = access.plan_version_for(request.user, pk)
    plan = version.plan
    others = [row for row in frozen.plan_versions_of(plan) if row.pk != version.pk]
    content = frozen.content_of_version(version)
    other, newer = _other(request.GET.get("met", ""), version, others)
    approval = approvals_of([version])[version.pk]
    context = {
        "plan": plan,
        "frozen_version": version,
        "approval": approval,
        "paper": paper_of(version),
        "others": others,
        "other": other,
        "difference": _difference(content, newer) if newer is not None and content else None,
        "frozen": read(content) if content and newer is None else None,
        "may": _may(request, version, approval.state),
        "history": access.history_for(request.user, version),
    }
    return render(request, "projects/plan_version_detail.html", context)


def _other(asked: str, version: PlanVersion, others: list[PlanVersion]) -> tuple[str, Any]:
    """What to compare with: its name on the screen and its content; nothing when that is not there."""
    if asked == NOW:
        return _("het plan zoals het nu is"), content_of(version.plan)
    found = next((row for row in others if str(row.number) == asked), None)
    if found is None:
        return "", None
    return _("versie %s") % found.number, frozen.content_of_version(found)


def _difference(content: dict[str, Any], other: dict[str, Any]) -> Any:
    return difference(content, other) if other else None


def _may(request: HttpRequest, version: PlanVersion, state: str) -> set[str]:
    """What can still be done with it: putting it to the councils, or saying that they approved it elsewhere."""
    if not access.can(request.user, Can.EDIT_PLAN, version):
        return set()
    found = {"adopt"} if version.round_id is None else set()
    lies_ready = version.round is not None and version.round.state == RoundState.DRAFT
    if (
        state == "fixed"
        and not lies_ready
        and governance_can(request.user, GovernanceCan.EDIT_ROUND, version.partnership)
    ):
        found.add("ask")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def plan_version_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze plan `pk` as it stands."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    form = PlanVersionForm(posted(request))
    back = reverse("projects:plan_versions", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            version = versions.fix(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("Versie %s ligt vast. Het plan als PDF wordt nu gemaakt.") % version.number)
            return redirect("projects:plan_version_detail", version.pk)
    return form_page(
        request,
        form,
        title=_("Leg een versie vast"),
        lead=_("Het hele plan zoals het nu is: teksten, doelstellingen met hun code, wie, wanneer en budget."),
        button=_("Leg de versie vast"),
        cancel_url=back,
        crumbs=_crumbs(plan),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_version_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Approved, but not by a round of this system."""
    version = access.plan_version_for(request.user, pk, Can.EDIT_PLAN)
    start = {"version": version.version, "adopted_on": version.adopted_on}
    form = PlanVersionAdoptForm(posted(request), initial=start)
    back = reverse("projects:plan_version_detail", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            versions.adopt(version, by=request.user, version=said["version"], adopted_on=said["adopted_on"])
            messages.success(request, _("De goedkeuring is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Noteer een goedkeuring"),
        lead=version,
        button=_("Bewaar de goedkeuring"),
        cancel_url=back,
        crumbs=_crumbs(version.plan),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_version_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the round that puts version `pk` to the councils."""
    version = access.plan_version_for(request.user, pk, Can.EDIT_PLAN)
    governance_gate(request.user, GovernanceCan.EDIT_ROUND, version.partnership)
    boards = boards_of(version.plan)
    form = PlanVersionAskForm(posted(request), initial={"version": version.version})
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            round_ = versions.ask(
                version,
                by=request.user,
                version=said["version"],
                boards=boards,
                deadline_on=said["deadline_on"],
                file=plan_paper.annex_of(version, by=request.user),
            )
            messages.success(request, _("De ronde staat klaar. Kijk ze na en stuur ze naar de besturen."))
            return redirect("governance:approval_round_detail", round_.pk)
    names = ", ".join(str(board) for board in boards)
    return form_page(
        request,
        form,
        title=_("Leg voor aan de raden"),
        lead=_("De raden van %(boards)s beslissen over %(version)s.") % {"boards": names, "version": version}
        + " "
        + _about(paper_of(version)),
        button=_("Bereid de ronde voor"),
        cancel_url=reverse("projects:plan_version_detail", args=[pk]),
        crumbs=_crumbs(version.plan),
    )


def _about(paper: Report | None) -> str:
    """Whether the plan goes along as annex."""
    if paper is not None and paper.state == ReportState.DONE:
        return _("Het plan als PDF gaat mee als bijlage.")
    if paper is not None and paper.is_open:
        return _("Het plan als PDF wordt nog gemaakt. Zodra het klaar is, kunt u de ronde voorbereiden.")
    return _("Er is nog geen PDF van deze versie. Als het plan intussen wijzigde, gaat er geen mee.")


def _crumbs(plan: Plan) -> list[tuple[object, str | None]]:
    return [
        (_("Plannen"), reverse("projects:plan_list")),
        (plan, reverse("projects:plan_detail", args=[plan.pk])),
        (_("Versies"), reverse("projects:plan_versions", args=[plan.pk])),
    ]

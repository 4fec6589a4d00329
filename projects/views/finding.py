"""Findings: one by one, or all that a working group said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import finding as findings
from projects.forms.finding import FindingEditForm, FindingForm, FindingsForm
from projects.models import Finding, Plan, chapters_to_choose, read_tree, with_codes
from projects.views.analysis import about, crumbs_of, prefilled
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


def _offered(plan: Plan) -> dict[str, Any]:
    return about(plan) | {"objectives": plan.objectives.order_by(), "chapters": chapters_to_choose(read_tree(plan))}


def _swot(plan: Plan) -> str:
    return reverse("projects:plan_swot", args=[plan.pk])


@require_safe
def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    finding = access.finding_for(request.user, pk)
    context = {
        "finding": finding,
        "plan": finding.plan,
        "justifies": with_codes([finding], finding.plan)[0].justifies,
        "may": access.needs(request.user, finding, [Can.EDIT_PLAN, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, finding),
    }
    return render(request, "projects/finding_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding in the analysis of plan `pk`."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    form = FindingForm(posted(request), initial=prefilled(request), **_offered(plan))
    if form.is_valid():
        with refusals_in(form):
            finding = findings.note(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("De bevinding is genoteerd."))
            return redirect("projects:finding_detail", finding.pk)
    return form_page(
        request,
        form,
        title=_("Noteer een bevinding"),
        lead=plan,
        button=_("Noteer de bevinding"),
        cancel_url=_swot(plan),
        crumbs=crumbs_of(plan, (_("Nieuwe bevinding"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finding_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Many at once for plan `pk`; looked at before they are kept."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)

    def known(theme: Any, target_group: Any) -> set[tuple[str, str]]:
        return findings.known_lines(plan, theme, target_group)

    form = FindingsForm(posted(request), initial=prefilled(request), known=known, **about(plan))
    if form.is_bound and form.is_confirmed:
        with refusals_in(form):
            count = findings.note_many(plan, by=request.user, lines=form.new_lines, **form.shared)
            said = ngettext("%s bevinding is genoteerd.", "%s bevindingen zijn genoteerd.", count)
            messages.success(request, said % count)
            return redirect(_swot(plan))
    return form_page(
        request,
        form.shown_again() if form.is_bound else form,
        template="projects/finding_bulk.html",
        plan=plan,
        rows=form.rows,
        new_count=len(form.new_lines),
        is_checked=form.is_bound and not form.errors,
        cancel_url=_swot(plan),
        crumbs=crumbs_of(plan, (_("Veel bevindingen"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    finding = access.finding_for(request.user, pk, Can.EDIT_PLAN)
    start = values_of(finding, FindingEditForm) | {"objectives": [row.pk for row in finding.objectives.all()]}
    form = FindingEditForm(posted(request), initial=start, **_offered(finding.plan))
    if form.is_valid():
        with refusals_in(form):
            findings.change(finding, by=request.user, **form.cleaned_data)
            messages.success(request, _("De bevinding is bewaard."))
            return redirect("projects:finding_detail", pk)
    return form_page(
        request,
        form,
        title=_("Wijzig de bevinding"),
        button=_("Bewaar de bevinding"),
        cancel_url=_page(finding),
        crumbs=_crumbs(finding),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def finding_remove(request: HttpRequest, pk: int) -> HttpResponse:
    finding = access.finding_for(request.user, pk, Can.EDIT_PLAN)
    form = WithdrawForm(posted(request), initial={"version": finding.version})
    if form.is_valid():
        with refusals_in(form):
            findings.remove(finding, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De bevinding is geschrapt."))
            return redirect(_swot(finding.plan))
    return form_page(
        request,
        form,
        title=_("Schrap de bevinding"),
        lead=_("‘%s’. Doelstellingen die ze verantwoordt, blijven staan.") % finding,
        button=_("Schrap de bevinding"),
        cancel_url=_page(finding),
        crumbs=_crumbs(finding),
    )


def _page(finding: Finding) -> str:
    return reverse("projects:finding_detail", args=[finding.pk])


def _crumbs(finding: Finding) -> list[tuple[Any, str | None]]:
    return crumbs_of(finding.plan, (finding.get_kind_display().capitalize(), _page(finding)), (_("Wijzigen"), None))

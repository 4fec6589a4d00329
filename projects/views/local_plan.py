"""From a regional catalogue to local plans, and all of them in one matrix."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects import access
from projects.access import Can
from projects.actions import local_plan
from projects.exports.matrix import matrix_workbook
from projects.forms.local_plan import ChosenForm, LocalPlanForm
from projects.models import Plan, PlanKind, counted, read_matrix, read_tree, targets_of
from wegwijzer.accounts.periods import today
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_safe
def catalogue_matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Every municipality of the partnership and what it took over from catalogue `pk`."""
    catalogue = _catalogue(request, pk)
    matrix = read_matrix(catalogue)
    context = {
        "plan": catalogue,
        "matrix": matrix,
        "targets": counted(targets_of(catalogue.partnership_id)).values(),
        "may_start": access.can(request.user, Can.START_LOCAL_PLAN, catalogue),
    }
    return render(request, "projects/catalogue_matrix.html", context)


@require_safe
def catalogue_export(request: HttpRequest, pk: int) -> HttpResponse:
    catalogue = _catalogue(request, pk)
    title = _("Acties per gemeente: %s") % catalogue
    content = matrix_workbook(read_matrix(catalogue), title)
    return spreadsheet(content, f"matrix-{slugify(str(catalogue))}-{today():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def local_plan_start(request: HttpRequest, pk: int) -> HttpResponse:
    """A new local plan out of catalogue `pk`."""
    catalogue = _catalogue(request, pk, Can.START_LOCAL_PLAN)
    organisations = access.organisations_to_plan_for(request.user, catalogue.partnership)
    initial = {"owners": list(organisations[:1])} if len(organisations[:2]) == 1 else {}
    form = LocalPlanForm(posted(request), organisations=organisations, tree=read_tree(catalogue), initial=initial)
    if form.is_valid():
        with refusals_in(form):
            plan = local_plan.start(catalogue, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het lokale plan is begonnen. Pas de acties aan waar dat nodig is."))
            return redirect("projects:plan_detail", plan.pk)
    back = reverse("projects:catalogue_matrix", args=[pk])
    return form_page(
        request,
        form,
        title=_("Begin een lokaal plan"),
        lead=_("Uw bestuur kiest uit de catalogus, past aan en voegt toe."),
        button=_("Begin het plan"),
        cancel_url=back,
        crumbs=[*_crumbs(catalogue), (_("Nieuw lokaal plan"), None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def local_plan_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose other actions of its catalogue for local plan `pk`."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    if plan.catalogue is None:
        raise Http404
    chosen = plan.objectives.filter(origin__isnull=False).values_list("origin", flat=True)
    start: dict[str, Any] = {"version": plan.version, "chosen": list(chosen)}
    form = ChosenForm(posted(request), tree=read_tree(plan.catalogue), initial=start)
    back = reverse("projects:plan_detail", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            local_plan.choose(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("De keuze is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Kies uit de catalogus"),
        lead=_("Wat u zelf aanpaste of opvolgt, kan hier niet meer weg; een actie die u zelf toevoegde, blijft."),
        button=_("Bewaar de keuze"),
        cancel_url=back,
        crumbs=[*_crumbs(plan), (_("Catalogus"), None)],
    )


def _catalogue(request: HttpRequest, pk: int, need: Can | None = None) -> Plan:
    """The plan `pk`, if it is a catalogue; 404 otherwise."""
    plan = access.plan_for(request.user, pk, need)
    if plan.kind != PlanKind.CATALOGUE:
        raise Http404
    return plan


def _crumbs(plan: Plan) -> list[tuple[Any, str | None]]:
    return [
        (_("Plannen"), reverse("projects:plan_list")),
        (plan, reverse("projects:plan_detail", args=[plan.pk])),
    ]

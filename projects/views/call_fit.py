"""The conditions of a call: written down, and held against the partnership and a dossier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.access import call as calls_access
from projects.actions import call_parts as parts
from projects.forms.call_parts import ConditionChangeForm, ConditionForm, MeasureForm, VerdictForm
from projects.models import Call, CallCondition, ConditionMeasure, Dossier, condition_in_words, read_fit
from projects.views.call import crumbs_to
from projects.views.call_parts import fit_url
from projects.views.parts import removed
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def call_fit(request: HttpRequest, pk: int) -> HttpResponse:
    """Every condition with what is known of it; ?dossier= chooses which dossier it is held against."""
    call = calls_access.call_for(request.user, pk)
    dossiers = list(calls_access.dossiers_of(request.user, call))
    dossier = _chosen(dossiers, request.GET.get("dossier", ""))
    context = {
        "call": call,
        "fit": read_fit(call, dossier),
        "dossiers": dossiers,
        "dossier": dossier,
        "may": access.needs(request.user, call, [Can.EDIT_DOSSIER]),
    }
    return render(request, "projects/call_fit.html", context)


def _chosen(dossiers: list[Dossier], asked: str) -> Dossier | None:
    """The one that was asked; else the newest that still goes on, else the newest."""
    for row in dossiers:
        if str(row.pk) == asked:
            return row
    alive = [row for row in dossiers if not row.is_over]
    return next(iter(alive or dossiers), None)


@require_http_methods(["GET", "HEAD", "POST"])
def call_condition_add(request: HttpRequest, pk: int) -> HttpResponse:
    """First what it looks at; ?voorwaarde= then asks only for what that measure compares with."""
    call = calls_access.call_for(request.user, pk, Can.EDIT_DOSSIER)
    measure = request.GET.get("voorwaarde", "")
    if measure not in ConditionMeasure.values:
        return _choose_measure(request, call)
    kinds = calls_access.cost_kinds_of(call.partnership)
    form = ConditionForm(posted(request), measure=measure, cost_kinds=kinds)
    if form.is_valid():
        with refusals_in(form):
            parts.add(call, CallCondition, by=request.user, **form.values)
            messages.success(request, _("De voorwaarde staat erbij."))
            return redirect(fit_url(call))
    return form_page(
        request,
        form,
        template="projects/call_condition_form.html",
        call=call,
        lacks_kinds="cost_kind" in form.fields and not kinds,
        title=_("Voeg een voorwaarde toe"),
        lead=ConditionMeasure(measure).label.capitalize(),
        button=_("Voeg de voorwaarde toe"),
        cancel_url=fit_url(call),
        crumbs=crumbs_to(call, _("Nieuwe voorwaarde")),
    )


def _choose_measure(request: HttpRequest, call: Call) -> HttpResponse:
    form = MeasureForm(posted(request))
    if form.is_valid():
        page = reverse("projects:call_condition_add", args=[call.pk])
        return redirect(f"{page}?voorwaarde={form.cleaned_data['measure']}")
    return form_page(
        request,
        form,
        title=_("Voeg een voorwaarde toe"),
        lead=call.title,
        button=_("Kies en vul aan"),
        cancel_url=fit_url(call),
        crumbs=crumbs_to(call, _("Nieuwe voorwaarde")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def call_condition_edit(request: HttpRequest, pk: int) -> HttpResponse:
    condition = calls_access.call_condition_for(request.user, pk, Can.EDIT_DOSSIER)
    form = ConditionChangeForm(
        posted(request),
        initial=ConditionChangeForm.current(condition),
        measure=condition.measure,
        cost_kinds=calls_access.cost_kinds_of(condition.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            parts.change(condition, by=request.user, **form.values)
            messages.success(request, _("De voorwaarde is bewaard."))
            return redirect(fit_url(condition.call))
    return form_page(
        request,
        form,
        title=_("Wijzig de voorwaarde"),
        lead=condition.get_measure_display().capitalize(),
        button=_("Bewaar de voorwaarde"),
        cancel_url=fit_url(condition.call),
        crumbs=crumbs_to(condition.call, _("Wijzig de voorwaarde")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def call_condition_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a condition in words people say whether it is met."""
    condition = calls_access.call_condition_for(request.user, pk, Can.EDIT_DOSSIER)
    form = VerdictForm(posted(request), initial=values_of(condition, VerdictForm))
    if form.is_valid():
        with refusals_in(form):
            parts.judge(condition, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het oordeel is bewaard."))
            return redirect(fit_url(condition.call))
    return form_page(
        request,
        form,
        title=_("Beoordeel de voorwaarde"),
        lead=condition_in_words(condition),
        button=_("Bewaar het oordeel"),
        cancel_url=fit_url(condition.call),
        crumbs=crumbs_to(condition.call, _("Beoordeel")),
    )


@require_POST
def call_condition_remove(request: HttpRequest, pk: int) -> HttpResponse:
    condition = calls_access.call_condition_for(request.user, pk, Can.EDIT_DOSSIER)
    name = condition_in_words(condition)
    return removed(request, condition, parts.remove, fit_url(condition.call), name=name)

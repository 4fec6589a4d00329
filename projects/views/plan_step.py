"""The step plan by which a plan comes about: its page, and the forms of its modules."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.actions import plan_step as steps
from projects.forms.plan_step import PlanStepForm
from projects.forms.rows import asks_for_more, unjudged
from projects.models import Plan, PlanStep
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.forms.typed import tidy


@require_safe
def plan_steps(request: HttpRequest, pk: int) -> HttpResponse:
    plan = access.plan_for(request.user, pk)
    modules = list(plan.steps.prefetch_related("partners"))
    context = {
        "plan": plan,
        "modules": modules,
        "done": sum(module.done_on is not None for module in modules),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/plan_steps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new module for plan `pk`."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    form = PlanStepForm(posted(request), step=None)
    if asks_for_more(posted(request)):
        unjudged(form)
    elif form.is_valid():
        with refusals_in(form):
            steps.add(plan, by=request.user, **form.values)
            messages.success(request, _("De module is toegevoegd."))
            return redirect("projects:plan_steps", pk)
    return _page(request, form, plan, _("Voeg een module toe"), _("Voeg de module toe"))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_step_edit(request: HttpRequest, pk: int) -> HttpResponse:
    step = access.plan_step_for(request.user, pk, Can.EDIT_PLAN)
    form = PlanStepForm(posted(request), step=step)
    if asks_for_more(posted(request)):
        unjudged(form)
    elif form.is_valid():
        with refusals_in(form):
            steps.change(step, by=request.user, **form.values)
            messages.success(request, _("De module is bewaard."))
            return redirect("projects:plan_steps", step.plan_id)
    return _page(request, form, step.plan, _("Wijzig de module"), _("Bewaar de module"))


def _page(request: HttpRequest, form: PlanStepForm, plan: Plan, title: str, button: str) -> HttpResponse:
    back = reverse("projects:plan_steps", args=[plan.pk])
    return form_page(
        request, form, template="projects/plan_step_edit.html", plan=plan, title=title, button=button, cancel_url=back
    )


@require_POST
def plan_step_move(request: HttpRequest, pk: int) -> HttpResponse:
    """`places`: -1 for up, anything else for down."""
    step = access.plan_step_for(request.user, pk, Can.EDIT_PLAN)
    try:
        steps.move(step, by=request.user, places=-1 if tidy(request.POST.get("places", "")) == "-1" else 1)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(_place_of(step))


@require_POST
def plan_step_remove(request: HttpRequest, pk: int) -> HttpResponse:
    step = access.plan_step_for(request.user, pk, Can.EDIT_PLAN)
    version = request.POST.get("version", "")
    try:
        steps.remove(step, by=request.user, version=int(version) if version.isdigit() and len(version) < 10 else 0)
    except Stale as stale:
        back = reverse("projects:plan_steps", args=[step.plan_id])
        return errors.conflict(request, stale.current, mine=step.title, back=back)
    messages.success(request, _("De module is geschrapt: %s.") % step.title)
    return redirect("projects:plan_steps", step.plan_id)


def _place_of(step: PlanStep) -> str:
    return reverse("projects:plan_steps", args=[step.plan_id]) + f"#module-{step.pk}"

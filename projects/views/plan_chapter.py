"""The chapters of a plan: the list, and one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects import access
from projects.access import Can
from projects.actions import plan_chapter as chapters
from projects.forms.plan_chapter import ChapterAddForm, ChapterChangeForm
from projects.models import Plan
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def plan_chapters(request: HttpRequest, pk: int) -> HttpResponse:
    """The chapters of plan `pk` in their order, and one more."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    form = ChapterAddForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            chapter = chapters.add(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het hoofdstuk ‘%s’ is toegevoegd.") % chapter.theme)
            return redirect("projects:plan_chapters", pk)
    return form_page(
        request,
        form,
        template="projects/plan_chapters.html",
        plan=plan,
        chapters=list(plan.chapters.select_related("theme")),
        themes=plan.partnership.themes.values_list("name", flat=True),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_chapter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = access.plan_theme_for(request.user, pk, Can.EDIT_PLAN)
    plan = chapter.plan
    form = ChapterChangeForm(posted(request), initial=values_of(chapter, ChapterChangeForm))
    back = _home(plan)
    if form.is_valid():
        with refusals_in(form):
            chapters.change(chapter, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het hoofdstuk is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig het hoofdstuk ‘%s’") % chapter.theme,
        button=_("Bewaar het hoofdstuk"),
        cancel_url=back,
        crumbs=[(_("Plannen"), reverse("projects:plan_list")), (plan, back), (chapter.theme, None)],
    )


@require_POST
def plan_chapter_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up, or down (`to`)."""
    chapter = access.plan_theme_for(request.user, pk, Can.EDIT_PLAN)
    try:
        chapters.shift(chapter, by=request.user, by_places=-1 if request.POST.get("to") == "omhoog" else 1)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(_home(chapter.plan))


@require_POST
def plan_chapter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = access.plan_theme_for(request.user, pk, Can.EDIT_PLAN)
    try:
        chapters.remove(chapter, by=request.user)
        messages.success(request, _("Het hoofdstuk ‘%s’ is weg.") % chapter.theme)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(_home(chapter.plan))


def _home(plan: Plan) -> str:
    return reverse("projects:plan_chapters", args=[plan.pk])

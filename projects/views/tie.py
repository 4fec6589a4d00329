"""Ties: chosen from the project, or from the meeting, decision or round; and a round begun from the project."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access as governance
from governance.views.approval_round_plan import prepare_page
from projects import access
from projects.access import Can
from projects.actions import tie as ties
from projects.forms.tie import TieHereForm, TieSearchForm, TiesForm
from projects.models import Tie
from projects.views.project import crumbs_to, project_url
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_safe
def project_ties(request: HttpRequest, pk: int) -> HttpResponse:
    """What is about the project, tied itself or along with what is."""
    project = access.project_for(request.user, pk)
    context = {
        "project": project,
        "may": access.needs(request.user, project, [Can.EDIT_PROJECT]),
        **access.things_about(request.user, project),
    }
    return render(request, "projects/project_ties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick what belongs to the project; ?q= finds what is older than what is offered."""
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    back = reverse("projects:project_ties", args=[pk])
    title = _("Wat hoort bij dit project?")
    return tie_page(request, project, title=title, cancel_url=back, crumbs=crumbs_to(project, _("Koppel")))


def tie_page(request: HttpRequest, subject: Any, *, cancel_url: str, **words: Any) -> HttpResponse:
    """Tick what belongs to a project or dossier that came through its gate."""
    search = TieSearchForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    choices = access.tie_choices(request.user, subject, text)
    form = TiesForm(posted(request), choices=choices, initial=TiesForm.current(subject))
    if form.is_valid():
        with refusals_in(form):
            version = form.cleaned_data["version"]
            ties.change(subject, by=request.user, version=version, chosen=form.chosen, offered=form.offered)
            messages.success(request, _("De koppelingen zijn bewaard."))
            return redirect(cancel_url)
    about = {"lead": subject, "search": search, "text": text, "shown": access.SHOWN, "cancel_url": cancel_url}
    return form_page(request, form, template="projects/project_tie.html", **about, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole meeting, or one of its items."""
    meeting = governance.meeting_for(request.user, pk)
    access.gate(request.user, Can.EDIT_PROJECT, meeting)
    items = {item.pk: item for item in governance.items_of(request.user, meeting)}
    return _tie(request, meeting, reverse("governance:meeting_detail", args=[pk]), items)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_tie(request: HttpRequest, pk: int) -> HttpResponse:
    decision = governance.decision_for(request.user, pk)
    access.gate(request.user, Can.EDIT_PROJECT, decision)
    return _tie(request, decision, reverse("governance:decision_detail", args=[pk]), {})


@require_http_methods(["GET", "HEAD", "POST"])
def round_tie(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = governance.approval_round_for(request.user, pk)
    access.gate(request.user, Can.EDIT_PROJECT, round_)
    return _tie(request, round_, reverse("governance:approval_round_detail", args=[pk]), {})


def _tie(request: HttpRequest, thing: Any, back: str, items: dict[int, Any]) -> HttpResponse:
    """`items` can be chosen instead of the thing itself."""
    subjects = access.subjects_of(request.user, thing, items)
    form = TieHereForm(posted(request), subjects=subjects, items={key: str(item) for key, item in items.items()})
    if form.is_valid():
        subject = access.subject_for(request.user, form.cleaned_data["subject"])
        with refusals_in(form):
            ties.add(subject, items.get(form.cleaned_data.get("item"), thing), by=request.user)
            messages.success(request, _("Dit hoort nu bij ‘%s’.") % subject)
            return redirect(back)
    title = _("Koppel aan een project, plan of dossier")
    return form_page(
        request,
        form,
        title=title,
        lead=thing,
        button=_("Koppel"),
        cancel_url=back,
        crumbs=[(thing, back), (title, None)],
    )


@require_POST
def tie_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """From the page of the thing: it is not about the project after all."""
    tie = access.tie_for(request.user, pk, Can.EDIT_PROJECT)
    ties.remove(tie, by=request.user)
    messages.success(request, _("Dit hoort niet meer bij ‘%s’.") % tie.subject)
    return redirect(_page_of(tie))


def _page_of(tie: Tie) -> str:
    if tie.item is not None and tie.item.meeting_id is not None:
        return reverse("governance:meeting_detail", args=[tie.item.meeting_id])
    names = {"meeting": "meeting_detail", "decision": "decision_detail", "round": "approval_round_detail"}
    for thing, page in names.items():
        if key := getattr(tie, f"{thing}_id"):
            return reverse(f"governance:{page}", args=[key])
    return reverse("governance:backlog", args=[tie.item.body_id]) if tie.item else "/"


@require_http_methods(["GET", "HEAD", "POST"])
def project_round_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something of the project to the councils: a round of its partnership that belongs to it from the start."""
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    governance.gate(request.user, governance.Can.EDIT_ROUND, project.partnership)
    return prepare_page(
        request,
        project.partnership,
        lead=_("Over het project %s") % project,
        back=project_url(project),
        make=lambda plan, send: ties.begin_round(project, plan, by=request.user, send=send),
    )

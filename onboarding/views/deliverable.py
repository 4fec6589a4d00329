"""One deliverable: how far it is, with its documents; opened beside the matrix, or as a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.views.document import sent
from onboarding import access
from onboarding.access import Can
from onboarding.actions import deliverable as deliverables
from onboarding.forms.deliverable import DeliverableDocumentForm, DeliverableForm, DeliverableMoveForm
from onboarding.models import Deliverable
from onboarding.models.text_revision import words_of
from projects.models import Project
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of

TEMPLATE = "onboarding/deliverable_detail.html"


@require_safe
def deliverable_detail(request: HttpRequest, pk: int) -> HttpResponse:
    deliverable = access.deliverable_for(request.user, pk)
    verbs = access.moves_for(request.user, deliverable)
    form = DeliverableMoveForm(verbs=verbs, initial={"version": deliverable.version}) if verbs else None
    return render(request, TEMPLATE, _about(request, deliverable) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def deliverable_move(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is now, with a file if there is one."""
    deliverable = access.deliverable_for(request.user, pk, Can.WRITE_DELIVERABLE)
    verbs = access.moves_for(request.user, deliverable)
    form = DeliverableMoveForm(
        posted(request), request.FILES or None, verbs=verbs, initial={"version": deliverable.version}
    )
    if form.is_valid():
        with refusals_in(form):
            deliverables.move(deliverable, by=request.user, **form.values)
            messages.success(request, _("Genoteerd: %s.") % deliverable.get_state_display())
            return redirect(cell_url(deliverable) if _is_from_matrix(request) else deliverable_url(deliverable))
    return form_page(request, form, template=TEMPLATE, **_about(request, deliverable))


def _about(request: HttpRequest, deliverable: Deliverable) -> dict[str, Any]:
    return {
        "deliverable": deliverable,
        "project": deliverable.type.project,
        "documents": access.documents_of(deliverable),
        "words": words_of(deliverable),
        "may": access.needs(request.user, deliverable, [Can.WRITE_DELIVERABLE, Can.EDIT_TYPES]),
        "history": access.history_for(request.user, deliverable),
        "cancel_url": deliverable_url(deliverable),
        "matrix_cell": cell_url(deliverable),
        "is_from_matrix": _is_from_matrix(request),
    }


def _is_from_matrix(request: HttpRequest) -> bool:
    """Then one goes back there, at the cell."""
    return request.GET.get("uit") == "matrix"


def cell_url(deliverable: Deliverable) -> str:
    """The matrix, at its cell."""
    return f"{matrix_url(deliverable.type.project)}#resultaat-{deliverable.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def deliverable_edit(request: HttpRequest, pk: int) -> HttpResponse:
    deliverable = access.deliverable_for(request.user, pk, Can.WRITE_DELIVERABLE)
    form = DeliverableForm(
        posted(request),
        initial=values_of(deliverable, DeliverableForm),
        may_plan=access.can(request.user, Can.EDIT_TYPES, deliverable),
        **access.choices_around(request.user, deliverable.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            deliverables.change(deliverable, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het resultaat is bewaard."))
            return redirect(deliverable_url(deliverable))
    return _page(request, form, deliverable, title=_("Wijzig het resultaat"), button=_("Bewaar het resultaat"))


@require_http_methods(["GET", "HEAD", "POST"])
def deliverable_document_add(request: HttpRequest, pk: int) -> HttpResponse:
    deliverable = access.deliverable_for(request.user, pk, Can.WRITE_DELIVERABLE)
    form = DeliverableDocumentForm(posted(request), request.FILES or None, initial={"version": deliverable.version})
    if form.is_valid():
        with refusals_in(form):
            deliverables.add_document(deliverable, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ is toegevoegd.") % form.cleaned_data["title"])
            return redirect(deliverable_url(deliverable))
    return _page(request, form, deliverable, title=_("Voeg een document toe"), button=_("Voeg het document toe"))


@require_safe
def deliverable_document(request: HttpRequest, pk: int) -> FileResponse:
    """The newest version of one of its files."""
    return sent(access.deliverable_document_for(request.user, pk).document.newest)


@require_POST
def deliverable_document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.deliverable_document_for(request.user, pk, Can.WRITE_DELIVERABLE)
    done = _("‘%s’ is weggenomen.") % row
    return pressed(request, row, deliverables.remove_document, deliverable_url(row.deliverable), done=done)


def _page(request: HttpRequest, form: Any, deliverable: Deliverable, **words: Any) -> HttpResponse:
    back, project = deliverable_url(deliverable), deliverable.type.project
    crumbs = crumbs_of(project, (str(deliverable), back), (words["title"], None))
    return form_page(request, form, lead=str(deliverable), cancel_url=back, crumbs=crumbs, **words)


def deliverable_url(deliverable: Deliverable) -> str:
    return reverse("onboarding:deliverable_detail", args=[deliverable.pk])


def matrix_url(project: Project) -> str:
    return reverse("onboarding:deliverable_matrix", args=[project.pk])


def crumbs_of(project: Project, *steps: tuple[object, str | None]) -> list[tuple[object, str | None]]:
    return [
        (_("Onthaal"), reverse("onboarding:start")),
        (_("Resultaten van %s") % project.name, matrix_url(project)),
        *steps,
    ]

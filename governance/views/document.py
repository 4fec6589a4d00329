"""The documents with an agenda item. Who may see the item may read them; nobody else, by no address."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import document as documents
from governance.forms.document import DocumentForm, DocumentVersionForm
from governance.models import AgendaItem, Document, DocumentVersion
from governance.views.agenda import home_of
from governance.views.sitting import crumbs_of
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import form_page, refusals_in
from wegwijzer.ui.inspection.kinds import is_safe_to_show

# A file is somebody else's words: a browser that opens it after all runs nothing and tells nobody.
SEALED = "default-src 'none'; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
def document_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What goes with an item, and the form to add to it."""
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    prefetch_related_objects([item], "attached__document__versions")
    languages = item.meeting.languages if item.meeting else item.body.languages
    form = DocumentForm(request.POST or None, request.FILES or None, languages=languages)
    if form.is_valid():
        with refusals_in(form):
            document = documents.attach(item, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ is toegevoegd.") % document.title)
            return redirect("governance:document_list", pk)
    return form_page(request, form, template="governance/document_list.html", item=item, back=home_of(item))


@require_http_methods(["GET", "HEAD", "POST"])
def document_replace(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    document = _document(item, document_pk)
    form = DocumentVersionForm(request.POST or None, request.FILES or None)
    back = reverse("governance:document_list", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            version = documents.replace(item, document, form.cleaned_data["file"], by=request.user)
            messages.success(
                request, _("‘%(title)s’ heeft nu versie %(number)s.") % {"title": document, "number": version.number}
            )
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Nieuwe versie van ‘%s’") % document.title,
        lead=str(item.title),
        button=_("Bewaar de nieuwe versie"),
        cancel_url=back,
        crumbs=[*_way_to(item), (_("Documenten"), back), (_("Nieuwe versie"), None)],
    )


@require_POST
def document_detach(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    item = access.agenda_item_for(request.user, pk, Can.PLAN_MEETING)
    document = _document(item, document_pk)
    try:
        documents.detach(item, document, by=request.user)
        messages.success(request, _("‘%s’ hoort niet meer bij dit punt.") % document.title)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("governance:document_list", pk)


@require_safe
def document_download(request: HttpRequest, pk: int, version_pk: int) -> FileResponse:
    """One version of a document, under the name that it was given."""
    item = access.agenda_item_for(request.user, pk)
    return sent(access.document_version_of(item, version_pk))


def sent(version: DocumentVersion | None, *, to_show: bool = False) -> FileResponse:
    """The file, sealed; 404 when there is none. To be kept, or to look at where that is asked for and safe."""
    if version is None:
        raise Http404
    file = version.file.open("rb")
    shown = to_show and is_safe_to_show(file, version.content_type, version.checksum)
    response = FileResponse(file, as_attachment=not shown, filename=version.name, content_type=version.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SEALED
    return response


def _way_to(item: AgendaItem) -> list[tuple[object, str | None]]:
    return crumbs_of(item.meeting) if item.meeting else [(_("Wachtlijst"), home_of(item))]


def _document(item: AgendaItem, pk: int) -> Document:
    document = access.document_of(item, pk)
    if document is None:
        raise Http404
    return document

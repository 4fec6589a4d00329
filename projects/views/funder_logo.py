"""The logo of a funder: kept as a picture, and shown on the cover of a dossier."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.views.document import sent
from projects import access
from projects.access import Can
from projects.actions import project_people as people
from projects.forms.project_people import FunderLogoForm
from projects.views.project import crumbs_to
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def funder_logo_keep(request: HttpRequest, pk: int) -> HttpResponse:
    funder = access.funder_for(request.user, pk, Can.EDIT_PROJECT)
    back = reverse("projects:project_people", args=[funder.project_id])
    form = FunderLogoForm(posted(request), request.FILES or None, initial={"version": funder.version})
    if form.is_valid():
        with refusals_in(form):
            people.keep_logo(funder, form.cleaned_data["file"], by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("Het logo van %s is bewaard.") % funder)
            return redirect(back)
    title = _("Logo van de subsidiegever")
    return form_page(
        request,
        form,
        title=title,
        lead=funder,
        button=_("Bewaar het logo"),
        cancel_url=back,
        crumbs=crumbs_to(funder.project, title),
    )


@require_safe
def funder_logo(request: HttpRequest, pk: int) -> FileResponse:
    """The picture as it came in; 404 as long as there is none."""
    document = access.funder_for(request.user, pk).document
    if document is None:
        raise Http404
    return sent(document.newest, to_show=True)

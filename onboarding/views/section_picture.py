"""Pictures in sections: adding, describing and taking away, and the files for who may see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.views.document import sent
from onboarding.access import Can, pictures
from onboarding.access import refinement as texts
from onboarding.actions import section_picture as actions
from onboarding.forms.section_picture import SectionPictureEditForm, SectionPictureForm
from onboarding.reports.page_address import Numbered
from onboarding.views.public_page import FRESH
from onboarding.views.regional_text import crumbs_of, page_of
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def section_picture_add(request: HttpRequest, pk: int) -> HttpResponse:
    """To section `pk`."""
    section = texts.section_for(request.user, pk, Can.EDIT_TEXT)
    form = SectionPictureForm(posted(request), request.FILES or None, text=section.text)
    if form.is_valid():
        with refusals_in(form):
            actions.add(section, by=request.user, **form.values())
            messages.success(request, _("De foto staat in het ontwerp van ‘%s’.") % section)
            return redirect(page_of(section.text))
    title = _("Voeg een foto toe")
    crumbs = crumbs_of(section.text, (section, None), (title, None))
    back = page_of(section.text)
    return form_page(request, form, title=title, lead=section, button=title, cancel_url=back, crumbs=crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
def section_picture_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = pictures.section_picture_for(request.user, pk, Can.EDIT_TEXT)
    back = page_of(row.text)
    form = SectionPictureEditForm(posted(request), request.FILES or None, row=row)
    if form.is_valid():
        with refusals_in(form):
            actions.change(row, by=request.user, **form.values())
            messages.success(request, _("De foto is bewaard in het ontwerp."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig de foto"),
        lead=row,
        button=_("Bewaar de foto"),
        cancel_url=back,
        crumbs=crumbs_of(row.text, (row.section, None), (row, None)),
    )


@require_POST
def section_picture_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = pictures.section_picture_for(request.user, pk, Can.EDIT_TEXT)
    return pressed(request, row, actions.remove, page_of(row.text), done=_("De foto is weggenomen uit het ontwerp."))


@require_safe
def section_picture_file(request: HttpRequest, pk: int) -> FileResponse:
    """The picture as it stands in the draft."""
    return sent(pictures.section_picture_for(request.user, pk).file, to_show=True)


@require_safe
def edition_picture(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """A picture of edition `pk`."""
    return sent(pictures.edition_picture_for(request.user, pk, file), to_show=True)


@login_not_required
@require_safe
def public_picture(request: HttpRequest, organisation: Numbered, text: Numbered, file: int) -> FileResponse:
    """A picture of what everybody may read."""
    response = sent(pictures.public_picture(organisation.pk, text.pk, file), to_show=True)
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    return response

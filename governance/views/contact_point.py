"""How the public reaches an organisation: one form for its contact persons."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import contact_point as contact_points
from governance.forms.contact_point import ContactPointForm
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def contact_point_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Of organisation `pk`."""
    organisation = access.organisation_for(request.user, pk, Can.EDIT_CONTACT)
    back = reverse("governance:organisation_detail", args=[pk])
    form = ContactPointForm(posted(request), contact=access.contact_of(organisation))
    if form.is_valid():
        with refusals_in(form):
            contact_points.change(organisation, by=request.user, **form.values())
            messages.success(request, _("Bewaard. Zo staat het voortaan in elke brochure van %s.") % organisation)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Contact en openingsuren"),
        lead=_("%s: dit staat in elke brochure, op papier en op het web, in elke taal.") % organisation,
        button=_("Bewaar contact en openingsuren"),
        cancel_url=back,
        crumbs=[(_("Organisaties"), reverse("governance:organisation_list")), (organisation, back)],
    )

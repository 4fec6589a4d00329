"""Organisations: who there is around the partnerships, municipality and OCMW side by side."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import organisation as organisations
from governance.forms.organisation import OrganisationFilterForm, OrganisationForm
from governance.models import IN_PAIRS
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing
from wegwijzer.ui.words import DAYS

OF_MEMBERSHIP = ("organisation", "partnership__name", "from_on", "until_on")


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The place "Organisaties"."""
    memberships = access.memberships_for(request.user).select_related(None).select_related("partnership")
    memberships = memberships.order_by("from_on", "pk").only(*OF_MEMBERSHIP)
    listing = Listing(
        request,
        access.organisations_for(request.user)
        .only("name", "kind", "territory")
        .prefetch_related(Prefetch("memberships", queryset=memberships, to_attr="seen_memberships")),
        sorts={"grondgebied": IN_PAIRS, "naam": "name", "soort": ("kind", "name")},
        search=("name", "territory", "city", "nis_code", "kbo_number"),
        filters=OrganisationFilterForm(request.GET, partnerships=access.partnership_names(request.user)),
        noun=(_("organisatie"), _("organisaties")),
    )
    return render(request, "governance/organisation_list.html", {"listing": listing, "name": _("Organisaties")})


@require_safe
def organisation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request.user, pk)
    contact = access.contact_of(organisation)
    mandates = access.mandates_for(request.user).filter(organisation=organisation)
    pair = access.organisations_for(request.user).filter(nis_code=organisation.nis_code).exclude(pk=pk)
    context = {
        "organisation": organisation,
        "contact": contact,
        "week": list(zip(DAYS, contact.week.values(), strict=True)),
        "may": access.needs(
            request.user,
            organisation,
            [Can.EDIT_ORGANISATION, Can.EDIT_COUNCIL, Can.EDIT_CONTACT, Can.SEE_CONTACT_DETAILS, Can.SEE_HISTORY],
        ),
        "councils": access.councils_for(request.user)
        .filter(organisation=organisation)
        .with_next(today())
        .order_by("pk"),
        "pair": pair.first() if organisation.nis_code else None,
        "memberships": access.memberships_for(request.user).filter(organisation=organisation).order_by("-from_on"),
        "participations": access.participations_for(request.user)
        .filter(organisation=organisation)
        .order_by("service__name", "-from_on"),
        "mandates": mandates.on().order_by("role", "person__name"),
        "history": access.history_for(request.user, organisation, *filter(None, [contact.point])),
    }
    return render(request, "governance/organisation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, numbers and addresses; for who coordinates the partnership where it was first a member."""
    organisation = access.organisation_for(request.user, pk, Can.EDIT_ORGANISATION)
    back = reverse("governance:organisation_detail", args=[pk])
    form = OrganisationForm(posted(request), initial=values_of(organisation, OrganisationForm))
    if form.is_valid():
        with refusals_in(form):
            organisations.change(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("De gegevens van %s zijn bewaard.") % organisation)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig %s") % organisation,
        button=_("Bewaar de gegevens"),
        cancel_url=back,
        crumbs=[(_("Organisaties"), reverse("governance:organisation_list")), (organisation, back)],
    )

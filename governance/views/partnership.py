"""Partnerships: who is a member, on any day; what is offered; which bodies decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import partnership as partnerships
from governance.forms.partnership import (
    PartnershipAddForm,
    PartnershipFilterForm,
    PartnershipForm,
    PartnershipFoundForm,
)
from governance.forms.periods import DayForm
from governance.models import IN_PAIRS, MandateRole
from wegwijzer.accounts.periods import today
from wegwijzer.entrance.actions import throttle
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing


@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        access.partnerships_for(request.user).with_members_count(today()),
        sorts={"naam": "name", "leden": "members_count", "opgericht": "founded_on"},
        search=("name", "organisation__name", "purpose"),
        filters=PartnershipFilterForm(request.GET),
        noun=(_("samenwerkingsverband"), _("samenwerkingsverbanden")),
    )
    may_add = access.is_coordinator(request.user)
    return render(
        request,
        "governance/partnership_list.html",
        {"listing": listing, "name": _("Samenwerkingsverbanden"), "may_add": may_add},
    )


@require_safe
def partnership_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The partnership, and its members on the day that is asked for (?op=2009-01-01)."""
    partnership = access.partnership_for(request.user, pk)
    question = DayForm.asked(request)
    every = access.memberships_for(request.user).filter(partnership=partnership).select_related(None)
    memberships = list(
        every.select_related("organisation").order_by(
            "organisation__territory", "organisation__kind", "organisation__name", "from_on"
        )
    )
    context = {
        "partnership": partnership,
        "question": question,
        "members": [row for row in memberships if row.holds(question.day)],
        "others": [row for row in memberships if not row.holds(question.day)],
        "services": access.services_for(request.user)
        .filter(partnership=partnership)
        .select_related(None)
        .with_participants_count(today()),
        "bodies": access.bodies_for(request.user).filter(partnership=partnership).select_related(None),
        "coordinators": access.mandates_for(request.user)
        .filter(partnership=partnership, role=MandateRole.COORDINATOR)
        .on()
        .select_related(None)
        .select_related("person"),
        "may": access.needs(request.user, partnership, [Can.EDIT_PARTNERSHIP, Can.SEE_HISTORY, Can.SEE_MESSAGES]),
        "history": access.history_for(request.user, partnership, every),
    }
    return render(request, "governance/partnership_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_add(request: HttpRequest) -> HttpResponse:
    """A partnership often founds another: ISOM's committee founded the interlokale vereniging."""
    access.coordinator_only(request.user)
    form = PartnershipAddForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            partnership = partnerships.add(by=request.user, **form.cleaned_data)
            messages.success(request, _("%s staat klaar. U bent de coördinator.") % partnership)
            return redirect("governance:partnership_detail", partnership.pk)
    back = reverse("governance:partnership_list")
    return form_page(
        request,
        form,
        title=_("Nieuw samenwerkingsverband"),
        lead=_("U wordt er zelf coördinator van. Leden, diensten en organen voegt u daarna toe."),
        button=_("Maak het samenwerkingsverband"),
        cancel_url=back,
        crumbs=[(_("Samenwerkingsverbanden"), back)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_found(request: HttpRequest) -> HttpResponse:
    """Who keeps the installation founds a partnership for its coordinator, and sees nothing of it afterwards."""
    access.administrator_only(request.user)
    form = PartnershipFoundForm(posted(request))
    if form.is_valid():
        if wait := throttle.take(throttle.INVITATION, request, form.cleaned_data["coordinator_email"]):
            return errors.too_many(request, wait)
        with refusals_in(form):
            partnership = partnerships.found(by=request.user, **form.cleaned_data)
            said = _(
                "%(partnership)s staat klaar. %(name)s is de coördinator en krijgt een uitnodiging als dat nodig is."
            )
            messages.success(
                request, said % {"partnership": partnership, "name": form.cleaned_data["coordinator_name"]}
            )
            return redirect("home:start")
    return form_page(
        request,
        form,
        title=_("Richt een samenwerkingsverband op"),
        lead=_(
            "U geeft het meteen uit handen: de coördinator voegt leden, organen en mensen toe. U ziet de inhoud niet."
        ),
        button=_("Richt het op en nodig de coördinator uit"),
        cancel_url="/",
        crumbs=[(_("Richt een samenwerkingsverband op"), "")],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:partnership_detail", args=[pk])
    form = PartnershipForm(
        posted(request),
        initial=values_of(partnership, PartnershipForm),
        known=access.organisations_around(partnership).order_by(*IN_PAIRS),
    )
    if form.is_valid():
        with refusals_in(form):
            partnerships.change(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("De gegevens van %s zijn bewaard.") % partnership)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig %s") % partnership,
        button=_("Bewaar de gegevens"),
        cancel_url=back,
        crumbs=[(_("Samenwerkingsverbanden"), reverse("governance:partnership_list")), (partnership, back)],
    )

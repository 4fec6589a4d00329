"""Mandates: given on the page of a person or a body, corrected, ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import mandate as mandates
from governance.forms.mandate import MandateEditForm, MandateFilterForm, MandateForm
from governance.forms.periods import EndForm, WithdrawForm
from governance.models import IN_PAIRS, Mandate
from wegwijzer.accounts.periods import today
from wegwijzer.ui import words
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing


@require_safe
def mandate_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        access.mandates_for(request.user),
        sorts={
            "persoon": "person__name",
            "rol": ("role", "person__name"),
            "orgaan": ("body__name", "person__name"),
            "vertegenwoordigt": ("organisation__territory", "organisation__kind", "person__name"),
            "van": "from_on",
            "tot": "until_on",
        },
        search=("person__name", "body__name", "organisation__name"),
        filters=MandateFilterForm(request.GET, partnerships=access.partnership_names(request.user)),
        noun=(_("mandaat"), _("mandaten")),
    )
    return render(request, "governance/mandate_list.html", {"listing": listing, "name": _("Mandaten")})


@require_safe
def mandate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = access.mandate_for(request.user, pk)
    context = {
        "mandate": mandate,
        "may": access.needs(request.user, mandate.partnership, [Can.EDIT_PARTNERSHIP, Can.SEE_HISTORY]),
        "is_future": mandate.from_on is not None and mandate.from_on > today(),
        "history": access.history_for(request.user, mandate),
    }
    return render(request, "governance/mandate_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A mandate for person `pk`: in a body, for an organisation, or for the whole."""
    person = access.person_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:person_detail", args=[pk])
    form = MandateForm(
        posted(request),
        initial={"from_on": today(), "organisation": person.employer},
        organisations=access.organisations_around(person.partnership).order_by(*IN_PAIRS),
        bodies=access.bodies_for(request.user).filter(partnership=person.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            given = mandates.grant(person, by=request.user, **form.cleaned_data)
            messages.success(request, _("Mandaat gegeven: %s.") % given)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Geef %s een mandaat") % person,
        button=_("Geef het mandaat"),
        cancel_url=back,
        crumbs=[(_("Personen"), reverse("governance:person_list")), (person, back)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def seat_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A seat in body `pk` for somebody of the partnership."""
    body = access.body_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:body_detail", args=[pk])
    form = MandateForm(
        posted(request),
        initial={"from_on": today()},
        organisations=access.organisations_around(body.partnership).order_by(*IN_PAIRS),
        people=access.people_for(request.user).filter(partnership=body.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            told = dict(form.cleaned_data)
            given = mandates.grant(told.pop("person"), by=request.user, body=body, **told)
            messages.success(request, _("Mandaat gegeven: %s.") % given)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Nieuwe zetel in %s") % body,
        lead=_("Staat de persoon niet in de lijst? Voeg hem of haar eerst toe bij Personen."),
        button=_("Geef het mandaat"),
        cancel_url=back,
        crumbs=[(_("Organen"), reverse("governance:body_list")), (body, back)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the days, the organisation or the vote."""
    mandate = access.mandate_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = MandateEditForm(
        posted(request),
        initial=values_of(mandate, MandateEditForm),
        organisations=access.organisations_around(mandate.partnership).order_by(*IN_PAIRS),
    )
    if form.is_valid():
        with refusals_in(form):
            mandates.change(mandate, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het mandaat is bewaard."))
            return redirect("governance:mandate_detail", pk)
    return _page(request, form, mandate, _("Wijzig het mandaat"), _("Bewaar het mandaat"))


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = access.mandate_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = EndForm(posted(request), initial={"until_on": mandate.until_on or today(), "version": mandate.version})
    if form.is_valid():
        with refusals_in(form):
            mandates.end(mandate, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("Het mandaat van %(who)s geldt tot en met %(day)s.")
                % {"who": mandate.person, "day": words.day(mandate.until_on)},
            )
            return redirect("governance:mandate_detail", pk)
    return _page(request, form, mandate, _("Beëindig het mandaat"), _("Beëindig het mandaat"))


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a mandate before it begins."""
    mandate = access.mandate_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = WithdrawForm(posted(request), initial={"version": mandate.version})
    if form.is_valid():
        with refusals_in(form):
            mandates.withdraw(mandate, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("Het mandaat van %s is ingetrokken voor het begon.") % mandate.person)
            return redirect("governance:person_detail", mandate.person_id)
    return _page(request, form, mandate, _("Trek het mandaat in"), _("Trek het mandaat in"))


def _page(
    request: HttpRequest, form: MandateEditForm | EndForm | WithdrawForm, mandate: Mandate, title: str, button: str
) -> HttpResponse:
    back = reverse("governance:mandate_detail", args=[mandate.pk])
    return form_page(
        request,
        form,
        title=title,
        lead=f"{mandate}, {mandate.span}.",
        button=button,
        cancel_url=back,
        crumbs=[(_("Mandaten"), reverse("governance:mandate_list")), (mandate.person, back)],
    )

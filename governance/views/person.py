"""People: what they hold now and held before, and whether they log in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import person as people
from governance.forms.person import PersonEditForm, PersonFilterForm, PersonForm
from wegwijzer.accounts.periods import today
from wegwijzer.entrance.actions import throttle
from wegwijzer.lifecycle import Refused
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing

IN_LIST = ("name", "function", "invited_at", "employer__name", "partnership__name", "user__last_login")


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        access.people_with_mandates_for(request.user, today()).only(*IN_LIST),
        sorts={"naam": "name", "werkgever": ("employer__name", "name"), "verband": ("partnership__name", "name")},
        search=("name", "function", "employer__name"),
        filters=PersonFilterForm(request.GET, partnerships=access.partnership_names(request.user)),
        noun=(_("persoon"), _("personen")),
    )
    return render(request, "governance/person_list.html", {"listing": listing, "name": _("Personen")})


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for(request.user, pk)
    every = access.mandates_for(request.user).filter(person=person)
    mandates = list(every.order_by("-from_on", "pk"))
    wanted = [Can.EDIT_PARTNERSHIP, Can.INVITE_PERSON, Can.SEE_CONTACT_DETAILS, Can.SEE_HISTORY, Can.SEE_MESSAGES]
    context = {
        "person": person,
        "now": [mandate for mandate in mandates if mandate.holds()],
        "later": [mandate for mandate in mandates if mandate.from_on and mandate.from_on > today()],
        "before": [mandate for mandate in mandates if mandate.until_on and mandate.until_on < today()],
        "may": access.needs(request.user, person, wanted),
        "can_be_invited": bool(person.email) and not person.logs_in,
        "history": access.history_for(request.user, person, every),
    }
    return render(request, "governance/person_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new card in partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = PersonForm(posted(request), known=access.organisations_for(request.user))
    if form.is_valid():
        with refusals_in(form):
            person = people.add(partnership, by=request.user, **form.card)
            messages.success(request, _("%s is toegevoegd. Geef nu een mandaat.") % person)
            return redirect("governance:person_detail", person.pk)
    back = reverse("governance:partnership_detail", args=[pk])
    return form_page(
        request,
        form,
        title=_("Nieuwe persoon bij %s") % partnership,
        lead=_("Alleen gegevens van het werk."),
        button=_("Voeg de persoon toe"),
        cancel_url=back,
        crumbs=[(_("Personen"), reverse("governance:person_list"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:person_detail", args=[pk])
    form = PersonEditForm(
        posted(request),
        initial=values_of(person, PersonEditForm),
        known=access.organisations_for(request.user),
    )
    if form.is_valid():
        with refusals_in(form):
            people.change(person, by=request.user, version=form.cleaned_data["version"], **form.card)
            messages.success(request, _("De gegevens van %s zijn bewaard.") % person)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig %s") % person,
        button=_("Bewaar de gegevens"),
        cancel_url=back,
        crumbs=[(_("Personen"), reverse("governance:person_list")), (person, back)],
    )


@require_POST
def person_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody log in; the answer is the same for who had a login already and for who gets one now."""
    person = access.person_for(request.user, pk, Can.INVITE_PERSON)
    if wait := throttle.take(throttle.INVITATION, request, person.email):
        return errors.too_many(request, wait)
    try:
        people.invite(person, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = _("%s kan zich aanmelden. Wie nog geen wachtwoord heeft, krijgt een mail met een link voor zeven dagen.")
        messages.success(request, said % person)
    return redirect("governance:person_detail", pk)

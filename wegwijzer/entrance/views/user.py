"""One's own details, and for who keeps the installation: the logins."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.accounts.models import User
from wegwijzer.entrance import access
from wegwijzer.entrance.actions import invitation as invitations
from wegwijzer.entrance.actions import throttle
from wegwijzer.entrance.actions import user as users
from wegwijzer.entrance.forms.user import InvitationForm, NameForm
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, refusals_in
from wegwijzer.ui.listing import Listing


def _administrator(request: HttpRequest) -> User:
    """Who is asking, if they keep the installation. Raises PermissionDenied."""
    if not access.is_administrator(request.user):
        raise PermissionDenied
    assert isinstance(request.user, User)
    return request.user


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, address and places of the person who looks."""
    assert isinstance(request.user, User)
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        users.rename(request.user, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Uw naam is bewaard."))
        return redirect("entrance:profile")
    return form_page(
        request,
        form,
        template="entrance/profile.html",
        places_held=access.places_of(request.user),
        keeps_logins=access.is_administrator(request.user),
    )


@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    """All logins, with what each is waiting for."""
    _administrator(request)
    listing = Listing(
        request,
        access.logins(),
        sorts={"naam": "name", "e-mail": "email", "aangemeld": "last_login"},
        search=("name", "email"),
        noun=(_("login"), _("logins")),
    )
    return render(request, "entrance/user_list.html", {"listing": listing})


@require_http_methods(["GET", "HEAD", "POST"])
def user_invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    by = _administrator(request)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        if wait := throttle.take(throttle.INVITATION, request, form.cleaned_data["email"]):
            return errors.too_many(request, wait)
        with refusals_in(form):
            sent = invitations.invite(form.cleaned_data["email"], form.cleaned_data["name"], by=by)
            messages.success(request, _("%(name)s krijgt een uitnodiging per e-mail.") % {"name": sent.user.name})
            return redirect("entrance:user_list")
    return form_page(
        request,
        form,
        title=_("Nodig iemand uit"),
        lead=_("Wie u uitnodigt, kiest zelf een wachtwoord. De link is 7 dagen geldig."),
        button=_("Stuur de uitnodiging"),
        cancel_url=reverse("entrance:user_list"),
        crumbs=[(_("Gebruikers"), reverse("entrance:user_list")), (_("Nodig iemand uit"), "")],
    )


@require_POST
def invitation_send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for who did not use the first."""
    by = _administrator(request)
    person = access.login_for(by, pk)
    if wait := throttle.take(throttle.INVITATION, request, person.email):
        return errors.too_many(request, wait)
    try:
        invitations.invite(person.email, person.name, by=by)
        messages.success(request, _("%(name)s krijgt een nieuwe uitnodiging.") % {"name": person.name})
    except (Refused, Stale) as refused:
        messages.error(request, str(refused) if isinstance(refused, Refused) else _("Dit is intussen al gebeurd."))
    return redirect("entrance:user_list")


@require_POST
def user_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a login off, or on again: `state` says which, so that pressing twice is not undoing."""
    by = _administrator(request)
    person = access.login_for(by, pk)
    if request.POST.get("state") not in ("on", "off"):
        raise BadRequest
    on = request.POST["state"] == "on"
    try:
        (users.activate if on else users.deactivate)(person, by=by)
        said = _("%(name)s kan zich weer aanmelden.") if on else _("%(name)s kan zich niet meer aanmelden.")
        messages.success(request, said % {"name": person.name})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("entrance:user_list")

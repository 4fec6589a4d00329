"""Forgotten, reset, changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wegwijzer.accounts.models import User
from wegwijzer.entrance.actions import password, session, throttle
from wegwijzer.entrance.forms.password import ForgottenForm, NewPasswordForm, PasswordChangeForm
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, refusals_in


def secret_page(response: HttpResponse) -> HttpResponse:
    """A page whose address is a secret: no other page is told more than the name of the site.

    Not `no-referrer`: with that a browser sends the form on this page from the origin "null", which the CSRF check
    refuses.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same for every address."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if wait := throttle.take(throttle.RESET, request, email):
            return errors.too_many(request, wait)
        password.forget(email)
        return redirect("entrance:password_sent")
    return form_page(request, form, template="entrance/password_forgotten.html")


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What to expect now."""
    return render(request, "entrance/password_sent.html")


@login_not_required
@sensitive_post_parameters("new_password")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Choose a new password by the link from the mail."""
    if wait := throttle.take(throttle.LINK, request) if request.method == "POST" else 0:
        return secret_page(errors.too_many(request, wait))
    user = password.owner_of(uid, token)
    if user is None:
        return secret_page(render(request, "entrance/link_over.html", {"what": "password"}, status=404))
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        with refusals_in(form):
            password.reset(user, form.cleaned_data["new_password"])
            session.admit(request, user)
            messages.success(request, _("Uw nieuwe wachtwoord is bewaard. U bent aangemeld."))
            return secret_page(redirect("home:start"))
    return secret_page(form_page(request, form, template="entrance/password_reset.html", person=user))


@sensitive_post_parameters("current_password", "new_password")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Choose another password; the current one is asked, for a session left open on a desk."""
    assert isinstance(request.user, User)
    if wait := throttle.take(throttle.LOGIN, request, request.user.email) if request.method == "POST" else 0:
        return errors.too_many(request, wait)
    form = PasswordChangeForm(request.POST or None, user=request.user)
    if form.is_valid():
        throttle.give_back(throttle.LOGIN, request, request.user.email)
        with refusals_in(form):
            password.change(request.user, form.cleaned_data["new_password"], request=request)
            messages.success(request, _("Uw nieuwe wachtwoord is bewaard. Op andere toestellen bent u afgemeld."))
            return redirect("entrance:profile")
    return form_page(request, form, template="entrance/password_change.html")

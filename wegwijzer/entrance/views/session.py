"""Log in, log out, stay logged in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.entrance import access, lifetime, typed
from wegwijzer.entrance.actions import session, throttle
from wegwijzer.entrance.forms.session import LoginForm
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for e-mail and password; afterwards to where one wanted to go, with what one had typed."""
    sealed = typed.still_sealed(request.POST.get("typed", ""))
    if request.user.is_authenticated:
        return _onward(request, sealed)
    if getattr(request, "htmx", False):  # a part of a page asked while the session was over: the whole page must go
        return HttpResponse(headers={"HX-Refresh": "true"})
    form = LoginForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if wait := throttle.take(throttle.LOGIN, request, email):
            return errors.too_many(request, wait)
        if session.start(request, email=email, password=form.cleaned_data["password"]):
            throttle.give_back(throttle.LOGIN, request, email)
            return _onward(request, sealed)
        form.refuse()
    return door(request, form, sealed=sealed)


def _onward(request: HttpRequest, sealed: str) -> HttpResponse:
    if not sealed:
        return HttpResponseRedirect(access.next_address(request))
    address = typed.bring_back(request, sealed)
    if address is None:
        messages.info(request, _("Wat hier getypt was, is van een andere login. U krijgt het niet te zien."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return HttpResponseRedirect(access.own_address(request, address))


def door(request: Any, form: LoginForm | None = None, *, sealed: str = "", late: bool = False) -> HttpResponse:
    """The page to log in: 200, 422 with a mistake, or 401 when a form was sent without a session (`late`).

    `sealed` is what was typed; it goes along with the password.
    """
    given = "next" in request.GET or "next" in request.POST
    response = form_page(
        request,
        form or LoginForm(),
        template="entrance/login.html",
        next=access.next_address(request) if given and not late else "",
        typed=sealed,
        late=late,
        lost=late and not sealed and bool(typed.fields_of(request)),
        had_files=late and bool(request.FILES),
        **lifetime.in_words(),
        demo_logins=access.demo_logins(),
        demo_password=settings.DEMO_PASSWORD if settings.DEMO else "",
    )
    if late:
        response.status_code = 401
        if getattr(request, "htmx", False):  # the answer is a page, whatever part was asked for
            for name, value in (("HX-Retarget", "#main"), ("HX-Reselect", "#main"), ("HX-Reswap", "outerHTML")):
                response.headers[name] = value
    return response


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, and have the browser forget what it kept of our pages. Who is out already just hears so."""
    session.end(request)
    response = redirect("entrance:logged_out")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_safe
def logged_out(request: HttpRequest) -> HttpResponse:
    """Say that it worked."""
    return render(request, "entrance/logged_out.html")


@require_http_methods(["GET", "HEAD", "POST"])
def remaining(request: HttpRequest) -> HttpResponse:
    """To the script: how long the session still lasts. Asking is no sign of life, posting is."""
    if request.method == "POST":
        lifetime.touch(request.session)
    return JsonResponse(lifetime.left(request.session))


remaining.is_no_sign_of_life = True  # type: ignore[attr-defined]

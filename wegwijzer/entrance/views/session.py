"""Log in, log out."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegwijzer.entrance import access
from wegwijzer.entrance.actions import session, throttle
from wegwijzer.entrance.forms.session import LoginForm
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for e-mail and password; afterwards to where one wanted to go."""
    onward = access.next_address(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    if getattr(request, "htmx", False):  # a part of a page asked while the session was over: the whole page must go
        return HttpResponse(headers={"HX-Refresh": "true"})
    form = LoginForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if wait := throttle.take(throttle.LOGIN, request, email):
            return errors.too_many(request, wait)
        if session.start(request, email=email, password=form.cleaned_data["password"]):
            throttle.give_back(throttle.LOGIN, request, email)
            return HttpResponseRedirect(onward)
        form.refuse()
    return form_page(
        request,
        form,
        template="entrance/login.html",
        next=onward if "next" in request.GET or "next" in request.POST else "",
        demo_logins=access.demo_logins(),
        demo_password=settings.DEMO_PASSWORD if settings.DEMO else "",
    )


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, and have the browser forget what it kept of our pages."""
    session.end(request)
    response = redirect("entrance:logged_out")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_safe
def logged_out(request: HttpRequest) -> HttpResponse:
    """Say that it worked."""
    return render(request, "entrance/logged_out.html")

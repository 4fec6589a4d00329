"""Between the session and the views: sessions end in time, and what was typed in one that ended is not lost."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import auth, messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wegwijzer.entrance import lifetime, typed
from wegwijzer.entrance.views.session import door

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("wegwijzer.request")


class Sessions(SessionMiddleware):
    """Django's sessions; when the database goes between a change and the noting of a sign of life, the change counts.

    Django takes a session that can not be saved for one that was ended meanwhile, and answers that the question was bad
    (400): whoever then tries again would save the same twice.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        try:
            return super().process_response(request, response)
        except SessionInterrupted as interrupted:
            refused = interrupted.__context__ and interrupted.__context__.__context__
            if not isinstance(refused, OperationalError | InterfaceError):
                raise
            log.warning("session not saved: %s", type(refused).__name__)
            return response


class SessionLifetime:
    """Ends a session whose time is over; every page that is asked for is a sign of life."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.session_is_over = request.user.is_authenticated and lifetime.is_over(request.session)
        if request.session_is_over:
            auth.logout(request)
        response = self.get_response(request)
        typed.sign_author(request, response)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated:
            if not getattr(view, "is_no_sign_of_life", False):
                lifetime.touch(request.session)
            request.session_left = lifetime.left(request.session)


class LoginRequired(LoginRequiredMiddleware):
    """Sends visitors to the door; whoever sent a form gets the door with the form in hand (401)."""

    def handle_no_permission(self, request: Any, view_func: Any) -> HttpResponseBase:
        if request.method != "POST":
            if request.session_is_over:
                messages.info(request, _("Uw sessie is afgelopen. Meld u opnieuw aan om verder te gaan."))
            return super().handle_no_permission(request, view_func)
        if request.accepts("application/json") and not request.accepts("text/html"):
            response: HttpResponse = JsonResponse({"said": _("Uw sessie is afgelopen.")}, status=401)
        else:
            response = door(request, sealed=typed.seal(request), late=True)
        response.headers["WWW-Authenticate"] = 'Form realm="Wegwijzer"'
        return response


class TypedBack:
    """After logging in, the page that was sent shows what was typed; nothing is sent by itself.

    `form_page` fills its form from `request.typed` and takes it away. Where no form did so (an address that can only be
    posted to, a page that is no longer theirs) what was typed is shown as it is, with a button to send it again.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        found = typed.take(request)
        request.typed = found.data() if found else None
        response = self.get_response(request)
        if found is None or request.typed is None:
            return response
        return render(request, "entrance/typed_again.html", {"typed": found})

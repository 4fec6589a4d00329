"""Thin walls in front of every view: headers on the way out, clean addresses on the way in, no blank page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from wegwijzer.ui import errors

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_OFF = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
    )
)


def headers(get_response: Handler) -> Handler:
    """Every response, errors and files included, says what a browser may do with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_OFF)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Django's own wall stands further in: static files and early refusals never pass it.
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        else:  # log-in pages carry tokens too; static files and feeds have said their own
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def clean_query(get_response: Handler) -> Handler:
    """A NUL byte in an address is refused here: PostgreSQL would raise on it, SQLite would not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(
                "Dit adres bevat een ongeldig teken.", content_type="text/plain; charset=utf-8"
            )
        return get_response(request)

    return middleware


def no_blank_page(get_response: Handler) -> Handler:
    """Who opens the address of a button gets a page instead of nothing; its headers stay what the view made them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and request.method in ("GET", "HEAD") and not response.streaming:
            page = errors.only_sends(request)
            response.content = page.content
            response.headers["Content-Type"] = page.headers["Content-Type"]
        return response

    return middleware

"""The floor that every page is measured against: the least that a page behind a login can cost with Django.

A session, the user that goes with it, one query for the same 25 rows, and a plain table; no other middleware.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.template import Context, Engine
from django.urls import include, path

from governance.models import Meeting

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROWS = 25
PAGE = Engine(libraries={}, builtins=[]).from_string(
    "<!doctype html><title>Floor</title><h1>{{ user.name }}</h1><table>"
    "{% for row in rows %}<tr><td>{{ row.planned_start }}<td>{{ row.body.name }}<td>{{ row.place }}</tr>{% endfor %}"
    "</table>"
)


def floor(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    rows = Meeting.objects.select_related("body").order_by("-pk")[:ROWS]  # costs the same however many there are
    return HttpResponse(PAGE.render(Context({"user": request.user, "rows": rows})))


urlpatterns = [path("bench/floor", floor), path("", include("wegwijzer.urls"))]

"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wegwijzer import __version__
from wegwijzer.ui import places


def frame() -> dict[str, Any]:
    """What holds for everybody; asks nothing of the database, so that the page for a broken database can use it."""
    return {"demo": settings.DEMO, "version": __version__}


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def layout(request: HttpRequest) -> dict[str, Any]:
    """Header and footer. Lazy: a fragment or a mail that shows no header costs nothing."""
    known = {
        **frame(),
        "foot_links": SimpleLazyObject(places.foot_links),
        "places": [],
        "person_links": [],
        "own_partnership": None,
        "partnerships": [],
        "logout_url": places.address("entrance:logout"),
        "session_url": None,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return known
    mine = SimpleLazyObject(lambda: places.partnerships(request))
    return known | {
        # only a page that knows how long its session lasts can announce the end of it
        "session_url": places.address("entrance:session") if hasattr(request, "session_left") else None,
        "places": SimpleLazyObject(lambda: places.places(request.path, _view_name(request))),
        "person_links": SimpleLazyObject(lambda: places.person_links(request)),
        "partnerships": mine,
        "own_partnership": SimpleLazyObject(lambda: next((link for link in mine if link.current), None)),
    }

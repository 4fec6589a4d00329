"""Pages whose address is as good as a password: no other site, no cache and no search engine gets it."""

from django.http.response import HttpResponseBase


def secret(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, with the headers that keep its address to itself."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response

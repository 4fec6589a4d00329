"""Pages for what went wrong, in words that help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere: say so and offer the way back (403)."""
    return render(request, "403_csrf.html", status=403)

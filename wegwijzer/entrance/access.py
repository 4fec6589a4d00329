"""Who may keep the logins, and where one may be sent on to."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from wegwijzer.accounts.access import get_for
from wegwijzer.accounts.models import Membership, User
from wegwijzer.entrance.models import Invitation

DEMO_CONTACT, DEMO_DOMAIN = "contact.", "@example.org"
DEMO_FIRST = ("coordinator@example.org", "staff@example.org")


def is_administrator(user: object) -> bool:
    """Whether this login keeps the installation today."""
    return (
        isinstance(user, User)
        and user.is_active
        and Membership.objects.administrators().on().filter(user=user).exists()
    )


def next_address(request: HttpRequest) -> str:
    """Where to go after logging in: `next` if it is an address of ours, else the start page."""
    return own_address(request, request.POST.get("next") or request.GET.get("next") or "")


def own_address(request: HttpRequest, asked: str) -> str:
    """`asked` if it is an address of ours, else the start page."""
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def demo_logins() -> list[User]:
    """The logins of the demo case, coordinator and staff first; none outside demo mode."""
    if not settings.DEMO:
        return []
    # Who was added since has another password.
    named = Q(email__in=DEMO_FIRST) | Q(email__startswith=DEMO_CONTACT, email__endswith=DEMO_DOMAIN)
    found = User.objects.filter(named, is_active=True)
    rank = {email: place for place, email in enumerate(DEMO_FIRST)}
    return sorted(found, key=lambda user: (rank.get(user.email, len(rank)), user.email))


def logins() -> "QuerySet[Any]":
    """All logins, each with `is_invited`: whether an invitation is still unanswered."""
    waiting = Invitation.objects.open().filter(user=OuterRef("pk"))
    return User.objects.annotate(is_invited=Exists(waiting))


def login_for(user: User, pk: int) -> User:
    """The login `pk`, for who keeps the installation. Raises Http404, PermissionDenied."""
    return get_for(user, User.objects.all(), pk, "manage", lambda asker, _row, _need: is_administrator(asker))


def places_of(user: User) -> list[Membership]:
    """The organisations this login has a place in today."""
    return list(user.memberships.on().select_related("organisation").order_by("organisation__name"))

"""Coming in and going out."""

import logging

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest

from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.entrance import lifetime

log = logging.getLogger("wegwijzer.entrance")


def start(request: HttpRequest, *, email: str, password: str) -> User | None:
    """Log in, in a new session; None when the two do not belong together.

    Unknown, deactivated and invited people cost the same password hash as everybody (Django's backend sees to it).
    """
    user = auth.authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        log.warning("log-in refused")
        return None
    admit(request, user)
    return user


def admit(request: HttpRequest, user: User) -> None:
    """Give this person a session, with a new key."""
    with transaction.atomic():
        auth.login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        lifetime.touch(request.session)
        record("entrance.session.started", user, by=user)


def end(request: HttpRequest) -> None:
    """Log out; the session is gone from the server too."""
    if isinstance(request.user, User):
        with transaction.atomic():
            record("entrance.session.ended", request.user, by=request.user)
    auth.logout(request)

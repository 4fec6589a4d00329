"""Forgetting, resetting and changing a password."""

import hashlib
import secrets

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.entrance import notifications
from wegwijzer.lifecycle import Refused


def forget(email: str) -> None:
    """Send a link for a new password, if this address has a login with a password.

    Whoever asks learns nothing: the work, and so the time, is a password hash in every case.
    """
    make_password(secrets.token_hex())
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or not user.has_usable_password():
        return
    token = default_token_generator.make_token(user)
    with transaction.atomic():
        # One link per second and person at most; the token itself does not belong in a key that is logged.
        seal = hashlib.sha256(token.encode()).hexdigest()[:16]
        notifications.password_reset(user, urlsafe_base64_encode(force_bytes(user.pk)), token, seal)
        record("entrance.password.forgotten", user, by=None)


def owner_of(uid: str, token: str) -> User | None:
    """Whose password this link may set; None when it has expired, was used, or was never ours."""
    try:
        pk = int(urlsafe_base64_decode(uid))
    except (TypeError, ValueError, OverflowError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first() if 0 < pk < 2**63 else None
    return user if user is not None and default_token_generator.check_token(user, token) else None


def reset(user: User, new_password: str) -> None:
    """Set the password of who came by a link. All sessions of this person end, and the link is spent.

    Raises Refused when the password changed since the link was checked (two tabs, two people with one link).
    """
    with transaction.atomic():
        _set(user, new_password)
        record("entrance.password.reset", user, by=user)


def change(user: User, new_password: str, *, request: HttpRequest) -> None:
    """Set another password. All other sessions of this person end; this one gets a new key."""
    with transaction.atomic():
        _set(user, new_password)
        record("entrance.password.changed", user, by=user)
    update_session_auth_hash(request, user)


def _set(user: User, new_password: str) -> None:
    before = user.password
    user.set_password(new_password)
    if not User.objects.filter(pk=user.pk, password=before, is_active=True).update(password=user.password):
        raise Refused(_("Uw wachtwoord is intussen al veranderd. Meld u aan met het nieuwe wachtwoord."))

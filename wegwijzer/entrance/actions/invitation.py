"""Inviting somebody: a login without a password, and a link that gives it one."""

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.entrance import notifications
from wegwijzer.entrance.models import Invitation
from wegwijzer.entrance.models.invitation import SALT, VALID_FOR
from wegwijzer.lifecycle import Refused, change


def invite(email: str, name: str, *, by: User | None, scope: Organisation | None = None) -> Invitation:
    """Make a login for `email` and mail its owner a link, valid for seven days and once.

    Somebody who was invited before and never came gets a new link; the old one stops working. `by` is None for the
    machine (the command that starts an installation). Raises Refused when this address can log in already, or was
    switched off.
    """
    email = email.strip().lower()
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = _make(email, name)
        _refuse_known(user)
        _withdraw_open(user, by=by)
        return _send(user, by=by, scope=scope)


def opened_by(given: str) -> Invitation | None:
    """The invitation behind a link; None when it has expired, was used or withdrawn, or was never ours."""
    try:
        pk = signing.loads(given, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("user").filter(pk=pk, user__is_active=True).first()
    return found if found is not None and found.is_open else None


def accept(invitation: Invitation, password: str) -> User:
    """Give the login its password. Raises Refused when the link has expired, Stale when somebody else just used it."""
    if not invitation.is_open:
        raise Refused(_("Deze uitnodiging is niet meer geldig."))
    user = invitation.user
    with transaction.atomic():
        change(invitation, accepted_at=timezone.now())
        user.set_password(password)
        user.save(update_fields=["password"])
        record("entrance.invitation.accepted", invitation, by=user, scope=invitation.scope)
    return user


def _make(email: str, name: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name)
    except IntegrityError:  # invited by somebody else at this very moment
        return User.objects.get(email=email)


def _refuse_known(user: User) -> None:
    if not user.is_active:
        raise Refused(_("Deze login is uitgeschakeld. Schakel ze eerst weer in."))
    if user.has_usable_password():
        raise Refused(_("Dit e-mailadres heeft al een login."))


def _withdraw_open(user: User, *, by: User | None) -> None:
    for earlier in Invitation.objects.open().filter(user=user):
        _withdraw(earlier, by=by)


def _withdraw(invitation: Invitation, *, by: User | None) -> None:
    change(invitation, withdrawn_at=timezone.now())
    record("entrance.invitation.withdrawn", invitation, by=by, scope=invitation.scope)


def _send(user: User, *, by: User | None, scope: Organisation | None) -> Invitation:
    now = timezone.now()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                user=user, by=by, scope=scope, sent_at=now, expires_at=now + VALID_FOR
            )
    except IntegrityError:
        raise Refused(_("Iemand anders nodigt deze persoon op dit moment uit.")) from None
    record("entrance.invitation.sent", invitation, by=by, scope=scope)
    notifications.invitation(invitation)
    return invitation

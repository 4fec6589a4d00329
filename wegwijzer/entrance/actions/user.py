"""Keeping logins: switch off, switch on, rename, and make somebody the keeper of the installation."""

from django.db import transaction
from django.utils.translation import gettext as _

from wegwijzer.accounts.models import Membership, Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.accounts.roles import Role
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused


def deactivate(user: User, *, by: User | None) -> None:
    """Switch a login off: its sessions end with the next request. Raises Refused for one's own, or when off already."""
    if by is not None and by.pk == user.pk:
        raise Refused(_("U kunt uw eigen login niet uitschakelen."))
    _switch(user, False, "entrance.user.deactivated", by)


def activate(user: User, *, by: User | None) -> None:
    """Switch a login on again. Raises Refused when it is on already."""
    _switch(user, True, "entrance.user.activated", by)


def rename(user: User, name: str, *, by: User) -> None:
    """Another name on the screen."""
    before = user.name
    if name == before:
        return
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(name=name)
        user.name = name
        record("entrance.user.renamed", user, by=by, changes={"name": (before, name)})


def make_administrator(user: User, organisation: Organisation, *, by: User | None) -> Membership:
    """Let this login keep the installation from today, on behalf of an organisation; once is enough."""
    held = Membership.objects.administrators().on().filter(user=user, organisation=organisation).first()
    if held is not None:
        return held
    with transaction.atomic():
        membership = Membership.objects.create(
            user=user, organisation=organisation, role=Role.ADMINISTRATOR, from_on=today()
        )
        record("entrance.membership.granted", membership, by=by, changes={"role": Role.ADMINISTRATOR.value})
    return membership


def _switch(user: User, on: bool, verb: str, by: User | None) -> None:
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=not on).update(is_active=on):
            raise Refused(_("Dit is intussen al gebeurd."))
        user.is_active = on
        record(verb, user, by=by, changes={"is_active": (not on, on)})

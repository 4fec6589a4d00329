"""The cards of people: who they are to one partnership, and whether they log in."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import organisation as organisations
from governance.models import Partnership, Person
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.entrance.actions import invitation as invitations
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.person.added"
CHANGED = "governance.person.changed"
INVITED = "governance.person.invited"


@transaction.atomic
def add(
    partnership: Partnership, *, by: User | None, name: str, employer: organisations.Party | None = None, **values: Any
) -> Person:
    """Make a card (`function`, `email`, `phone`). Saying the same twice, without an address, makes one.

    Raises Refused when the address is on another card here.
    """
    hold(partnership)
    _refuse_double_email(partnership, values.get("email", ""))
    values |= {"name": name, "employer": _employer(partnership, employer, by)}
    if not values.get("email"):
        there = partnership.people.filter(**{"function": "", "phone": "", "email": ""} | values).first()
        if there is not None:
            return there
    person = Person.objects.create(partnership=partnership, **values)
    record(ADDED, person, by=by, scope=partnership.organisation, changes=values)
    return person


@transaction.atomic
def change(
    person: Person, *, by: User, version: int, employer: organisations.Party | None, **values: Any
) -> dict[str, Any]:
    """Correct a card. Who logs in keeps the address of the login: that is theirs to change."""
    partnership = person.partnership
    hold(partnership)
    _refuse_double_email(partnership, values.get("email", ""), other_than=person)
    person.version = version
    changes = write(person, employer=_employer(partnership, employer, by), **values)
    if changes:
        record(CHANGED, person, by=by, scope=partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def invite(person: Person, *, by: User) -> User:
    """Let this person log in; returns the login that now belongs to the card.

    Who has no login yet gets a mail with a link. Who has one (through another partnership) keeps it, and neither the
    answer nor the card tells the two apart, or a login that was switched off. Raises Refused without an address, or
    when there is nothing left to invite for.
    """
    partnership = person.partnership
    hold(partnership)
    person.refresh_from_db(fields=["email", "user", "version"])
    if person.logs_in:
        raise Refused(_("%s kan zich al aanmelden.") % person)
    address = person.user.email if person.user else person.email
    if not address:
        raise Refused(_("Vul eerst het e-mailadres van %s in.") % person, field="email")
    login = User.objects.filter(email=address).first()
    if login is None or (login.is_active and not login.has_usable_password()):
        login = invitations.invite(address, person.name, by=by, scope=partnership.organisation).user
    if partnership.people.filter(user=login).exclude(pk=person.pk).exists():
        raise Refused(_("Deze login hoort hier al bij een andere persoon."))
    changes = write(person, user=login, invited_at=timezone.now())
    record(INVITED, person, by=by, scope=partnership.organisation, changes=changes)
    return login


def _employer(partnership: Partnership, party: organisations.Party | None, by: User | None) -> Any:
    return party and organisations.obtain(party, by=by, scope=partnership.organisation)


def _refuse_double_email(partnership: Partnership, email: str, other_than: Person | None = None) -> None:
    others = partnership.people.exclude(pk=other_than.pk if other_than else None)
    if email and others.filter(email=email).exists():
        raise Refused(
            _("Er is al een persoon met dit e-mailadres in dit samenwerkingsverband."),
            field="email",
        )

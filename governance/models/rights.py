"""What a login may reach on a day: computed from its mandates and memberships, never stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import IntegerField, Q, QuerySet, TextField, Value

from wegwijzer.accounts.models import Membership as Employment
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import covers, today
from wegwijzer.accounts.roles import Role


@dataclass(frozen=True)
class Rights:
    """All keys are primary keys: partnerships, organisations, bodies, persons."""

    day: dt.date
    coordinates: frozenset[int] = frozenset()  # partnerships
    reads: frozenset[int] = frozenset()  # partnerships, as staff
    speaks_for: Mapping[int, frozenset[int]] = field(default_factory=dict)  # partnership → own organisations
    sits_in: Mapping[int, frozenset[str]] = field(default_factory=dict)  # body → mandate roles
    delegated_to: frozenset[int] = frozenset()  # partnerships of those bodies
    persons: frozenset[int] = frozenset()  # the login's own cards
    names: Mapping[int, str] = field(default_factory=dict)  # what those partnerships are called, in that order
    administers: bool = False  # the installation; that opens no partnership

    @cached_property
    def partnerships(self) -> frozenset[int]:
        return self.coordinates | self.reads | frozenset(self.speaks_for) | self.delegated_to

    @cached_property
    def reads_all_bodies_of(self) -> frozenset[int]:
        """Partnerships whose every body may be read; a delegate reads only the bodies with an own seat."""
        return self.coordinates | self.reads | frozenset(self.speaks_for)

    @cached_property
    def bodies(self) -> frozenset[int]:
        return frozenset(self.sits_in)

    def roles_in(self, partnership: int | None, body: int | None = None) -> set[Role]:
        """The roles of this login towards something of that partnership (and body, where it has one)."""
        roles = set()
        if partnership in self.coordinates:
            roles.add(Role.COORDINATOR)
        if partnership in self.reads:
            roles.add(Role.STAFF)
        if partnership in self.speaks_for:
            roles.add(Role.CONTACT)
        if body in self.sits_in or (body is None and partnership in self.delegated_to):
            roles.add(Role.DELEGATE)
        return roles


def rights_of(user: User, day: dt.date | None = None) -> Rights:
    """The rights of `user` on `day` (today), remembered on the user object of this request.

    One query, two for who works somewhere. Every page asks this, so it is the simplest that can be asked: a login has a
    handful of mandates and places, and which of them hold is quicker seen here than asked.
    """
    day = day or today()
    kept: Rights | None = getattr(user, "_rights", None)
    if kept is None or kept.day != day:
        kept = _compute(user, day)
        user._rights = kept  # type: ignore[attr-defined]
    return kept


def _compute(user: User, day: dt.date) -> Rights:
    if not user.is_authenticated or not user.is_active:
        return Rights(day)
    coordinates, persons, delegated_to = set(), set(), set()
    speaks_for: dict[int, set[int]] = defaultdict(set)
    sits_in: dict[int, set[str]] = defaultdict(set)
    names: dict[int, str] = {}
    works_for, administers = [], False
    for from_on, until_on, role, partnership, name, body, organisation, person in _places(user):
        if not covers(from_on, until_on, day):
            continue
        if partnership is None:  # a place in an organisation
            administers |= role == Role.ADMINISTRATOR
            if role == Role.STAFF:
                works_for.append(organisation)
            continue
        names[partnership] = name
        persons.add(person)
        if role == "coordinator":
            coordinates.add(partnership)
        elif role == "contact":
            speaks_for[partnership].add(organisation)
        else:
            sits_in[body].add(role)
            delegated_to.add(partnership)
    as_staff = _read_as_staff(works_for, day)
    names |= as_staff
    return Rights(
        day,
        frozenset(coordinates),
        frozenset(as_staff),
        {partnership: frozenset(organisations) for partnership, organisations in speaks_for.items()},
        {body: frozenset(roles) for body, roles in sits_in.items()},
        frozenset(delegated_to),
        frozenset(persons),
        dict(sorted(names.items(), key=lambda pair: pair[1].casefold())),
        administers,
    )


def _places(user: User) -> "QuerySet[Any]":
    """The mandates of a login and, without a partnership, its places in organisations, whenever they hold."""
    # By name: these models ask their own visibility here, so they can not be imported above.
    Mandate = apps.get_model("governance", "Mandate")
    mandates = (
        Mandate.objects.filter(person__user=user)
        .order_by()
        .values_list(
            "from_on", "until_on", "role", "partnership", "partnership__name", "body", "organisation", "person"
        )
    )
    nowhere, nameless = Value(None, IntegerField()), Value(None, TextField())
    places = (
        Employment.objects.filter(user=user)
        .order_by()
        .values_list("from_on", "until_on", "role", nowhere, nameless, nowhere, "organisation", nowhere)
    )
    return mandates.union(places, all=True)


def _read_as_staff(known: list[int], day: dt.date) -> dict[int, str]:
    """The partnerships, with their names, that these employers are or are a member of on that day."""
    if not known:  # nearly everybody: asking further would take as long as all the rest
        return {}
    Partnership = apps.get_model("governance", "Partnership")
    Membership = apps.get_model("governance", "Membership")
    joined = Membership.objects.on(day).filter(organisation__in=known).values("partnership")
    found = Partnership.objects.filter(Q(organisation__in=known) | Q(pk__in=joined))
    return dict(found.values_list("pk", "name"))

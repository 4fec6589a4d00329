"""Whom rules mail, for many subjects in one query: those who hold a role on that day and have an address."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from governance.models import Mandate, MandateRole
from wegwijzer.reminders.registry import Party


def coordinators_of(partnerships: Collection[int], day: dt.date) -> dict[int, list[Party]]:
    """Per partnership (key) who coordinates it on that day; one query."""
    rows = Mandate.objects.on(day).filter(role=MandateRole.COORDINATOR, partnership__in=partnerships)
    found = defaultdict(list)
    for partnership, address, name in _mailable(rows).values_list("partnership", "person__email", "person__name"):
        found[partnership].append(Party(address, name))
    return found


def secretaries_of(bodies: Collection[int], day: dt.date) -> dict[int, list[Party]]:
    """Per body (key) who keeps its minutes on that day; one query."""
    rows = Mandate.objects.on(day).filter(role=MandateRole.SECRETARY, body__in=bodies)
    found = defaultdict(list)
    for body, address, name in _mailable(rows).values_list("body", "person__email", "person__name"):
        found[body].append(Party(address, name))
    return found


def contacts_of(organisations: Collection[int], day: dt.date) -> dict[tuple[int, int], list[Party]]:
    """Per (partnership, organisation) (keys) who speaks for it there on that day; one query."""
    rows = Mandate.objects.on(day).filter(role=MandateRole.CONTACT, organisation__in=organisations)
    found = defaultdict(list)
    columns = ("partnership", "organisation", "person__email", "person__name")
    for partnership, organisation, address, name in _mailable(rows).values_list(*columns):
        found[partnership, organisation].append(Party(address, name))
    return found


def present_of(persons: Collection[int], day: dt.date) -> dict[int, list[Party]]:
    """Per person (key) their address, of those who hold some mandate on that day; one query."""
    rows = _mailable(Mandate.objects.on(day).filter(person__in=persons))
    return {
        key: [Party(address, name)]
        for key, address, name in rows.values_list("person", "person__email", "person__name")
    }


def _mailable(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Those with an address whose login was not switched off; many have no login."""
    return rows.exclude(person__email="").exclude(person__user__is_active=False).order_by("person__name", "pk")

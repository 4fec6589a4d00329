"""Whom rules mail, for many subjects in one query: those who hold a role on that day and have an address."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from governance.models import Mandate, MandateRole, Person
from wegwijzer.reminders.registry import Party


def coordinators_of(partnerships: Collection[int], day: dt.date) -> dict[int, list[Party]]:
    """Per partnership (key) who coordinates it on that day; one query."""
    rows = Mandate.objects.on(day).filter(role=MandateRole.COORDINATOR, partnership__in=partnerships)
    return _by("partnership", rows, day)


def secretaries_of(bodies: Collection[int], day: dt.date) -> dict[int, list[Party]]:
    """Per body (key) who keeps its minutes on that day; one query."""
    rows = Mandate.objects.on(day).filter(role=MandateRole.SECRETARY, body__in=bodies)
    return _by("body", rows, day)


def _by(column: str, rows: QuerySet[Mandate], day: dt.date) -> dict[int, list[Party]]:
    """Who of these can be mailed, by what stands in that column."""
    found = defaultdict(list)
    for key, address, name in mailable(rows, day).values_list(column, "person__email", "person__name"):
        found[key].append(Party(address, name))
    return found


def contacts_of(organisations: Collection[int], day: dt.date) -> dict[tuple[int, int], list[Party]]:
    """Per (partnership, organisation) (keys) who speaks for it there on that day; one query."""
    rows = Mandate.objects.on(day).filter(role=MandateRole.CONTACT, organisation__in=organisations)
    found = defaultdict(list)
    columns = ("partnership", "organisation", "person__email", "person__name")
    for partnership, organisation, address, name in mailable(rows, day).values_list(*columns):
        found[partnership, organisation].append(Party(address, name))
    return found


def addressed(
    own: Sequence[Party], coordinating: Sequence[Party], organisation: object, *, title: str, about: str
) -> dict[str, Any]:
    """The people of a wait and what it says to them: who speaks for `organisation`, else who coordinates.

    Those hear that nobody speaks for it: before it is late, and not only when it is.
    """
    if own:
        return {"people": own, "title": title, "about": about}
    title, about = _("Spreek %s aan") % organisation, without_contact(organisation, f"{title} – {about}")
    return {"people": coordinating, "title": title, "about": about}


def without_contact(organisation: object, about: str) -> str:
    """What it is about, and that nobody speaks for them."""
    return _("%(about)s. %(organisation)s heeft geen contactpersoon.") % {"about": about, "organisation": organisation}


def asked_of(
    row: Any,
    present: Mapping[int, Party],
    own: Sequence[Party],
    coordinating: Sequence[Party],
    *,
    title: str,
    about: str,
) -> dict[str, Any]:
    """The same of a row that names a person, or an organisation for which `own` speak, or nobody (select_related).

    Of a person who is not `present` the coordinator hears whose it was.
    """
    said = {"title": title, "about": about}
    if row.person_id in present:
        return {"people": [present[row.person_id]]} | said
    if row.person_id is not None:
        about = _("%(about)s. Wegwijzer kan %(person)s niet mailen.") % {"about": about, "person": row.person}
        return {"people": coordinating, "title": title, "about": about}
    if row.organisation_id is not None:
        return addressed(own, coordinating, row.organisation, **said)
    return {"people": coordinating} | said


def not_gone_of(persons: Collection[int], day: dt.date) -> dict[int, Party]:
    """Per person (key) their address, but of those whose mandates have all ended by that day; one query.

    Who never had a mandate is no less there: whoever works on a project often has none.
    """
    held = Mandate.objects.filter(person=OuterRef("pk"))
    gone = Exists(held) & ~Exists(held.past(day - day.resolution))
    rows = Person.objects.filter(~gone, alive(day), pk__in=persons).exclude(email="").exclude(user__is_active=False)
    return {key: Party(address, name) for key, address, name in rows.values_list("pk", "email", "name")}


def mailable(rows: QuerySet[Mandate], day: dt.date) -> QuerySet[Mandate]:
    """Those with an address whose login was not switched off (many have none), where there is still something to do."""
    rows = rows.filter(alive(day)).exclude(person__email="").exclude(person__user__is_active=False)
    return rows.order_by("person__name", "pk")


def alive(day: dt.date) -> Q:
    """Of a partnership that did not end: in one that did, nobody has to do anything any more."""
    return Q(partnership__ended_on__isnull=True) | Q(partnership__ended_on__gte=day)

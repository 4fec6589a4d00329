"""Founding a partnership and keeping its data right."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import mandate as mandates
from governance.actions import person as people
from governance.models import Mandate, MandateRole, Partnership, Person
from wegwijzer.accounts.models import Organisation, OrganisationKind, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

ADDED = "governance.partnership.added"
CHANGED = "governance.partnership.changed"


@transaction.atomic
def add(
    *,
    by: User,
    name: str,
    slug: str,
    legal_form: str,
    full_name: str = "",
    from_on: dt.date | None = None,
    **values: Any,
) -> Partnership:
    """Found a partnership; who does so becomes its coordinator from `from_on` (today) on.

    It is a party of its own from the start (`full_name`, or else `name`), so that it can join another network.
    Raises Refused when another partnership has the same address on the screen.
    """
    partnership = _make(by=by, name=name, slug=slug, legal_form=legal_form, full_name=full_name, **values)
    person = Person.objects.create(partnership=partnership, name=by.name, email=by.email, user=by)
    Mandate.objects.create(
        partnership=partnership, person=person, role=MandateRole.COORDINATOR, from_on=from_on or today()
    )
    return partnership


@transaction.atomic
def found(*, by: User, coordinator_name: str, coordinator_email: str, **values: Any) -> Partnership:
    """Found a partnership for somebody else, who coordinates it from today and is invited to log in.

    For who keeps the installation: they get no place in it themselves. Raises Refused as `add` and `person.invite` do,
    and when the coordinator is who founds it.
    """
    if coordinator_email.lower() == by.email:
        raise Refused(
            _("Als beheerder ziet u geen inhoud. Kies iemand anders als coördinator, of een ander e-mailadres."),
            field="coordinator_email",
        )
    partnership = _make(by=by, **values)
    person = people.add(partnership, by=by, name=coordinator_name, email=coordinator_email)
    mandates.grant(person, by=by, role=MandateRole.COORDINATOR, from_on=today())
    try:
        login = people.invite(person, by=by)
    except Refused as refused:
        raise Refused(*refused.reasons, field="coordinator_email") from None
    if not login.is_active:  # who keeps the logins may know; a coordinator who can not come in helps nobody
        raise Refused(_("Deze login is uitgeschakeld. Schakel ze eerst weer in."), field="coordinator_email")
    return partnership


def _make(*, by: User, name: str, slug: str, legal_form: str, full_name: str = "", **values: Any) -> Partnership:
    _refuse_order_of_life(values.get("founded_on"), values.get("ended_on"))
    if Partnership.objects.filter(slug=slug).exists():
        raise Refused(_("Dit adres is al in gebruik. Kies een ander."), field="slug")
    organisation = Organisation.objects.create(kind=OrganisationKind.PARTNERSHIP, name=full_name or name)
    partnership = Partnership.objects.create(
        organisation=organisation, name=name, slug=slug, legal_form=legal_form, **values
    )
    changes = {"name": name, "slug": slug, "legal_form": legal_form} | values
    record(ADDED, partnership, by=by, scope=organisation, changes=changes)
    return partnership


@transaction.atomic
def change(partnership: Partnership, *, by: User, version: int, **values: Any) -> dict[str, Any]:
    """Correct its data. Raises Refused for a life that ends before it starts, Stale when the row is another by now."""
    _refuse_order_of_life(
        values.get("founded_on", partnership.founded_on), values.get("ended_on", partnership.ended_on)
    )
    partnership.version = version
    changes = write(partnership, **values)
    if changes:
        record(CHANGED, partnership, by=by, scope=partnership.organisation, changes=changes)
    return changes


def _refuse_order_of_life(founded_on: dt.date | None, ended_on: dt.date | None) -> None:
    if founded_on and ended_on and ended_on < founded_on:
        raise Refused(_("De ontbinding ligt voor de oprichting. Kies een latere dag."), field="ended_on")

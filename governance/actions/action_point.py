"""Who does what by when."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.models import ActionPoint, AgendaItem, Body
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.action_point.added"
CHANGED = "governance.action_point.changed"
DONE = "governance.action_point.done"
REOPENED = "governance.action_point.reopened"


def add(body: Body, *, by: User, item: AgendaItem | None = None, **values: Any) -> ActionPoint:
    """Give somebody something to do, from an item or for the body as such. Saying the same twice adds one.

    Raises Refused when the item is of another body, or nothing says who does it.
    """
    if item is not None and item.body_id != body.pk:
        raise Refused(_("Dit agendapunt is van een ander orgaan."), field="item")
    _refuse_strangers(body, values)
    with transaction.atomic():
        hold(body)
        there = ActionPoint.objects.filter(body=body, item=item, **values).open().first()
        if there is not None:
            return there
        point = ActionPoint.objects.create(body=body, item=item, **values)
        record(ADDED, point, by=by, scope=body.partnership.organisation, changes={"item": item} | values)
    return point


def change(point: ActionPoint, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct what, who or by when; returns {field: (old, new)}. Raises Refused, Stale."""
    _refuse_strangers(point.body, values)
    point.version = version
    with transaction.atomic():
        changes = write(point, **values)
        if changes:
            record(CHANGED, point, by=by, scope=point.partnership.organisation, changes=changes)
    return changes


def finish(point: ActionPoint, *, by: User, on: dt.date | None = None) -> None:
    """It is done, today unless told otherwise. Doing it twice changes nothing. Raises Stale."""
    _set_done(point, on or today(), by, DONE)


def reopen(point: ActionPoint, *, by: User) -> None:
    """It was not done after all. Raises Stale."""
    _set_done(point, None, by, REOPENED)


def _set_done(point: ActionPoint, day: dt.date | None, by: User, verb: str) -> None:
    if (point.done_on is None) == (day is None):
        return
    with transaction.atomic():
        changes = write(point, done_on=day)
        record(verb, point, by=by, scope=point.partnership.organisation, changes=changes)


def _refuse_strangers(body: Body, values: Mapping[str, Any]) -> None:
    """Who does it is known in this partnership, and named: a thing to do for nobody is done by nobody."""
    person = values.get("person")
    if person is None and values.get("organisation") is None:
        raise Refused(_("Kies wie het doet: een persoon of een bestuur."), field="person")
    if person is not None and person.partnership_id != body.partnership_id:
        raise Refused(_("Deze persoon hoort bij een ander samenwerkingsverband."), field="person")

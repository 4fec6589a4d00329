"""Policy signals: noted, passed on, closed with what became of them."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from governance.actions.themes import themes_named
from governance.models import Partnership, Signal
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, hold, touch
from wegwijzer.lifecycle import change as write

NOTED = "governance.signal.noted"
CHANGED = "governance.signal.changed"
CLOSED = "governance.signal.closed"
REOPENED = "governance.signal.reopened"


@transaction.atomic
def note(partnership: Partnership, *, by: User, themes: Iterable[str] = (), **values: Any) -> Signal:
    """Write down a signal. Saying the same twice notes it once. Raises Refused for days that can not be."""
    _refuse_days(values)
    hold(partnership)
    there = Signal.objects.filter(partnership=partnership, **values).open().first()
    if there is not None:
        return there
    signal = Signal.objects.create(partnership=partnership, **values)
    signal.themes.set(themes_named(partnership, themes))
    record(NOTED, signal, by=by, scope=partnership.organisation, changes=values)
    return signal


@transaction.atomic
def change(
    signal: Signal,
    *,
    by: User,
    version: int,
    themes: Iterable[str],
    items: Collection[Any],
    decisions: Collection[Any],
    **values: Any,
) -> None:
    """Correct it, say to whom it was passed on, and which agenda items and decisions deal with it. Raises Stale."""
    _refuse_days(values)
    partnership = signal.partnership
    if any(row.body.partnership_id != partnership.pk for row in (*items, *decisions)):
        raise Refused(_("Dit hoort bij een ander samenwerkingsverband."))
    signal.version = version
    links = {
        "themes": (names_of(signal.themes.all()), themes_named(partnership, themes)),
        "items": (names_of(signal.items.all()), items),
        "decisions": (names_of(signal.decisions.all()), decisions),
    }
    changed: dict[str, Any] = dict(write(signal, **values))
    for name, (old, rows) in links.items():
        if old != names_of(rows):
            changed[name] = (old, names_of(rows))
            getattr(signal, name).set(rows)
    if not changed:
        return
    if signal.version == version:
        touch(signal)  # only what hangs on it changed: a second editor has to notice that as well
    record(CHANGED, signal, by=by, scope=partnership.organisation, changes=changed)


@transaction.atomic
def close(signal: Signal, *, by: User, version: int, outcome: str, closed_on: dt.date) -> None:
    """Say what became of it. Raises Refused, Stale."""
    refuse_future(closed_on, "closed_on")
    if closed_on < signal.noted_on:
        raise Refused(_("Het signaal was toen nog niet opgetekend. Kies een latere dag."), field="closed_on")
    signal.version = version
    changes = write(signal, outcome=outcome, closed_on=closed_on)
    if changes:
        record(CLOSED, signal, by=by, scope=signal.partnership.organisation, changes=changes)


@transaction.atomic
def reopen(signal: Signal, *, by: User) -> None:
    """It is not over after all; what was written about it stays. Raises Stale."""
    changes = write(signal, closed_on=None)
    if changes:
        record(REOPENED, signal, by=by, scope=signal.partnership.organisation, changes=changes)


def _refuse_days(values: Mapping[str, Any]) -> None:
    noted_on, passed_on = values["noted_on"], values.get("passed_on")
    refuse_future(noted_on, "noted_on")
    refuse_future(passed_on, "passed_on")
    if passed_on is not None and passed_on < noted_on:
        raise Refused(_("Het signaal is doorgegeven voor het werd opgetekend."), field="passed_on")

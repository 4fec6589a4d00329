"""The sittings of a council: typed in, pasted or read from a file, and corrected."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.council import scope_of
from governance.models import Council, CouncilSitting
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import in_words
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.council_sitting.added"
CHANGED = "governance.council_sitting.changed"
REMOVED = "governance.council_sitting.removed"
Day = tuple[dt.date, dt.date | None]


@transaction.atomic
def add(council: Council, *, by: User | None, days: Sequence[Day]) -> list[CouncilSitting]:
    """Put sittings in the calendar: (day, last day for the agenda), None for the habit of the council.

    What is there already, with the same two days, stays as it is. Raises Refused, and writes nothing, when a sitting
    is there with another closing day, or closes after it is held.
    """
    hold(council)
    known = dict(council.sittings.values_list("held_on", "agenda_closes_on"))
    new: dict[dt.date, dt.date] = {}
    for held_on, closes_on in days:
        closes = closes_on or council.closes_on(held_on)
        _refuse_late_closing(held_on, closes)
        there = known.get(held_on) or new.get(held_on)
        if there is None:
            new[held_on] = closes
        elif closes_on is not None and there != closes_on:
            raise Refused(
                _("%(council)s heeft op %(day)s al een zitting, met een andere sluitdatum: %(there)s.")
                % {"council": council, "day": in_words(held_on), "there": in_words(there)},
                field="held_on",
            )
    rows = [CouncilSitting(council=council, held_on=held, agenda_closes_on=closes) for held, closes in new.items()]
    made = CouncilSitting.objects.bulk_create(rows)
    if made:
        told = {"sittings": ([], [in_words(day) for day in sorted(new)])}
        record(ADDED, council, by=by, scope=scope_of(council.organisation, by), changes=told)
    return made


@transaction.atomic
def add_to(councils: Iterable[Council], *, by: User, days: Sequence[Day]) -> list[CouncilSitting]:
    """The same days for several councils, as one change: all of them or none."""
    return [sitting for council in councils for sitting in add(council, by=by, days=days)]


@transaction.atomic
def change(
    sitting: CouncilSitting, *, by: User, version: int, held_on: dt.date, agenda_closes_on: dt.date | None
) -> None:
    """Another day, or another last day for the agenda. Raises Refused when the council sits on that day already."""
    council = sitting.council
    hold(council)
    closes_on = agenda_closes_on or council.closes_on(held_on)
    _refuse_late_closing(held_on, closes_on)
    if council.sittings.filter(held_on=held_on).exclude(pk=sitting.pk).exists():
        raise Refused(_("Deze raad heeft op die dag al een zitting."), field="held_on")
    sitting.version = version
    changes = write(sitting, held_on=held_on, agenda_closes_on=closes_on)
    if changes:
        record(CHANGED, sitting, by=by, scope=scope_of(council.organisation, by), changes=changes)


@transaction.atomic
def remove(sitting: CouncilSitting, *, by: User, version: int) -> None:
    """Take a sitting out of the calendar; answers that were given there keep their day and their organ."""
    council = sitting.council
    hold(council)
    found = CouncilSitting.objects.filter(pk=sitting.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    found.delete()
    told = {"sittings": ([in_words(sitting.held_on)], [])}
    record(REMOVED, council, by=by, scope=scope_of(council.organisation, by), changes=told)


def _refuse_late_closing(held_on: dt.date, closes_on: dt.date) -> None:
    if closes_on > held_on:
        raise Refused(
            _("De agenda sluit ten laatste op de dag van de zitting. Kies een vroegere sluitdatum."),
            field="agenda_closes_on",
        )

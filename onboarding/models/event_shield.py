"""How many came, as it may be published: of whole events only, and never fewer than five.

How many were present at welcome events is also told per municipality, as an indicator. Side by side both lists could
tell what each leaves out: so where any municipality had fewer than five at one of them, the presence at all of that
year's welcome events is left out of the list of events.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from governance.models import Partnership
from onboarding.models.event import Event, EventCount, EventKind
from onboarding.models.indicator_book import welcomes
from onboarding.models.reference_frame import NOTHING, beside_words, told_count
from onboarding.models.shield import LIMIT

COLUMNS = ("invited", "registered", "present")


def told_counts(events: Iterable[Event], partnership: Partnership) -> dict[int, list[str]]:
    """Per event (key) of a partnership what is said of each column: two queries."""
    listed = list(events)
    values: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in EventCount.objects.filter(event__in=listed).values("event", *COLUMNS):
        for column in COLUMNS:
            if row[column] is not None:
                values[row["event"], column].append(row[column])
    linked = _linked_years(partnership) if any(row.kind == EventKind.WELCOME for row in listed) else set()
    found = {}
    for event in listed:
        words = []
        for column in COLUMNS:
            numbers = values.get((event.pk, column))
            total = Decimal(sum(numbers)) if numbers else None
            is_left_out = column == "present" and event.kind == EventKind.WELCOME and event.day.year in linked
            words.append(_said(total, is_left_out=is_left_out))
        found[event.pk] = words
    return found


def _linked_years(partnership: Partnership) -> set[int]:
    """The years in which some territory had fewer than five at a welcome event: that is what the indicator adds up."""
    rows = EventCount.objects.filter(event__in=welcomes(partnership), present__isnull=False)
    found: dict[tuple[int, int, str], int] = defaultdict(int)
    names = ("event", "event__starts_at__year", "organisation__nis_code", "organisation", "present")
    for event, year, nis_code, organisation, present in rows.values_list(*names):
        found[event, year, nis_code or str(organisation)] += present
    return {year for (_event, year, _territory), number in found.items() if number < LIMIT}


def _said(total: Decimal | None, *, is_left_out: bool) -> str:
    if total is None:
        return NOTHING
    return beside_words() if is_left_out and total >= LIMIT else told_count(total)

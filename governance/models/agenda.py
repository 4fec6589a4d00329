"""The agenda of a meeting as its members read it: the items in order, on the clock, against what was sent before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models.agenda_item import AgendaItem
from governance.models.meeting import Meeting


@dataclass(frozen=True)
class AgendaLine:
    """An item with its number; `starts_at` is local time, None from the first item without a duration on."""

    number: int
    item: AgendaItem
    starts_at: dt.datetime | None


class Agenda:
    """The items of one meeting, given in order. Hand over those that the reader may see, with their documents."""

    def __init__(self, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
        self.meeting = meeting
        self.items = list(items)

    @property
    def lines(self) -> list[AgendaLine]:
        """Every item with the time at which it begins, as long as all items before it have a duration."""
        lines = []
        clock: dt.datetime | None = timezone.localtime(self.meeting.planned_start)
        for number, item in enumerate(self.items, start=1):
            lines.append(AgendaLine(number, item, clock))
            # Arithmetic in UTC: a night meeting may cross the change to winter time.
            clock = _later(clock, item.minutes_planned) if clock and item.minutes_planned else None
        return lines

    @property
    def minutes(self) -> int:
        """How long the items take together, in minutes; items without a duration count for nothing."""
        return sum(item.minutes_planned or 0 for item in self.items)

    @property
    def minutes_over(self) -> int:
        """By how many minutes the items take longer than the meeting is planned for; 0 when they fit."""
        planned = self.meeting.planned_end - self.meeting.planned_start
        return max(0, self.minutes - int(planned.total_seconds() // 60))

    @property
    def snapshot(self) -> list[dict[str, Any]]:
        """The agenda as it is kept with what was sent: plain data, to compare with later."""
        return [
            {
                "item": item.pk,
                "title": str(item.title),
                "public": item.is_public,
                "presenter": item.presenter,
                "minutes": item.minutes_planned,
                "explanation": str(item.explanation),
                "documents": {
                    str(document.pk): [document.title, document.newest.number] for document in item.documents
                },
            }
            for item in self.items
        ]

    @property
    def changes_since_sent(self) -> list[str]:
        """What is different from what the members got, as sentences; empty when nothing is or nothing was sent."""
        if self.meeting.agenda_sent is None:
            return []
        return [str(sentence) for sentence in _differences(self.meeting.agenda_sent, self.snapshot)]


def _later(moment: dt.datetime, minutes: int) -> dt.datetime:
    return timezone.localtime(moment.astimezone(dt.UTC) + dt.timedelta(minutes=minutes))


def _differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    old = {row["item"]: row for row in before}
    new = {row["item"]: row for row in after}
    told = [_("Nieuw punt: %(title)s.") % row for row in after if row["item"] not in old]
    told += [_("Niet meer op de agenda: %(title)s.") % row for row in before if row["item"] not in new]
    for row in after:
        if row["item"] in old:
            told += _changes_of_item(old[row["item"]], row)
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        told.append(_("De volgorde van de punten is gewijzigd."))
    return told


def _changes_of_item(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    told = []
    if old["title"] != new["title"]:
        told.append(_("Andere titel: ‘%(old)s’ is nu ‘%(new)s’.") % {"old": old["title"], "new": new["title"]})
    if any(old[name] != new[name] for name in ("presenter", "minutes", "explanation")):
        told.append(_("Gewijzigd: %(title)s (toelichting, duur of wie het brengt).") % new)
    for key, (title, number) in new["documents"].items():
        if key not in old["documents"]:
            told.append(_("Nieuw document bij ‘%(item)s’: %(title)s.") % {"item": new["title"], "title": title})
        elif old["documents"][key][1] != number:
            told.append(_("Nieuwe versie bij ‘%(item)s’: %(title)s.") % {"item": new["title"], "title": title})
    for key, (title, _number) in old["documents"].items():
        if key not in new["documents"]:
            told.append(_("Weggehaald bij ‘%(item)s’: %(title)s.") % {"item": new["title"], "title": title})
    return told

"""Following up a plan in the meeting where it is discussed: what is open, late, or has changed since the last time."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.models import Meeting, MeetingState
from projects.models.gaps import is_late, living
from projects.models.plan import Plan
from projects.models.progress import ProgressState
from projects.models.standing import Noted, Standing
from projects.models.tie import Tie
from projects.models.timing import starts_on, timed_by
from projects.models.tree import Node, Tree


@dataclass(frozen=True)
class Sittings:
    """The meetings where a plan is discussed: the one that is looked at, and the one before it."""

    every: tuple[Meeting, ...]
    here: Meeting | None
    before: Meeting | None

    @property
    def since(self) -> dt.date | None:
        """The day of the time before."""
        return timezone.localdate(self.before.planned_start) if self.before else None


def sittings_of(ties: Iterable[Tie], asked: str, day: dt.date) -> Sittings:
    """The meeting with the key that is asked; else the first that is not over, or the last there was."""
    found = {}
    for tie in ties:
        meeting = tie.meeting or (tie.item.meeting if tie.item else None)
        if meeting is not None and meeting.state != MeetingState.CANCELLED:
            found[meeting.pk] = meeting
    rows = sorted(found.values(), key=lambda meeting: (meeting.planned_start, meeting.pk))
    here = next((row for row in rows if str(row.pk) == asked), None)
    here = (
        here
        or next((row for row in rows if timezone.localdate(row.planned_start) >= day), None)
        or (rows[-1] if rows else None)
    )
    earlier = rows[: rows.index(here)] if here else []
    return Sittings(tuple(reversed(rows)), here, earlier[-1] if earlier else None)


def latest_of(ties: Iterable[Tie]) -> list[Tie]:
    """The newest in front, by the day of the meeting or decision; what still waits for a meeting comes first."""
    return sorted(ties, key=lambda tie: (_day(tie), tie.pk), reverse=True)


def _day(tie: Tie) -> dt.date:
    if tie.decision is not None:
        return tie.decision.decided_on
    meeting = tie.meeting or (tie.item.meeting if tie.item else None)
    return timezone.localdate(meeting.planned_start) if meeting else dt.date.max


@dataclass(frozen=True)
class Line:
    """One objective to go through, and why: late, changed since the last time, or just open."""

    node: Node
    standing: Standing
    is_late: bool
    is_changed: bool


def noted_since(notes: Mapping[int, Noted], day: dt.date | None) -> set[int]:
    """The objectives of which something was noted after that day; none when there is no day."""
    return {key for key, noted in notes.items() if day and noted.last_on and noted.last_on > day}


def lines_to_follow(
    tree: Tree,
    standings: Mapping[int, Standing],
    notes: Mapping[int, Noted],
    changed: Collection[int],
    day: dt.date,
) -> list[Line]:
    """What nothing stands under, as far as it goes on, is late or is among `changed`; in the order of print."""
    alive = {node.pk for node in living(tree, standings)}
    lines = []
    for node in tree.walk():
        standing = standings[node.pk]
        late = is_late(node, standing, notes.get(node.pk, Noted()), day)
        if node.children or (standing.state == ProgressState.DROPPED and node.pk not in changed):
            continue
        if late or node.pk in changed or (node.pk in alive and _has_begun(node, day)):
            lines.append(Line(node, standing, late, node.pk in changed))
    return lines


def _has_begun(node: Node, day: dt.date) -> bool:
    timed = timed_by(node)
    begun = starts_on(timed.objective, node.objective.plan) if timed else None
    return begun is None or begun <= day


def plans_in(plans: "QuerySet[Plan]", meeting: Meeting) -> "QuerySet[Plan]":
    """Those of `plans` that are tied to this meeting or to something on its agenda."""
    ties = Tie.objects.filter(Q(meeting=meeting) | Q(item__meeting=meeting), plan__isnull=False)
    return plans.filter(pk__in=ties.values("plan"))

"""A project in one look: where it is, what is next, who is late, what was decided and who is around it.

Read in few questions, however much there is: rounds with all their answers in five, and all that is no more than a name
with its days in one (`Around`).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, F, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.utils import timezone

from governance.access import action_points_for, decisions_of, meetings_for
from governance.models import PREFETCHED, ApprovalRound, Decision, RoundBook, RoundState, books_of
from projects.models import (
    Milestone,
    MilestoneState,
    PlanKind,
    Project,
    Reach,
    StakeholderGroup,
    action_points_about,
    decisions_about,
    meetings_about,
    reaches_of,
    rounds_about,
    rounds_behind,
)
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import covers, today

DECISIONS = 5  # the latest
TO_DO = ("meeting", "feedback", "action_point")
AFTERWARDS = dt.timedelta(days=400)  # how long after a meeting it is still worth telling what was not told


@dataclass(frozen=True)
class Step:
    """One thing to come or to catch up with. `key` is of the milestone, meeting, round or action point (`kind`)."""

    kind: str
    key: int
    title: str
    due_on: dt.date | None
    who: tuple[str, ...] = ()
    is_overdue: bool = False


@dataclass(frozen=True)
class Around:
    """A name with its days around a project. `kind` is staff, funder, stakeholder, phase, plan, or one of TO_DO.

    Of the last `until_on` is the day by which it should be done; `key` is that of a meeting or an action point.
    """

    kind: str
    key: int
    name: str
    detail: str
    from_on: dt.date | None
    until_on: dt.date | None


@dataclass
class Overview:
    """The answers, for one reader."""

    project: Project
    around: list[Around]
    milestones: list[tuple[str, bool]]  # what each is called, and whether it was reached
    steps: list[Step]
    decisions: list[Decision]

    @property
    def reached(self) -> int:
        return sum(is_reached for _name, is_reached in self.milestones)

    @property
    def late(self) -> list[Step]:
        """What should have been there, the longest ago first."""
        return [step for step in self.steps if step.is_overdue]

    @property
    def coming(self) -> list[Step]:
        return [step for step in self.steps if not step.is_overdue]

    @property
    def phases_now(self) -> list[Around]:
        day = today()
        return [row for row in self._of("phase") if covers(row.from_on, row.until_on, day)]

    @property
    def staff(self) -> list[Around]:
        """Those of today; who comes or went stands on the page of who is involved."""
        day = today()
        return [row for row in self._of("staff") if covers(row.from_on, row.until_on, day)]

    @property
    def funders(self) -> list[Around]:
        return self._of("funder")

    @property
    def plans(self) -> list[tuple[Around, str]]:
        """Each with what kind of plan it is."""
        return [(row, str(PlanKind(row.detail).label)) for row in self._of("plan")]

    def _of(self, kind: str) -> list[Around]:
        return [row for row in self.around if row.kind == kind]

    @property
    def stakeholders(self) -> list[tuple[str, list[Around]]]:
        """By group, in the order of the groups; those without anybody are left out."""
        rows = self._of("stakeholder")
        groups = [(str(group.label), [row for row in rows if row.detail == group]) for group in StakeholderGroup]
        return [(label, members) for label, members in groups if members]


def overview_of(user: User, project: Project) -> Overview:
    """For a project that came through its gate."""
    milestones = list(project.milestones.select_related("decision__meeting", "dossier"))
    books = _books(user, project)
    reaches = reaches_of(milestones, books)
    around = _around(user, project)
    steps = [
        *_of_milestones(milestones, reaches),
        *_of_rounds(books.values()),
        *(_step(row) for row in around if row.kind in TO_DO),
    ]
    decisions = decisions_about(decisions_of(user).numbered(), project).select_related("body", "meeting")
    return Overview(
        project,
        around,
        [(row.name, reaches[row.pk].state == MilestoneState.REACHED) for row in milestones],
        sorted(steps if project.is_alive else [], key=lambda step: (step.due_on is None, step.due_on or today())),
        list(decisions.order_by("-meeting__planned_start", "-number")[:DECISIONS]),
    )


def time_passed(project: Project) -> int | None:
    """How much of its days are behind it, as a percentage; None while an end is not known."""
    if project.from_on is None or project.until_on is None:
        return None
    whole = (project.until_on - project.from_on).days + 1
    passed = ((project.ended_on or today()) - project.from_on).days
    return max(0, min(100, passed * 100 // whole))


def _books(user: User, project: Project) -> Mapping[int, RoundBook]:
    """The rounds that run for the project, and those that a milestone waits for; `is_seen` when by this login too."""
    running = rounds_about(ApprovalRound.objects.running(), project)
    behind = ApprovalRound.objects.filter(rounds_behind(project))
    seen = ApprovalRound.objects.visible_to(user).filter(pk=OuterRef("pk"))
    rows = ApprovalRound.objects.filter(Q(pk__in=running.values("pk")) | Q(pk__in=behind.values("pk")))
    return books_of(rows.annotate(is_seen=Exists(seen)).prefetch_related(*PREFETCHED))


def _of_rounds(books: Iterable[RoundBook]) -> Iterator[Step]:
    for book in books:
        round_: Any = book.round
        if round_.state == RoundState.OPEN and round_.is_seen:
            names = tuple(str(party.organisation) for party in book.still_out)
            is_overdue = bool(names) and round_.deadline_on < today()
            yield Step("round", round_.pk, round_.title, round_.deadline_on, names, is_overdue)


def _of_milestones(milestones: Iterable[Milestone], reaches: Mapping[int, Reach]) -> Iterator[Step]:
    for row in milestones:
        state = reaches[row.pk].state
        if state in (MilestoneState.EXPECTED, MilestoneState.LATE):
            yield Step("milestone", row.pk, row.name, row.expected_on, (), state == MilestoneState.LATE)


def _step(row: Around) -> Step:
    is_overdue = row.kind != "meeting" and row.until_on is not None and row.until_on < today()
    return Step(row.kind, row.key, row.name, row.until_on, (row.detail,) if row.detail else (), is_overdue)


def _around(user: User, project: Project) -> list[Around]:
    """All of it in one question, by day."""
    parts = [
        _part("staff", project.staff, "person__name", "role", "from_on", "until_on"),
        _part("funder", project.funders, "organisation__name", "grant"),
        _part("stakeholder", project.stakeholders, "name", "group"),
        _part("phase", project.phases, "name", None, "from_on", "until_on"),
        _part("plan", project.plans, "title", "kind", "from_on", "until_on"),
        *_to_do(user, project),
    ]
    rows = [Around(*row) for row in parts[0].union(*parts[1:], all=True)]
    return sorted(rows, key=lambda row: (row.from_on or dt.date.min, row.until_on or dt.date.max, row.key))


def _to_do(user: User, project: Project) -> Iterator["QuerySet[Any]"]:
    """Meetings to come, what has still to be told after one, and what was agreed to be done."""
    meetings = meetings_about(meetings_for(user), project).annotate(
        called=Coalesce(NullIf("title", Value("")), "body__name"), day=TruncDate("planned_start")
    )
    yield _part("meeting", meetings.upcoming(), "called", None, None, "day")
    untold = meetings.filter(feedback__isnull=False, feedback__done_on__isnull=True)
    untold = untold.filter(planned_start__gte=timezone.now() - AFTERWARDS)
    yield _part("feedback", untold.annotate(tell_by=Min("feedback__due_on")), "called", None, None, "tell_by")
    points = action_points_about(action_points_for(user).open(), project)
    points = points.annotate(by=Coalesce("person__name", "organisation__name", Value("")))
    yield _part("action_point", points, "text", "by", None, "due_on")


def _part(
    kind: str, rows: Any, name: str, detail: str | None, from_on: str | None = None, until_on: str | None = None
) -> "QuerySet[Any]":
    days = [F(day) if day else Value(None, output_field=DateField()) for day in (from_on, until_on)]
    described = F(detail) if detail else Value("")
    return rows.order_by().values_list(Value(kind), F("pk"), F(name), described, *days)  # type: ignore[no-any-return]

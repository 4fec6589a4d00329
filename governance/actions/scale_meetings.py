"""The meetings of an invented body: past ones approved, the last in draft, the next convened, some cancelled."""

import datetime as dt
from collections import Counter
from itertools import pairwise
from random import Random
from typing import Any

from django.utils import timezone

from governance.models import (
    VOTING_SEATS,
    ActionPoint,
    AgendaItem,
    Article,
    Attendance,
    AttendanceStatus,
    Body,
    Choice,
    Decision,
    DecisionCounter,
    ItemKind,
    Mandate,
    Meeting,
    MeetingState,
    Outcome,
    Person,
    Vote,
    VoteKind,
    tally_of,
)
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record

COMING = 3  # meetings that still have to be held
NOTICE = dt.timedelta(days=10)
LENGTH = dt.timedelta(hours=2)
SUBJECTS = ("Werking", "Begroting", "Onthaal", "Taalaanbod", "Vrijwilligers", "Personeel", "Communicatie")
CHOICES = (Choice.FOR,) * 8 + (Choice.AGAINST, Choice.ABSTAIN)
STATUSES = (AttendanceStatus.PRESENT,) * 9 + (AttendanceStatus.EXCUSED,)
MINUTED = (MeetingState.DRAFT, MeetingState.APPROVED)


def load(body: Body, past: int, days: int, coordinator: Person, random: Random) -> None:
    """`past` meetings, one each `days` days until today, and some that come; all that hangs on them too."""
    seats = list(body.mandates.select_related("person", "organisation").order_by("pk"))
    chair = next(seat.person for seat in seats if seat.role == "chair")
    meetings = Meeting.objects.bulk_create(
        _meeting(body, number, past, days, chair, coordinator) for number in range(past + COMING)
    )
    _tie_approvals(meetings)
    items = AgendaItem.objects.bulk_create([item for meeting in meetings for item in _items(body, meeting, random)])
    held = [meeting for meeting in meetings if meeting.state in MINUTED]
    attendances = Attendance.objects.bulk_create(
        [_attendance(meeting, seat, random) for meeting in held for seat in seats]
    )
    _decisions(body, items, attendances, random)
    _action_points(body, items, seats, random)
    for meeting in held:
        record("governance.meeting.convened", meeting, by=None, scope=body.partnership.organisation)


def _meeting(body: Body, number: int, past: int, days: int, chair: Person, secretary: Person) -> Meeting:
    day = today() + dt.timedelta(days=(number - past) * days + days // 2)
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(14)))
    row = Meeting(body=body, planned_start=start, planned_end=start + LENGTH, place="Administratief centrum")
    row.chair, row.secretary = chair, secretary
    if number > past:
        return row
    row.state, row.convened_at = MeetingState.CONVENED, start - NOTICE
    if number == past:
        return row
    if number % 12 == 7:
        row.state, row.cancelled_at, row.cancel_reason = MeetingState.CANCELLED, start - NOTICE / 2, "Te weinig punten"
        return row
    row.state, row.actual_start, row.actual_end = MeetingState.DRAFT, start, start + LENGTH
    if number < past - 1:
        row.state, row.approved_at = MeetingState.APPROVED, start + dt.timedelta(days=days)
    return row


def _tie_approvals(meetings: list[Meeting]) -> None:
    """Minutes are approved in the next meeting that was held."""
    held = [meeting for meeting in meetings if meeting.state in MINUTED]
    for meeting, following in pairwise(held):
        meeting.approved_in = following
    Meeting.objects.bulk_update(held[:-1], ["approved_in"])


def _items(body: Body, meeting: Meeting, random: Random) -> list[AgendaItem]:
    rows = []
    for position, subject in enumerate(random.sample(SUBJECTS, 5), start=1):
        kind = ItemKind.DECISION if position <= 2 else ItemKind.INFORMATION
        row = AgendaItem(body=body, meeting=meeting, position=position, kind=kind, title=f"{subject} {position}")
        row.minutes_planned = 20
        if meeting.state in MINUTED:
            row.minutes = f"{subject} is toegelicht. " * random.randint(2, 12)  # type: ignore[assignment]
        rows.append(row)
    return rows


def _attendance(meeting: Meeting, seat: Mandate, random: Random) -> Attendance:
    return Attendance(
        meeting=meeting,
        person=seat.person,
        name=seat.person.name,
        role=seat.role,
        organisation=seat.organisation,
        has_vote=seat.role in VOTING_SEATS,
        status=random.choice(STATUSES),
    )


def _decisions(body: Body, items: list[AgendaItem], attendances: list[Attendance], random: Random) -> None:
    """Two decisions in each meeting that was held, numbered per year in the order of the agenda; one with votes."""
    numbers: Counter[int] = Counter()
    decisions, votes = [], []
    for item in items:
        if item.kind != ItemKind.DECISION or item.meeting.state not in MINUTED:
            continue
        year = timezone.localdate(item.meeting.planned_start).year
        numbers[year] += 1
        row = Decision(item=item, meeting=item.meeting, body=body, year=year, number=numbers[year])
        row.title = row.considerations = f"Besluit over {item.title}"
        row.outcome = Outcome.ADOPTED
        if item.position == 1:
            votes += _vote(row, body, attendances, random)
        decisions.append(row)
    Decision.objects.bulk_create(decisions)
    Article.objects.bulk_create(
        Article(decision=decision, number=number, text="Het voorstel wordt goedgekeurd.")
        for decision in decisions
        for number in (1, 2)
    )
    Vote.objects.bulk_create(votes)
    DecisionCounter.objects.bulk_create(
        DecisionCounter(body=body, year=year, last=last) for year, last in numbers.items()
    )


def _vote(decision: Decision, body: Body, attendances: list[Attendance], random: Random) -> list[Vote]:
    """Votes by name of who was there, with the count and the outcome that follow from them."""
    there = [row for row in attendances if row.meeting_id == decision.meeting_id and row.has_vote and row.in_the_room()]
    votes = [Vote(decision=decision, attendance=seat, choice=random.choice(CHOICES)) for seat in there]
    tally = tally_of(vote.choice for vote in votes)
    counts = {"votes_for": tally.in_favour, "votes_against": tally.against, "abstentions": tally.abstentions}
    values: dict[str, Any] = {"vote_kind": VoteKind.NAMED, "outcome": tally.outcome(body)} | counts
    for name, value in values.items():
        setattr(decision, name, value)
    return votes


def _action_points(body: Body, items: list[AgendaItem], seats: list[Mandate], random: Random) -> None:
    """Two per meeting that was held; all but those of the last meetings are done."""
    rows = []
    for item in items:
        if item.position < 3 or item.position > 4 or item.meeting.state not in MINUTED:
            continue
        due = timezone.localdate(item.meeting.planned_start) + dt.timedelta(days=60)
        done = due - dt.timedelta(days=random.randint(0, 50)) if due < today() and random.random() < 0.95 else None
        who = random.choice(seats).person
        rows.append(
            ActionPoint(body=body, item=item, text=f"Bereid {item.title} voor", person=who, due_on=due, done_on=done)
        )
    ActionPoint.objects.bulk_create(rows)

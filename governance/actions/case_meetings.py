"""The meetings of a case: held, minuted and approved as they were, with their decisions and votes."""

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.actions import feedback
from governance.actions.agenda import approval_title
from governance.models import (
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
    MandateRole,
    Meeting,
    MeetingState,
    Outcome,
    Vote,
    VoteKind,
)
from wegwijzer.audit.record import record

NOTICE = dt.timedelta(days=10)
APPROVAL_WITHOUT_NEXT = dt.timedelta(days=14)
DAY_NOT_KEPT = _("De dag van deze vergadering is niet bewaard; de datum is illustratief.")


def load(rows: list[dict[str, Any]], bodies: dict[str, Body]) -> None:
    """Add the meetings that are not there yet, in order of time, so that numbers and approvals follow from it."""
    for row in sorted(rows, key=lambda row: row["start"]):
        body = bodies[row["body"]]
        start = timezone.make_aware(row["start"])
        if Meeting.objects.filter(body=body, planned_start=start).exists():
            continue
        meeting = _meeting(row, body, start)
        attendances = _attendances(row, meeting)
        position = _approve_previous(meeting)
        for number, item_row in enumerate(row["items"], start=position + 1):
            _item(item_row, meeting, number, attendances, day_known=row.get("day_known", True) or number > position + 1)
        record("governance.case.loaded", meeting, by=None, scope=body.partnership.organisation)


def load_feedback(row: dict[str, Any], body: Body) -> None:
    """What the body agreed to tell whom, and what was told after the meetings it had. Once made, it is left alone."""
    if "communication" not in row or body.communication.exists():
        return
    for audience, channel, within_days, what in row["communication"]:
        body.communication.create(audience=audience, channel=channel, within_days=within_days, what=what)
    for meeting in body.meetings.over().select_related("body__partnership"):
        feedback.list_for(meeting, by=None)
        told = meeting.feedback.exclude(organisation__name__in=row["not_told"])
        told.update(done_on=F("due_on"))


def load_example(row: dict[str, Any], bodies: dict[str, Body]) -> None:
    """One meeting in the coming weeks, so that a visitor of the demo has something to convene and to hold."""
    body = bodies[row["body"]]
    if Meeting.objects.filter(body=body, title=row["title"]).exists():
        return
    day = timezone.localdate() + dt.timedelta(days=row["days_ahead"])
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(14)))
    meeting = Meeting.objects.create(
        body=body,
        title=row["title"],
        planned_start=start,
        planned_end=start + dt.timedelta(hours=2),
        place=body.default_place,
    )
    previous = Meeting.objects.before(meeting).filter(state=MeetingState.DRAFT).first()
    if previous:
        _approval_item(meeting, previous)
    for number, item in enumerate(row["items"], start=2):
        AgendaItem.objects.create(body=body, meeting=meeting, position=number, kind=item["kind"], title=item["title"])
    for item in row["backlog"]:
        AgendaItem.objects.create(body=body, kind=item["kind"], title=item["title"])


def _meeting(row: dict[str, Any], body: Body, start: dt.datetime) -> Meeting:
    end = timezone.make_aware(row["end"])
    people = {mandate.role: mandate.person for mandate in body.mandates.filter(role__in=["chair", "secretary"])}
    return Meeting.objects.create(
        body=body,
        state=MeetingState.DRAFT if row.get("state") == "draft" else MeetingState.APPROVED,
        planned_start=start,
        planned_end=end,
        actual_start=start,
        actual_end=end,
        place=row["place"],
        convened_at=start - NOTICE,
        approved_at=None if row.get("state") == "draft" else end + APPROVAL_WITHOUT_NEXT,
        chair=people.get(MandateRole.CHAIR),
        secretary=people.get(MandateRole.SECRETARY),
    )


def _attendances(row: dict[str, Any], meeting: Meeting) -> list[Attendance]:
    """A seat for every mandate of the body; who is not named as excused or absent was there."""
    attendances = []
    for mandate in meeting.body.mandates.seats().select_related("person", "organisation"):
        board = mandate.organisation
        names = {board.name, board.territory} if board else set()
        status = AttendanceStatus.PRESENT
        if names & set(row.get("excused", [])):
            status = AttendanceStatus.EXCUSED
        elif names & set(row.get("absent", [])):
            status = AttendanceStatus.ABSENT
        attendances.append(
            Attendance.objects.create(
                meeting=meeting,
                person=mandate.person,
                name=mandate.person.name,
                role=mandate.role,
                organisation=board,
                has_vote=mandate.has_vote,
                status=status,
            )
        )
    return attendances


def _approve_previous(meeting: Meeting) -> int:
    """The standing item for the minutes of the meeting before; returns how many items there are now."""
    previous = Meeting.objects.before(meeting).filter(state=MeetingState.APPROVED, approved_in=None).first()
    if previous is None:
        return 0
    item = _approval_item(meeting, previous)
    AgendaItem.objects.filter(pk=item.pk).update(minutes=str(_("Het verslag is goedgekeurd.")))
    Meeting.objects.filter(pk=previous.pk).update(approved_in=meeting, approved_at=meeting.actual_start)
    return 1


def _approval_item(meeting: Meeting, previous: Meeting) -> AgendaItem:
    return AgendaItem.objects.create(
        body=meeting.body,
        meeting=meeting,
        position=1,
        kind=ItemKind.APPROVAL,
        title=approval_title(previous),
        approves=previous,
    )


def _item(row: dict[str, Any], meeting: Meeting, position: int, there: list[Attendance], day_known: bool) -> None:
    item = AgendaItem.objects.create(
        body=meeting.body,
        meeting=meeting,
        position=position,
        kind=row["kind"],
        title=row["title"],
        explanation="" if day_known else str(DAY_NOT_KEPT),
        presenter=row.get("presenter", ""),
        minutes=row["minutes"],
    )
    for decision in row.get("decisions", []):
        _decision(decision, item, there)
    for text, _who, due_on, done_on in row.get("actions", []):
        ActionPoint.objects.create(
            body=meeting.body, item=item, text=text, person=meeting.secretary, due_on=due_on, done_on=done_on or None
        )


def _decision(row: dict[str, Any], item: AgendaItem, there: list[Attendance]) -> None:
    meeting = item.meeting
    assert meeting is not None
    year = timezone.localdate(meeting.planned_start).year
    named = _named_votes(row, there) if row["vote"] == VoteKind.NAMED else {}
    counts = [list(named.values()).count(choice) for choice in Choice] if named else row["votes"]
    decision = Decision.objects.create(
        item=item,
        meeting=meeting,
        body=meeting.body,
        year=year,
        number=DecisionCounter.next_number(meeting.body, year),
        title=row["title"],
        considerations=row["considerations"],
        outcome=Outcome.ADOPTED,
        vote_kind=row["vote"],
        votes_for=counts[0],
        votes_against=counts[1],
        abstentions=counts[2],
    )
    for number, text in enumerate(row["articles"], start=1):
        Article.objects.create(decision=decision, number=number, text=text)
    Vote.objects.bulk_create(
        Vote(decision=decision, attendance=attendance, choice=choice) for attendance, choice in named.items()
    )


def _named_votes(row: dict[str, Any], there: list[Attendance]) -> dict[Attendance, Choice]:
    votes = {}
    for attendance in there:
        if attendance.has_vote and attendance.in_the_room():
            assert attendance.organisation is not None
            names = {attendance.organisation.name, attendance.organisation.territory}
            if names & set(row["against"]):
                votes[attendance] = Choice.AGAINST
            else:
                votes[attendance] = Choice.ABSTAIN if names & set(row["abstain"]) else Choice.FOR
    return votes

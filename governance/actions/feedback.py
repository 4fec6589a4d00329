"""Feedback after a meeting: the checklist that follows from the body's matrix, and ticking it off."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from governance.models import (
    PER_MEMBER,
    Audience,
    Body,
    CommunicationRule,
    Feedback,
    FeedbackChannel,
    Meeting,
)
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.calendar.workdays import next_working_day
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

LISTED = "governance.feedback.listed"
DONE = "governance.feedback.done"
REOPENED = "governance.feedback.reopened"
USUAL_DAYS = 30  # until the next sitting of most councils


def rules_of(body: Body) -> list[CommunicationRule]:
    """The matrix of the body; one that reports to the councils does so also when nobody wrote down how."""
    rules = list(body.communication.all())
    if body.feedback_to_councils and not any(rule.audience == Audience.COUNCILS for rule in rules):
        rules.append(
            CommunicationRule(
                body=body,
                audience=Audience.COUNCILS,
                channel=FeedbackChannel.COUNCIL_ITEM,
                within_days=USUAL_DAYS,
            )
        )
    return rules


def list_for(meeting: Meeting, *, by: User | None) -> list[Feedback]:
    """Make the checklist of a meeting that was closed; what is on it already stays. Called inside a transaction."""
    day = timezone.localdate(meeting.actual_start or meeting.planned_start)
    there = set(meeting.feedback.values_list("audience", "channel", "organisation"))
    rows = [
        Feedback(
            meeting=meeting,
            audience=rule.audience,
            channel=rule.channel,
            organisation=organisation,
            what=rule.what,
            due_on=next_working_day(day + dt.timedelta(days=rule.within_days)),
        )
        for rule in rules_of(meeting.body)
        for organisation in _told(rule, meeting, day)
        if (rule.audience, rule.channel, organisation and organisation.pk) not in there
    ]
    made = Feedback.objects.bulk_create(rows)
    if made:
        record(LISTED, meeting, by=by, scope=meeting.partnership.organisation, changes={"lines": len(made)})
    return made


def _told(rule: CommunicationRule, meeting: Meeting, day: dt.date) -> Iterator[Organisation | None]:
    """Each member by itself where a council is told, or else one line for the audience."""
    if rule.audience not in PER_MEMBER:
        yield None
        return
    for membership in meeting.partnership.members_on(day):
        if membership.organisation.kind in LOCAL_BOARDS:
            yield membership.organisation


def finish(row: Feedback, *, by: User, on: dt.date | None = None, note: str = "") -> None:
    """It was told, today unless told otherwise. Doing it twice changes nothing. Raises Refused, Stale."""
    day = on or today()
    refuse_future(day, "done_on")
    held = timezone.localdate(row.meeting.actual_start or row.meeting.planned_start)
    if day < held:
        raise Refused(_("De vergadering was er toen nog niet. Kies een latere dag."), field="done_on")
    if row.done_on is not None:
        return
    with transaction.atomic():
        changes = write(row, done_on=day, done_by=by, note=note)
        record(DONE, row, by=by, scope=row.partnership.organisation, changes=changes)


def reopen(row: Feedback, *, by: User) -> None:
    """It was not told after all. Raises Stale."""
    if row.done_on is None:
        return
    with transaction.atomic():
        changes = write(row, done_on=None, done_by=None, note="")
        record(REOPENED, row, by=by, scope=row.partnership.organisation, changes=changes)

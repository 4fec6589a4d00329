"""Noting a vote: counted, by name or secret. The outcome follows from the count."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import decision as decisions
from governance.actions import sitting
from governance.models import (
    COUNTED,
    Attendance,
    Choice,
    Decision,
    Outcome,
    Quorum,
    Tally,
    Vote,
    VoteKind,
    objections,
    tally_of,
)
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, change, touch


@transaction.atomic
def note(
    decision: Decision,
    *,
    by: User,
    kind: str,
    tally: Tally | None = None,
    choices: Mapping[int, str] | None = None,
    outcome: str = Outcome.NONE,
    taken_at: dt.time | None = None,
    version: int | None = None,
) -> Decision:
    """Note how a decision was voted; `version` is the one that the person saw.

    `kind` says what comes along: `tally` for a show of hands or a secret vote, `choices` (attendance id → Choice) for
    votes by name, neither for consensus. An empty `outcome` is filled in from the count; one that contradicts the
    count is refused. Raises Refused (closed, no quorum, more votes than people, somebody who can not vote), Stale when
    somebody was first.
    """
    sitting.hold_open(decision.meeting)
    decisions.refuse_withdrawn(decision)
    attendances = list(decision.meeting.attendances.all())
    given: dict[int, str] = {}
    if kind == VoteKind.NAMED:
        given = _cast_in_the_room(choices or {}, attendances, taken_at)
        tally = tally_of(given.values())
    elif kind == VoteKind.NONE:
        tally = None
    if not outcome:
        outcome = tally.outcome(decision.body) if tally and tally.total else Outcome.ADOPTED
    wrong = objections(decision.body, Quorum(decision.meeting, attendances, taken_at), outcome, kind, tally)
    if wrong:
        raise Refused(*wrong, field="outcome")
    decision.version = version or decision.version
    changes = change(decision, **_values(kind, tally, outcome, taken_at))
    by_name = _changed_votes(decision, given, attendances)
    if by_name:
        if not changes:
            touch(decision)  # the same counts, but not the same people
        _write_votes(decision, given)
        changes |= by_name
    if changes:
        is_numbered = decisions.number_if_due(decision)
        scope = decision.partnership.organisation
        record("governance.decision.voted", decision, by=by, scope=scope, changes=changes)
        if is_numbered:
            decisions.record_number(decision, by=by)
    return decision


def _values(kind: str, tally: Tally | None, outcome: str, taken_at: dt.time | None) -> dict[str, Any]:
    counted = tally if kind in COUNTED else None
    return {
        "vote_kind": kind,
        "votes_for": counted.in_favour if counted else None,
        "votes_against": counted.against if counted else None,
        "abstentions": counted.abstentions if counted else None,
        "outcome": outcome,
        "taken_at": taken_at,
    }


def _cast_in_the_room(
    choices: Mapping[int, str], attendances: list[Attendance], moment: dt.time | None
) -> dict[int, str]:
    """The choices by seat. Raises Refused for whoever has no vote here or is not in the room at that hour."""
    seats = {attendance.pk: attendance for attendance in attendances}
    given = {}
    for key, choice in choices.items():
        seat = seats.get(key)
        if seat is None or not seat.has_vote:
            name = seat.name if seat else _("Iemand uit een andere vergadering")
            raise Refused(_("%(name)s is in deze vergadering niet stemgerechtigd.") % {"name": name})
        if not seat.in_the_room(moment):
            raise Refused(_("%(name)s is niet in de zaal en kan niet stemmen.") % {"name": seat.name})
        given[key] = Choice(choice).value
    return given


def _changed_votes(decision: Decision, given: dict[int, str], attendances: list[Attendance]) -> dict[str, Any]:
    """Who votes otherwise than was noted, by name: (before, after)."""
    before = {vote.attendance_id: vote.choice for vote in decision.votes.all()}
    seats = {attendance.pk: attendance for attendance in attendances}
    return {
        str(seats[key].seat): (before.get(key, ""), given.get(key, ""))
        for key in {**before, **given}
        if before.get(key) != given.get(key)
    }


def _write_votes(decision: Decision, given: dict[int, str]) -> None:
    """Make the rows of votes by name as given; other kinds of vote give none, and so keep no names."""
    decision.votes.all().delete()
    Vote.objects.bulk_create(Vote(decision=decision, attendance_id=key, choice=choice) for key, choice in given.items())

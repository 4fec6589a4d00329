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
    """Note how a decision was voted; `version` is the one that the person saw; None takes the row as it was read.

    `kind` says what comes along: `tally` for a show of hands or a secret vote, `choices` (attendance id → Choice) for
    votes by name, neither for consensus. An empty `outcome` is filled in from the count; one that contradicts the
    count is refused. Raises Refused (closed, no quorum, more votes than people, somebody who can not vote), Stale when
    somebody was first.
    """
    sitting.hold_open(decision.meeting)
    decisions.refuse_withdrawn(decision)
    seats = {attendance.pk: attendance for attendance in decision.meeting.attendances.select_related("organisation")}
    given = _cast_in_the_room(choices or {}, seats, taken_at) if kind == VoteKind.NAMED else {}
    if kind not in COUNTED:
        tally = None
    elif kind == VoteKind.NAMED:
        tally = tally_of(given.values())
    if not outcome:
        outcome = tally.outcome(decision.body) if tally and tally.total else Outcome.ADOPTED
    quorum = Quorum(decision.meeting, list(seats.values()), taken_at)
    wrong = objections(decision.body, quorum, outcome, kind, tally)
    if wrong:
        raise Refused(*wrong, field="outcome")
    if version is not None:
        decision.version = version
    changes = change(decision, **_values(kind, tally, outcome, taken_at))
    changes |= _write_votes(decision, given, seats, is_touched=bool(changes))
    if changes:
        decisions.number_and_record(decision, "governance.decision.voted", by=by, changes=changes)
    return decision


def _values(kind: str, tally: Tally | None, outcome: str, taken_at: dt.time | None) -> dict[str, Any]:
    return {
        "vote_kind": kind,
        "votes_for": tally.in_favour if tally else None,
        "votes_against": tally.against if tally else None,
        "abstentions": tally.abstentions if tally else None,
        "outcome": outcome,
        "taken_at": taken_at,
    }


def _cast_in_the_room(
    choices: Mapping[int, str], seats: Mapping[int, Attendance], moment: dt.time | None
) -> dict[int, str]:
    """The choices by seat. Raises Refused for whoever has no vote here or is not in the room at that hour."""
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


def _write_votes(
    decision: Decision, given: Mapping[int, str], seats: Mapping[int, Attendance], *, is_touched: bool
) -> dict[str, Any]:
    """Make the votes by name as given; returns who votes otherwise than was noted. Other kinds keep no names."""
    before = {vote.attendance_id: vote.choice for vote in decision.votes.all()}
    if before == given:
        return {}
    if not is_touched:
        touch(decision)  # the same counts, but not the same people
    decision.votes.all().delete()
    if not given:
        return {}  # a secret vote leaves no names, in history neither
    Vote.objects.bulk_create(Vote(decision=decision, attendance_id=key, choice=choice) for key, choice in given.items())
    return {
        seats[key].seat: (before.get(key, ""), given.get(key, ""))
        for key in {**before, **given}
        if before.get(key) != given.get(key)
    }

"""Telling for many organisations at once what their councils decided."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from governance.actions.approval_response import Seen, Told, report
from governance.models import ApprovalResponse, Channel, RoundParty
from wegwijzer.accounts.models import User
from wegwijzer.lifecycle import Refused, Stale


class RowsRefused(Exception):
    """Of many answers told at once these could not be noted, so none was: {party (key): why}."""

    def __init__(self, problems: Mapping[int, Refused | Stale]) -> None:
        super().__init__(f"{len(problems)} answers refused")
        self.problems = problems


def report_many(rows: Iterable[tuple[RoundParty, Told, Seen]], *, by: User) -> list[ApprovalResponse]:
    """Note the answers of many organisations on their behalf: all of them, or none. Raises RowsRefused."""
    made, problems = [], {}
    with transaction.atomic():
        for party, told, seen in rows:
            try:
                made.append(report(party, told, by=by, channel=Channel.ON_BEHALF, seen=seen))
            except (Refused, Stale) as problem:
                problems[party.pk] = problem
        if problems:
            raise RowsRefused(problems)
    return made

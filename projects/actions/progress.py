"""Realisations: what was done for an objective. A note is never changed; who was wrong writes a next one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.models import Objective, Plan, ProgressNote, TargetCount
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold

NOTED = "projects.progress.noted"


@dataclass(frozen=True)
class Line:
    """What is noted for one objective: in words, and if wanted how far that brings it."""

    objective: Objective
    text: str
    state: str = ""
    percent: int | None = None
    value: Decimal | None = None


@transaction.atomic
def note(
    objective: Objective,
    *,
    by: User | None,
    on: dt.date,
    text: str,
    state: str = "",
    percent: int | None = None,
    value: Decimal | None = None,
) -> ProgressNote:
    """Write down what was done by that day; `percent` is of 100, `value` in the unit of its target.

    Saying the same twice notes it once. Raises Refused for a day to come, and for what can not be measured.
    """
    refuse_future(on, "on")
    _refuse_measure(objective, percent, value)
    hold(objective)
    said = {"on": on, "text": text, "state": state, "percent": percent, "value": value}
    there = ProgressNote.objects.filter(objective=objective, by=by, **said).first()
    if there is not None:
        return there
    noted = ProgressNote.objects.create(objective=objective, by=by, **said)
    changes = {"objective": objective} | {name: told for name, told in said.items() if told not in ("", None)}
    record(NOTED, noted, by=by, scope=objective.plan.partnership.organisation, changes=changes)
    return noted


@transaction.atomic
def note_all(plan: Plan, lines: Sequence[Line], *, by: User, on: dt.date) -> int:
    """Note several lines of one plan at once, or none of them. Returns how many. Raises Refused as `note` does.

    The field of what is refused is that of the line: "percent_12" for objective 12.
    """
    for line in lines:
        if line.objective.plan_id != plan.pk:
            raise Refused(_("Deze doelstelling hoort bij een ander plan."))
        try:
            note(line.objective, by=by, on=on, text=line.text, state=line.state, percent=line.percent, value=line.value)
        except Refused as refused:
            raise Refused(*refused.reasons, field=f"{refused.field}_{line.objective.pk}") from refused
    return len(lines)


def _refuse_measure(objective: Objective, percent: int | None, value: Decimal | None) -> None:
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(_("Een percentage ligt tussen 0 en 100."), field="percent")
    if value is None:
        return
    if objective.target_number is None:
        raise Refused(_("Deze doelstelling heeft geen streefcijfer. Schrijf het getal in de tekst."), field="value")
    if objective.target_counts != TargetCount.BY_HAND:
        raise Refused(_("Dit streefcijfer wordt vanzelf geteld. Laat dit veld leeg."), field="value")

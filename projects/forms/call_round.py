"""What a call brings along when its boards are asked whether they are interested."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from governance.forms.approval_round import RoundForm
from governance.forms.round_asked import CHOSEN
from governance.forms.round_threshold import MUNICIPALITIES
from governance.models import CouncilKind, RoundBook, RoundKind
from projects.models import Call, CallCondition, ConditionMeasure, condition_in_words
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.calendar.workdays import previous_working_day

TIME_TO_WRITE = dt.timedelta(days=28)  # between the answers of the boards and the last day to apply
LONGEST_TITLE = 160


def starting_from_call(call: Call, conditions: Sequence[CallCondition], earlier: RoundBook | None) -> dict[str, Any]:
    """The fields of a round about interest: its words from the call, whom to ask as in the round before it.

    What has to be reached is what the call asks: its least number of municipalities.
    """
    start = RoundForm.starting_blank() | {
        "kind": RoundKind.INTEREST.value,
        "title": (_("Interesse in de oproep ‘%s’") % call.title)[:LONGEST_TITLE],
        "question": _("Wil uw bestuur mee indienen voor de oproep ‘%(call)s’ van %(funder)s? Waarom, en hoe?")
        % {"call": call.title, "funder": call.funder},
        "facts": _facts(call, conditions, earlier),
        "consequence": _("We maken een aanvraag op met wie ja zegt."),
        "deadline_on": _deadline(call),
        "organ_municipality": CouncilKind.COLLEGE.value,
        "organ_ocmw": CouncilKind.PERMANENT_BUREAU.value,
    }
    needed = [row for row in conditions if row.measure == ConditionMeasure.MUNICIPALITIES_MIN]
    if needed and needed[0].amount:
        start |= {"threshold": MUNICIPALITIES, "number": int(needed[0].amount)}
    if earlier is not None:
        start |= {"who": CHOSEN, "chosen": [party.organisation_id for party in earlier.active]}
    return start


def _deadline(call: Call) -> dt.date:
    """Four weeks before the last day to apply, on a working day, or else as late as there is."""
    usual = RoundForm.starting_blank()["deadline_on"]
    latest = previous_working_day(call.deadline_on - TIME_TO_WRITE)
    if latest < today():
        latest = max(call.deadline_on, today())
    return min(usual, latest)


def _facts(call: Call, conditions: Sequence[CallCondition], earlier: RoundBook | None) -> str:
    parts = [call.purpose.strip()] if call.purpose else []
    parts.append(_("Indienen kan tot en met %s.") % in_words(call.deadline_on))
    if conditions:
        told = "\n".join(f"- {condition_in_words(row)}" for row in conditions)
        parts.append(_("De oproep vraagt:") + "\n" + told)
    if earlier is not None:
        words = {"yes": len(earlier.agreed), "asked": len(earlier.active), "round": earlier.round}
        parts.append(_("Bij de vorige oproep zeiden %(yes)s van %(asked)s besturen ja (“%(round)s”).") % words)
    return "\n\n".join(parts)

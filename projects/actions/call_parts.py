"""What comes with a call: conditions, the template of the checklist, news, information sessions. History is the call's.

News can move the deadline: of the call, and of the dossiers that still have to be submitted by the old one.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.actions import call_template
from projects.models import (
    BEFORE_SUBMISSION,
    Call,
    CallCondition,
    CallRequirement,
    CallUpdate,
    ConditionMeasure,
    Dossier,
    InfoSession,
    Verdict,
    condition_in_words,
)
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

Part = CallCondition | CallRequirement | CallUpdate | InfoSession
ADDED: dict[type[Part], str] = {
    CallCondition: "projects.call.condition_added",
    CallRequirement: "projects.call.requirement_added",
    CallUpdate: "projects.call.update_added",
    InfoSession: "projects.call.session_added",
}
CHANGED: dict[type[Part], str] = {
    CallCondition: "projects.call.condition_changed",
    CallRequirement: "projects.call.requirement_changed",
    CallUpdate: "projects.call.update_changed",
    InfoSession: "projects.call.session_changed",
}
REMOVED: dict[type[Part], str] = {
    CallCondition: "projects.call.condition_removed",
    CallRequirement: "projects.call.requirement_removed",
    CallUpdate: "projects.call.update_removed",
    InfoSession: "projects.call.session_removed",
}
JUDGED = "projects.call.condition_judged"
DEADLINE_MOVED = "projects.dossier.deadline_moved"
# What makes a row of a call another one; the first is the field beside which a double is told.
ONCE: dict[type[Part], tuple[str, ...]] = {
    CallCondition: ("measure", "amount", "day", "cost_kind", "text"),
    CallRequirement: ("title",),
    CallUpdate: ("text", "told_on"),
    InfoSession: ("title", "starts_at"),
}


@transaction.atomic
def add(call: Call, kind: type[Part], /, *, by: User, **values: Any) -> Part:
    """One more of its kind. Raises Refused for a double, and for what is of another partnership."""
    hold(call)
    part: Part = kind(call=call, **values)
    _refuse(part)
    part.save(force_insert=True)
    _told(ADDED[kind], part, by, {_name(part): ("", _in_words(part))})
    if isinstance(part, CallUpdate):
        _move_deadline(call, part, by)
    return part


@transaction.atomic
def change(part: Part, /, *, by: User, version: int, **values: Any) -> None:
    """Correct it. Raises Refused as `add` does, Stale when the row is another by now."""
    hold(part.call)
    kind, before = type(part), _in_words(part)
    twin = kind(pk=part.pk, call=part.call, **{name: getattr(part, name) for name in ONCE[kind]} | values)
    _refuse(twin)
    part.version = version
    if isinstance(part, CallCondition):
        values |= _still_judged(part, values)
    old_deadline = getattr(part, "deadline_on", None)
    if write(part, **values):
        _told(CHANGED[kind], part, by, {_name(part): (before, _in_words(part))})
    if isinstance(part, CallUpdate) and part.deadline_on != old_deadline:
        _move_deadline(part.call, part, by)


@transaction.atomic
def remove(part: Part, *, by: User, version: int) -> None:
    """Take it away, for what should not have been there. Raises Stale when the row is another by now."""
    hold(part.call)
    kind, key = type(part), part.pk
    if not kind._base_manager.filter(pk=key, version=version).delete()[0]:
        raise Stale(kind._base_manager.filter(pk=key).first())
    _told(REMOVED[kind], part, by, {_name(part): (_in_words(part), "")})


@transaction.atomic
def judge(condition: CallCondition, *, by: User, version: int, verdict: str, verdict_reason: str) -> None:
    """Say of a condition in words whether it is met. Raises Refused for any other condition, Stale."""
    hold(condition.call)
    if condition.measure != ConditionMeasure.OTHER:
        raise Refused(_("Deze voorwaarde volgt uit de cijfers. Alleen een voorwaarde in woorden beoordeelt u zelf."))
    if not verdict:
        verdict_reason = ""
    condition.version = version
    before = Verdict(condition.verdict).label
    if write(condition, verdict=verdict, verdict_reason=verdict_reason):
        changes = {_in_words(condition): (before, Verdict(verdict).label)}
        _told(JUDGED, condition, by, changes, reason=verdict_reason)


def _still_judged(part: CallCondition, values: Mapping[str, Any]) -> dict[str, str]:
    """What people said was about the old words: with others they look again."""
    if part.verdict and values.get("text", part.text) != part.text:
        return {"verdict": Verdict.UNKNOWN.value, "verdict_reason": ""}
    return {}


def _move_deadline(call: Call, news: CallUpdate, by: User) -> None:
    """To the day that the news tells, of the call and of every dossier that kept to the old one."""
    day = news.deadline_on
    if day is None or day == call.deadline_on:
        return
    old, scope = call.deadline_on, call.partnership.organisation
    call.refresh_from_db(fields=["version"])  # the caller holds it
    changes = write(call, deadline_on=day)
    record("projects.call.deadline_moved", call, by=by, scope=scope, changes=changes, reason=news.text)
    kept = Dossier.objects.filter(call=call, state__in=BEFORE_SUBMISSION)
    kept = kept.filter(Q(deadline_on=old) | Q(deadline_on__isnull=True)).select_related("call")
    for dossier in kept.select_related("project__partnership__organisation"):
        hold(dossier)
        moved = write(dossier, deadline_on=day) if dossier.deadline_on else {}
        call_template.shift(dossier, old, day)
        record(DEADLINE_MOVED, dossier, by=by, scope=scope, changes=moved, reason=news.text)


def _refuse(part: Part) -> None:
    """What the rows beside it ask; the caller holds the call."""
    kind = type(part)
    if isinstance(part, CallUpdate):
        refuse_future(part.told_on, "told_on")
        _refuse_deadline(part.call, part.deadline_on)
    if isinstance(part, CallCondition):
        cost_kind = part.cost_kind
        if cost_kind is not None and cost_kind.partnership_id != part.call.partnership_id:
            raise Refused(_("Kies een kostensoort van dit samenwerkingsverband."), field="cost_kind")
    same = {name: getattr(part, name) for name in ONCE[kind]}
    if kind._base_manager.filter(call=part.call, **same).exclude(pk=part.pk).exists():
        raise Refused(_("Dit staat er al."), field=_beside(part))


def _refuse_deadline(call: Call, day: dt.date | None) -> None:
    if day is not None and call.opened_on is not None and day < call.opened_on:
        raise Refused(_("De uiterste dag ligt voor de dag waarop de oproep opent."), field="deadline_on")
    if day is None:
        return
    twins = Call.objects.filter(partnership=call.partnership_id, title=call.title, deadline_on=day)
    if twins.exclude(pk=call.pk).exists():
        raise Refused(_("Er is al een oproep met deze titel en deze uiterste dag."), field="deadline_on")


def _beside(part: Part) -> str:
    """The field in which a person can mend a double."""
    if not isinstance(part, CallCondition):
        return ONCE[type(part)][0]
    return next(name for name in ("amount", "day", "cost_kind", "text") if getattr(part, name) not in (None, ""))


def _name(part: Part) -> str:
    """How the call calls its rows, for history."""
    return str(type(part)._meta.verbose_name)


def _in_words(part: Part) -> str:
    return condition_in_words(part) if isinstance(part, CallCondition) else str(part)


def _told(verb: str, part: Part, by: User, changes: Mapping[str, Any], *, reason: str = "") -> None:
    record(verb, part.call, by=by, scope=part.partnership.organisation, changes=changes, reason=reason)

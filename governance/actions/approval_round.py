"""A round from its preparation to its end: prepared, changed, sent, closed, reopened, stopped."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import answer_link as answer_links
from governance.actions import round_plan as plans
from governance.actions.round_plan import Plan
from governance.actions.round_text import pin, uploaded
from governance.actions.round_turn import note_turn
from governance.models import (
    ROUND_LIFECYCLE,
    YEARLY,
    ApprovalRound,
    Decision,
    Partnership,
    RoundParty,
    RoundState,
    RoundText,
    inhabitants_of,
)
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, move, touch
from wegwijzer.lifecycle import change as write

PREPARED = "governance.round.prepared"
CHANGED = "governance.round.changed"
OPENED = "governance.round.opened"
CLOSED = "governance.round.closed"
REOPENED = "governance.round.reopened"
CANCELLED = "governance.round.cancelled"


@transaction.atomic
def prepare(partnership: Partnership, plan: Plan, *, by: User, decision: Decision | None = None) -> ApprovalRound:
    """A round in preparation, with its question, who is asked and what has to be reached; nobody hears of it yet.

    Preparing the same round twice gives the one that is there. Raises Refused, with the field it is about.
    """
    hold(partnership)
    if decision is not None and decision.partnership.pk != partnership.pk:
        raise Refused(_("Dit besluit is van een ander samenwerkingsverband."))
    there = _twin(partnership, plan, decision)
    if there is not None:
        return there
    round_ = ApprovalRound(partnership=partnership, decision=decision)
    _check(round_, plan)
    for name, value in plan.columns.items():
        setattr(round_, name, value)
    round_.save(force_insert=True)
    RoundText.objects.create(round=round_, **plan.wording)
    with uploaded(partnership, plan.file, by=by) as more:
        whole = replace(plan, annexes=[*plan.annexes, *more])
        plans.write_rows(round_, whole)
        record(PREPARED, round_, by=by, scope=partnership.organisation, changes=whole.story)
    return round_


@transaction.atomic
def start(partnership: Partnership, plan: Plan, *, by: User, decision: Decision | None = None) -> ApprovalRound:
    """Prepare a round and put the question at once; one that is sent already stays as it is. Raises Refused."""
    round_ = prepare(partnership, plan, by=by, decision=decision)
    if round_.state == RoundState.DRAFT:
        open(round_, by=by, version=round_.version)
    return round_


def _twin(partnership: Partnership, plan: Plan, decision: Decision | None) -> ApprovalRound | None:
    """The round that asks exactly this already, as a second press on the same button would."""
    columns = dict(plan.columns)
    asked_on = columns.pop("asked_on")
    rows = ApprovalRound.objects.filter(partnership=partnership, decision=decision, **columns)
    rows = rows.filter(Q(asked_on=asked_on or today()) | Q(asked_on__isnull=True))  # a draft waits for its day
    rows = rows.exclude(state=RoundState.CANCELLED).prefetch_related("texts")
    wanted = plan.wording
    for row in rows:
        text = row.current_text
        if all(getattr(text, name) == value for name, value in wanted.items()):
            return row
    return None


def _check(round_: ApprovalRound, plan: Plan) -> None:
    columns = plan.columns
    year, kind = columns["year"], columns["kind"]
    if kind in YEARLY and year is None:
        raise Refused(_("Geef het jaar waarover het gaat."), field="year")
    same = ApprovalRound.objects.filter(partnership=round_.partnership, kind=kind, year=year).exclude(pk=round_.pk)
    if year is not None and same.exclude(state=RoundState.CANCELLED).exists():
        raise Refused(_("Voor dat jaar is er al een ronde van deze soort."), field="year")
    refuse_early_deadline(columns["asked_on"] or today(), columns["deadline_on"])
    plans.refuse_unasked(plan.asked)
    plans.refuse_unreachable(plan.clauses, plan.asked, (columns["asked_on"] or today()).year)


def refuse_early_deadline(asked_on: dt.date, deadline_on: dt.date) -> None:
    """Nobody can answer before the question was put."""
    if asked_on > today():
        raise Refused(_("Kies vandaag of een vroegere dag: wat nog komt, is nog niet gevraagd."), field="asked_on")
    if deadline_on < asked_on:
        raise Refused(
            _("Kies een dag vanaf %s, de dag waarop het gevraagd wordt.") % in_words(asked_on), field="deadline_on"
        )


@transaction.atomic
def change(round_: ApprovalRound, plan: Plan, *, by: User, version: int) -> Mapping[str, Any]:
    """Everything of a round in preparation; returns what changed. Raises Refused when it was sent, Stale."""
    if round_.state != RoundState.DRAFT:
        raise Refused(_("Deze ronde is al verstuurd. De vraag en wie gevraagd wordt, liggen vast."))
    hold(round_.partnership)
    round_.version = version
    touch(round_)
    _check(round_, plan)
    changes = dict(write(round_, **plan.columns))
    text = round_.texts.get()
    for name, value in plan.wording.items():
        if getattr(text, name) != value:
            changes[name] = (getattr(text, name), value)
    RoundText.objects.filter(pk=text.pk).update(**plan.wording)
    with uploaded(round_.partnership, plan.file, by=by) as more:
        changes |= plans.rewrite_rows(round_, replace(plan, annexes=[*plan.annexes, *more]))
        if changes:
            record(CHANGED, round_, by=by, scope=round_.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def open(round_: ApprovalRound, *, by: User, version: int, asked_on: dt.date | None = None) -> ApprovalRound:
    """Put the question: from here on its text, who is asked and the threshold are fixed.

    `asked_on` may lie in the past, to enter what was asked before. Raises Refused, Stale.
    """
    day = asked_on or round_.asked_on or today()
    refuse_early_deadline(day, round_.deadline_on)
    round_.version = version
    move(round_, "open", ROUND_LIFECYCLE, asked_on=day, opened_at=timezone.now(), opened_by=by)
    parties = list(round_.parties.select_related("organisation"))
    asked = [plans.Asked(party.organisation, party.organ, party.contribution) for party in parties]
    plans.refuse_unreachable([clause.clause for clause in round_.clauses.all()], asked, day.year)
    people = inhabitants_of([party.organisation for party in parties], day.year)
    for party in parties:
        party.inhabitants = people[party.organisation_id]
    RoundParty.objects.bulk_update(parties, ["inhabitants"])
    text = pin(round_.texts.get(), day, by=by)
    changes = {"asked_on": day, "deadline_on": round_.deadline_on, _("gevraagd"): len(parties)}
    record(OPENED, round_, by=by, scope=round_.partnership.organisation, changes=changes | {"checksum": text.checksum})
    answer_links.tell_asked(round_)
    return round_


@transaction.atomic
def adjust(round_: ApprovalRound, *, by: User, version: int, deadline_on: dt.date, **values: Any) -> Mapping[str, Any]:
    """While it runs: another last day, title or consequence. Raises Refused when an answer would be late, Stale."""
    if round_.state != RoundState.OPEN:
        raise Refused(_("Deze ronde loopt niet. Heropen ze eerst."))
    with note_turn(round_, by=by) as before:
        assert round_.asked_on is not None
        in_time = [answer.on for answer in before.ballot.answers if before.ballot.in_time(answer)]
        earliest = max([round_.asked_on, *in_time])
        if deadline_on < earliest:
            sentence = _("Tot %s antwoordde er al een raad. Kies die dag of een latere.") % in_words(earliest)
            refuse_early_deadline(round_.asked_on, deadline_on)
            raise Refused(sentence, field="deadline_on")
        round_.version = version
        changes = write(round_, deadline_on=deadline_on, **values)
        if changes:
            record(CHANGED, round_, by=by, scope=round_.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def close(round_: ApprovalRound, *, by: User, version: int) -> ApprovalRound:
    """No more answers. Raises Refused, Stale."""
    with note_turn(round_, by=by):
        _move(round_, "close", CLOSED, by=by, version=version, closed_on=today())
    return round_


@transaction.atomic
def reopen(round_: ApprovalRound, *, by: User, version: int) -> ApprovalRound:
    """It goes on after all, with the deadline that it had. Raises Refused, Stale."""
    _move(round_, "reopen", REOPENED, by=by, version=version, closed_on=None)
    return round_


@transaction.atomic
def cancel(round_: ApprovalRound, *, by: User, version: int, reason: str = "") -> ApprovalRound:
    """Stop asking; one in preparation is thrown away without a reason. Raises Refused, Stale."""
    if round_.state != RoundState.DRAFT and not reason:
        raise Refused(_("Zeg waarom deze ronde stopt: de besturen lezen het."), field="reason")
    was_asked = round_.state != RoundState.DRAFT
    stamps = {"cancelled_at": timezone.now(), "cancel_reason": reason}
    _move(round_, "cancel", CANCELLED, by=by, version=version, reason=reason, **stamps)
    if was_asked:
        answer_links.tell_cancelled(round_)
    return round_


def _move(
    round_: ApprovalRound, verb: str, told: str, *, by: User, version: int, reason: str = "", **stamps: Any
) -> None:
    round_.version = version
    move(round_, verb, ROUND_LIFECYCLE, **stamps)
    record(told, round_, by=by, scope=round_.partnership.organisation, reason=reason)

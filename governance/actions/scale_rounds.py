"""The approval rounds of an invented partnership: the older ones closed, the last two running, one in preparation."""

import datetime as dt
import hashlib
from itertools import islice
from random import Random

from django.utils import timezone

from governance.models import (
    ApprovalResponse,
    ApprovalRound,
    Channel,
    Measure,
    Partnership,
    ResponseOutcome,
    RoundKind,
    RoundParty,
    RoundState,
    RoundText,
    Rule,
    ThresholdClause,
    organs_of,
)
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today

KINDS = (
    RoundKind.INTENTION,
    RoundKind.PRINCIPLE,
    RoundKind.STATUTES,
    RoundKind.APPLICATION,
    RoundKind.COFINANCING,
    RoundKind.PROTOCOL,
)
RUNNING = 2
REWORDED = 5  # one round in so many got a second wording while it ran
APART = dt.timedelta(days=60)  # between two rounds
TERM = dt.timedelta(days=100)  # from asking to the deadline
AT_ONCE = 2000  # rows in one statement
FIRST_ANSWERS = (
    (ResponseOutcome.APPROVED,) * 14
    + (ResponseOutcome.REMARKS,) * 2
    + (ResponseOutcome.REJECTED, ResponseOutcome.POSTPONED, ResponseOutcome.POSTPONED, None)
)


def load(partnership: Partnership, boards: list[Organisation], count: int, random: Random) -> None:
    """`count` rounds that were asked to all these boards, and one that still has to be."""
    rounds = ApprovalRound.objects.bulk_create([_round(partnership, place, count) for place in range(count + 1)])
    texts = _texts(rounds)
    ThresholdClause.objects.bulk_create(
        ThresholdClause(round=round_, measure=Measure.BOARDS, rule=Rule.SHARE, numerator=3, denominator=4)
        for round_ in rounds
    )
    parties = RoundParty.objects.bulk_create(
        (
            RoundParty(round=round_, organisation=board, organ=organs_of(board.kind)[0])
            for round_ in rounds
            for board in boards
        ),
        AT_ONCE,
    )
    asked = (party for party in parties if party.round.state != RoundState.DRAFT)
    answers = (answer for party in asked for answer in _answers(party, texts[party.round_id], random))
    while rows := list(islice(answers, AT_ONCE)):
        ApprovalResponse.objects.bulk_create(rows)


def _round(partnership: Partnership, place: int, count: int) -> ApprovalRound:
    kind = KINDS[place % len(KINDS)]
    asked_on = today() - (count - place) * APART
    row = ApprovalRound(partnership=partnership, kind=kind, title=f"{kind.label.capitalize()} {place + 1}")
    row.deadline_on = asked_on + TERM
    if place == count:
        return row
    row.asked_on, row.opened_at, row.state = asked_on, _noon(asked_on), RoundState.OPEN
    if place < count - RUNNING:
        row.state, row.closed_on = RoundState.CLOSED, min(row.deadline_on, today())
    return row


def _texts(rounds: list[ApprovalRound]) -> dict[int, list[RoundText]]:
    """The wordings of each round, by its key; every so many rounds there is a second one."""
    texts: dict[int, list[RoundText]] = {round_.pk: [] for round_ in rounds}
    for place, round_ in enumerate(rounds):
        for number in range(1, 3 if place % REWORDED == REWORDED - 1 else 2):
            text = RoundText(round=round_, number=number, question=f"Keurt uw bestuur {round_.title} goed?")
            if round_.asked_on:
                text.from_on = round_.asked_on + (number - 1) * TERM / 4
                text.pinned_at, text.checksum = _noon(text.from_on), hashlib.sha256(text.question.encode()).hexdigest()
                text.change_reason = "Een artikel is verduidelijkt." if number > 1 else ""
            texts[round_.pk].append(text)
    RoundText.objects.bulk_create([text for group in texts.values() for text in group])
    return texts


def _answers(party: RoundParty, texts: list[RoundText], random: Random) -> list[ApprovalResponse]:
    """None, one, or a second one after a postponement; most are verified, those of running rounds half there."""
    outcome = random.choice(FIRST_ANSWERS)
    asked_on = party.round.asked_on
    assert asked_on is not None
    days = [asked_on + dt.timedelta(days=random.randint(5, 60))]
    outcomes = [outcome] if outcome else []
    if outcome == ResponseOutcome.POSTPONED and random.random() < 0.5:
        days.append(days[0] + dt.timedelta(days=random.randint(20, 50)))
        outcomes.append(ResponseOutcome.APPROVED)
    rows = []
    for number, (outcome, day) in enumerate(zip(outcomes, days, strict=False), start=1):
        if day > today():
            break
        row = ApprovalResponse(party=party, number=number, outcome=outcome, answered_on=day, organ=party.organ)
        row.text = [text for text in texts if text.from_on and text.from_on <= day][-1]
        row.channel, row.reported_at = Channel.PAGE, _noon(day)
        row.reason = "" if outcome == ResponseOutcome.APPROVED else "De raad wil eerst de begroting zien."
        row.verified_at = _noon(day) if random.random() < 0.8 else None
        rows.append(row)
    return rows


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

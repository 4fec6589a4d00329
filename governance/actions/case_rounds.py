"""The rounds of a case: the councils' calendars, who was asked what, and what they answered."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from governance.models import (
    AgendaItem,
    ApprovalResponse,
    ApprovalRound,
    Channel,
    Council,
    CouncilSitting,
    Decision,
    ItemKind,
    Partnership,
    Recess,
    ResponseOutcome,
    RoundParty,
    RoundState,
    RoundText,
    StatuteClause,
    Statutes,
    ThresholdClause,
    inhabitants_of,
    organs_of,
)
from wegwijzer.accounts.models import Organisation, OrganisationKind
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.calendar.cadence import propose

Boards = dict[str, Organisation]
MORNING = dt.time(10)
DAY = dt.timedelta(days=1)
AHEAD = 120 * DAY  # how far the example calendars reach


def load(data: dict[str, Any], asking: Partnership, example_of: Partnership, boards: Boards) -> None:
    """Add the calendars and rounds that are not there yet; those of 2015 to `asking`, the example to `example_of`."""
    if "calendars" in data:
        _calendars(data["calendars"], boards)
    answers = {row["title"]: row["answers"] for row in data["rounds"] if "answers" in row}
    for row in data["rounds"]:
        _round(row, answers.get(row.get("answers_as", row["title"]), {}), asking, boards, data["illustrative"])
    if "statutes" in data:
        _statutes(data["statutes"], example_of)
    if "example" in data:
        _example(data["example"], example_of, boards)


def _statutes(row: dict[str, Any], partnership: Partnership) -> None:
    if partnership.statutes.exists():
        return
    statutes = Statutes.objects.create(partnership=partnership, number=1, title=row["title"], from_on=row["from_on"])
    StatuteClause.objects.bulk_create(
        StatuteClause(statutes=statutes, kind=kind, reference=reference) for kind, reference in row["clauses"].items()
    )


def _calendars(data: dict[str, Any], boards: Boards) -> None:
    """A council that is there already keeps the calendar that people gave it."""
    for board in boards.values():
        council, is_new = Council.objects.get_or_create(
            organisation=board, kind=organs_of(board.kind)[0], defaults={"closing_days": data["closing_days"]}
        )
        if not is_new:
            continue
        days = [*data["sittings"][board.territory], *_coming(data["monthly"][board.territory])]
        CouncilSitting.objects.bulk_create(
            CouncilSitting(council=council, held_on=day, agenda_closes_on=council.closes_on(day)) for day in days
        )
        first, last = data["recess"]
        Recess.objects.get_or_create(organisation=board, from_on=first, until_on=last)


def _coming(habit: list[int]) -> list[dt.date]:
    """Sittings of the coming months, by the habit of the council."""
    weekday, nth = habit
    years = sorted({today().year, (today() + AHEAD).year})
    days = [day for year in years for day in propose(1, "month", year, weekday=weekday, nth=nth)]
    return [day for day in days if today() < day <= today() + AHEAD]


def _round(row: dict[str, Any], answers: dict[str, Any], asking: Partnership, boards: Boards, remark: str) -> None:
    if ApprovalRound.objects.filter(partnership=asking, title=row["title"]).exists():
        return
    last = max(answer["on"] for answer in answers.values())
    days = {"asked_on": row["asked_on"], "deadline_on": row["deadline_on"]}
    round_ = _make(row, asking, **days, closed_on=max(last, row["deadline_on"]), remark=remark)
    parties = _parties(row, round_, list(boards.values()))
    for name, answer in answers.items():
        outcome = answer.get("outcome", ResponseOutcome.APPROVED)
        extra = {"reason": answer.get("reason", ""), "preferred_form": answer.get("form", "")}
        _response(parties[name], answer["on"], outcome, verified=True, **extra)
    if row.get("is_condition"):
        Decision.objects.filter(pk=round_.decision_id).update(condition=round_)
        items = AgendaItem.objects.filter(body__partnership=asking, kind=ItemKind.ADVICE)
        round_.decision.advice.set(item for item in items if str(item.title) == row["advice"])
    record("governance.case.loaded", round_, by=None, scope=asking.organisation)


def _make(row: dict[str, Any], asking: Partnership, *, asked_on: dt.date, remark: str, **days: dt.date) -> Any:
    """`days` are deadline_on, and closed_on for a round that is over."""
    moment = timezone.make_aware(dt.datetime.combine(asked_on, MORNING))
    decisions = Decision.objects.filter(body__partnership=asking)
    round_ = ApprovalRound.objects.create(
        partnership=asking,
        kind=row["kind"],
        title=row["title"],
        decision=next((found for found in decisions if str(found.title) == row.get("decision")), None),
        # beside the question and not in it: what stands in the facts goes to the councils
        consequence=" ".join(part for part in (row["consequence"], remark) if part),
        asked_on=asked_on,
        state=RoundState.CLOSED if "closed_on" in days else RoundState.OPEN,
        opened_at=moment,
        **days,
    )
    text = RoundText.objects.create(
        round=round_,
        question=row["question"],
        grounds=row.get("grounds", ""),
        facts=row["facts"],
        articles=row.get("articles", "").strip(),
    )
    RoundText.objects.filter(pk=text.pk).update(checksum=text.compute_checksum(), pinned_at=moment, from_on=asked_on)
    for position, clause in enumerate(row["clauses"], start=1):
        ThresholdClause.objects.create(round=round_, position=position, **clause)
    return round_


def _parties(row: dict[str, Any], round_: ApprovalRound, boards: list[Organisation]) -> dict[str, RoundParty]:
    municipal, welfare = row["organs"]
    shares = row.get("contributions", {})
    inhabitants = inhabitants_of(boards, round_.asked_on.year)
    return {
        board.name: RoundParty.objects.create(
            round=round_,
            organisation=board,
            organ=municipal if board.kind == OrganisationKind.MUNICIPALITY else welfare,
            contribution=Decimal(shares[board.territory]) / 2 if board.territory in shares else None,
            inhabitants=inhabitants[board.pk],
        )
        for board in boards
    }


def _response(party: RoundParty, on: dt.date, outcome: str, *, verified: bool, **extra: Any) -> None:
    told = min(timezone.make_aware(dt.datetime.combine(on + DAY, MORNING)), timezone.now())
    sitting = CouncilSitting.objects.filter(
        council__organisation=party.organisation_id, council__kind=party.organ, held_on=on
    ).first()
    ApprovalResponse.objects.create(
        party=party,
        number=1,
        text=party.round.current_text,
        outcome=outcome,
        answered_on=on,
        organ=party.organ,
        sitting=sitting,
        channel=Channel.CASE,
        reported_at=told,
        verified_at=told if verified else None,
        **extra,
    )


def _weekday(day: dt.date) -> dt.date:
    """That day, or the Friday before: councils do not sit in weekends."""
    return day - max(0, day.weekday() - 4) * DAY


def _example(row: dict[str, Any], partnership: Partnership, boards: Boards) -> None:
    if ApprovalRound.objects.filter(partnership=partnership, title=row["title"]).exists():
        return
    asked_on = today() - row["asked_days_ago"] * DAY
    deadline_on = today() + row["deadline_in_days"] * DAY
    round_ = _make(row, partnership, asked_on=asked_on, deadline_on=deadline_on, remark="")
    members = [membership.organisation for membership in partnership.members_on(asked_on)]
    parties = _parties(row, round_, members)
    for name, days_ago, outcome, verified in row["answers"]:
        _response(parties[name], _weekday(today() - days_ago * DAY), outcome, verified=verified)
    record("governance.case.loaded", round_, by=None, scope=partnership.organisation)

"""Who carries a plan, as its document tells it: how tasks are divided, who follows it up, who is told what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import (
    PREFETCHED,
    Body,
    BodyYear,
    CommunicationRule,
    RoundBook,
    RoundKind,
    RoundState,
    books_of,
)
from projects.models import Plan, meetings_about, rounds_about
from wegwijzer.accounts.periods import in_words, today


@dataclass(frozen=True)
class Agreement:
    """A protocol that was put to the boards: what it is about, and which organ approved it on which day."""

    title: str
    question: str
    facts: str
    approvals: list[tuple[str, str, str, str]]  # board, organ, answer, day


@dataclass(frozen=True)
class Gathered:
    """A year of the body that follows the plan up: how often it was to meet (None: no rhythm), and when it did."""

    year: int
    promised: int | None
    days: list[str]


@dataclass
class Matrix:
    """The communication matrix: a row per audience, a cell per channel with what is told and by when."""

    channels: list[str]
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


def agreements(plan: Plan) -> list[Agreement]:
    """The protocols tied to the plan that were put to the boards, oldest first."""
    asked = plan.partnership.rounds.filter(kind=RoundKind.PROTOCOL, state__in=(RoundState.OPEN, RoundState.CLOSED))
    rows = rounds_about(asked, plan).order_by("asked_on", "pk").prefetch_related(*PREFETCHED)
    return [_agreement(book) for book in books_of(rows).values()]


def _agreement(book: RoundBook) -> Agreement:
    text = book.round.current_text
    approvals = []
    for party in sorted(book.active, key=lambda party: party.pk):
        answer = book.newest(party)
        if answer is None:
            approvals.append((str(party.organisation), party.get_organ_display(), book.said(party).state.label, ""))
        else:
            day = in_words(answer.answered_on)
            outcome = answer.get_outcome_display()
            outcome = outcome if answer.is_verified else _("%s, nog niet nagekeken") % outcome
            approvals.append((str(party.organisation), answer.get_organ_display(), outcome, day))
    return Agreement(book.round.title, text.question, text.facts, approvals)


def seats_in(body: Body) -> list[tuple[str, list[str]]]:
    """Per role on which chair a board or function sits today; no names of people, for councils come and go."""
    found: dict[str, list[str]] = defaultdict(list)
    for mandate in body.mandates.seats().on(today()).in_order().select_related("organisation", "person"):
        who = str(mandate.organisation) if mandate.organisation else mandate.person.function
        if who and who not in found[mandate.get_role_display()]:
            found[mandate.get_role_display()].append(who)
    return [(capfirst(role), names) for role, names in found.items() if names]


def gathered(plan: Plan, body: Body) -> list[Gathered]:
    """The meetings of this body that were about the plan, per year, with the years between without any."""
    days: dict[int, list[dt.date]] = defaultdict(list)
    rows = meetings_about(body.meetings.over(), plan).order_by("planned_start")
    for planned_start, actual_start in rows.values_list("planned_start", "actual_start"):
        day = timezone.localdate(actual_start or planned_start)
        days[day.year].append(day)
    years = range(min(days), max(days) + 1) if days else ()
    return [
        Gathered(year, BodyYear(body, year, today()).promised, [date_format(day, "j F") for day in days.get(year, [])])
        for year in years
    ]


def matrix_of(body: Body) -> Matrix | None:
    """What the body agreed to tell whom; None when nothing is agreed."""
    rules: Iterable[CommunicationRule] = list(body.communication.all())
    if not rules:
        return None
    channels = list(dict.fromkeys(rule.get_channel_display() for rule in rules))
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for rule in rules:
        cells[rule.get_audience_display()][rule.get_channel_display()] = _told(rule)
    rows = [(audience, [told.get(channel, "") for channel in channels]) for audience, told in cells.items()]
    return Matrix(channels, rows)


def _told(rule: CommunicationRule) -> str:
    words = ngettext("binnen %s dag", "binnen %s dagen", rule.within_days) % rule.within_days
    return f"{rule.what}, {words}" if rule.what else words

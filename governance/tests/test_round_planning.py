"""A round and the calendars of who is asked in it: who can still decide in time."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from governance.models import Chances, CouncilKind, book_of, planning_of
from governance.tests.round_factories import (
    ApprovalResponseFactory,
    ApprovalRoundFactory,
    CouncilFactory,
    CouncilSittingFactory,
    RecessFactory,
    RoundPartyFactory,
)
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.ui.words import day

DAY = dt.timedelta(days=1)


@pytest.fixture
def round_(cast):
    return ApprovalRoundFactory(partnership=cast.a.partnership, open=True, deadline_on=today() + 30 * DAY)


def words(answer):
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def asked(round_, board, *, sittings=(), organ=CouncilKind.MUNICIPAL_COUNCIL, kind=None):
    """`sittings` are (days until it is held, days until its agenda closes)."""
    if sittings:
        council = CouncilFactory(organisation=board, kind=kind or organ)
        for held, closes in sittings:
            CouncilSittingFactory(
                council=council, held_on=today() + held * DAY, agenda_closes_on=today() + closes * DAY
            )
    return RoundPartyFactory(round=round_, organisation=board, organ=organ)


@pytest.fixture
def four(cast, round_):
    """Olen is in time, its OCMW closes in 6 days, Lille missed its agenda, the OCMW of Lille is not known."""
    boards = cast.a.boards
    welfare = CouncilKind.WELFARE_COUNCIL
    asked(round_, boards["Gemeente Olen"], sittings=[(10, 3), (28, 14), (60, 50)])
    asked(round_, boards["OCMW Olen"], sittings=[(20, 6)], organ=welfare)
    asked(round_, boards["Gemeente Lille"], sittings=[(5, -2), (40, 26)])
    asked(round_, boards["OCMW Lille"], organ=welfare)
    return round_


def told(round_, deadline=None):
    planning = planning_of(book_of(round_), deadline)
    return {line.party.organisation.name: line.plan.state for line in planning.waiting}


def test_each_organ_is_planned_by_its_own_calendar(four):
    assert told(four) == {
        "Gemeente Olen": Chances.IN_TIME,
        "OCMW Olen": Chances.SOON,
        "Gemeente Lille": Chances.TOO_LATE,
        "OCMW Lille": Chances.UNKNOWN,
    }
    assert list(told(four)) == ["Gemeente Lille", "OCMW Olen", "OCMW Lille", "Gemeente Olen"]


def test_calendar_of_another_organ_does_not_count(cast, round_):
    board = cast.a.boards["Gemeente Olen"]
    asked(round_, board, sittings=[(10, 3)], kind=CouncilKind.COLLEGE)
    assert told(round_) == {"Gemeente Olen": Chances.UNKNOWN}


def test_who_answered_needs_no_plan_and_who_postponed_does(four):
    olen, ocmw, *_rest = four.parties.order_by("pk")
    ApprovalResponseFactory(party=olen, answered_on=today())
    ApprovalResponseFactory(party=ocmw, answered_on=today(), outcome="postponed")
    planning = planning_of(book_of(four))
    assert [line.party for line in planning.answered] == [olen]
    assert ocmw in [line.party for line in planning.waiting]


def test_later_deadline_lets_more_councils_make_it(four):
    now, later = planning_of(book_of(four)), planning_of(book_of(four), today() + 45 * DAY)
    assert (now.able_count, later.able_count, len(now.waiting)) == (2, 3, 4)
    assert now.earliest_deadline == today() + 40 * DAY


def test_round_for_later_is_looked_at_from_the_day_on_which_it_is_asked(cast):
    draft = ApprovalRoundFactory(
        partnership=cast.a.partnership, asked_on=today() + 10 * DAY, deadline_on=today() + 30 * DAY
    )
    asked(draft, cast.a.boards["Gemeente Olen"], sittings=[(20, 9)])
    assert told(draft) == {"Gemeente Olen": Chances.TOO_LATE}


def test_reading_a_planning_costs_the_same_for_any_number_of_councils(four, django_assert_num_queries):
    RecessFactory(organisation=four.parties.first().organisation)
    book = book_of(four)
    assert len(book.still_out) == 4
    with django_assert_num_queries(1):
        planning_of(book)
    with django_assert_num_queries(2):
        planning_of(book, with_pauses=True)


def test_page_says_who_can_no_longer_make_it_first(four, cast, as_user):
    RecessFactory(organisation=cast.a.boards["Gemeente Olen"], from_on=today() + 12 * DAY, until_on=today() + 20 * DAY)
    said = words(as_user(cast.a.contact).get(reverse("governance:round_planning", args=[four.pk])))
    assert f"2 van 4 raden die nog moeten beslissen, kunnen {day(four.deadline_on)} halen" in said
    assert said.index("1 raad haalt") < said.index("1 agenda sluit binnen 7 dagen")
    assert "nog 6 dagen" in said
    assert "Van 1 raad kennen wij de kalender niet: OCMW Lille" in said
    assert "zomerreces" in said


def test_page_reckons_for_another_deadline(four, cast, as_user):
    client, address = as_user(cast.a.coordinator), reverse("governance:round_planning", args=[four.pk])
    later = today() + 45 * DAY
    said = words(client.get(address, {"tegen": later.isoformat()}))
    assert f"3 van 4 raden die nog moeten beslissen, kunnen {day(later)} halen" in said
    wrong = words(client.get(address, {"tegen": "31-02-2027"}))
    assert "31-02-2027 bestaat niet" in wrong
    assert "2 van 4" in wrong


def test_round_that_is_over_has_nothing_to_plan(cast, as_user):
    over = ApprovalRoundFactory(partnership=cast.a.partnership, closed=True)
    assert as_user(cast.a.coordinator).get(reverse("governance:round_planning", args=[over.pk])).status_code == 302


def test_who_makes_a_round_reads_how_many_councils_can_make_its_deadline(cast, as_user):
    client, boards = as_user(cast.a.coordinator), cast.a.boards
    draft = ApprovalRoundFactory(partnership=cast.a.partnership, deadline_on=today() + 30 * DAY)
    asked(draft, boards["Gemeente Olen"], sittings=[(10, 3)])
    asked(draft, boards["Gemeente Lille"], sittings=[(5, -2), (40, 26)])
    asked(draft, boards["OCMW Lille"], organ=CouncilKind.WELFARE_COUNCIL)
    said = f"1 van de 3 raden kan {in_words(draft.deadline_on)} nog halen. Van 1 raad kennen wij de kalender niet."
    for name in ("approval_round_edit", "approval_round_open"):
        assert said in words(client.get(reverse(f"governance:{name}", args=[draft.pk])))
    blank = reverse("governance:approval_round_add", args=[cast.a.partnership.pk])
    assert f"van de {len(boards)} raden" in words(client.get(blank))
    later = {"deadline_on": (today() + 45 * DAY).isoformat(), "who": "municipalities"}
    again = client.post(blank, later)
    assert again.status_code == 422
    assert f"2 van de 2 raden kunnen {in_words(today() + 45 * DAY)} nog halen" in words(again)
    other = client.post(blank, later | {"organ_municipality": "college"})
    assert "Van 2 raden kennen wij de kalender niet." in words(other)


def test_deadline_that_is_over_already_asks_nothing_of_calendars(cast, as_user):
    draft = ApprovalRoundFactory(
        partnership=cast.a.partnership, asked_on=today() - 40 * DAY, deadline_on=today() - 9 * DAY
    )
    asked(draft, cast.a.boards["Gemeente Olen"], sittings=[(10, 3)])
    page = as_user(cast.a.coordinator).get(reverse("governance:approval_round_edit", args=[draft.pk]))
    assert "nog halen" not in words(page)

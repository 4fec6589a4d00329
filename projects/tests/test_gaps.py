"""What a plan lacks: said by hand for each kind, with what is done, dropped or not begun left out."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.models import GapKind, Objective, Plan, Tree, gaps_of, standings_of
from projects.models.gaps import months_before
from projects.models.standing import Noted
from projects.models.timing import timing_words
from projects.tests import factories as make

DAY = dt.date(2012, 6, 15)


@pytest.fixture
def plan():
    return Plan(
        pk=1,
        kind="policy",
        from_on=dt.date(2008, 1, 1),
        until_on=dt.date(2013, 12, 31),
        short_term_until_on=dt.date(2009, 12, 31),
    )


def lacking(plan, rows, notes=None, responsible=(), day=DAY):
    """Per kind the keys that lack it. `rows` are the columns of objectives 1, 2, …"""
    made = []
    for key, row in enumerate(rows, start=1):
        made.append(Objective(**({"pk": key, "plan": plan, "position": key, "level": "action", "title": "x"} | row)))
    tree, notes = Tree(plan, made, ()), notes or {}
    gaps = gaps_of(tree, standings_of(tree, notes), notes, set(responsible), day=day)
    return {kind.value: [node.pk for node in nodes] for kind, nodes in gaps.items() if nodes}


def test_responsible_and_timing_come_from_above(plan):
    rows = [{"level": "strategic", "term": "both"}, {"parent_id": 1}, {}]
    found = lacking(plan, rows, {2: Noted(last_on=DAY), 3: Noted(last_on=DAY)}, responsible=[1])
    assert found == {"responsible": [3], "timing": [3]}


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_over_lacks_nothing(plan, state):
    assert lacking(plan, [{"until_on": dt.date(2009, 1, 1)}], {1: Noted(state=state)}) == {}


def test_under_what_was_dropped_nothing_is_lacking(plan):
    assert lacking(plan, [{}, {"parent_id": 1}], {1: Noted(state="dropped")}) == {}


@pytest.mark.parametrize(
    ("last_on", "silent"),
    [(None, True), (dt.date(2011, 12, 14), True), (dt.date(2011, 12, 15), False), (dt.date(2012, 6, 1), False)],
)
def test_no_news_in_six_months(plan, last_on, silent):
    notes = {1: Noted(last_on=last_on)} if last_on else {}
    found = lacking(plan, [{"term": "both"}], notes, responsible=[1])
    assert found == ({"news": [1]} if silent else {})


def test_work_that_has_not_begun_or_only_just_need_not_be_in_the_news(plan):
    rows = [{"from_on": dt.date(2012, 9, 1)}, {"from_on": dt.date(2012, 5, 1)}]
    assert lacking(plan, rows, responsible=[1, 2]) == {}


def test_news_of_a_step_is_news_of_its_action(plan):
    rows = [{"term": "both"}, {"parent_id": 1, "level": "step"}, {"parent_id": 1, "level": "step"}]
    assert lacking(plan, rows, {3: Noted(last_on=DAY)}, responsible=[1]) == {}
    assert lacking(plan, rows, responsible=[1]) == {"news": [1]}


@pytest.mark.parametrize(
    ("row", "late"),
    [
        ({"until_on": dt.date(2012, 6, 14)}, True),
        ({"until_on": dt.date(2012, 6, 15)}, False),
        ({"term": "short"}, True),
        ({"term": "long"}, False),
        ({"term": "both"}, False),
    ],
)
def test_day_that_has_passed(plan, row, late):
    found = lacking(plan, [row], {1: Noted(last_on=DAY)}, responsible=[1])
    assert found == ({"late": [1]} if late else {})


@pytest.mark.parametrize(
    ("value", "late"), [(None, True), (Decimal(5), True), (Decimal(6), False), (Decimal(7), False)]
)
def test_target_that_was_not_reached_in_time(plan, value, late):
    row = {"target_number": Decimal(6), "target_unit": "clusters", "target_by": dt.date(2012, 6, 1), "term": "both"}
    found = lacking(plan, [row], {1: Noted(state="done", value=value, last_on=DAY)}, responsible=[1])
    assert found == ({"late": [1]} if late else {})


def test_catalogue_lacks_nothing(plan):
    plan.kind = "catalogue"
    assert lacking(plan, [{}]) == {}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (dt.date(2012, 6, 15), 6, dt.date(2011, 12, 15)),
        (dt.date(2012, 8, 31), 6, dt.date(2012, 2, 29)),
        (dt.date(2012, 1, 31), 12, dt.date(2011, 1, 31)),
        (dt.date(2012, 12, 1), 12, dt.date(2011, 12, 1)),
    ],
)
def test_months_before_a_day(day, months, before):
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"term": "short"}, "korte termijn (2008–2009)"),
        ({"term": "long"}, "lange termijn (2010–2013)"),
        ({"term": "both"}, "korte en lange termijn (2008–2013)"),
        ({"from_on": dt.date(2009, 1, 1)}, "vanaf 1 januari 2009"),
        (
            {"term": "short", "until_on": dt.date(2009, 6, 30)},
            "korte termijn (2008–2009), tot en met 30 juni 2009",
        ),
        ({}, ""),
    ],
)
def test_timing_in_words(plan, row, words):
    assert timing_words(Objective(plan=plan, **row), plan) == words


def test_page_counts_and_links(as_user, cast):
    plan = make.PlanFactory(partnership=cast.a.partnership)
    objective = make.ObjectiveFactory(plan=plan, title="Zonder iemand")
    url = reverse("projects:plan_gaps", args=[plan.pk])
    page = as_user(cast.a.staff).get(url).content.decode()
    assert str(GapKind.RESPONSIBLE.label) in page
    assert reverse("projects:objective_detail", args=[objective.pk]) in page
    make.ProgressNoteFactory(objective=objective, state="done")
    assert "Er ontbreekt niets" in as_user(cast.a.staff).get(url).content.decode()
    assert as_user(cast.a.staff).get(url, {"maanden": "nonsense"}).status_code == 200

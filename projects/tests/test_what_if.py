"""What if a board drops out or joins: oracles by hand, and nothing is written."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.actions.round_plan import Asked, Plan
from governance.models import ApprovalRound, Clause, Measure, Rule, organs_of
from governance.tests import round_factories as rounds
from governance.tests.factories import MandateFactory, OrganisationFactory
from projects.actions import dossier_round
from projects.actions.budget import fix_what_is_submitted
from projects.actions.round_contributions import with_contributions
from projects.models import read_budget
from projects.models.contribution_key import Change
from projects.models.what_if import what_if
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    BudgetSourceFactory,
    CallConditionFactory,
    ContributionFactory,
    ContributionPartyFactory,
    CostKindFactory,
    DossierFactory,
)
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import Population
from wegwijzer.accounts.periods import today


@pytest.fixture
def budget(cast):
    """1.000,00 in 2016, of which Lille's municipality makes 500,00 as half an FTE; four boards."""
    partnership = cast.a.partnership
    budget = BudgetFactory(dossier=DossierFactory(project=ProjectFactory(partnership=partnership)))
    staff = CostKindFactory(partnership=partnership, is_staff=True)
    line = {"budget": budget, "cost_kind": staff, "quantity": D("0.50"), "unit_cost": D("1000.00"), "months": D(12)}
    BudgetLineFactory(**line, organisation=cast.a.boards["Gemeente Lille"])
    BudgetLineFactory(**line)
    for code, people in (("13029", 1000), ("13019", 3000), ("90009", 4000)):
        Population.objects.create(nis_code=code, year=2015, inhabitants=people, source="Statbel")
    return budget


def changed(budget, *, out=(), joins=(), rounds_=(), bodies=()):
    change = Change(frozenset(board.pk for board in out), tuple(joins))
    return what_if(read_budget(budget), change, rounds_, bodies)


def told(found):
    return {str(row.board): (row.now, row.then) for row in found.shares}


def test_who_stays_carries_the_share_of_who_leaves(cast, budget):
    ContributionFactory(budget=budget, key="population")
    found = changed(budget, out=[cast.a.boards["OCMW Olen"]])
    # Olen keeps its quarter, now carried by one board; Lille's boards still have three eighths each.
    assert told(found) == {
        "Gemeente Lille": (D("375.00"), D("375.00")),
        "OCMW Lille": (D("375.00"), D("375.00")),
        "Gemeente Olen": (D("125.00"), D("250.00")),
        "OCMW Olen": (D("125.00"), None),
    }
    assert sum(row.then or 0 for row in found.shares) == D("1000.00")


def test_who_joins_takes_part_in_every_part_that_is_for_all(cast, budget):
    ContributionFactory(budget=budget, key="population")
    new = OrganisationFactory(municipality=True, nis_code="90009", name="Gemeente Nieuw", territory="Nieuw")
    found = changed(budget, joins=[new])
    assert told(found)["Gemeente Nieuw"] == (None, D("500.00"))  # 4.000 of 8.000 people
    assert told(found)["Gemeente Olen"] == (D("125.00"), D("62.50"))
    assert found.figures["municipalities_min"] == (2, 3)
    assert found.figures["inhabitants_min"] == (4000, 8000)


def test_percentages_of_who_stays_are_taken_in_proportion_and_who_joins_has_the_average(cast, budget):
    part = ContributionFactory(budget=budget, key="percent", scope="chosen")
    boards = list(cast.a.boards.values())
    for board, percent in zip(boards[:3], ("50.00", "30.00", "20.00"), strict=True):
        ContributionPartyFactory(contribution=part, organisation=board, value=D(percent))
    found = changed(budget, out=[boards[2]])
    assert told(found)[str(boards[0])] == (D("500.00"), D("625.00"))  # 50 of 80
    assert told(found)[str(boards[1])] == (D("300.00"), D("375.00"))
    found = changed(budget, out=[boards[2]], joins=[boards[3]])
    # 50 : 30 and their average 40, of 120.
    assert [told(found)[str(board)][1] for board in (boards[0], boards[1], boards[3])] == [
        D("416.67"),
        D("250.00"),
        D("333.33"),
    ]


def test_fixed_amounts_that_no_longer_cover_are_said(cast, budget):
    part = ContributionFactory(budget=budget, key="fixed", share=None, scope="chosen")
    boards = list(cast.a.boards.values())
    for board in boards[:2]:
        ContributionPartyFactory(contribution=part, organisation=board, value=D("500.00"))
    found = changed(budget, out=[boards[0]])
    assert "dekken de vaste bedragen" in found.division.hindrance


def test_fte_and_the_conditions_of_the_call(cast, budget):
    ContributionFactory(budget=budget)
    call = budget.dossier.call
    for measure, least in (("boards_min", 4), ("municipalities_min", 2), ("inhabitants_min", 4000)):
        CallConditionFactory(call=call, measure=measure, amount=D(least))
    found = changed(budget, out=[cast.a.boards["Gemeente Lille"]])
    assert [(row.label, row.now, row.then) for row in found.fte] == [("2016", D("1.00"), D("0.50"))]
    assert [(row.now, row.then, row.was_met, row.is_met) for row in found.conditions] == [
        (4, 3, True, False),
        (2, 2, True, True),  # its OCMW stays, and so does the territory
        (4000, 4000, True, True),
    ]
    found = changed(budget, out=[cast.a.boards["Gemeente Lille"], cast.a.boards["OCMW Lille"]])
    assert [row.is_met for row in found.conditions] == [False, False, False]


def test_thresholds_of_running_rounds_and_quorum(cast, budget):
    """All four have to agree and three did: without the fourth the round is reached."""
    ContributionFactory(budget=budget)
    boards = list(cast.a.boards.values())
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
    round_.clauses.all().delete()
    rounds.ThresholdClauseFactory(round=round_, measure="boards", rule="all")
    for board in boards:
        party = rounds.RoundPartyFactory(round=round_, organisation=board)
        if board is not boards[3]:
            rounds.ApprovalResponseFactory(party=party, outcome="approved")
    body = cast.a.body
    body.quorum_rule, body.composition = "majority", "one_per_member"
    body.save()
    for board in boards:
        MandateFactory(body=body, organisation=board, has_vote=True, person__partnership=cast.a.partnership)
    running = ApprovalRound.objects.filter(pk=round_.pk).prefetch_related("texts", "clauses")
    found = changed(budget, out=[boards[3]], rounds_=running, bodies=[body])
    (row,) = found.rounds
    assert (row.state_now, row.state_then) == ("possible", "reached")
    assert "alle 4 besturen" in row.threshold_now
    assert "alle 3 besturen" in row.threshold_then
    (quorum,) = found.bodies
    assert quorum.seats_now - quorum.seats_then == 1
    assert (quorum.needed_now, quorum.needed_then) == (quorum.seats_now // 2 + 1, quorum.seats_then // 2 + 1)


def test_page_reckons_and_writes_nothing(client, cast, budget):
    ContributionFactory(budget=budget)
    client.force_login(cast.a.contact)
    board = cast.a.boards["OCMW Lille"]
    page = reverse("projects:budget_what_if", args=[budget.pk])
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page, {"uit": board.pk})
    assert "stapt uit" in answer.content.decode()
    assert "333,33" in answer.content.decode()
    assert not [row["sql"] for row in queries if row["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert client.post(page, {"uit": board.pk}).status_code == 405


# --- what a round asks of each board


def plan_of(boards, kind):
    return Plan({"kind": kind}, {}, [Asked(board, "municipal_council") for board in boards], [])


def test_round_asks_each_board_for_its_own_amount(cast, budget):
    ContributionFactory(budget=budget)
    BudgetSourceFactory(budget=budget, amount=D("0.01"))
    boards = list(cast.a.boards.values())
    asked = with_contributions(budget.dossier, plan_of(boards, "application")).asked
    # 999,99 over four: three times 250,00 and once 249,99, for the last in the order of NIS code and kind.
    assert {str(one.organisation): one.contribution for one in asked} == {
        "Gemeente Olen": D("250.00"),
        "OCMW Olen": D("249.99"),
        "Gemeente Lille": D("250.00"),
        "OCMW Lille": D("250.00"),
    }
    asked = with_contributions(budget.dossier, plan_of(boards, "interest")).asked
    assert {one.contribution for one in asked} == {None}


def test_what_is_submitted_is_fixed_on_that_day_once(cast, budget):
    ContributionFactory(budget=budget)
    day = dt.date(2015, 9, 30)
    assert fix_what_is_submitted(budget.dossier, by=cast.a.coordinator, on=day) == budget
    budget.refresh_from_db()
    assert budget.fixed_on == day
    assert fix_what_is_submitted(budget.dossier, by=cast.a.coordinator, on=day) is None


def test_round_of_a_dossier_is_begun_with_the_amounts(cast, budget):
    ContributionFactory(budget=budget)
    boards = list(cast.a.boards.values())
    text = dict.fromkeys(("question", "facts", "grounds", "articles"), "Gaat de raad akkoord?")
    columns = {"kind": "cofinancing", "title": "Cofinanciering", "year": None, "consequence": "", "asked_on": None}
    plan = Plan(
        columns | {"deadline_on": today() + dt.timedelta(days=30)},
        text,
        [Asked(board, organs_of(board.kind)[0]) for board in boards],
        [Clause(Measure.BOARDS, Rule.ALL)],
    )
    round_ = dossier_round.begin(budget.dossier, plan, by=cast.a.coordinator, send=False)
    assert {party.contribution for party in round_.parties.all()} == {D("250.00")}

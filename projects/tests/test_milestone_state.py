"""Milestones that fill themselves, against a plain reading of the rule: the n-th yes reaches the round."""

import datetime as dt
import random

import pytest

from governance.models import ResponseOutcome
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.models import Milestone, MilestoneState, reaches_of
from projects.tests.factories import MilestoneFactory, ProjectFactory
from wegwijzer.accounts.periods import today

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ASKED = 40  # days ago


def reach(milestone):
    rows = Milestone.objects.select_related("decision__meeting", "dossier")
    return reaches_of(rows.filter(pk=milestone.pk))[milestone.pk]


def round_of(boards, needed):
    asked = today() - ASKED * DAY
    made = rounds.ApprovalRoundFactory(open=True, asked_on=asked, deadline_on=today() + 10 * DAY, clause=False)
    made.texts.update(from_on=asked)
    rounds.ThresholdClauseFactory(round=made, rule="number", number=needed)
    return made, [rounds.RoundPartyFactory(round=made) for _ in range(boards)]


def plain(answers, boards, needed):
    """The oracle: the day of the n-th yes; lost once too few are left; else still expected."""
    yes = no = 0
    for day, agrees in answers:
        yes, no = yes + agrees, no + (not agrees)
        if yes >= needed:
            return MilestoneState.REACHED, day
        if boards - no < needed:
            return MilestoneState.LOST, day
    return MilestoneState.EXPECTED, None


@pytest.mark.parametrize("seed", range(12))
def test_round_is_reached_on_the_day_of_the_answer_that_tipped_it(seed):
    chance = random.Random(seed)
    boards = chance.randint(2, 6)
    needed = chance.randint(1, boards)
    round_, parties = round_of(boards, needed)
    answered = chance.sample(parties, chance.randint(0, boards))
    days = sorted(chance.sample(range(1, ASKED), len(answered)), reverse=True)
    answers = []
    for party, ago in zip(answered, days, strict=True):
        agrees, day = chance.random() < 0.6, today() - ago * DAY
        outcome = ResponseOutcome.APPROVED if agrees else ResponseOutcome.REJECTED
        rounds.ApprovalResponseFactory(party=party, outcome=outcome, answered_on=day)
        answers.append((day, agrees))
    milestone = MilestoneFactory(round=round_, expected_on=today() + DAY)
    state, day = plain(answers, boards, needed)
    found = reach(milestone)
    assert found.state == state
    assert state != MilestoneState.REACHED or found.on == day


def test_decision_counts_from_its_meeting_once_it_has_a_number():
    meeting = make.MeetingFactory(approved=True)
    decision = make.DecisionFactory(item=make.AgendaItemFactory(meeting=meeting), outcome="adopted")
    milestone = MilestoneFactory(decision=decision, expected_on=today() + DAY)
    assert reach(milestone).state == MilestoneState.EXPECTED
    type(decision).objects.filter(pk=decision.pk).update(number=1)
    assert reach(milestone).state == MilestoneState.REACHED
    assert reach(milestone).on == decision.decided_on


def test_decision_on_condition_counts_from_the_day_its_round_is_reached():
    round_, parties = round_of(boards=1, needed=1)
    meeting = make.MeetingFactory(approved=True)
    item = make.AgendaItemFactory(meeting=meeting)
    decision = make.DecisionFactory(item=item, outcome="adopted", condition=round_, number=1)
    milestone = MilestoneFactory(decision=decision, expected_on=today() + DAY)
    assert reach(milestone).state == MilestoneState.EXPECTED
    rounds.ApprovalResponseFactory(party=parties[0], answered_on=today() - DAY)
    assert reach(milestone).on == max(today() - DAY, decision.decided_on)


def test_rejected_decision_and_cancelled_round_lose_the_milestone():
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(approved=True))
    rejected = make.DecisionFactory(item=item, outcome="rejected", number=1)
    assert reach(MilestoneFactory(decision=rejected)).state == MilestoneState.LOST
    stopped = rounds.ApprovalRoundFactory(cancelled=True)
    rounds.RoundPartyFactory(round=stopped)
    assert reach(MilestoneFactory(round=stopped)).state == MilestoneState.LOST


def test_round_in_preparation_loses_nothing():
    draft = rounds.ApprovalRoundFactory()
    rounds.RoundPartyFactory(round=draft)
    assert reach(MilestoneFactory(round=draft, expected_on=today())).state == MilestoneState.EXPECTED


def test_by_hand_it_is_reached_late_or_still_expected():
    assert reach(MilestoneFactory(reached_on=today())).on == today()
    assert reach(MilestoneFactory(expected_on=today())).state == MilestoneState.EXPECTED
    assert reach(MilestoneFactory(expected_on=today() - DAY)).state == MilestoneState.LATE


def test_many_milestones_are_read_in_as_many_queries_as_one(django_assert_num_queries):
    project = ProjectFactory()
    for _ in range(5):
        round_, parties = round_of(boards=1, needed=1)
        rounds.ApprovalResponseFactory(party=parties[0], answered_on=today() - DAY)
        MilestoneFactory(project=project, round=round_)
    rows = list(project.milestones.select_related("decision__meeting", "dossier"))
    with django_assert_num_queries(6):
        assert len(reaches_of(rows)) == 5

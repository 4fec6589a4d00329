"""Invented partnerships: as many as asked, the same for the same seed, and never at odds with the rules of a body."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import F

from governance.actions import scale
from governance.models import (
    ActionPoint,
    ApprovalResponse,
    ApprovalRound,
    Attendance,
    Body,
    Decision,
    Mandate,
    Meeting,
    Membership,
    Partnership,
    Person,
    RoundParty,
    Vote,
    broken_by,
)
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import broken_links


def counts():
    models = (Partnership, Organisation, Membership, Body, Person, Mandate, Meeting, Attendance, Decision, Vote)
    return {model.__name__: model.objects.count() for model in (*models, ActionPoint)}


@pytest.fixture
def two(db):
    call_command("load_scale", partnerships=2, years=1, seed=7, verbosity=0)
    return Partnership.objects.order_by("pk")


def test_there_is_as_much_as_was_asked(two):
    # Seven municipalities with their OCMW; 6 + 4 + 4 meetings a year behind them and 3 per body still to come.
    assert counts() | {"Attendance": 0, "Decision": 0, "Vote": 0, "ActionPoint": 0} == {
        "Partnership": 2,
        "Organisation": 2 * (1 + 14),
        "Membership": 2 * 14,
        "Body": 2 * 3,
        "Person": 2 * (1 + 14 + 14),
        "Mandate": 2 * (1 + 14 + 3 * 15),
        "Meeting": 2 * (14 + 3 * 3),
        "Attendance": 0,
        "Decision": 0,
        "Vote": 0,
        "ActionPoint": 0,
    }
    assert Vote.objects.exists()
    assert ActionPoint.objects.open().exists()
    assert {meeting.state for meeting in Meeting.objects.all()} >= {"planned", "convened", "draft", "approved"}


def test_loading_again_adds_nothing(two):
    before = counts()
    call_command("load_scale", partnerships=2, years=1, seed=7, verbosity=0)
    assert counts() == before


def test_another_seed_stands_beside_it_with_the_same_boards(two):
    before = counts()
    scale.load(1, 1, 8)
    assert counts()["Partnership"] == before["Partnership"] + 1
    assert counts()["Organisation"] == before["Organisation"] + 1  # the partnership itself


def test_rounds_are_asked_to_every_board_and_answered_within_the_rules(two):
    # Two a year behind them, and one that is being prepared.
    assert ApprovalRound.objects.filter(state="draft").count() == 2
    assert ApprovalRound.objects.exclude(state="draft").count() == 2 * 2
    assert RoundParty.objects.count() == 2 * 3 * 14
    assert ApprovalResponse.objects.exists()
    assert not ApprovalResponse.objects.filter(party__round__state="draft").exists()
    assert not ApprovalResponse.objects.filter(answered_on__lt=F("text__from_on")).exists()
    assert not ApprovalResponse.objects.filter(answered_on__gt=today()).exists()


def test_wide_partnership_asked_every_board_in_every_round(db):
    partnership = scale.load_wide(5, 4, 7)
    assert partnership.memberships.count() == 10
    asked = RoundParty.objects.filter(round__partnership=partnership).exclude(round__state="draft")
    assert asked.count() == 4 * 10


def test_numbers_of_decisions_run_without_a_gap(two):
    for body in Body.objects.all():
        for counter in body.counters.all():
            numbers = body.decisions.filter(year=counter.year).order_by("number").values_list("number", flat=True)
            assert list(numbers) == list(range(1, counter.last + 1))


def test_no_decision_is_at_odds_with_who_was_there(two):
    for meeting in Meeting.objects.filter(decisions__isnull=False).distinct():
        decisions = meeting.decisions.prefetch_related("votes").select_related("body", "meeting")
        assert broken_by(decisions, list(meeting.attendances.select_related("organisation"))) == []


def test_history_stays_whole_and_logins_are_for_the_demo_only(two, settings):
    assert list(broken_links()) == []
    assert not get_user_model().objects.exists()
    settings.DEMO = True
    scale.load(1, 1, 9)
    assert get_user_model().objects.get().email == "coordinator.schaal-9-1@example.org"

"""What the start page says of a round that runs."""

import datetime as dt

import pytest

from governance.tests.round_factories import ApprovalResponseFactory
from governance.tests.rounds import WEEK, Region
from wegwijzer.accounts.periods import today
from wegwijzer.home.waiting import duties

pytestmark = pytest.mark.django_db
YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def region():
    return Region()


@pytest.fixture
def round_(region):
    return region.opened(asked_on=today() - WEEK, boards=["Gemeente Olen", "OCMW Olen"])


def answer(region, round_, board, outcome="approved"):
    ApprovalResponseFactory(party=region.party(round_, board), answered_on=YESTERDAY, outcome=outcome)


def titles(user):
    return [duty.title for duty in duties(user)]


def test_round_that_still_can_be_reached_asks_for_no_end(region, round_):
    answer(region, round_, "Gemeente Olen")
    assert not [title for title in titles(region.coordinator) if title.startswith("Drempel")]


def test_reached_with_everybody_in_can_be_closed(region, round_):
    for board in ("Gemeente Olen", "OCMW Olen"):
        answer(region, round_, board)
    assert "Drempel bereikt: sluit de ronde af" in titles(region.coordinator)


def test_one_refusal_of_all_says_that_it_can_not_be_reached_any_more(region, round_):
    answer(region, round_, "OCMW Olen", "rejected")
    assert "Drempel niet meer haalbaar: beslis wat nu" in titles(region.coordinator)


def test_contact_person_hears_of_the_own_answer_only(region, round_):
    answer(region, round_, "Gemeente Olen", "rejected")
    found = duties(region.contact("OCMW Olen"))
    assert [(duty.title, duty.due_on) for duty in found] == [("Meld wat uw bestuur besliste", round_.deadline_on)]

"""What the start page says of a round that runs."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.tests.round_factories import ApprovalResponseFactory, CouncilFactory, CouncilSittingFactory
from governance.tests.rounds import WEEK, Region
from wegwijzer.accounts.periods import in_words, today
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


def test_contact_person_puts_it_on_the_agenda_of_the_council_while_that_is_open(region, round_):
    council = CouncilFactory(organisation=region.boards["OCMW Olen"], kind=region.party(round_, "OCMW Olen").organ)
    sitting = CouncilSittingFactory(
        council=council,
        held_on=round_.deadline_on,
        agenda_closes_on=today() + dt.timedelta(days=14),
    )
    put = "Zet het op de agenda van uw bestuur"
    duty = duties(region.contact("OCMW Olen"))[0]
    assert (duty.title, duty.due_on) == (put, sitting.agenda_closes_on)
    assert duty.url == reverse("governance:packet_detail", args=[region.party(round_, "OCMW Olen").pk])
    assert f"OCMW Olen: de agenda voor {in_words(round_.deadline_on)} sluit op" in duty.about
    assert put not in titles(region.coordinator)
    for closes in (15, -1):  # too early to ask, and closed
        type(sitting).objects.update(agenda_closes_on=today() + dt.timedelta(days=closes))
        assert titles(region.contact("OCMW Olen")) == ["Meld wat uw bestuur besliste"]

"""Answers of councils: what is noted, what is refused, and that nothing is overwritten."""

import datetime as dt

import pytest
import time_machine

from governance.actions import approval_response as responses
from governance.actions import approval_response_check as checks
from governance.actions import approval_round as rounds
from governance.actions import round_party, round_text
from governance.actions.approval_response import Seen, Told
from governance.models import ApprovalResponse, Stance, book_of
from governance.tests import round_factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ASKED_ON = dt.date(2026, 9, 1)
NOW = dt.datetime(2026, 9, 20, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def twenty_september():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def party(region):
    """Gemeente Olen, asked on 1 September to answer by 15 October."""
    round_ = region.opened(asked_on=ASKED_ON, deadline_on=dt.date(2026, 10, 15))
    return region.party(round_, "Gemeente Olen")


@pytest.fixture
def contact(region):
    return region.contact("Gemeente Olen")


def on(day, month=9):
    return dt.date(2026, month, day)


def told(outcome="approved", day=None, **values):
    return Told(outcome, day or on(18), values.pop("organ", "municipal_council"), **values)


def report(party, by, what=None, **values):
    return responses.report(party, what or told(), by=by, channel=values.pop("channel", "page"), **values)


def stance(party):
    return book_of(party.round).standing.stances[party.pk]


def test_an_answer_counts_from_the_day_of_the_decision(party, contact):
    response = report(party, contact, told(day=on(4)))
    assert (response.number, response.answered_on, response.reported_by) == (1, on(4), contact)
    assert book_of(party.round).ballot.standing(on(3)).stances[party.pk] == Stance.OUT
    assert book_of(party.round).ballot.standing(on(4)).stances[party.pk] == Stance.AGREED


def test_the_sitting_of_that_day_is_found(party, contact):
    council = make.CouncilFactory(organisation=party.organisation)
    sitting = make.CouncilSittingFactory(council=council, held_on=on(18), agenda_closes_on=on(4))
    make.CouncilSittingFactory(council=council, held_on=on(19), agenda_closes_on=on(4))
    assert report(party, contact).sitting == sitting
    assert report(party, contact, told("rejected", organ="college")).sitting is None


@pytest.mark.parametrize(
    ("what", "field", "words"),
    [
        (told(day=dt.date(2026, 8, 31)), "answered_on", "1 september 2026"),
        (told(day=on(21)), "answered_on", "moet nog komen"),
        (told("postponed", next_on=on(18)), "next_on", "na de dag"),
        (told("approved", next_on=on(25)), "next_on", "uitgesteld"),
        (told("withdrawn"), "outcome", "Kies een antwoord"),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(party, contact, what, field, words):
    with pytest.raises(Refused) as refused:
        report(party, contact, what)
    assert refused.value.field == field
    assert words in refused.value.reasons[0]
    assert not ApprovalResponse.objects.exists()


def test_a_changed_answer_is_a_next_one_and_the_old_one_stays(party, contact):
    first = report(party, contact)
    second = report(party, contact, told("rejected", reason="Te duur"))
    assert [response.number for response in (first, second)] == [1, 2]
    assert ApprovalResponse.objects.get(number=1).outcome == "approved"
    assert stance(party) == Stance.REFUSED


def test_the_same_answer_twice_is_one(party, contact):
    assert report(party, contact, seen=Seen(1)) == report(party, contact, seen=Seen(1))
    assert ApprovalResponse.objects.count() == 1
    assert Entry.objects.filter(verb="governance.response.reported").count() == 1


def test_who_did_not_see_the_first_answer_is_shown_it(party, contact):
    first = report(party, contact, seen=Seen(1))
    with pytest.raises(Stale) as stale:
        report(party, contact, told("rejected"), seen=Seen(1))
    assert stale.value.current == first
    assert report(party, contact, told("rejected"), seen=Seen(1, 1)).number == 2


def reword(party, by, **wishes):
    round_ = type(party.round).objects.get(pk=party.round_id)
    wording = {"question": "Anders?", "grounds": "", "facts": "", "articles": ""}
    values = {"wording": wording, "change_reason": "De prijs", "needs_new_answer": True} | wishes
    return round_text.reword(round_, by=by, version=round_.version, **values)


def test_who_read_an_older_wording_is_shown_the_new_one(region, party, contact):
    text = reword(party, region.coordinator)
    with pytest.raises(Stale) as stale:
        report(party, contact, seen=Seen(1))
    assert stale.value.current == text


def test_a_decision_on_an_older_wording_does_not_answer_the_new_one(region, party, contact):
    report(party, contact)
    reword(party, region.coordinator)
    with pytest.raises(Refused) as refused:
        report(party, contact, told("approved", day=on(19)), seen=Seen(2, 1))
    assert refused.value.field == "answered_on"
    assert report(party, contact, told(day=on(20)), seen=Seen(2, 1)).text.number == 2
    assert stance(party) == Stance.AGREED


def test_after_a_small_change_a_decision_is_about_the_wording_of_its_day(region, party, contact):
    reword(party, region.coordinator, needs_new_answer=False)
    assert report(party, contact, seen=Seen(2)).text.number == 1
    assert stance(party) == Stance.AGREED


def test_nothing_is_answered_once_it_is_over(region, party, contact):
    round_ = party.round
    rounds.close(round_, by=region.coordinator, version=round_.version)
    with pytest.raises(Refused, match="afgesloten op 20 september 2026"):
        report(region.party(round_, "Gemeente Olen"), contact)
    other = region.opened(title="Andere", asked_on=ASKED_ON)
    rounds.cancel(other, by=region.coordinator, version=other.version, reason="Geen geld")
    with pytest.raises(Refused, match="stopgezet"):
        report(region.party(other, "Gemeente Olen"), contact)


def test_who_is_not_asked_any_more_does_not_answer(region, party, contact):
    round_party.leave(party, by=region.coordinator, version=1, until_on=on(19), reason="Stapt uit")
    with pytest.raises(Refused, match="niet meer gevraagd"):
        report(party, contact)


def test_undo_within_a_day_brings_the_answer_before_back(party, contact, twenty_september):
    report(party, contact)
    second = report(party, contact, told("rejected"))
    twenty_september.shift(dt.timedelta(hours=23, minutes=59))
    responses.undo(second, by=contact)
    assert stance(party) == Stance.AGREED
    third = report(party, contact, told("postponed"))
    assert third.number == 3  # a number is never given twice


def test_undo_is_refused_after_a_day_after_a_check_and_for_an_older_answer(region, party, contact, twenty_september):
    first = report(party, contact)
    second = report(party, contact, told("rejected"))
    with pytest.raises(Refused, match="niet meer het laatste"):
        responses.undo(first, by=contact)
    twenty_september.shift(dt.timedelta(hours=24))
    with pytest.raises(Refused, match="niet meer terugnemen"):
        responses.undo(second, by=contact)
    third = report(party, contact, told("approved"))
    checks.verify(ApprovalResponse.objects.get(pk=third.pk), by=region.coordinator, version=1)
    with pytest.raises(Refused, match="niet meer terugnemen"):
        responses.undo(third, by=contact)


def test_withdrawing_puts_the_organisation_back_among_those_still_out(party, contact):
    report(party, contact)
    values = {"by": contact, "channel": "page", "reason": "Nieuwe raad"}
    with pytest.raises(Refused) as refused:
        responses.withdraw(party, seen=1, answered_on=on(17), **values)
    assert refused.value.field == "answered_on"
    withdrawn = responses.withdraw(party, seen=1, answered_on=on(20), **values)
    assert (withdrawn.number, withdrawn.outcome) == (2, "withdrawn")
    assert stance(party) == Stance.OUT
    with pytest.raises(Refused, match="geen antwoord"):
        responses.withdraw(party, seen=2, answered_on=on(20), **values)
    with pytest.raises(Stale):
        report(party, contact, seen=Seen(1, 1))


def test_verified_and_back(region, party, contact):
    response = report(party, contact)
    checks.verify(response, by=region.coordinator, version=1)
    assert book_of(party.round).unverified == []
    checks.return_unverified(response, by=region.coordinator)
    assert [row.pk for row in book_of(party.round).unverified] == [response.pk]
    verbs = list(Entry.objects.about(response).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["governance.response.reported", "governance.response.verified", "governance.response.returned"]


def test_of_two_who_verify_from_the_same_page_the_second_hears_it(region, party, contact):
    response = report(party, contact)
    seen_too = ApprovalResponse.objects.get(pk=response.pk)
    checks.verify(response, by=region.coordinator, version=1)
    with pytest.raises(Stale):
        checks.verify(seen_too, by=region.coordinator, version=1)


def test_late_answer_counts_once_it_is_accepted(region, party, contact, twenty_september):
    twenty_september.move_to(dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC))
    response = report(party, contact, told(day=on(16, month=10)))
    assert stance(party) == Stance.OUT
    checks.accept_late(response, by=region.coordinator, reason="Zitting was uitgesteld")
    assert stance(party) == Stance.AGREED
    in_time = report(region.party(party.round, "OCMW Olen"), contact, told(organ="welfare_council"))
    with pytest.raises(Refused, match="niet te laat"):
        checks.accept_late(in_time, by=region.coordinator, reason="Zomaar")


def test_the_last_answer_needed_is_noted_as_the_turn(region, contact):
    round_ = region.opened(asked_on=ASKED_ON, boards=["Gemeente Olen", "OCMW Olen"])
    report(region.party(round_, "Gemeente Olen"), contact)
    assert not Entry.objects.filter(verb="governance.round.reached").exists()
    report(region.party(round_, "OCMW Olen"), contact, told(organ="welfare_council"))
    assert Entry.objects.filter(verb="governance.round.reached").count() == 1

"""What contact persons get by mail about a round, and what is kept of it."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from governance.actions import answer_link as links
from governance.actions import approval_response as responses
from governance.actions import approval_round as rounds
from governance.actions import round_party, round_text
from governance.actions.approval_response import Told
from governance.models import AnswerLink, ApprovalRound, Mandate, Person
from governance.notifications import approval_round as notifications
from governance.tests.rounds import ALL_BOARDS, Region
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.deliver import deliver
from wegwijzer.outbox.models import Message, MessageState

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
OLEN = "Gemeente Olen"
LINK = re.compile(r"https?://[^/\s]+(/antwoord/[^\s]+/)")


@pytest.fixture
def region():
    """With a contact person for four boards: one of them has two, one no address, and one nobody at all."""
    found = Region()
    for board in (OLEN, OLEN, "OCMW Olen", "Gemeente Lille"):
        found.contact(board)
    Person.objects.filter(mandates__organisation=found.boards["Gemeente Lille"]).update(email="")
    return found


@pytest.fixture
def round_(region):
    boards = [OLEN, "OCMW Olen", "Gemeente Lille", "OCMW Lille"]
    return region.opened(asked_on=today() - 2 * DAY, boards=boards, clauses=[ALL_BOARDS])


def told(board, round_, **values):
    party = round_.parties.select_related("round__partnership__organisation", "organisation").get(
        organisation__name=board
    )
    values = {"outcome": "approved", "answered_on": today(), "organ": party.organ} | values
    return responses.report(party, Told(**values), by=None, channel="page")


def sent():
    """Everything that waits goes out; the mails that arrive, with the fate of all."""
    for message in Message.objects.filter(state=MessageState.READY):
        deliver(message)
    arrived, mail.outbox = list(mail.outbox), []
    return arrived


def test_everybody_who_can_be_reached_is_asked_with_a_link_of_the_own(round_):
    arrived = sent()
    assert len(arrived) == 3
    addresses = {LINK.search(message.body)[1] for message in arrived}
    assert len(addresses) == 3
    for message in arrived:
        assert "Gaat uw raad akkoord?" in message.body
        assert "Principieel akkoord" in message.subject
        assert "\n" not in message.subject
        page = Client().get(LINK.search(message.body)[1])
        assert page.status_code == 200
    assert not Message.objects.filter(to="").exists()


def test_link_stands_in_the_mail_and_nowhere_in_the_database(round_):
    for message in Message.objects.all():
        assert LINK.search(message.body)[1] == "/antwoord/persoonlijke-link/"
        link = AnswerLink.objects.get(pk=int(message.dedupe_key.rpartition(":")[2]))
        assert link.key not in message.body
    assert Client().get("/antwoord/persoonlijke-link/").status_code == 404


def test_round_that_is_written_down_afterwards_mails_nobody(region):
    round_ = region.prepared(asked_on=today() - 60 * DAY, deadline_on=today() - DAY)
    rounds.open(round_, by=region.coordinator, version=round_.version)
    assert not Message.objects.exists()


def test_who_joins_later_is_asked_as_well(region, round_):
    region.contact("Gemeente Herentals")
    sent()
    board = region.boards["Gemeente Herentals"]
    round_party.ask(round_, board, by=region.coordinator, organ="municipal_council")
    assert [message.body.count("Gemeente Herentals") for message in sent()] == [1]


def test_who_answered_or_lost_the_mandate_or_changed_address_in_the_meantime_gets_nothing(region, round_):
    told("OCMW Olen", round_)
    first, second = Mandate.objects.filter(organisation=region.boards[OLEN]).order_by("pk")
    Mandate.objects.filter(pk=first.pk).update(until_on=today() - DAY)
    Person.objects.filter(pk=second.person_id).update(email="elders@example.org")
    arrived = [message for message in sent() if "Vraag aan uw bestuur" in message.subject]
    assert arrived == []
    assert Message.objects.filter(kind=notifications.ASKED, state=MessageState.LAPSED).count() == 3


def reword(region, round_, **wishes):
    round_ = ApprovalRound.objects.get(pk=round_.pk)
    wording = {"question": "Gaat uw raad nu akkoord?", "grounds": "", "facts": "", "articles": ""}
    values = {"wording": wording, "change_reason": "Minder geld", "needs_new_answer": True} | wishes
    return round_text.reword(round_, by=region.coordinator, version=round_.version, **values)


@pytest.mark.parametrize(
    ("needs_new", "to_who_answered", "to_others"),
    [
        (True, "moet opnieuw beslissen", "antwoordde nog niet"),
        (False, "u hoeft niets te doen", "antwoordde nog niet"),
    ],
)
def test_new_wording_is_told_to_everybody_in_the_words_that_fit(region, round_, needs_new, to_who_answered, to_others):
    told("OCMW Olen", round_)
    sent()
    reword(region, round_, needs_new_answer=needs_new)
    arrived = {message.body: message.subject for message in sent()}
    assert len(arrived) == 3
    for body, subject in arrived.items():
        answered = "OCMW Olen" in body
        assert (to_who_answered if answered else to_others) in body
        assert "Minder geld" in body
        assert "Gaat uw raad nu akkoord?" in body
        assert ("opnieuw beslissen" in subject) == (answered and needs_new)


def test_of_two_new_wordings_only_the_last_is_told(region, round_):
    sent()
    reword(region, round_)
    reword(region, round_, wording={"question": "En nu?", "grounds": "", "facts": "", "articles": ""})
    assert all("En nu?" in message.body for message in sent())


def test_answer_is_confirmed_to_all_who_speak_for_that_board(round_):
    sent()
    told(OLEN, round_, outcome="approved_with_remarks", reason="Namen van wie tegen was")
    arrived = sent()
    assert len(arrived) == 2
    for message in arrived:
        assert "goedgekeurd met opmerkingen" in message.subject
        assert "genoteerd" in message.body
        assert "Namen van" not in message.body  # a reason may name people: it is read behind the link
        assert "goedgekeurd met opmerkingen" in Client().get(LINK.search(message.body)[1]).content.decode()


def test_answer_on_behalf_says_who_told_it(region, round_):
    sent()
    party = region.party(round_, OLEN)
    what = Told("rejected", today(), party.organ)
    responses.report(party, what, by=region.coordinator, channel="on_behalf")
    assert all("Coördinator, namens het bestuur" in message.body for message in sent())


def test_answer_that_was_taken_back_is_told_and_no_longer_confirmed(round_):
    sent()
    response = told(OLEN, round_)
    responses.undo(response, by=None)
    assert ["teruggenomen" in message.subject for message in sent()] == [True, True]


def test_stopped_round_is_told_to_who_was_asked(region, round_):
    sent()
    round_ = ApprovalRound.objects.get(pk=round_.pk)
    rounds.cancel(round_, by=region.coordinator, version=round_.version, reason="Geen subsidie")
    arrived = sent()
    assert len(arrived) == 3
    assert all("Geen subsidie" in message.body for message in arrived)


def test_who_comes_back_is_asked_again_by_mail_when_it_still_has_to_decide(region, round_):
    told("OCMW Olen", round_)
    sent()
    for board in ("OCMW Olen", OLEN):
        party = region.party(round_, board)
        round_party.leave(party, by=region.coordinator, version=1, until_on=today() - DAY, reason="x")
        round_party.rejoin(party, by=region.coordinator, version=party.version, from_on=today())
    arrived = sent()
    assert ["Gemeente Olen" in message.body for message in arrived] == [True, True]
    assert Client().get(LINK.search(arrived[0].body)[1]).status_code == 200


def test_who_was_mailed_by_mistake_hears_so_and_who_was_not_mailed_yet_hears_nothing(region, round_):
    deliver(Message.objects.get(body__contains="OCMW Olen"))
    [question] = mail.outbox
    mail.outbox = []
    for board in ("OCMW Olen", OLEN):
        party = region.party(round_, board)
        round_party.remove(party, by=region.coordinator, version=party.version)
    [arrived] = sent()
    assert arrived.to == question.to
    assert arrived.subject == "Deze vraag was niet voor u: Principieel akkoord"
    assert "OCMW Olen" in arrived.body
    assert Client().get(LINK.search(question.body)[1]).status_code == 404
    assert Message.objects.filter(kind=notifications.ASKED, state=MessageState.LAPSED).count() == 2


def test_who_is_asked_after_all_does_not_hear_that_it_was_a_mistake(region, round_):
    sent()
    party = region.party(round_, "OCMW Olen")
    round_party.remove(party, by=region.coordinator, version=party.version)
    round_party.ask(round_, party.organisation, by=region.coordinator, organ=party.organ)
    assert ["Vraag aan uw bestuur" in message.subject for message in sent()] == [True]


def test_expired_link_is_made_anew_for_the_next_mail_and_its_old_address_stays_dead(region, round_):
    old = AnswerLink.objects.order_by("pk").first()
    AnswerLink.objects.filter(pk=old.pk).update(
        created_at=old.created_at - 90 * DAY, expires_at=old.created_at - 60 * DAY
    )
    old.refresh_from_db()
    dead = old.key
    with_party = [region.party(round_, OLEN)]
    fresh = next(link for link in links.links_of(round_, with_party) if link.pk == old.pk)
    assert fresh.key != dead
    assert Client().get(f"/antwoord/{fresh.key}/").status_code == 200
    assert "nieuwere" in Client().get(f"/antwoord/{dead}/").content.decode()


def test_later_deadline_keeps_the_links_open(region, round_):
    ApprovalRound.objects.filter(pk=round_.pk).update(deadline_on=round_.deadline_on + 100 * DAY)
    round_.refresh_from_db()
    keys = {link.pk: link.key for link in AnswerLink.objects.all()}
    found = links.links_of(round_, [region.party(round_, OLEN)])
    assert all(link.key == keys[link.pk] for link in found)
    expires_at = AnswerLink.objects.get(pk=found[0].pk).expires_at
    assert (expires_at.date() - round_.deadline_on).days in (30, 31)

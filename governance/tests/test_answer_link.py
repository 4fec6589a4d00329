"""The link from the mail, in the hands of a contact person: one page, no login, no cookie."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from governance.models import ApprovalResponse
from governance.tests import round_factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Message

DAY = dt.timedelta(days=1)


@pytest.fixture
def link(cast):
    """A contact person without a login, asked by mail."""
    party = make.RoundPartyFactory(
        round=make.ApprovalRoundFactory(partnership=cast.a.partnership, open=True),
        organisation=cast.a.boards["Gemeente Olen"],
    )
    return make.AnswerLinkFactory(party=party)


def page_of(link):
    return reverse("governance:answer_link", args=[link.key])


def told(link, **values):
    """What a browser sends from the page, as it was opened just now."""
    newest = link.party.responses.filter(undone_at=None).order_by("-number").first()
    return {
        "outcome": "approved",
        "answered_on": today().isoformat(),
        "organ": link.party.organ,
        "next_on": "",
        "reason": "",
        "text": link.party.round.current_text.number,
        "answer": newest.number if newest else 0,
    } | values


def test_answer_by_link_is_kept_and_confirmed(link):
    client = Client(enforce_csrf_checks=True)
    assert client.get(page_of(link)).status_code == 200
    answer = client.post(page_of(link), told(link, outcome="approved_with_remarks", reason="Mits overleg."))
    assert answer.status_code == 302
    response = ApprovalResponse.objects.get()
    assert (response.outcome, response.answered_on, response.channel) == ("approved_with_remarks", today(), "link")
    assert (response.reporter, response.reported_by) == (link.mandate.person, None)
    thanks = client.get(answer.url)
    assert "Dank u" in thanks.content.decode()
    assert "goedgekeurd met opmerkingen" in thanks.content.decode()
    assert client.cookies == {}
    mail = Message.objects.get(to=link.mandate.person.email)
    assert mail.kind == "governance.round_answered"

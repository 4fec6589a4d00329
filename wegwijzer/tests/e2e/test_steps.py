"""How few steps each job takes, counted from the start page."""

import re

import pytest
from playwright.sync_api import expect

from governance.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.outbox.models import Message

pytestmark = [pytest.mark.e2e, pytest.mark.once]


class Counter:
    """A browser in which the clicks that a job takes are counted."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, target):
        self.clicks += 1
        target.click()


@pytest.fixture
def at_start(browse):
    def begin(user):
        page = browse(user)
        page.goto("/")
        return Counter(page)

    return begin


def test_coordinator_sees_what_is_due_without_a_click(case, at_start):
    counter = at_start(User.objects.get(email="coordinator@example.org"))
    duties = counter.page.get_by_role("region", name="Te doen").get_by_role("listitem")
    expect(duties.filter(has_text="Beheerscomité").first).to_be_visible()
    assert counter.clicks == 0


def test_coordinator_sends_the_agenda_in_three_clicks(case, at_start):
    counter = at_start(User.objects.get(email="coordinator@example.org"))
    page = counter.page
    counter.click(page.get_by_role("link", name=re.compile("Beheerscomité \\(voorbeeld\\)")).first)
    counter.click(page.get_by_role("main").get_by_role("link", name="Roep bijeen"))
    counter.click(page.get_by_role("button", name="Stuur de uitnodiging"))
    expect(page.get_by_text("Er vertrekken 14 mails.")).to_be_visible()
    assert counter.clicks <= 3
    assert Message.objects.filter(attachments__content_type__startswith="text/calendar").distinct().count() == 14


@pytest.fixture
def sitting(cast, at_start):
    """The secretary in a meeting with both members of a board present."""
    meeting = make.MeetingFactory(body=cast.a.body, held=True)
    item = make.AgendaItemFactory(meeting=meeting, title="Begroting")
    for name, board in cast.a.boards.items():
        person = make.PersonFactory(partnership=cast.a.partnership, name=f"Lid {name}")
        make.AttendanceFactory(meeting=meeting, person=person, name=person.name, organisation=board, status="present")
    counter = at_start(cast.a.secretary)
    counter.page.goto(f"/vergaderingen/{meeting.pk}/zitting/")
    counter.item = item
    return counter


def test_secretary_records_a_decision_in_two_clicks_and_its_text(sitting):
    page = sitting.page
    sitting.click(page.locator("summary", has_text="Noteer een besluit"))
    page.get_by_label("Besluit", exact=True).fill("De begroting is goedgekeurd")
    sitting.click(page.get_by_role("button", name="Bewaar het besluit"))
    expect(page.locator("article.decision")).to_contain_text("De begroting is goedgekeurd")
    assert sitting.clicks == 2


def test_vote_takes_one_click_per_deviation(sitting):
    decision = make.DecisionFactory(item=sitting.item, title="De begroting is goedgekeurd", outcome="")
    page = sitting.page
    page.reload()
    page.locator("summary", has_text="Stemming met naam").click()
    sitting.click(page.locator("fieldset.voter", has_text="Gemeente Lille").get_by_text("tegen", exact=True))
    page.get_by_role("button", name="Bewaar de stemming").locator("visible=true").click()
    expect(page.locator("article.decision")).to_contain_text("3 voor, 1 tegen, 0 onthoudingen")
    assert sitting.clicks == 1
    assert {vote.attendance.organisation.name: vote.choice for vote in decision.votes.all()} == {
        "Gemeente Olen": "for",
        "OCMW Olen": "for",
        "Gemeente Lille": "against",
        "OCMW Lille": "for",
    }

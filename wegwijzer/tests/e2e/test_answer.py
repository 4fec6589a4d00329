"""A council's answer from a telephone: no login, no script, no cookie, three interactions at most, in one screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from governance.models import ApprovalResponse
from governance.tests import round_factories as make
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Message
from wegwijzer.tests.e2e.looking import PHONE, faults_of

pytestmark = [pytest.mark.e2e, pytest.mark.once]


class Thumb:
    """Taps on a page, counted."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, target):
        self.taps += 1
        target.tap()


@pytest.fixture
def link(cast):
    round_ = make.ApprovalRoundFactory(
        partnership=cast.a.partnership,
        open=True,
        title="Verlenging van het project Wegwijzer",
        text__question="Gaat uw raad akkoord om het project met een jaar te verlengen?",
    )
    party = make.RoundPartyFactory(round=round_, organisation=cast.a.boards["Gemeente Olen"])
    return make.AnswerLinkFactory(party=party)


@pytest.fixture
def opened(browse, link):
    """The page as it opens from the mail, on a small telephone that runs no script."""
    page = browse(viewport=PHONE, java_script_enabled=False, has_touch=True)
    page.goto(reverse("governance:answer_link", args=[link.key]))
    return Thumb(page)


def test_answer_takes_two_taps_from_the_mail(opened):
    page = opened.page
    opened.tap(page.get_by_text("Goedgekeurd", exact=True))
    opened.tap(page.get_by_role("button", name="Stuur het antwoord"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u")
    assert opened.taps <= 3
    response = ApprovalResponse.objects.get()
    assert (response.outcome, response.answered_on, response.organ) == ("approved", today(), "municipal_council")
    assert page.context.cookies() == []


def test_button_is_within_reach_of_the_question(opened):
    """One screen: the question, the answers, the day and the button lie within two heights of the smallest phone."""
    button = opened.page.get_by_role("button", name="Stuur het antwoord").bounding_box()
    assert button["y"] + button["height"] <= 2 * PHONE["height"]
    for card in opened.page.locator(".card").all():
        assert card.bounding_box()["height"] >= 44


def test_only_what_belongs_to_the_answer_is_asked(opened):
    page = opened.page
    again = page.get_by_label("Wanneer komt het opnieuw op de agenda?")
    expect(again).to_be_hidden()
    opened.tap(page.get_by_text("Uitgesteld", exact=True))
    expect(again).to_be_visible()


def test_wrong_day_comes_back_with_everything_that_was_chosen_and_then_goes_through(opened, link):
    page = opened.page
    opened.tap(page.get_by_text("Niet goedgekeurd", exact=True))
    day = page.get_by_label("Beslist op")
    day.evaluate("field => { field.type = 'text'; field.value = '31-02-2026' }")
    opened.tap(page.get_by_role("button", name="Stuur het antwoord"))
    expect(page.locator("#id_answered_on_error")).to_contain_text("31-02-2026 bestaat niet")
    expect(page.get_by_role("radio", name="Niet goedgekeurd")).to_be_checked()
    page.get_by_label("Beslist op").fill(f"{today():%d-%m-%Y}")
    opened.tap(page.get_by_role("button", name="Stuur het antwoord"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u")
    assert ApprovalResponse.objects.get().outcome == "rejected"


def test_answer_is_taken_back_with_one_tap(opened):
    page = opened.page
    opened.tap(page.get_by_text("Uitgesteld", exact=True))
    opened.tap(page.get_by_role("button", name="Stuur het antwoord"))
    opened.tap(page.get_by_role("button", name="Neem het antwoord terug"))
    expect(page.get_by_text("Wat besliste uw bestuur?")).to_be_visible()
    assert ApprovalResponse.objects.get().undone_at is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_face_of_the_page_is_accessible(browse, link, scheme):
    page = browse(viewport=PHONE, color_scheme=scheme)
    address = reverse("governance:answer_link", args=[link.key])
    found = {}

    def look(face):
        if faults := faults_of(page):
            found[face] = faults

    page.goto(address)
    for details in page.locator("details").all():
        details.locator("summary").click()
    look("everything open")
    page.get_by_role("button", name="Stuur het antwoord").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    look("mistake")
    make.RoundTextFactory(round=link.party.round, pinned=True, question="Gaat uw raad nu akkoord?")
    page.get_by_text("Goedgekeurd", exact=True).click()
    page.get_by_role("button", name="Stuur het antwoord").click()
    expect(page.get_by_text("De vraag is gewijzigd terwijl u typte")).to_be_visible()
    look("question changed")
    page.get_by_role("button", name="Stuur het antwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u")
    look("thanks")
    page.goto(address.replace("antwoord/", "antwoord/x"))
    look("dead")
    assert found == {}


def test_coordinator_reminds_who_is_late_in_two_clicks(case, browse):
    page = browse(User.objects.get(email="coordinator@example.org"))
    from governance.models import ApprovalRound

    ApprovalRound.objects.running().update(deadline_on=today())
    page.goto("/")
    page.get_by_role("link", name=re.compile("Herinner [0-9]+ besturen")).first.click()
    page.get_by_role("button", name=re.compile("Herinner [0-9]+ besturen")).click()
    expect(page.get_by_text(re.compile("Er vertrekken [0-9]+ mails"))).to_be_visible()
    assert Message.objects.filter(kind="governance.round_reminder").exists()


def test_new_answer_appears_on_the_open_page_without_loading_it_again(cast, browse, link):
    page = browse(cast.a.coordinator)
    page.clock.install()
    page.goto(reverse("governance:approval_round_detail", args=[link.party.round_id]))
    row = page.get_by_role("row", name=re.compile("Gemeente Olen"))
    expect(row).to_contain_text("nog geen antwoord")
    make.ApprovalResponseFactory(party=link.party, outcome="rejected")
    page.clock.fast_forward(21_000)
    expect(row).to_contain_text("niet akkoord")
    expect(page.get_by_role("status").filter(has_text="Nieuw: Gemeente Olen")).to_be_attached()

"""The board of answers in a real browser: heads that stay, answers that open beside it, and a phone that holds it."""

import pytest
from playwright.sync_api import expect

from governance.tests import round_factories as rounds
from wegwijzer.tests.e2e.looking import DESK, PHONE, faults_of

pytestmark = [pytest.mark.e2e, pytest.mark.once]
ADDRESS = "/rondes/bord/"


@pytest.fixture
def wide(cast):
    """More rounds than any screen holds beside each other; the first was answered by all."""
    for number in range(12):
        row = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title=f"Ronde nummer {number}")
        for board in cast.a.boards.values():
            party = rounds.RoundPartyFactory(round=row, organisation=board)
            if number == 0:
                rounds.ApprovalResponseFactory(party=party, reason="Na een lang debat")
    return cast


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_board_wider_than_the_screen_shows_no_fault_and_keeps_its_heads(wide, browse, viewport):
    page = browse(wide.a.contact, viewport)
    page.goto(ADDRESS)
    assert faults_of(page) == []
    region = page.get_by_role("region", name="Bord van de rondes")
    region.scroll_into_view_if_needed()
    region.evaluate("region => region.scrollTo(900, 120)")
    frame = region.bounding_box()
    head = page.get_by_role("columnheader", name="Organisatie").bounding_box()
    assert (head["x"], head["y"]) == pytest.approx((frame["x"], frame["y"]), abs=2)
    first = page.locator(".board tbody tr th").last.bounding_box()
    assert first["x"] == pytest.approx(frame["x"], abs=2)
    cell = page.locator(".board tbody td a").first.bounding_box()
    assert min(cell["width"], cell["height"]) >= 44


def test_answers_open_beside_the_board_and_escape_leads_back(wide, browse):
    page = browse(wide.a.contact, DESK)
    page.goto(ADDRESS)
    beside = page.locator("#beside")
    expect(beside).to_be_hidden()
    row = page.locator(".board tbody tr").nth(1)
    cell = row.locator("td a").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(beside).to_be_visible()
    expect(beside).to_be_focused()
    expect(beside).to_contain_text(row.locator("th").inner_text())
    expect(beside).to_contain_text("Ronde nummer 0")
    expect(beside).to_contain_text("Na een lang debat")
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()
    expect(cell).to_be_focused()
    assert page.url.endswith(ADDRESS)


@pytest.mark.parametrize(
    ("viewport", "options"), [(PHONE, {}), (DESK, {"java_script_enabled": False})], ids=["phone", "no script"]
)
def test_cell_leads_to_the_round_where_nothing_can_open_beside(wide, browse, viewport, options):
    page = browse(wide.a.contact, viewport, **options)
    page.goto(ADDRESS)
    page.locator(".board tbody td a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ronde nummer 0")
    assert "#partij-" in page.url


def test_board_goes_to_the_door_when_the_session_ended_meanwhile(wide, browse):
    page = browse(wide.a.contact, DESK)
    page.goto(ADDRESS)
    page.context.clear_cookies()
    page.locator(".board tbody td a").first.click()
    expect(page.get_by_label("E-mail")).to_be_visible()

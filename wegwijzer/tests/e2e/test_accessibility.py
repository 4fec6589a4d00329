"""What axe finds, and what is wider than a phone, on the pages that have to work for whoever comes in."""

import pytest
from django.conf import settings as project
from playwright.sync_api import expect

from governance.models import Meeting
from wegwijzer.accounts.models import User
from wegwijzer.tests.e2e.hands import FARTHEST
from wegwijzer.tests.e2e.looking import DESK, PHONE, faults_on_both, focus_fault

pytestmark = [pytest.mark.e2e, pytest.mark.once]
both_sizes = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


def test_pages_for_everybody_have_nothing_that_axe_finds(case, browse):
    for user in (None, User.objects.get(email="staff@example.org")):
        page = browse(user)
        for address in ("/aanmelden/", "/hulp/", "/toegankelijkheid/", "/privacy/"):
            page.goto(address)
            assert faults_on_both(page) == [], address


def test_end_of_a_session_has_nothing_that_axe_finds(case, browse, settings):
    staff = User.objects.get(email="staff@example.org")
    page = browse(staff)
    page.goto("/mijn-gegevens/")
    page.context.clear_cookies(name=project.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Bewaar mijn naam").click()
    expect(page.get_by_role("heading", name="Uw sessie is afgelopen")).to_be_visible()
    assert faults_on_both(page) == []
    settings.SESSION_IDLE_MINUTES = 3
    page = browse(staff)
    page.goto("/hulp/")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults_on_both(page) == []


def test_founding_has_nothing_that_axe_finds(cast, transactional_db, browse):
    page = browse(cast.administrator)
    for address in ("/", "/samenwerkingsverbanden/oprichten/"):
        page.goto(address)
        assert faults_on_both(page) == [], address
    page.get_by_role("button", name="Richt het op").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_on_both(page) == []


WRONG = """<html lang="nl"><head><title>Iets – Wegwijzer</title></head><body><main><h1>Iets</h1>
<p style="color: #ccc; background: #fff">Bleek</p>%s</main></body></html>"""


def test_page_made_of_what_was_seen_is_still_looked_at_for_names_and_ids(browse):
    page, known = browse(), set()
    page.set_content(WRONG % "<input>")
    assert any("color-contrast" in fault for fault in faults_on_both(page, known))
    page.set_content(WRONG % "<input>")
    again = faults_on_both(page, known)
    assert any("without a name: <input>" in fault for fault in again)
    assert not any("color-contrast" in fault for fault in again)  # axe-core knows all that this is made of
    page.set_content(WRONG % "<em>Bleek</em>")
    assert any("color-contrast" in fault for fault in faults_on_both(page, known))


def unseen_stops(page, key):
    """Where `key` brings the focus, round the page and back, without that one sees it; and how many stops there are."""
    unseen, here = [], "() => document.activeElement.outerHTML.slice(0, 120)"
    page.keyboard.press(key)
    for stops in range(FARTHEST):
        if page.evaluate("() => document.activeElement === document.body"):
            return unseen, stops
        if fault := focus_fault(page):
            unseen.append((fault, page.evaluate(here)))
        page.keyboard.press(key)
    raise AssertionError("the focus never leaves the page")


@both_sizes
def test_focus_is_seen_at_every_stop_there_and_back(case, browse, viewport):
    page = browse(User.objects.get(email="coordinator@example.org"), viewport=viewport)
    minutes, planned = (Meeting.objects.get(state=state, body__name="Beheerscomité") for state in ("draft", "planned"))
    screens = (f"/vergaderingen/{minutes.pk}/zitting/", f"/vergaderingen/{planned.pk}/agenda/")
    for address in ("/", "/vergaderingen/", "/personen/", *screens):
        for key in ("Tab", "Shift+Tab"):
            page.goto(address)
            unseen, stops = unseen_stops(page, key)
            assert unseen == [], f"{key} in {address}"
            assert stops > 10

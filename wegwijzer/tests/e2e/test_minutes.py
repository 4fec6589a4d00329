"""Minutes are never lost: no connection, a second writer, a session that ended, a meeting held without script."""

import re

import pytest
from playwright.sync_api import expect

from governance.models import AgendaItem, Attendance
from governance.tests.meetings import World
from wegwijzer.accounts.models import User

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PASSWORD = "vier gewone woorden samen"
SAVED = re.compile(r"Bewaard om")


@pytest.fixture
def world(transactional_db, settings):
    settings.HTTPS = False
    return World(seats=4)


@pytest.fixture
def screen(world, browse):
    """The open screen of a meeting that is going on, and its first item."""
    meeting = world.held(present=2)
    page = browse(world.secretary)
    page.goto(f"/vergaderingen/{meeting.pk}/zitting/")
    return page, meeting.items.first()


def part(page):
    form = page.locator("form[data-minutes]").first
    return form, form.locator("textarea").first, form.locator("[data-status]")


def test_text_is_saved_while_one_types_and_waits_for_the_connection(screen):
    page, item = screen
    _form, area, status = part(page)
    area.fill("Eerste zin.")
    expect(status).to_have_text(SAVED)
    page.context.set_offline(True)
    area.fill("Eerste zin. Tweede zonder verbinding.")
    expect(status).to_contain_text("Geen verbinding")
    page.context.set_offline(False)
    expect(status).to_have_text(SAVED)
    assert AgendaItem.objects.get(pk=item.pk).minutes == {"nl": "Eerste zin. Tweede zonder verbinding."}


def test_text_of_before_the_script_came_is_saved_too(world, browse):
    meeting = world.held(present=2)
    page, held = browse(world.secretary), []
    page.route("**/minutes*.js", lambda route: held.append(route))
    with page.expect_request("**/minutes*.js"):
        page.goto(f"/vergaderingen/{meeting.pk}/zitting/", wait_until="commit")
    part(page)[1].fill("Getypt op een trage lijn.")
    for route in held:
        route.continue_()
    expect(part(page)[2]).to_have_text(SAVED)
    assert meeting.items.first().minutes == {"nl": "Getypt op een trage lijn."}


def test_second_writer_sees_both_texts_and_makes_one(screen):
    page, item = screen
    other = page.context.new_page()
    other.goto(page.url)
    part(other)[1].fill("Van de ander.")
    expect(part(other)[2]).to_have_text(SAVED)
    form, area, status = part(page)
    area.fill("Van mij.")
    expect(status).to_contain_text("Iemand anders")
    form.get_by_role("button", name="Vergelijk beide teksten").click()
    expect(page.get_by_role("heading", name="Iemand schreef ook aan dit punt")).to_be_visible()
    expect(page.locator(".theirs").last).to_have_text("Van de ander.")
    page.locator("textarea:visible").fill("Van de ander. Van mij.")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar deze tekst").click()
    expect(part(page)[1]).to_have_value("Van de ander. Van mij.")
    assert AgendaItem.objects.get(pk=item.pk).minutes == {"nl": "Van de ander. Van mij."}


def test_text_typed_after_the_session_ended_is_offered_back(screen):
    page, item = screen
    _form, area, status = part(page)
    secretary = User.objects.get(name="Secretaris")
    secretary.set_password(PASSWORD)
    page.context.clear_cookies(name="session")
    area.fill("Na het afmelden getypt.")
    expect(status).to_contain_text("U bent afgemeld")
    secretary.save()
    page.get_by_role("link", name="Meld u opnieuw aan").click()
    page.locator("#id_email").fill(secretary.email)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    form, _area, status = part(page)
    expect(form.locator("[data-kept-text]")).to_have_text("Na het afmelden getypt.")
    form.get_by_role("button", name="Zet deze tekst terug").click()
    expect(status).to_have_text(SAVED)
    assert AgendaItem.objects.get(pk=item.pk).minutes == {"nl": "Na het afmelden getypt."}


def test_one_tap_moves_the_quorum(screen):
    page, _item = screen
    page.get_by_role("heading", name="Aanwezigheid").click()
    expect(page.locator("#quorum")).to_contain_text("quorum niet bereikt")
    page.locator("fieldset.seat").nth(2).locator("label.tap-present").click()
    expect(page.locator("#quorum")).to_contain_text("quorum bereikt")
    assert Attendance.objects.filter(has_vote=True, status="present").count() == 3


def test_meeting_is_held_without_script(world, browse):
    meeting = world.planned()
    page = browse(world.secretary, java_script_enabled=False)
    page.goto(f"/vergaderingen/{meeting.pk}/zitting/")
    page.get_by_role("button", name="Open de vergadering").click()
    page.get_by_role("button", name="De anderen zijn aanwezig").click()
    expect(page.locator("#quorum")).to_contain_text("quorum bereikt")
    form, area, _status = part(page)
    area.fill("Zonder script.")
    with page.expect_navigation():
        form.get_by_role("button", name="Bewaar", exact=False).first.click()
    expect(part(page)[1]).to_have_value("Zonder script.")
    page.get_by_role("button", name="Sluit de vergadering").click()
    expect(page.get_by_text("De vergadering is afgesloten.").first).to_be_visible()
    meeting.refresh_from_db()
    assert meeting.state == "draft"

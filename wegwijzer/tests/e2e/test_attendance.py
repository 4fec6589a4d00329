"""Who is there, tapped on a slow line."""

import pytest
from playwright.sync_api import expect

from governance.actions import sitting
from governance.models import Attendance
from governance.tests.meetings import World
from wegwijzer.tests.e2e.looking import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_tap_before_the_scripts_came_is_sent_when_they_have(transactional_db, settings, browse):
    settings.HTTPS = False
    world = World(seats=4)
    meeting = world.planned()
    sitting.open(meeting, by=world.coordinator)
    page, held = browse(world.secretary, PHONE), []
    page.route("**/htmx-2*.js", lambda route: held.append(route))
    with page.expect_request("**/htmx-2*.js"):
        page.goto(f"/vergaderingen/{meeting.pk}/zitting/", wait_until="commit")
    page.locator("fieldset.seat").first.get_by_text("aanwezig", exact=True).click()
    expect(page.locator("#quorum")).to_contain_text("0 van 4")
    for route in held:
        route.continue_()
    expect(page.locator("#quorum")).to_contain_text("1 van 4")
    assert Attendance.objects.filter(meeting=meeting, status="present").count() == 1

"""Building an agenda with the mouse and with the keyboard (without script: governance/tests/test_meeting_pages.py)."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.models import AgendaItem, Meeting
from wegwijzer.tests.e2e.looking import DESK

pytestmark = [pytest.mark.e2e, pytest.mark.once]


def log_in(page, settings):
    page.goto("/")
    page.get_by_label("E-mail").fill("coordinator@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dag")


@pytest.fixture
def meeting(case):
    body = Meeting.objects.filter(state="planned").first().body
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(days=300)
    meeting = Meeting.objects.create(body=body, planned_start=start, planned_end=start + dt.timedelta(hours=2))
    for position, title in enumerate(("Eerste", "Tweede", "Derde"), start=1):
        AgendaItem.objects.create(body=body, meeting=meeting, title=title, position=position)
    return meeting


def test_items_move_by_dragging_and_by_keyboard_and_say_where_they_are(browse, settings, meeting):
    page = browse(viewport=DESK)
    log_in(page, settings)
    page.goto(f"/vergaderingen/{meeting.pk}/agenda/")
    items = page.locator("[data-item]")
    items.nth(2).drag_to(items.nth(0), target_position={"x": 100, "y": 4})
    expect(page.get_by_text("‘Derde’ staat nu op plaats 1 van 3.")).to_be_visible()
    down = items.nth(0).get_by_role("button", name="Omlaag")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("‘Derde’ staat nu op plaats 2 van 3.")).to_be_visible()
    expect(items.nth(1).get_by_role("button", name="Omlaag")).to_be_focused()
    titles = [str(item.title) for item in AgendaItem.objects.filter(meeting=meeting).order_by("position")]
    assert titles == ["Eerste", "Derde", "Tweede"]

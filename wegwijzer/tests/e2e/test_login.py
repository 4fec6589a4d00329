"""Coming in, by mouse and by keyboard, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from wegwijzer.tests.e2e.looking import DESK, PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.once]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_contact_logs_in_with_the_keyboard(case, browse, settings, viewport, javascript):
    page = browse(viewport=viewport, java_script_enabled=javascript)
    page.goto("/")
    page.get_by_label("E-mail").focus()
    page.keyboard.type("contact.gemeente-olen@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dag Contactpersoon Gemeente Olen")

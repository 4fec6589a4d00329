"""Pasting a calendar and copying a draft decision, in a real browser."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from governance.models import CouncilSitting
from wegwijzer.accounts.periods import today
from wegwijzer.testing.world import build_world
from wegwijzer.tests.e2e.looking import DESK, PHONE, faults_of

pytestmark = [pytest.mark.e2e, pytest.mark.once]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_calendar_is_pasted_corrected_and_kept(cast, browse, viewport):
    world, page = build_world(cast.a), browse(cast.a.contact, viewport)
    day = dt.date(today().year + 1, 3, 10)
    button = "main form[method=post] button[type=submit]"
    page.goto(reverse("governance:council_sittings", args=[world["council"].pk]))
    page.fill("textarea[name=text]", f"Datum\n{day:%d/%m/%Y}\n31/02/2027")
    with page.expect_navigation():
        page.click(button)
    assert faults_of(page) == []
    page.fill("textarea[name=text]", f"{day:%d/%m/%Y}")
    page.click(button)
    expect(page.locator(button)).to_have_text("Bewaar 1 zitting")
    assert faults_of(page) == []
    page.click(button)
    expect(page.locator("main")).to_contain_text("1 zitting is toegevoegd.")
    assert CouncilSitting.objects.filter(council=world["council"], held_on=day).exists()


def test_part_of_a_draft_goes_to_the_clipboard(cast, browse):
    world, page = build_world(cast.a), browse(cast.a.coordinator)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("governance:packet_detail", args=[world["party_open"].pk]))
    page.click("[data-copies=deel-title]")
    page.wait_for_function("document.querySelector('[data-copied]').textContent.trim() !== ''")
    assert page.inner_text("[data-copied]") == "Gekopieerd: Titel"
    assert page.evaluate("navigator.clipboard.readText()") == world["round_open"].title
    assert faults_of(page) == []


def test_without_script_the_text_is_there_and_no_button_that_does_nothing(cast, browse):
    world, page = build_world(cast.a), browse(cast.a.coordinator, java_script_enabled=False)
    page.goto(reverse("governance:packet_detail", args=[world["party_open"].pk]))
    assert page.inner_text("#deel-title") == world["round_open"].title
    assert not page.is_visible("[data-copies]")

"""A real installation from nothing, and the end of a session, in a real browser."""

import pytest
from django.conf import settings as project
from playwright.sync_api import expect

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.entrance.actions import invitation, user
from wegwijzer.entrance.models import Invitation

pytestmark = [pytest.mark.e2e, pytest.mark.once]
PASSWORD = "vier gewone woorden samen"


def come_in(page, email):
    """Follow the link of the invitation, as it stands in the mail."""
    invited = Invitation.objects.get(user__email=email)
    page.goto(f"/uitnodiging/{invited.key}/")
    page.locator("#id_new_password").fill(PASSWORD)
    page.get_by_role("button", name="Bewaar het wachtwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Dag {invited.user.name}")


def test_administrator_founds_and_coordinator_takes_over(transactional_db, browse):
    sent = invitation.invite("beheer@example.org", "Beheerder", by=None)
    organisation = Organisation.objects.create(kind="partnership", name="Beheer")
    user.make_administrator(sent.user, organisation, by=None)
    page = browse()
    come_in(page, "beheer@example.org")
    page.get_by_role("link", name="Richt een samenwerkingsverband op").click()
    page.get_by_label("Korte naam").fill("ISOM")
    page.get_by_label("Volledige naam").fill("ISOM Middenkempen")
    page.get_by_label("Naam in het adres").fill("isom")
    page.get_by_label("Rechtsvorm").select_option("interlocal")
    page.get_by_label("Naam van de coördinator").fill("Coördinator ISOM")
    page.get_by_label("E-mailadres van de coördinator").fill("coordinator@example.org")
    page.get_by_role("button", name="Richt het op").click()
    expect(page.get_by_role("status").first).to_contain_text("ISOM staat klaar")

    page = browse()
    come_in(page, "coordinator@example.org")
    page.goto("/samenwerkingsverbanden/")
    page.get_by_role("row", name="ISOM").get_by_role("link").click()
    page.get_by_role("link", name="Voeg een lid toe").click()
    page.get_by_label("Soort").select_option("municipality")
    page.get_by_label("Gemeente", exact=False).first.fill("Olen")
    page.get_by_role("button", name="Maak lid").click()
    expect(page.get_by_role("link", name="Gemeente Olen", exact=True)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_what_was_typed_survives_the_end_of_the_session(case, browse, settings, javascript):
    page = browse(java_script_enabled=javascript)

    def log_in():
        page.locator("#id_email").fill("staff@example.org")
        page.locator("#id_password").fill(settings.DEMO_PASSWORD)
        page.keyboard.press("Enter")

    page.goto("/mijn-gegevens/")
    log_in()
    page.get_by_label("Naam").fill("Medewerker met een nieuwe naam")
    page.context.clear_cookies(name=project.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Bewaar mijn naam").click()
    expect(page.get_by_role("heading", name="Uw sessie is afgelopen")).to_be_visible()
    log_in()
    expect(page.get_by_label("Naam")).to_have_value("Medewerker met een nieuwe naam")
    page.get_by_role("button", name="Bewaar mijn naam").click()
    expect(page.get_by_role("status").first).to_contain_text("Uw naam is bewaard")


def test_end_of_the_session_is_announced_and_one_key_prevents_it(case, browse, settings):
    settings.SESSION_IDLE_MINUTES = 3  # within three minutes of the end the notice is due at once
    page = browse(User.objects.get(email="coordinator@example.org"))
    page.goto("/hulp/")
    notice = page.get_by_role("dialog", name="Bent u er nog?")
    expect(notice).to_be_visible()
    settings.SESSION_IDLE_MINUTES = 120
    with page.expect_response("**/sessie/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.request.method == "POST"
    expect(notice).to_be_hidden()

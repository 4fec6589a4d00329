"""A claim passes between two boards whose people each see only their side."""

import pytest
from playwright.sync_api import expect

from projects.models import Claim
from projects.tests.claims import contact, scene
from wegwijzer.tests.e2e.looking import DESK, PHONE, is_too_wide
from wegwijzer.ui.tests.samples import pdf
from wegwijzer.ui.words import euro

pytestmark = [pytest.mark.e2e, pytest.mark.once]


@pytest.fixture
def at(transactional_db, settings):
    settings.HTTPS = False
    return scene(title="Aanvraag Wegwijzer")


def test_claim_goes_from_a_phone_to_who_pays_and_back_until_it_is_paid(browse, at, tmp_path):
    creditor = contact(at, at.board, "olen@example.org")
    debtor = contact(at, at.applicant, "herentals@example.org")
    other = contact(at, type(at.board).objects.create(name="OCMW Lille", kind="association"), "lille@example.org")
    invoice = tmp_path / "factuur.pdf"
    invoice.write_bytes(pdf())

    phone = browse(creditor, PHONE, java_script_enabled=False)
    phone.goto(f"/dossiers/{at.dossier.pk}/vorderingen/")
    phone.get_by_role("link", name="Begin een schuldvordering").first.click()
    phone.get_by_label("Kosten van").fill("2016-01-01")
    phone.get_by_label("Kosten tot en met").fill("2016-06-30")
    phone.get_by_role("button", name="Maak de schuldvordering").click()
    expect(phone.get_by_role("main")).to_contain_text("Voeg eerst minstens één lijn toe.")

    phone.get_by_role("link", name="Voeg een lijn toe").click()
    phone.get_by_label("Begrotingslijn").select_option(index=1)
    phone.get_by_label("Omschrijving").fill("Druk van 500 gidsen")
    phone.get_by_label("Bedrag in euro").fill("1.205,01")
    phone.get_by_role("button", name="Voeg de lijn toe").click()
    expect(phone.get_by_role("main")).to_contain_text(f"nog {euro(1205)} over")  # a cent too much: said with figures
    phone.get_by_label("Bedrag in euro").fill("1.000,50")
    phone.get_by_role("button", name="Voeg de lijn toe").click()

    phone.get_by_role("link", name="Voeg een bewijsstuk toe").click()
    phone.get_by_label("Bestand").set_input_files(invoice)
    phone.get_by_role("button", name="Voeg het bewijsstuk toe").click()
    phone.get_by_role("link", name="Dien de schuldvordering in").click()
    phone.get_by_label("Functie").fill("algemeen directeur")
    phone.get_by_label("Voor waar en echt verklaard").check()
    phone.get_by_role("button", name="Dien de schuldvordering in").click()
    expect(phone.get_by_role("main")).to_contain_text("ingediend")
    assert not is_too_wide(phone)
    claim = Claim.objects.get()

    # Nobody else sees anything of it.
    stranger = browse(other, DESK)
    assert stranger.goto(f"/vorderingen/{claim.pk}/").status == 404
    stranger.goto(f"/dossiers/{at.dossier.pk}/vorderingen/")
    expect(stranger.get_by_role("main")).not_to_contain_text("OCMW Olen")

    # Who pays finds it on the start page, and says what has to be put right.
    desk = browse(debtor, DESK)
    desk.goto("/")
    desk.get_by_role("link", name="Kijk de schuldvordering na").click()
    desk.get_by_role("link", name="Stuur terug").click()
    desk.get_by_label("Wat moet er anders?").fill("De factuur is van 2015.")
    desk.get_by_role("button", name="Stuur de schuldvordering terug").click()
    expect(desk.get_by_role("main")).to_contain_text("teruggestuurd")

    phone.goto("/")
    phone.get_by_role("link", name="Vul de schuldvordering aan").click()
    expect(phone.get_by_role("main")).to_contain_text("De factuur is van 2015.")
    phone.get_by_role("link", name="Dien de schuldvordering in").click()
    phone.get_by_label("Voor waar en echt verklaard").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Dien de schuldvordering in").click()

    # From the start page it is verified with two clicks.
    desk.goto("/")
    desk.get_by_role("link", name="Kijk de schuldvordering na").click()
    desk.get_by_role("button", name="goed", exact=False).first.click()
    expect(desk.get_by_role("main")).to_contain_text("goedgekeurd")
    desk.get_by_role("link", name="Noteer de betaling").click()
    desk.get_by_role("button", name="Noteer de betaling").click()
    expect(desk.get_by_role("main")).to_contain_text("betaald")

    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("betaald")
    # Each side has what is its own to do, and not what is of the other.
    expect(phone.get_by_role("link", name="Klopt niet")).to_have_count(0)
    expect(desk.get_by_role("link", name="Klopt niet")).to_have_count(1)

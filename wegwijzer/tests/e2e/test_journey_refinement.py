"""A region moves on under what Lille made of its texts: from adapting to the print, the second half on a phone."""

import re
import subprocess

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from onboarding.actions import case_texts as texts
from onboarding.models import LocalSection
from wegwijzer.accounts.models import User
from wegwijzer.outbox.models import Message
from wegwijzer.reports import tasks as report_tasks
from wegwijzer.tests.e2e.looking import DESK, PHONE, is_too_wide

pytestmark = [pytest.mark.e2e, pytest.mark.once]

PROCEDURE, BROCHURE = "Regionale onthaalprocedure", "Welkom in onze gemeente (voorbeeld)"
OURS = (
    "Verwijs door naar het Agentschap Integratie en Inburgering, naar Nederlandse les en naar de diensten van gemeente"
    " en OCMW. Maak de eerste afspraak samen, en ga de eerste keer mee."
)
THEIRS = (
    "Verwijs binnen de week door naar het Agentschap Integratie en Inburgering, naar Nederlandse les en naar de"
    " bibliotheek. Maak de eerste afspraak samen."
)
# What Lille wanted: the week it takes over, the library it leaves.
PARTLY = OURS.replace("Verwijs door", "Verwijs binnen de week door")


class Somebody:
    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, name, role="link"):
        self.clicks += 1
        self.page.get_by_role("main").get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()

    def open(self, text):
        self.page.goto("/onthaal/teksten/")
        self.page.get_by_role("main").get_by_role("link", name=text).last.click()

    def open_own(self, text):
        self.open(text)
        self.click("Op maat van Gemeente Lille")

    def says(self, *words):
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)

    def fits(self):
        assert not is_too_wide(self.page)


@pytest.fixture
def lille(case):
    texts.load("wegwijzer")
    return User.objects.get(email="contact.gemeente-lille@example.org")


def adapt(me, text, section, body):
    me.open_own(text)
    me.click(re.compile(f"Op maat maken.*{section}"))
    me.page.get_by_label("Wij passen ze aan").check()
    me.page.get_by_label("Reden").fill("Zo werkt het in Lille.")
    me.page.get_by_label("Tekst").fill(body)
    me.click("Bewaar uw keuze", "button")
    me.says("Bewaard: uw bestuur doet zo")


def publish(me, text, section, body, note):
    me.open(text)
    me.click(re.compile(f"^Wijzig.*{section}"))
    me.page.get_by_label("Tekst").fill(body)
    me.click("Bewaar", "button")
    me.click("Publiceer een versie")
    me.says("Deze organisaties moeten iets opnieuw bekijken, en krijgen een mail", "Gemeente Lille")
    me.page.get_by_label("Wat is er nieuw?").fill(note)
    me.click(re.compile("^Publiceer versie"), "button")
    me.says("is gepubliceerd.")


def test_lille_takes_over_a_part_of_what_the_region_changed(browse, lille):
    desk = Somebody(browse(lille, DESK))
    adapt(desk, PROCEDURE, "Doorverwijzen", OURS)
    desk.open_own(BROCHURE)
    desk.click(re.compile("Op maat maken.*Welkom"))
    desk.says("dan is uw vertaling niet meer bij: Frans, Engels, Arabisch")
    adapt(desk, BROCHURE, "Welkom", "U woont nu in Lille. Wij helpen u graag op weg. Kom langs.")
    desk.says("Werk nu uw vertaling bij in het Frans, Engels, Arabisch.")

    region = Somebody(browse(User.objects.get(email="coordinator@example.org"), DESK))
    publish(region, PROCEDURE, "Doorverwijzen", THEIRS, "Sneller, en langs de bibliotheek.")
    publish(region, BROCHURE, "Welkom", "U woont nu in {gemeente}. Wij helpen u gratis op weg.", "Onze hulp is gratis.")
    mail = Message.objects.get(to=lille.email, subject__contains=PROCEDURE).body
    assert mail.index("Doorverwijzen") < mail.index("Dit wachtte al") < mail.index("Langsgaan voor een gesprek")

    decide_on_a_phone(browse(lille, PHONE, java_script_enabled=False))
    printed = print_of(browse(lille, DESK), PROCEDURE)
    assert PARTLY in printed
    assert "naar de bibliotheek" not in printed
    assert "binnen drie weken na de inschrijving" in printed  # what already waited
    assert "Wij helpen u gratis op weg. Kom langs." in print_of(browse(lille, DESK), BROCHURE)


def decide_on_a_phone(page):
    """From the start page two presses per section, for what is taken over as it is; one more per part that is not."""
    me = Somebody(page)
    page.goto("/")
    me.click("2 secties te bekijken")
    me.says("Langsgaan voor een gesprek", "drie weken")
    me.fits()
    me.click("Bewaar uw beslissing", "button")
    assert me.clicks == 2
    # The next one opens by itself: what the region changed, word by word, under Lille's own words.
    me.says("Beslist: ‘Langsgaan voor een gesprek’ is weer bij.", "en ga de eerste keer mee")
    assert page.locator("del", has_text="diensten van gemeente en OCMW").count() == 2
    assert page.locator("ins", has_text="binnen de week").count() == 2
    me.fits()
    page.get_by_role("checkbox", name=re.compile("wordt ‘bibliotheek’")).uncheck()
    me.click("Bewaar uw beslissing", "button")
    assert me.clicks == 3
    me.says("Beslist: ‘Doorverwijzen’ is weer bij.")
    expect(page.get_by_role("main")).not_to_contain_text("te bekijken")
    me.fits()
    assert PARTLY in [str(row.body) for row in LocalSection.objects.filter(stance="adapts")]
    page.goto("/")
    me.click("1 sectie te bekijken")
    me.says("gratis", "uw vertaling niet meer bij")
    me.fits()
    me.click("Bewaar uw beslissing", "button")
    assert me.clicks == 5


def print_of(page, text):
    me = Somebody(page)
    me.open_own(text)
    me.page.locator(".head-action").get_by_role("button", name="Maak de PDF").click()
    expect(page.get_by_text("Uw verslag staat in de wachtrij.")).to_be_visible()
    ((_name, report),) = report_tasks.due(timezone.now())
    report_tasks.build_report(report)
    ready = page.get_by_role("link", name=re.compile("^Download"))
    expect(ready).to_be_visible()
    with page.expect_download() as download:
        ready.click()
    content = download.value.path().read_bytes()
    said = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return " ".join(said.split())

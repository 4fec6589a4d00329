"""The dossier Wegwijzer by mouse, from an idea in July 2015 to its closing, refused where it could not go on yet."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from governance.models import Decision
from projects.actions import case as plans
from projects.models import Dossier, Project
from projects.tests.dossier_factories import BudgetFactory, BudgetLineFactory, BudgetSourceFactory, CostKindFactory
from wegwijzer.accounts.models import User
from wegwijzer.tests.e2e.looking import DESK, PHONE, faults_of, is_too_wide

pytestmark = pytest.mark.e2e

DECISION = "Een projectaanvraag indienen als minstens 3 van de 7 gemeenten intekenen"


@pytest.fixture
def project(case):
    """The case; the dossier that it comes with stays beside the one that is lived here."""
    plans.load("wegwijzer")
    return Project.objects.get(name="Wegwijzer")


class Life:
    def __init__(self, page):
        self.page = page

    def stands(self, *words):
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)

    def begin(self, decision):
        self.page.goto("/dossiers/")
        self.page.get_by_role("link", name="Begin een dossier in interlokale").or_(
            self.page.get_by_role("link", name="Begin een dossier")
        ).last.click()
        self.page.get_by_label("Titel").fill("Wegwijzer, van idee tot slot")
        self.page.get_by_label("Project", exact=True).select_option(label="Wegwijzer")
        self.page.get_by_label("Besluit om in te dienen").select_option(value=f"{decision.pk}")
        self.page.get_by_label("Aanvrager").select_option(label="Gemeente Herentals")
        self.page.get_by_label("Projectplan").select_option(label="Projectplan Wegwijzer")
        for name, day in (("from_on", "2015-12-01"), ("until_on", "2018-11-30"), ("deadline_on", "2015-09-30")):
            self.page.locator(f"[name={name}]").fill(day)
        self.page.get_by_role("button", name="Begin het dossier").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Wegwijzer, van idee tot slot")
        return Dossier.objects.get(title="Wegwijzer, van idee tot slot")

    def step(self, link, day, **more):
        """Take a step on a day; what else the page asks by the label of its field."""
        self.page.get_by_role("link", name=link).first.click()
        self.page.get_by_label("Op", exact=True).fill(day)
        for label, text in more.items():
            self.page.get_by_label(label.replace("_", " ")).fill(text)
        self.page.get_by_role("main").get_by_role("button", name=link).click()

    def back(self, dossier):
        self.page.goto(f"/dossiers/{dossier.pk}/")


def test_dossier_goes_from_idea_to_closed_on_the_days_of_the_case(browse, project):
    coordinator = User.objects.get(email="coordinator@example.org")
    decision = next(row for row in Decision.objects.all() if str(row.title) == DECISION)
    condition = decision.condition
    life = Life(browse(coordinator, DESK))

    # While the decision hangs on a round that is not reached it can not be ‘go’, and the page says why.
    Decision.objects.filter(pk=decision.pk).update(condition=None, number=None)
    dossier = life.begin(decision)
    life.stands("Wat ontbreekt nog, en wie is aan zet?", "geldt pas als de vergadering afgesloten is")
    life.page.get_by_role("link", name="Beslis ‘go’").click()
    life.stands("Dit kan nog niet", "geldt pas als de vergadering afgesloten is")
    assert life.page.get_by_role("button", name="Beslis ‘go’").count() == 0
    Decision.objects.filter(pk=decision.pk).update(condition=condition, number=decision.number)

    life.back(dossier)
    life.step("Beslis ‘go’", "2015-07-20")
    life.stands("Het besluit is pas in werking sinds ma 27 jul 2015")
    life.back(dossier)
    life.step("Beslis ‘go’", "2015-07-27")
    life.step("Begin met opmaken", "2015-08-05")
    life.page.get_by_role("link", name="Zet iets op de checklist").click()
    life.page.get_by_label("document", exact=True).check()
    life.page.get_by_label("Wat", exact=True).fill("Verklaring op eer")
    life.page.get_by_label("Verantwoordelijke").select_option(label="Contactpersoon OCMW Olen")
    life.page.get_by_role("button", name="Zet het op de checklist").click()
    life.stands("Verklaring op eer", "te laat", "Contactpersoon OCMW Olen")
    life.back(dossier)
    life.step("Geef ter goedkeuring", "2015-09-02")

    # Submitting is refused, with all that is missing and who must act.
    life.step("Dien het dossier in", "2015-09-30")
    life.stands(
        "Er is nog geen begroting", "Verklaring op eer: Het document ontbreekt. Aan zet: Contactpersoon OCMW Olen."
    )
    dossier.refresh_from_db()
    assert dossier.state == "in_approval"
    _budget(dossier)
    _upload(browse(User.objects.get(email="contact.ocmw-olen@example.org"), PHONE), dossier)
    life.back(dossier)
    life.step("Dien het dossier in", "2015-09-30")
    life.stands("Het dossier is nu ‘ingediend’")
    life.step("Noteer de toekenning", "2015-12-08", Toegekend_bedrag="143.771,00")
    life.step("Begin de uitvoering", "2016-05-03")
    life.step("Begin het eindverslag", "2018-11-30")

    # Closing is refused as long as the final report was not submitted.
    life.stands("Zet eerst het eindverslag op de lijst van verslagen aan de subsidiegever")
    life.page.get_by_role("link", name="Sluit het dossier af").first.click()
    life.stands("Dit kan nog niet", "Zet eerst het eindverslag op de lijst", "Aan zet:")
    _report_finally(life, dossier)
    life.back(dossier)
    life.step("Sluit het dossier af", "2019-03-31")
    life.stands("afgesloten", "wo 30 sep 2015", "di 8 dec 2015", "zo 31 mrt 2019", "€ 143.771,00")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.ended_on) == ("closed", dt.date(2019, 3, 31))
    assert faults_of(life.page) == []


def _budget(dossier):
    """A budget that balances: its grant covers it."""
    budget = BudgetFactory(dossier=dossier)
    kind = CostKindFactory(partnership=dossier.partnership)
    line = BudgetLineFactory(budget=budget, cost_kind=kind)
    BudgetSourceFactory(budget=budget, amount=line.amount)


def _upload(page, dossier):
    """On a phone, by who was asked for the document."""
    requirement = dossier.requirements.get(title="Verklaring op eer")
    page.goto("/")
    page.get_by_role("link", name="Verklaring op eer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verklaring op eer")
    assert not is_too_wide(page)
    page.get_by_label("Bestand").set_input_files(
        {"name": "verklaring.txt", "mimeType": "text/plain", "buffer": b"Ik verklaar op eer."}
    )
    page.get_by_role("button", name="Laad het document op").click()
    expect(page.get_by_role("main")).to_contain_text("in orde")
    requirement.refresh_from_db()
    assert requirement.document is not None


def _report_finally(life, dossier):
    """Put the final report on the list, and submit it."""
    life.back(dossier)
    life.page.get_by_role("link", name="Eindverslag", exact=True).click()
    life.page.goto(f"/dossiers/{dossier.pk}/rapportering/nieuw/")
    life.page.get_by_label("eindverslag", exact=True).check()
    for name, day in (("due_on", "2019-03-01"), ("from_on", "2015-12-01"), ("until_on", "2018-11-30")):
        life.page.locator(f"[name={name}]").fill(day)
    life.page.get_by_role("main").locator("button.btn-primary").click()
    life.stands("Eindverslag tegen 01/03/2019")
    report = dossier.reportings.get()
    life.page.goto(f"/dossiers/rapporten/{report.pk}/indienen/")
    life.page.get_by_label("Ingediend op").fill("2019-02-20")
    life.page.get_by_role("main").locator("button.btn-primary").click()
    life.stands("Het verslag is ingediend.")
    report.refresh_from_db()
    assert report.submitted_on == dt.date(2019, 2, 20)

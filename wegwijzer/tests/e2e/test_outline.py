"""Typing a plan from paper: with nothing but a keyboard, and without script; and two who type in the same line."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from governance.models import Partnership
from projects.models import ObjectiveParty, Plan, read_tree
from projects.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.tests.e2e.hands import Keyboard
from wegwijzer.tests.e2e.looking import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.once]

POLICY = "beleidsmedewerker"
BOTH = "gemeentesecretaris + OCMW-secretaris"
# The cross-sector objectives as they stand on paper: depth, words, who, term.
PAPER = [
    (0, "Het lokaal bestuur voert een gecoördineerd sociaal beleid", f"{POLICY} + {BOTH}", "lang"),
    (1, "ziet het plan als deel van het vijfjarenplan", "idem", "kort"),
    (1, "het OCMW leidt en coördineert", "idem", "kort"),
    (1, "inclusief beleid: elk domein houdt rekening met welzijn", "idem", "lang"),
    (1, "gebruikt het plan als basis voor samenwerking", "idem", "lang"),
    (1, "investeert in een monitoringsysteem voor cijfers", f"systeembeheerder + {POLICY} + {BOTH}", "lang"),
    (0, "werkt een communicatiebeleid uit", f"{POLICY} + communicatieambtenaar", "lang"),
    (1, "communicatiematrix van alle kanalen en doelgroepen", "idem", "kort"),
    (0, "biedt participatie aan", POLICY, "lang"),
    (0, "toegankelijke, klantvriendelijke dienstverlening", "werkgroep Sociaal Huis", "kort"),
    (0, "houdt rekening met de veranderende samenleving", POLICY, "lang"),
]
CODES = ["SD1", "TD1.1", "TD1.2", "TD1.3", "TD1.4", "TD1.5", "SD2", "TD2.1", "SD3", "SD4", "SD5"]
TERM = {"kort": "short", "lang": "long"}


def told(plan):
    """Per line its code, words, who and term, as kept."""
    found = []
    for node in read_tree(plan).walk():
        names = ObjectiveParty.objects.filter(objective=node.pk).order_by("pk").values_list("name", flat=True)
        found.append((node.code, node.objective.title, " + ".join(names), node.objective.term))
    return found


def on_paper():
    found, before = [], ""
    for code, (_depth, words, who, term) in zip(CODES, PAPER, strict=True):
        before = before if who == "idem" else who
        found.append((code, words, before, TERM[term]))
    return found


@pytest.fixture
def coordinator(case):
    return User.objects.get(email="coordinator@example.org")


@pytest.fixture
def plan(coordinator):
    return make.PlanFactory(partnership=Partnership.objects.get(name="ISOM"), title="Sociaal beleidsplan")


def test_policy_plan_is_typed_from_paper_without_the_mouse(browse, coordinator):
    page = browse(coordinator)
    hands = Keyboard(page)
    page.goto(reverse("projects:plan_list"))
    hands.press(page.get_by_role("complementary").get_by_role("link", name="ISOM"))
    hands.write(page.get_by_label("Titel"), "Sociaal beleidsplan")
    hands.choose(page.get_by_role("group", name="Soort"), "beleidsplan")
    hands.press(page.get_by_role("button", name="Begin het plan"))
    hands.press(page.get_by_role("link", name="Doelstellingen", exact=True))
    hands.press(page.get_by_role("button", name="Typ in de lijst"))
    depth = 0
    for number, (deep, words, who, term) in enumerate(PAPER):
        if number:
            page.keyboard.press("Enter")
        if deep != depth:
            page.keyboard.press("Tab" if deep > depth else "Shift+Tab")
        depth = deep
        page.keyboard.type(f"{words} | {who} | {term}")
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-line]")).to_have_count(len(PAPER))
    page.keyboard.press("Escape")
    expect(page.locator(".line-input")).to_have_count(0)
    expect(page.locator("tr[data-line]").last).to_contain_text("SD5")
    assert told(Plan.objects.get(title="Sociaal beleidsplan")) == on_paper()


# The theme work and social security: depth and words, with actions and the steps of one of them.
THEME = [
    (0, "werkt een tewerkstellingsbeleid uit", "SD1"),
    (1, "tewerkstelling van eigen burgers", "TD1.1"),
    (2, "eerste deelpunt", "OD1.1.1"),
    (2, "tweede deelpunt", "OD1.1.2"),
    (0, "bouwt één aanspreekpunt uit", "SD2"),
    (1, "de werkwinkel gebruiken", "TD2.1"),
    (2, "actie: de werkwinkel bekendmaken", "A2.1.1"),
    (3, "overleg", "2.1.1.1"),
    (3, "bekendmaking", "2.1.1.2"),
    (1, "jonge starters motiveren", "TD2.2"),
]


def test_theme_with_an_action_in_steps_is_typed_in_its_own_chapter(browse, coordinator, plan):
    chapter = make.PlanThemeFactory(plan=plan, theme__name="werk en sociale zekerheid")
    page = browse(coordinator)
    page.goto(reverse("projects:plan_tree", args=[plan.pk]))
    Keyboard(page).press(page.get_by_role("link", name="Voeg toe bij Werk en sociale zekerheid"))
    depth = 0
    for number, (deep, words, _code) in enumerate(THEME):
        if number:
            page.keyboard.press("Enter")
        for _step in range(abs(deep - depth)):
            page.keyboard.press("Tab" if deep > depth else "Shift+Tab")
        depth = deep
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-line]")).to_have_count(len(THEME))
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-line]").last).to_contain_text("TD2.2")
    nodes = [(node.depth, node.objective.title, node.code) for node in read_tree(plan).walk()]
    assert nodes == [(deep, words.removeprefix("actie: "), code) for deep, words, code in THEME]
    assert {node.theme for node in read_tree(plan).walk()} == {chapter.theme}


def test_policy_plan_is_typed_from_paper_without_script(browse, coordinator, plan):
    page = browse(coordinator, PHONE, java_script_enabled=False)
    page.goto(reverse("projects:plan_tree", args=[plan.pk]))
    page.get_by_role("link", name="Typ een reeks").first.click()
    lines = [f"{'- ' * deep}{words} | {who} | {term}" for deep, words, who, term in PAPER]
    page.get_by_label("Uw lijnen").fill("\n".join(lines))
    page.get_by_role("button", name="Kijk de reeks na").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    assert not plan.objectives.exists()
    page.get_by_role("button", name="Bewaar 11 lijnen").click()
    expect(page.get_by_text("11 lijnen zijn toegevoegd.")).to_be_visible()
    assert told(plan) == on_paper()
    page.get_by_role("link", name="Pas aan SD3").click()
    page.get_by_role("button", name="Lager niveau").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("TD2.2 biedt participatie aan")
    page.get_by_role("button", name="Omhoog").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("TD2.1 biedt participatie aan")


def test_lines_are_named_moved_and_removed_by_keys(browse, coordinator, plan):
    first = make.ObjectiveFactory(plan=plan, position=1, title="Eerste")
    make.ObjectiveFactory(plan=plan, position=2, title="Tweede")
    make.ObjectiveFactory(plan=plan, position=3, title="Derde")
    page = browse(coordinator)
    page.goto(reverse("projects:plan_tree", args=[plan.pk]))
    news, keys = page.get_by_role("status").last, page.keyboard
    page.get_by_role("link", name="Derde", exact=True).focus()
    keys.press("F2")
    keys.press("Alt+ArrowUp")
    expect(page.locator("#outline-news")).to_have_text("‘Derde’ is SD2, strategische doelstelling.")
    keys.press("Tab")
    expect(page.locator("#outline-news")).to_have_text("‘Derde’ is TD1.1, tactische doelstelling.")
    keys.press("Control+A")
    keys.type("Derde, beter")
    keys.press("ArrowDown")
    expect(page.locator("tr[data-line]").nth(1)).to_contain_text("Derde, beter")
    keys.press("Control+A")
    keys.press("Backspace")
    keys.press("Delete")
    expect(page.locator("tr[data-line]")).to_have_count(2)
    expect(page.locator("#outline-news")).to_have_text("De lijn is verwijderd.")
    keys.press("Escape")
    assert [line[:2] for line in told(plan)] == [("SD1", "Eerste"), ("TD1.1", "Derde, beter")]
    assert news.count() == 1
    assert first.children.count() == 1
    page.get_by_role("button", name="Wat staat onder SD1").click()
    expect(page.get_by_role("link", name="Derde, beter", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Typ in de lijst").click()
    expect(page.get_by_role("link", name="Derde, beter", exact=True)).to_be_visible()


def test_what_can_not_be_saved_stays_beside_its_line(browse, coordinator, plan):
    line = make.ObjectiveFactory(plan=plan, position=1, title="Eerste")
    page = browse(coordinator)
    page.goto(reverse("projects:plan_tree", args=[plan.pk]))
    keys = page.keyboard
    page.get_by_role("button", name="Typ in de lijst").click()
    plan.objectives.update(title="Eerste, van een ander", version=2)
    keys.press("End")
    keys.type(", van mij")
    keys.press("ArrowUp")
    page.get_by_role("button", name="Typ in de lijst").focus()
    wrong = page.locator("tr[data-line] .field-error")
    expect(wrong).to_contain_text("intussen staat hier ‘Eerste, van een ander’")
    field = page.get_by_label("Lijn SD1")
    expect(field).to_have_value("Eerste, van mij")
    field.focus()
    keys.press("Enter")
    expect(page.locator("tr[data-line]")).to_contain_text("Eerste, van mij")
    expect(wrong).to_have_count(0)
    keys.type("x" * 501)
    keys.press("Enter")
    expect(page.locator("tr.draft .field-error")).to_contain_text("hoogstens 500 tekens")
    expect(page.get_by_label("Nieuwe lijn").first).to_have_value("x" * 501)
    line.refresh_from_db()
    assert line.title == "Eerste, van mij"
    page.context.set_offline(True)
    page.get_by_label("Nieuwe lijn").first.fill("Zonder lijn")
    page.get_by_label("Nieuwe lijn").first.press("Enter")
    expect(page.locator("tr.draft .field-error").first).to_contain_text("geen verbinding")
    page.context.set_offline(False)
    page.get_by_label("Nieuwe lijn").first.press("Enter")
    expect(page.locator("tr[data-line]")).to_have_count(2)
    assert plan.objectives.filter(title="Zonder lijn").count() == 1

"""July to September 2015 once more, from rounds that nobody asked yet to decisions that took effect."""

import pytest
from playwright.sync_api import expect

from governance.actions import case as cases
from governance.models import ApprovalResponse, ApprovalRound, Decision, Partnership, RoundParty
from wegwijzer.accounts.models import User
from wegwijzer.tests.e2e.looking import DESK, PHONE, is_too_wide

pytestmark = [pytest.mark.e2e, pytest.mark.once]

OUTCOMES = {
    "approved": "goedgekeurd",
    "approved_with_remarks": "goedgekeurd met opmerkingen",
    "rejected": "niet goedgekeurd",
    "postponed": "uitgesteld",
}
INTEREST = {"approved": "ja, interesse", "rejected": "geen interesse"}


@pytest.fixture
def history(case):
    """What is known of the case, and an installation in which nobody was asked anything yet."""
    Decision.objects.update(condition=None)
    for model in (ApprovalResponse, RoundParty, ApprovalRound):
        model.objects.all().delete()
    return {row["kind"]: row for row in cases.read("wegwijzer")["approval"]["rounds"]}


class Replay:
    def __init__(self, page):
        self.page = page

    def open(self, *names):
        for name in names:
            self.page.locator("summary", has_text=name).first.click()

    def ask(self, decision, row, title, kind, organs, threshold):
        """Begin a round from a decision, put to all fourteen boards."""
        self.page.goto(f"/besluiten/{decision.pk}/")
        self.page.get_by_role("link", name="Begin een goedkeuringsronde").click()
        self.page.get_by_label("Titel").fill(title)
        self.page.get_by_label("Soort vraag").select_option(label=kind)
        self.page.get_by_label("De vraag, voluit").fill(row["question"])
        self.page.get_by_label("organisaties die ik hieronder aanvink").check()
        self.open("Vink organisaties aan", "Leden op een andere dag")
        for box in self.page.locator("input[name=chosen]").all():
            box.check()
        for organ in organs:
            self.page.get_by_label(organ, exact=True).check()
        self.page.get_by_label("minstens een aantal gemeenten").check()
        self.page.get_by_label("Minstens hoeveel?").fill(str(threshold))
        self.open("Dit is al eerder gevraagd")
        self.page.get_by_label("Gevraagd op").fill(f"{row['asked_on']}")
        self.page.get_by_label("Antwoord tegen").fill(f"{row['deadline_on']}")
        self.page.get_by_role("button", name="Verstuur aan de besturen").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        return ApprovalRound.objects.get(title=title)

    def note(self, round_, row, boards, words):
        """What these boards decided, on the days that the case gives."""
        self.page.goto(f"/rondes/{round_.pk}/antwoorden/")
        for name in boards:
            answer = row["answers"][name]
            board = self.page.locator("fieldset", has=self.page.locator("legend", has_text=name))
            board.get_by_label(words[answer.get("outcome", "approved")], exact=True).check(force=True)
            board.get_by_label("Beslist op").fill(f"{answer['on']}")
        self.page.get_by_role("button", name="Noteer de antwoorden").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(round_.title)

    def stands(self, *words):
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)


def test_summer_of_2015_from_the_first_question_to_effect(browse, history, case):
    isom = Partnership.objects.get(name="ISOM")
    replay = Replay(browse(User.objects.get(email="coordinator@example.org"), DESK))
    on_condition = next(d for d in Decision.objects.all() if "minstens 3 van de 7" in str(d.title))
    interest = history["interest"]
    organs = ("college van burgemeester en schepenen", "vast bureau")

    round_ = replay.ask(on_condition, interest, "Interesse", "interesse", organs, threshold=3)
    replay.stands("0 van 14", "0 van de 7 gemeenten akkoord, 3 nodig")  # the deadline of 2015 is long over
    replay.page.goto(f"/besluiten/{on_condition.pk}/samenhang/")
    replay.page.get_by_label("Geldt pas als").select_option(label="Interesse")
    replay.page.get_by_role("button", name="Bewaar de samenhang").click()
    replay.stands("vervallen")

    first = ["Gemeente Herentals", "OCMW Herentals", "Gemeente Olen", "OCMW Olen", "Gemeente Lille"]
    replay.note(round_, interest, first, INTEREST)
    replay.stands("2 van de 7 gemeenten akkoord, 3 nodig")
    replay.note(round_, interest, ["OCMW Lille"], INTEREST)
    replay.stands("bereikt")
    rest = [name for name in interest["answers"] if name not in first and name != "OCMW Lille"]
    replay.note(round_, interest, rest, INTEREST)
    replay.stands("13 van 14")
    replay.page.goto(f"/besluiten/{on_condition.pk}/")
    replay.stands("in werking", "ma 27 jul 2015", "door het antwoord van OCMW Lille")

    founding = next(d for d in Decision.objects.all() if "interlokale vereniging ‘Integratie’" in str(d.title))
    statutes = history["statutes"]
    councils = ("gemeenteraad", "raad voor maatschappelijk welzijn")
    round_ = replay.ask(founding, statutes, "Statuten", "statuten", councils, threshold=3)
    replay.note(round_, statutes, list(statutes["answers"]), OUTCOMES)
    replay.stands("bereikt", "13 van 14")
    replay.page.goto(f"/besluiten/{founding.pk}/")
    replay.stands("Statuten", "13 van 14", "bereikt")
    assert isom.rounds.count() == 2


def test_board_shows_both_rounds_to_a_contact_on_a_phone(browse, case):
    page = browse(User.objects.get(email="contact.ocmw-olen@example.org"), PHONE, java_script_enabled=False)
    page.goto("/besluiten/")
    page.get_by_role("link", name="Bord", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("OCMW Olen")
    assert not is_too_wide(page)

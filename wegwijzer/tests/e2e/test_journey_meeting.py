"""A meeting of the Beheerscomité from its planning to the approval of its report, as the coordinator does it."""

import datetime as dt
import io
import re
import subprocess

import page as pdf_checker
import pytest
import vobject
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from governance.models import Meeting, MeetingState
from wegwijzer.outbox.models import Message
from wegwijzer.reports import tasks as report_tasks
from wegwijzer.tests.e2e.hands import Keyboard, Mouse
from wegwijzer.ui.words import day

pytestmark = [pytest.mark.e2e, pytest.mark.once]

MEMBERS = 13  # of the fourteen boards one stayed out; beside them sits the secretary, who does not vote
SAID = "De coördinator licht de begroting toe."
TO_DO = "De begroting rondsturen"


def meeting_day():
    """A day that reads the same however a browser orders day and month: 1 January, 2 February and so on."""
    soonest = timezone.localdate() + dt.timedelta(days=10)
    days = [dt.date(year, month, month) for year in (soonest.year, soonest.year + 1) for month in range(1, 13)]
    return next(each for each in days if each >= soonest)


class Coordinator:
    """One step of the journey per method, each ending when the page shows that it is done."""

    def __init__(self, hands, password):
        self.hands, self.page, self.password = hands, hands.page, password

    def button(self, name, within=None):
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def link(self, name):
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=True)

    def item(self, title):
        return self.page.locator("section.item").filter(has=self.page.get_by_role("heading", name=re.compile(title)))

    def said(self, words):
        expect(self.page.locator(".notice", has_text=words)).to_be_visible()

    def log_in(self):
        self.page.goto("/")
        self.hands.write(self.page.get_by_label("E-mail"), "coordinator@example.org")
        self.hands.write(self.page.get_by_label("Wachtwoord", exact=True), self.password)
        self.hands.press(self.page.locator("form.sheet").get_by_role("button", name="Meld u aan"))
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Dag Coördinator ISOM")

    def plan(self):
        self.hands.press(self.page.get_by_role("link", name="Vergaderingen", exact=True))
        self.hands.press(self.link("Plan een vergadering"))
        self.hands.press(self.link("Beheerscomité"))
        self.hands.write(self.page.get_by_label("datum", exact=True), f"{meeting_day():%d-%m-%Y}")
        self.hands.write(self.page.get_by_label("uur", exact=True), "09:30")
        self.hands.write(self.page.get_by_label("Tot"), "11:30")
        self.hands.press(self.button("Plan de vergadering"))
        self.said("De vergadering is gepland.")

    def add_item(self, title):
        self.hands.write(self.page.get_by_label("Titel"), title)
        self.hands.press(self.button("Zet op de agenda", self.page.locator("section.sheet")))
        expect(self.page.locator(".agenda-title", has_text=title)).to_be_visible()

    def agenda(self):
        """The titles, without their numbers."""
        self.page.wait_for_load_state()
        return [text.strip().split(". ", 1)[1].strip() for text in self.page.locator(".agenda-title").all_inner_texts()]

    def move_up(self, title):
        self.hands.press(self.button(re.compile(f"Omhoog.*{title}")))

    def convene(self):
        self.hands.press(self.link("Roep bijeen"))
        self.hands.press(self.button("Stuur de uitnodiging"))
        self.said(f"Er vertrekken {MEMBERS + 1} mails.")

    def open(self, meeting):
        self.page.goto(f"/vergaderingen/{meeting.pk}/zitting/")
        self.hands.press(self.button("Open de vergadering"))
        self.said("De vergadering is geopend. Duid aan wie er is.")

    def close(self):
        self.hands.press(self.button("Sluit de vergadering"))
        self.said("De vergadering is afgesloten.")

    def approve(self):
        self.hands.press(self.link("Keur het verslag goed"))
        self.hands.press(self.button("Keur het verslag goed"))
        self.said("Het verslag is goedgekeurd en ligt nu vast.")


@pytest.fixture
def coordinator(case, browse, settings):
    def begin(hands=Mouse, **options):
        somebody = Coordinator(hands(browse(**options)), settings.DEMO_PASSWORD)
        somebody.log_in()
        return somebody

    return begin


def the_meeting():
    return Meeting.objects.get(body__name="Beheerscomité", planned_start__date=meeting_day())


def test_meeting_from_plan_to_pdf(coordinator):
    me = coordinator()
    me.plan()
    me.add_item("Begroting van volgend jaar")
    before = me.agenda()
    me.move_up("Begroting")
    expect(me.page.locator(".agenda-title").nth(len(before) - 2 - 1)).to_contain_text("Begroting")
    me.convene()
    everybody_is_invited(the_meeting())
    me.open(the_meeting())
    attendance_by_taps(me)
    minutes_save_themselves(me)
    decision_with_a_vote_by_name(me)
    action_point(me)
    me.close()
    year = timezone.localdate().year
    expect(me.page.locator("article.decision")).to_contain_text(f"besluit {year}/1")
    me.approve()
    the_report_as_pdf(me, year)


def everybody_is_invited(meeting):
    """One mail per seat, each with a calendar file that a calendar can read."""
    mails = Message.objects.about(meeting).prefetch_related("attachments")
    seats = meeting.body.mandates.seats().values_list("person__email", flat=True)
    assert sorted(mail.to for mail in mails) == sorted(set(seats))
    assert len(mails) == MEMBERS + 1
    for mail in mails:
        (file,) = [file for file in mail.attachments.all() if file.content_type.startswith("text/calendar")]
        event = vobject.readOne(bytes(file.content).decode()).vevent
        assert event.dtstart.value == meeting.planned_start
        assert event.attendee.value.lower() == f"mailto:{mail.to}"


def attendance_by_taps(me):
    seats = me.page.locator("fieldset.seat:not(.voter)")
    expect(seats).to_have_count(MEMBERS + 1)
    quorum, there = me.page.locator("#quorum"), 0
    for index in range(MEMBERS + 1):
        seat = seats.nth(index)
        excused, votes = "OCMW Lille" in seat.inner_text(), "zonder stem" not in seat.inner_text()
        there += votes and not excused
        with me.page.expect_response("**/aanwezigheid/"):
            me.hands.choose(seat, "verontschuldigd" if excused else "aanwezig")
        expect(quorum).to_contain_text(f"{there} van {MEMBERS}")
    assert there == MEMBERS - 1
    expect(quorum).to_contain_text("stemgerechtigden aanwezig, 7 nodig: quorum bereikt")


def minutes_save_themselves(me):
    item = me.item("Begroting")
    me.hands.write(item.get_by_label("Verslag"), SAID)
    expect(item.locator("[data-status]")).to_contain_text("Bewaard om")
    me.page.reload()
    expect(item.get_by_label("Verslag")).to_have_value(SAID)


def decision_with_a_vote_by_name(me):
    item = me.item("Begroting")
    me.hands.press(item.locator("summary", has_text="Noteer een besluit"))
    me.hands.write(item.get_by_label("Besluit", exact=True), "De begroting is goedgekeurd")
    me.hands.write(
        item.get_by_label("Artikelen"), "De begroting bedraagt 10.000 euro.\n\nElk bestuur betaalt zijn deel."
    )
    me.hands.press(me.button("Bewaar het besluit", item))
    decision = me.page.locator("article.decision")
    expect(decision).to_contain_text("nummer volgt bij het sluiten")
    me.hands.press(decision.locator("summary", has_text="Stemming met naam"))
    expect(decision.locator("fieldset.voter:visible")).to_have_count(MEMBERS - 1)
    against = decision.locator("fieldset.voter", has_text="Gemeente Olen")
    me.hands.choose(against, "tegen")
    me.hands.press(me.button("Bewaar de stemming", decision).locator("visible=true"))
    me.said("Stemming bewaard: goedgekeurd.")
    expect(decision).to_contain_text("11 voor, 1 tegen, 0 onthoudingen")


def action_point(me):
    me.hands.press(me.item("Begroting").get_by_role("link", name=re.compile("Noteer een actiepunt")))
    me.hands.write(me.page.get_by_label("Wat moet er gebeuren?"), TO_DO)
    me.hands.pick(me.page.get_by_label("Wie doet het?"), "Coördinator ISOM")
    me.hands.press(me.page.locator("main form").get_by_role("button").last)
    me.said("Het actiepunt staat op de lijst.")
    expect(me.item("Begroting")).to_contain_text(TO_DO)


def the_report_as_pdf(me, year):
    me.hands.press(me.button("Maak het verslag als PDF", me.page.locator(".head-action")))
    expect(me.page.get_by_text("Uw verslag staat in de wachtrij.")).to_be_visible()
    ((_name, report),) = report_tasks.due(timezone.now())
    report_tasks.build_report(report)
    ready = me.page.get_by_role("link", name=re.compile("Download het verslag"))
    expect(ready).to_be_visible()  # the page asks by itself how far it is
    with me.page.expect_download() as download:
        me.hands.press(ready)
    content = download.value.path().read_bytes()
    assert PdfReader(io.BytesIO(content)).metadata.title == f"Verslag – Beheerscomité, {day(meeting_day())}"
    verdict = pdf_checker.validate_pdf_bytes(content, profile="ua1")
    assert [failure.message for failure in verdict.failures] == []
    words = " ".join(subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
                     .stdout.decode().split())  # fmt: skip
    assert f"Besluit {year}/1: De begroting is goedgekeurd" in words
    assert "11 voor, 1 tegen, 0 onthoudingen" in words
    assert f"Aanwezig ({MEMBERS})" in words
    assert "Verontschuldigd (1)" in words
    assert SAID in words


@pytest.mark.parametrize(
    ("hands", "options"),
    [(Mouse, {"java_script_enabled": False}), (Keyboard, {}), (Keyboard, {"java_script_enabled": False})],
    ids=["no script", "keyboard", "keyboard, no script"],
)
def test_meeting_from_plan_to_approval(coordinator, hands, options):
    me = coordinator(hands, **options)
    me.plan()
    me.add_item("Begroting van volgend jaar")
    me.convene()
    me.open(the_meeting())
    me.hands.choose(me.page.locator("fieldset.seat", has_text="OCMW Lille"), "verontschuldigd")
    expect(me.page.locator(".htmx-request")).to_have_count(0)
    me.hands.press(me.button("De anderen zijn aanwezig"))
    expect(me.page.locator("#quorum")).to_contain_text(f"{MEMBERS - 1} van {MEMBERS}")
    item = me.item("Begroting")
    me.hands.write(item.get_by_label("Verslag"), SAID)
    me.hands.press(item.get_by_role("button", name=re.compile("^Bewaar het verslag")))
    expect(me.page.get_by_text("Bewaard om")).to_be_visible()
    decision_with_a_vote_by_name(me)
    action_point(me)
    me.close()
    me.approve()
    expect(item).to_contain_text(SAID)
    expect(item).to_contain_text("11 voor, 1 tegen, 0 onthoudingen")
    meeting = the_meeting()
    assert meeting.state == MeetingState.APPROVED
    decision = meeting.decisions.get()
    assert (decision.number, decision.outcome, len(decision.articles.all())) == (1, "adopted", 2)
    against = decision.votes.filter(choice="against").values_list("attendance__organisation__name", flat=True)
    assert list(against) == ["Gemeente Olen"]
    assert [point.text for point in meeting.items.get(decisions=decision).action_points.all()] == [TO_DO]

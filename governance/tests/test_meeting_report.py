"""The report of a meeting and the extract of a decision, as documents."""

import page
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pypdf import PdfReader

from governance import reports
from governance.access import may_see_decision_report, may_see_meeting_report
from governance.actions import agenda_item, attendance, correction, decision, minutes, sitting, vote
from governance.models import AgendaItem, Choice, Outcome, VoteKind
from governance.tests import factories as make
from wegwijzer.lifecycle import Refused
from wegwijzer.localised import LocalisedText
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render_pdf
from wegwijzer.reports.request import request_report

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "</textarea></title><svg onload=alert(1)>",
    '<link rel=attachment href="file:///etc/passwd">',
    "<table><td colspan=50000>",
    "{{ 7*7 }}{% load static %}",
    "<math><mtext><style><img onerror=alert(1)>",
]


@pytest.fixture
def meeting(world):
    """Two languages, a decision by name, a point behind closed doors, an action point and a guest."""
    meeting = world.held(present=9, languages=["nl", "fr"])
    public, closed = meeting.items.all()
    AgendaItem.objects.filter(pk=closed.pk).update(is_public=False)
    minutes.save(public, by=world.secretary, texts={"nl": "Wat er *gezegd* is.", "fr": "Ce qui a été dit."}, seen=1)
    minutes.save(closed, by=world.secretary, texts={"nl": "Onder ons", "fr": "Entre nous"}, seen=1)
    motion = decision.draft(
        public,
        by=world.coordinator,
        title=LocalisedText(nl="Akkoord met het project", fr="Accord sur le projet"),
        articles=[LocalisedText(nl="De aanvraag vertrekt.", fr="La demande part.")],
    )
    choices = {seat.pk: Choice.FOR for seat in world.voters(meeting)[:9]}
    choices[world.voters(meeting)[0].pk] = Choice.AGAINST
    vote.note(motion, by=world.secretary, kind=VoteKind.NAMED, choices=choices)
    attendance.add_guest(meeting, by=world.secretary, name="Gast van het agentschap")
    make.ActionPointFactory(body=meeting.body, item=public, text="Advies vragen")
    return meeting


def text_of(printout, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(printout))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_report_says_everything_in_both_languages(world, meeting, tmp_path):
    sitting.close(meeting, by=world.coordinator)
    said = text_of(reports.meeting(str(meeting.pk)), tmp_path)
    for words in (
        "Verslag van de vergadering van", "Rapport de la réunion du", "Aanwezig / Présent (10)",
        "Verontschuldigd / Excusé (5)", "Gast van het agentschap", "Wat er gezegd is.", "Ce qui a été dit.",
        "Akkoord met het project", "Accord sur le projet", "Artikel 1 De aanvraag vertrekt.",
        "8 voor, 1 tegen, 0 onthoudingen", "8 pour, 1 contre, 0 abstentions",
        "Tegen: Afgevaardigde Gemeente Grobbendonk", "Contre: Afgevaardigde Gemeente Grobbendonk",
        "Advies vragen", "Onder ons", "Ontwerp, nog niet goedgekeurd", "Projet, pas encore approuvé",
        "9 van 14 stemgerechtigden aanwezig, 8 nodig: quorum bereikt",
    ):  # fmt: skip
        assert words in said, words


@pytest.mark.once
@pytest.mark.parametrize("long", [False, True])
def test_report_is_pdf_ua_1_side_by_side_and_one_after_the_other(world, meeting, long):
    if long:
        item = meeting.items.first()
        minutes.save(item, by=world.secretary, texts={"nl": "Een lange zin. " * 100}, seen=2)
    printout = reports.meeting(str(meeting.pk))
    assert printout.context["versions"] == ([["nl"], ["fr"]] if long else [["nl", "fr"]])
    verdict = page.validate_pdf_bytes(render_pdf(printout), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in verdict.failures] == []


@pytest.mark.once
def test_extract_of_a_decision_is_pdf_ua_1(world, meeting, tmp_path):
    sitting.close(meeting, by=world.coordinator)
    motion = meeting.decisions.get()
    printout = reports.decision(str(motion.pk))
    assert page.validate_pdf_bytes(render_pdf(printout), profile="ua1").is_compliant
    said = text_of(printout, tmp_path)
    assert f"Besluit {motion.year}/1: Akkoord met het project" in said
    assert f"Décision {motion.year}/1: Accord sur le projet" in said
    assert "Het verslag van deze vergadering is nog niet goedgekeurd." in said
    assert "n’est pas encore approuvé." in said


def test_version_for_others_leaves_out_what_was_closed(meeting, tmp_path):
    said = text_of(reports.meeting(f"{meeting.pk}:public"), tmp_path)
    assert "Onder ons" not in said
    assert "Entre nous" not in said
    assert "Punt 2 (nl)" not in said
    assert "Versie zonder de besloten punten / Version sans les points à huis clos" in said


def test_each_text_says_its_language(meeting):
    html = html_of(reports.meeting(str(meeting.pk)))
    assert '<td lang="fr"><h2>1. Punt 1 (fr)</h2>' in " ".join(html.split()).replace("> <", "><")


def test_correction_and_approval_stand_in_the_report(world, meeting, tmp_path):
    sitting.close(meeting, by=world.coordinator)
    minutes.approve(meeting, by=world.coordinator)
    item = meeting.items.first()
    correction.add(item, by=world.coordinator, language="nl", after="Beter.", reason="Verkeerd gehoord.", seen=2)
    said = text_of(reports.meeting(str(meeting.pk)), tmp_path)
    assert "Beter." in said
    assert "Coördinator: Verkeerd gehoord. Er stond: Wat er gezegd is." in said
    assert "Dit verslag is goedgekeurd op" in said
    assert "Ontwerp" not in said


def test_same_meeting_gives_the_same_text_and_so_the_same_bytes(meeting):
    assert html_of(reports.meeting(str(meeting.pk))) == html_of(reports.meeting(str(meeting.pk)))


@pytest.mark.parametrize("ref", ["999999", "x", "1:secret", "-1", "9" * 30, ""])
def test_reference_that_is_none_is_said(db, ref):
    with pytest.raises(UnknownReport):
        reports.meeting(ref)


def test_meeting_that_was_not_opened_has_no_report(world):
    with pytest.raises(UnknownReport, match="nog geen verslag"):
        reports.meeting(str(world.planned().pk))


@pytest.fixture
def contact(world):
    """Somebody who speaks for a board and has no seat in the body."""
    user = make.UserFactory()
    card = make.PersonFactory(partnership=world.partnership, user=user)
    make.MandateFactory(
        partnership=world.partnership, person=card, body=None, role="contact", organisation=world.boards[0]
    )
    return user


def test_only_the_body_sees_the_whole_report(world, meeting, contact):
    stranger = make.UserFactory()
    make.MandateFactory(coordinator=True, person__user=stranger)
    type(meeting).objects.filter(pk=meeting.pk).update(convened_at=meeting.actual_start)
    meeting.refresh_from_db()
    sitting.close(meeting, by=world.coordinator)
    whole, public = str(meeting.pk), f"{meeting.pk}:public"

    def seen_by(user):
        type(user).objects.get(pk=user.pk)
        now = timezone.now()
        return may_see_meeting_report(user, whole, now), may_see_meeting_report(user, public, now)

    assert seen_by(world.secretary) == (True, False)
    assert seen_by(contact) == (False, False)
    assert seen_by(stranger) == (False, False)
    minutes.approve(meeting, by=world.coordinator)
    assert seen_by(world.secretary) == (True, True)
    assert seen_by(contact) == (False, True)
    assert seen_by(stranger) == (False, False)
    motion = str(meeting.decisions.get().pk)
    assert [may_see_decision_report(user, motion, timezone.now()) for user in (world.secretary, contact, stranger)] == [
        True,
        True,
        False,
    ]


def test_version_for_others_is_refused_in_words_until_the_minutes_are_approved(world, meeting, as_user):
    browser, address = as_user(world.secretary), f"/vergaderingen/{meeting.pk}/verslag/"
    for step in (sitting.close, minutes.approve):
        page = browser.post(address, {"public": "1"}, follow=True).content.decode()
        assert "De versie zonder de besloten punten is er pas als het verslag is goedgekeurd." in page
        with pytest.raises(PermissionDenied):
            request_report("meeting", f"{meeting.pk}:public", by=world.secretary, scope=None)
        assert not Report.objects.exists()
        step(meeting, by=world.coordinator)
    assert browser.post(address, {"public": "1"}).status_code == 302
    assert Report.objects.get().ref == f"{meeting.pk}:public"


def test_file_from_before_the_approval_does_not_open_with_it(world, meeting, contact, as_user):
    type(meeting).objects.filter(pk=meeting.pk).update(convened_at=meeting.actual_start)
    meeting.refresh_from_db()
    sitting.close(meeting, by=world.coordinator)
    early = Report.objects.create(kind="meeting", ref=f"{meeting.pk}:public", requested_by=world.secretary)
    minutes.approve(meeting, by=world.coordinator)
    assert as_user(contact).get(f"/verslagen/{early.pk}/").status_code == 404
    assert as_user(world.coordinator).get(f"/verslagen/{early.pk}/").status_code == 200
    late = request_report("meeting", f"{meeting.pk}:public", by=world.coordinator, scope=None)
    assert as_user(contact).get(f"/verslagen/{late.pk}/").status_code == 200


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_item_can_not_be_opened_or_closed_to_others_once_the_meeting_is_over(world, meeting, state):
    sitting.close(meeting, by=world.coordinator)
    if state == "approved":
        minutes.approve(meeting, by=world.coordinator)
    for item in meeting.items.all():
        with pytest.raises(Refused, match="De agenda ligt vast"):
            agenda_item.change(item, by=world.coordinator, version=item.version, is_public=not item.is_public)


@pytest.mark.once
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_on_the_screen_and_on_paper(world, as_user, tmp_path, hostile):
    meeting = world.held(items=1)
    item = meeting.items.get()
    AgendaItem.objects.filter(pk=item.pk).update(title=LocalisedText(nl=hostile))
    minutes.save(item, by=world.secretary, texts={"nl": hostile}, seen=1)
    text = LocalisedText(nl=hostile)
    motion = decision.draft(
        item, by=world.coordinator, title=text, considerations=text, articles=[text], outcome=Outcome.ADOPTED
    )
    browser = as_user(world.secretary)
    pages = [
        browser.get(f"/vergaderingen/{meeting.pk}/zitting/").content.decode(),
        browser.get(f"/besluiten/{motion.pk}/").content.decode(),
        browser.get("/besluiten/").content.decode(),
        html_of(reports.meeting(str(meeting.pk))),
    ]
    sitting.close(meeting, by=world.coordinator)
    minutes.approve(meeting, by=world.coordinator)
    pages.append(browser.get(f"/vergaderingen/{meeting.pk}/zitting/").content.decode())
    for shown in pages:
        for live in (
            "<script>alert",
            "<img src=x",
            "<svg onload",
            'javascript:alert(1)"',
            "<link rel=attachment",
            "colspan=50000>",
        ):
            assert live not in shown
    said = text_of(reports.meeting(str(meeting.pk)), tmp_path)
    # It is all there, as words; lines break where they must, so blanks do not count.
    assert hostile.replace(" ", "") in said.replace(" ", "")

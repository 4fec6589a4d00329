"""A round as a document: what it says, for whom, and that the same data gives the same bytes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from governance import reports
from governance.access import may_see_round_report
from governance.actions import approval_round as rounds
from governance.actions import round_party as parties
from governance.tests.round_factories import ApprovalResponseFactory
from governance.tests.rounds import WEEK, url
from wegwijzer.accounts.periods import today
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render_pdf

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}'


@pytest.fixture
def round_(region):
    """Olen and Lille were asked; Olen agreed, one of its boards verified; OCMW Lille pays its share."""
    boards = ["Gemeente Olen", "OCMW Olen", "Gemeente Lille", "OCMW Lille"]
    round_ = region.opened(asked_on=today() - WEEK, boards=boards, consequence="Dan dienen wij de aanvraag in.")
    for board, verified in (("Gemeente Olen", timezone.now()), ("OCMW Olen", None)):
        ApprovalResponseFactory(
            party=region.party(round_, board), answered_on=today() - DAY, verified_at=verified, organ="college"
        )
    party = region.party(round_, "OCMW Lille")
    parties.change(
        party, by=region.coordinator, version=party.version, organ="welfare_council", contribution=Decimal("1875.00")
    )
    return round_


def text_of(printout, tmp_path):
    path = tmp_path / "ronde.pdf"
    path.write_bytes(render_pdf(printout))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_document_holds_question_threshold_answers_state_and_checksum(round_, tmp_path):
    text = text_of(reports.round_(str(round_.pk)), tmp_path)
    for part in (
        "Principieel akkoord",
        "Gaat uw raad akkoord?",
        "Bereikt als alle 4 besturen akkoord zijn.",
        "2 van de 4 besturen akkoord",
        "Nog 2 besturen nodig, uit: Gemeente Lille, OCMW Lille.",
        "Dan dienen wij de aanvraag in.",
        "gemeld, nog niet nagekeken",
        "college van burgemeester en schepenen",
        "nog geen antwoord",
        "1.875,00",
        round_.current_text.checksum[:20],
    ):
        assert part in text, part


def test_same_data_gives_the_same_text_and_so_the_same_bytes(round_):
    assert html_of(reports.round_(str(round_.pk))) == html_of(reports.round_(str(round_.pk)))


def test_hostile_text_stays_text(region):
    round_ = region.opened(boards=["Gemeente Olen"], title=HOSTILE[:160], consequence=HOSTILE)
    html = html_of(reports.round_(str(round_.pk)))
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7*7 }}" in html


def test_stopped_round_says_so_and_why(region, round_, tmp_path):
    rounds.cancel(round_, by=region.coordinator, version=round_.version, reason="De oproep is ingetrokken.")
    text = text_of(reports.round_(str(round_.pk)), tmp_path)
    assert "Stopgezet" in text
    assert "De oproep is ingetrokken." in text


@pytest.mark.parametrize("ref", ["999999", "x", "-1", "1:geheim", "9" * 40])
def test_round_that_is_not_there_is_no_report(ref):
    with pytest.raises(UnknownReport):
        reports.round_(ref)


def test_draft_is_no_report(region):
    with pytest.raises(UnknownReport):
        reports.round_(str(region.prepared().pk))


def test_who_sees_the_round_sees_its_report_and_nobody_else(region, round_, cast):
    ref, now = str(round_.pk), timezone.now()
    assert may_see_round_report(region.coordinator, ref, now)
    assert may_see_round_report(region.contact("OCMW Olen"), ref, now)
    assert not may_see_round_report(cast.a.coordinator, ref, now)
    assert not may_see_round_report(region.coordinator, "onzin", now)
    draft = region.prepared(title="Nog niet")
    assert not may_see_round_report(region.coordinator, str(draft.pk), now)


def test_button_asks_for_the_report(region, round_, as_user):
    client = as_user(region.contact("OCMW Olen"))
    client.post(url("round_report", round_.pk))
    report = Report.objects.get()
    assert (report.kind, report.ref, report.title) == ("round", str(round_.pk), round_.title)


def test_draft_has_nothing_to_print(region, as_user):
    answer = as_user(region.coordinator).post(url("round_report", region.prepared().pk), follow=True)
    assert "nog niet verstuurd" in answer.content.decode()
    assert not Report.objects.exists()


def test_command_writes_the_file(round_, tmp_path):
    path = tmp_path / "ronde.pdf"
    call_command("report", "round", str(round_.pk), "--out", str(path))
    assert path.read_bytes().startswith(b"%PDF-")

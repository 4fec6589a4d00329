"""The board on its page, as a spreadsheet and as a document; and all answers of one organisation."""

import datetime as dt
import io
import re

import openpyxl
import page
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from governance import reports
from governance.access import may_see_board_report
from governance.models import BoardChoice, ResponseOutcome
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import render_pdf
from wegwijzer.reports.request import request_report
from wegwijzer.ui.tests.samples import pdf

pytestmark = pytest.mark.django_db
BOARD, EXPORT = "/rondes/bord/", "/rondes/bord/rekenblad/"


@pytest.fixture
def asked(cast):
    """Two rounds of A: everybody agrees in the first, in the second one refuses and the others are out."""
    found = {}
    for title, days in (("Statuten", 60), ("Cofinanciering", 10)):
        row = rounds.ApprovalRoundFactory(
            partnership=cast.a.partnership,
            open=True,
            kind="statutes" if title == "Statuten" else "cofinancing",
            title=title,
            asked_on=today() - dt.timedelta(days=days),
        )
        for place, board in enumerate(cast.a.boards.values()):
            party = rounds.RoundPartyFactory(round=row, organisation=board)
            if title == "Statuten" or place == 0:
                outcome = ResponseOutcome.APPROVED if title == "Statuten" else ResponseOutcome.REJECTED
                reason = "=1+1 is geen reden" if place == 0 else ""
                rounds.ApprovalResponseFactory(
                    party=party, outcome=outcome, reason=reason, verified_at=timezone.now() if place else None
                )
        found[title] = row
    return found


def cells(html):
    """The words of every cell of the board, row by row."""
    rows = re.findall(r"<tr[^>]*><th scope=\"row\"><a[^>]*>(.*?)</a></th>(.*?)</tr>", html, re.S)
    words = {name: re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for name, row in rows}
    return {name: [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in row] for name, row in words.items()}


def test_contact_person_sees_who_said_what(cast, asked, as_user):
    html = as_user(cast.a.contact).get(BOARD).content.decode()
    found = cells(html)
    first, *others = cast.a.boards
    assert set(found) == set(cast.a.boards)
    assert [cell.split()[0] for cell in found[first]] == ["akkoord", "niet"]
    assert found[first][1].endswith("gemeld")
    assert all(row[1] == "nog geen antwoord" for name, row in found.items() if name in others)
    assert html.index("Statuten</a>") < html.index("Cofinanciering</a>")
    assert html.count('scope="col"') >= 3
    assert "<caption" in html


def test_cell_leads_to_the_party_on_the_page_of_the_round(cast, asked, as_user):
    client, row = as_user(cast.a.staff), asked["Statuten"]
    party = row.parties.first()
    link = f"{reverse('governance:approval_round_detail', args=[row.pk])}#partij-{party.pk}"
    assert f'href="{link}"' in client.get(BOARD).content.decode()
    assert f'id="partij-{party.pk}"' in client.get(link).content.decode()


def test_draft_is_shown_to_nobody(cast, asked, as_user):
    rounds.ApprovalRoundFactory(partnership=cast.a.partnership, title="Nog geheim")
    assert "Nog geheim" not in as_user(cast.a.coordinator).get(BOARD).content.decode()


@pytest.mark.parametrize(
    ("query", "columns", "rows"),
    [
        ({"soort": "statutes"}, ["Statuten"], 4),
        ({"wie": "ocmw"}, ["Statuten", "Cofinanciering"], 2),
        ({"wie": "out"}, ["Statuten", "Cofinanciering"], 3),
        ({"jaar": "1999"}, ["Statuten", "Cofinanciering"], 4),  # no such year: the filter says so and narrows nothing
    ],
)
def test_board_is_narrowed(cast, asked, as_user, query, columns, rows):
    html = as_user(cast.a.coordinator).get(BOARD, query).content.decode()
    assert len(cells(html)) == rows
    assert [title for title in asked if f"{title}</a></th>" in html] == columns


def test_map_shows_the_round_that_was_chosen_or_else_the_newest(cast, asked, as_user):
    client = as_user(cast.a.coordinator)
    assert "Op de kaart: Cofinanciering" in client.get(BOARD).content.decode()
    html = client.get(BOARD, {"kaart": asked["Statuten"].pk}).content.decode()
    assert "Op de kaart: Statuten" in html
    assert "Kaart van de antwoorden: Statuten" in html
    assert "Op de kaart: Cofinanciering" in client.get(BOARD, {"kaart": "9" * 30}).content.decode()


def test_many_rows_are_paged_and_the_whole_can_be_seen(cast, asked, as_user, monkeypatch):
    monkeypatch.setattr("governance.views.board.PER_PAGE", 3)
    client = as_user(cast.a.coordinator)
    first = client.get(BOARD).content.decode()
    assert len(cells(first)) == 3
    assert "Toon alle 4 organisaties" in first
    assert len(cells(client.get(BOARD, {"page": 2}).content.decode())) == 1
    assert len(cells(client.get(BOARD, {"alles": "ja"}).content.decode())) == 4


def test_board_of_many_asks_as_much_as_that_of_few(cast, asked, as_user):
    client, counts = as_user(cast.a.coordinator), []
    for _size in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(BOARD, {"alles": "ja"}).status_code == 200
        counts.append(len(queries))
        for row in asked.values():
            for _board in range(12):
                rounds.ApprovalResponseFactory(party=rounds.RoundPartyFactory(round=row))
        rounds.ApprovalRoundFactory(partnership=cast.a.partnership, closed=True)
    assert counts[0] == counts[1] <= 12


# --- as a spreadsheet


def test_spreadsheet_says_what_the_page_says(cast, asked, as_user):
    client = as_user(cast.a.contact)
    answer = client.get(EXPORT)
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert re.search(r'attachment; filename="bord-.*\.xlsx"', answer.headers["Content-Disposition"])
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Bord", "Antwoorden", "Rondes"]
    head, *rows = book["Bord"].iter_rows(values_only=True)
    assert head == ("Organisatie", "Statuten", "Cofinanciering")
    shown = cells(client.get(BOARD).content.decode())
    assert {row[0]: [cell.replace(",", "") for cell in row[1:]] for row in rows} == shown
    assert len(list(book["Antwoorden"].iter_rows())) == 1 + 8
    assert [cell.value for cell in book["Rondes"][2]][:2] == ["Statuten", "statuten"]


def test_spreadsheet_holds_the_rows_that_were_chosen(cast, asked, as_user):
    answer = as_user(cast.a.contact).get(EXPORT, {"wie": "ocmw", "soort": "statutes"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(list(book["Bord"].iter_rows())) == 1 + 2
    assert len(list(book["Rondes"].iter_rows())) == 1 + 1


def test_title_that_looks_like_a_formula_is_text(cast, as_user):
    row = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title='=HYPERLINK("x")')
    rounds.RoundPartyFactory(round=row)
    book = openpyxl.load_workbook(io.BytesIO(as_user(cast.a.staff).get(EXPORT).content))
    found = [book["Bord"]["B1"], book["Rondes"]["A2"]]
    assert {(cell.value, cell.data_type, cell.quotePrefix) for cell in found} == {('=HYPERLINK("x")', "s", 1)}


# --- as a document


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_document_is_pdf_ua_1_and_says_everything(cast, asked):
    pdf = render_pdf(reports.board(BoardChoice(cast.a.partnership.pk).text))
    verdict = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in verdict.failures] == []
    said = text_of(pdf)
    for words in ("Bord van de rondes", "Statuten", "● akkoord", "✕ niet akkoord", "○ nog geen antwoord", "gemeld"):
        assert words in said, words
    sheet = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert sheet.width > sheet.height


def test_rounds_that_do_not_fit_stand_in_even_parts(cast):
    for number in range(9):
        row = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title=f"Ronde {number}")
        rounds.RoundPartyFactory(round=row, organisation=next(iter(cast.a.boards.values())))
    printout = reports.board(BoardChoice(cast.a.partnership.pk).text)
    assert [len(part) for part in printout.context["parts"]] == [5, 4]
    assert "Deel 2 van 2" in text_of(render_pdf(printout))


def test_board_that_nobody_would_leaf_through_leads_to_the_spreadsheet(cast, asked, monkeypatch):
    monkeypatch.setattr(reports, "MOST_CELLS", 7)
    with pytest.raises(UnknownReport, match="rekenblad"):
        reports.board(BoardChoice(cast.a.partnership.pk).text)


@pytest.mark.parametrize("ref", ["", "x", "1", "999999:::0:", "1:::0:nobody"])
def test_reference_that_is_none_is_said(db, ref):
    with pytest.raises(UnknownReport):
        reports.board(ref)


def test_draft_is_in_no_document(cast, asked):
    rounds.RoundPartyFactory(round=rounds.ApprovalRoundFactory(partnership=cast.a.partnership, title="Nog geheim"))
    printout = reports.board(BoardChoice(cast.a.partnership.pk).text)
    assert [column.line.title for column in printout.context["board"].columns] == ["Statuten", "Cofinanciering"]


def test_document_is_for_who_is_in_the_partnership(cast, asked):
    ref = BoardChoice(cast.a.partnership.pk).text
    insiders = (cast.a.coordinator, cast.a.contact, cast.a.staff, cast.a.delegate)
    assert all(may_see_board_report(user, ref, timezone.now()) for user in insiders)
    outsiders = (cast.b.coordinator, cast.administrator, cast.former_contact)
    assert not any(may_see_board_report(user, ref, timezone.now()) for user in outsiders)
    with pytest.raises(PermissionDenied):
        request_report("board", ref, by=cast.b.contact, scope=None)


def test_button_asks_for_what_is_on_the_screen(cast, asked, as_user):
    pk = cast.a.partnership.pk
    answer = as_user(cast.a.staff).post(reverse("governance:board_report", args=[pk]), {"soort": "statutes"})
    report = Report.objects.get()
    assert answer.headers["Location"] == reverse("reports:report_detail", args=[report.pk])
    assert report.ref == f"{pk}:statutes::0:"


def test_button_of_one_partnership_never_prints_another(cast, asked, as_user):
    pk, other = cast.a.partnership.pk, cast.b.partnership.pk
    as_user(cast.a.staff).post(reverse("governance:board_report", args=[pk]), {"verband": other})
    assert Report.objects.get().ref == f"{pk}:::0:"


# --- one organisation


def test_all_answers_of_one_organisation_newest_question_first_with_every_version(cast, asked, as_user):
    board = next(iter(cast.a.boards.values()))
    party = asked["Cofinanciering"].parties.get(organisation=board)
    rounds.ApprovalResponseFactory(party=party, outcome="approved", reason="Toch wel", undone_at=timezone.now())
    html = as_user(cast.a.delegate).get(reverse("governance:organisation_answers", args=[board.pk])).content.decode()
    second, first = html.split('<section class="asked"')[1:]
    assert "Statuten" in first
    assert "Cofinanciering" in second
    assert "niet akkoord" in second
    assert second.index("=1+1 is geen reden") < second.index("Toch wel")
    assert "teruggenomen" in second


def test_answer_is_said_in_the_words_of_its_question_and_its_extract_can_be_opened(cast, as_user):
    board = next(iter(cast.a.boards.values()))
    row = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, kind="interest")
    party = rounds.RoundPartyFactory(round=row, organisation=board)
    answer = rounds.ApprovalResponseFactory(party=party, outcome="approved")
    address = reverse("governance:approval_response_extract", args=[answer.pk])
    as_user(cast.a.coordinator).post(address, {"extract": SimpleUploadedFile("uittreksel.pdf", pdf())})
    html = as_user(cast.a.staff).get(reverse("governance:organisation_answers", args=[board.pk])).content.decode()
    assert "<strong>Ja, interesse</strong>" in html
    assert f'href="{reverse("governance:approval_response_file", args=[answer.pk])}"' in html


def test_who_speaks_for_a_board_answers_from_what_it_was_asked(cast, asked, as_user):
    boards = list(cast.a.boards.values())
    party = asked["Cofinanciering"].parties.get(organisation=boards[1])
    button = f'href="{reverse("governance:approval_response_add", args=[party.pk])}"'
    address = reverse("governance:organisation_answers", args=[boards[1].pk])
    assert button in as_user(cast.a.coordinator).get(address).content.decode()
    assert button not in as_user(cast.a.staff).get(address).content.decode()
    decided = reverse("governance:organisation_answers", args=[boards[0].pk])  # answered both
    assert "Meld wat de raad besliste" not in as_user(cast.a.coordinator).get(decided).content.decode()


def test_only_the_round_that_was_asked_opens_beside_the_board(cast, asked, as_user):
    board, row = next(iter(cast.a.boards.values())), asked["Statuten"]
    address = reverse("governance:organisation_answers", args=[board.pk])
    html = as_user(cast.a.contact).get(address, {"ronde": row.pk}).content.decode()
    assert f'id="ronde-{row.pk}"' in html
    assert "Cofinanciering" not in html


def test_answers_in_another_partnership_stay_there(cast, asked, as_user):
    board = next(iter(cast.a.boards.values()))
    make.MembershipFactory(partnership=cast.b.partnership, organisation=board)
    elsewhere = rounds.ApprovalRoundFactory(partnership=cast.b.partnership, open=True, title="Elders gevraagd")
    rounds.ApprovalResponseFactory(party=rounds.RoundPartyFactory(round=elsewhere, organisation=board))
    address = reverse("governance:organisation_answers", args=[board.pk])
    assert "Elders gevraagd" not in as_user(cast.a.coordinator).get(address).content.decode()
    assert "Elders gevraagd" in as_user(cast.b.coordinator).get(address).content.decode()

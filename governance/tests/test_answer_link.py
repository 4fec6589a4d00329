"""The link from the mail, in the hands of a contact person: one page, no login, no cookie."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.actions import approval_response_check as checks
from governance.actions import approval_round as rounds
from governance.actions import round_text
from governance.models import ApprovalResponse, ApprovalRound
from governance.tests import round_factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Message
from wegwijzer.testing.world_rounds import annex_file
from wegwijzer.ui.tests.samples import jpeg, pdf

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def link(cast):
    """A contact person without a login, asked by mail."""
    party = make.RoundPartyFactory(
        round=make.ApprovalRoundFactory(partnership=cast.a.partnership, open=True),
        organisation=cast.a.boards["Gemeente Olen"],
    )
    return make.AnswerLinkFactory(party=party)


def page_of(link):
    return reverse("governance:answer_link", args=[link.key])


def told(link, **values):
    """What a browser sends from the page, as it was opened just now."""
    newest = link.party.responses.filter(undone_at=None).order_by("-number").first()
    return {
        "outcome": "approved",
        "answered_on": today().isoformat(),
        "organ": link.party.organ,
        "next_on": "",
        "reason": "",
        "text": link.party.round.current_text.number,
        "answer": newest.number if newest else 0,
    } | values


def test_answer_by_link_is_kept_and_confirmed(link):
    client = Client(enforce_csrf_checks=True)
    assert client.get(page_of(link)).status_code == 200
    answer = client.post(page_of(link), told(link, outcome="approved_with_remarks", reason="Mits overleg."))
    assert answer.status_code == 302
    response = ApprovalResponse.objects.get()
    assert (response.outcome, response.answered_on, response.channel) == ("approved_with_remarks", today(), "link")
    assert (response.reporter, response.reported_by) == (link.mandate.person, None)
    thanks = client.get(answer.url)
    assert "Dank u" in thanks.content.decode()
    assert "goedgekeurd met opmerkingen" in thanks.content.decode()
    assert client.cookies == {}
    mail = Message.objects.get(to=link.mandate.person.email)
    assert mail.kind == "governance.round_answered"


def test_page_needs_two_interactions_everything_else_is_filled_in(link):
    council = make.CouncilFactory(organisation=link.party.organisation)
    for days in (-9, -2, 5):
        make.CouncilSittingFactory(
            council=council, held_on=today() + days * DAY, agenda_closes_on=today() + (days - 9) * DAY
        )
    form = Client().get(page_of(link)).context["form"]
    assert form["outcome"].value() is None
    assert form["answered_on"].value() == f"{today() - 2 * DAY}"  # the last sitting since the question was put
    assert form["next_on"].value() == f"{today() + 5 * DAY}"
    assert form["organ"].value() == "municipal_council"


def test_sitting_before_the_question_is_not_proposed(link):
    council = make.CouncilFactory(organisation=link.party.organisation)
    make.CouncilSittingFactory(council=council, held_on=today() - 9 * DAY, agenda_closes_on=today() - 20 * DAY)
    assert Client().get(page_of(link)).context["form"]["answered_on"].value() == f"{today()}"


WRONG = {
    "before the question": ({"answered_on": (today() - 60 * DAY).isoformat()}, "answered_on"),
    "in the future": ({"answered_on": (today() + DAY).isoformat()}, "answered_on"),
    "nonsense": ({"answered_on": "31-02-2026"}, "answered_on"),
    "no day": ({"answered_on": ""}, "answered_on"),
    "no answer": ({"outcome": ""}, "outcome"),
    "another answer": ({"outcome": "withdrawn"}, "outcome"),
    "organ of another": ({"organ": "welfare_council"}, "organ"),
    "next sitting before": ({"outcome": "postponed", "next_on": (today() - DAY).isoformat()}, "next_on"),
    "hidden characters": ({"reason": "a\x00b"}, "reason"),
    "too long": ({"reason": "x" * 4001}, "reason"),
}


@pytest.mark.parametrize(("values", "field"), WRONG.values(), ids=WRONG)
def test_bad_input_is_told_beside_its_field_and_kept(link, values, field):
    values = {"reason": "Wij vragen overleg."} | values
    answer = Client().post(page_of(link), told(link, **values))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form[field].value() == values[field].replace("\x00", form[field].value()[1:2])
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert values["reason"][:1] in answer.content.decode()
    assert not ApprovalResponse.objects.exists()


def test_what_was_proposed_for_another_answer_does_not_come_along(link):
    Client().post(page_of(link), told(link, next_on=(today() + 9 * DAY).isoformat()))
    assert ApprovalResponse.objects.get().next_on is None


def test_interest_is_told_in_its_own_words(cast):
    round_ = make.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, kind="interest")
    link = make.AnswerLinkFactory(party=make.RoundPartyFactory(round=round_))
    page = Client().get(page_of(link)).content.decode()
    assert "Ja, interesse" in page
    assert "met opmerkingen" not in page
    Client().post(page_of(link), told(link, preferred_form="partner", reason="Als er vervoer is"))
    response = ApprovalResponse.objects.get()
    assert (response.outcome, response.preferred_form, response.reason) == ("approved", "partner", "Als er vervoer is")
    assert "als partner" in Client().get(page_of(link)).content.decode()


# --- the extract


def test_extract_goes_along_and_can_be_added_later(link):
    client = Client()
    client.post(page_of(link), told(link) | {"photo": SimpleUploadedFile("foto.jpg", jpeg())})
    response = ApprovalResponse.objects.get()
    assert response.extract.name == "foto.jpg"
    assert response.extract.document.partnership == link.party.round.partnership
    adding = reverse("governance:answer_link_extract", args=[link.key])
    assert client.post(adding, {"extract": SimpleUploadedFile("uittreksel.pdf", pdf())}).status_code == 302
    response.refresh_from_db()
    assert (response.extract.name, response.extract.number) == ("uittreksel.pdf", 2)
    assert client.post(adding, {}).status_code == 422


FILES = {
    "forbidden": ("plan.exe", pdf(), "PDF of een foto"),
    "from a telephone": ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic", "Meest compatibel"),
    "disguised": ("plan.pdf", b"<html>", "geen PDF-bestand"),
    "empty": ("plan.pdf", b"", "leeg"),
    "too big": ("plan.pdf", pdf() + b" " * 1024 * 1024, "te groot"),
}


@pytest.mark.parametrize(("name", "content", "words"), FILES.values(), ids=FILES)
def test_file_that_can_not_be_kept_is_told_and_the_answer_waits(link, settings, name, content, words):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    answer = Client().post(
        page_of(link), told(link, reason="Zie bijlage") | {"extract": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Zie bijlage" in page
    assert "Kies ze opnieuw" in page
    assert not ApprovalResponse.objects.exists()


def test_file_and_photo_together_are_asked_about(link):
    files = {"extract": SimpleUploadedFile("a.pdf", pdf()), "photo": SimpleUploadedFile("b.jpg", jpeg())}
    answer = Client().post(page_of(link), told(link) | files)
    assert list(answer.context["form"].errors) == ["photo"]


# --- a link that was used


def test_used_twice_shows_the_answer_and_takes_it_back(link):
    client = Client()
    client.post(page_of(link), told(link, outcome="rejected"))
    page = client.get(page_of(link)).content.decode()
    assert "niet goedgekeurd" in page
    assert "Neem het antwoord terug" in page
    client.post(page_of(link), told(link, outcome="rejected", answer=0))  # a line that fell away: sent again
    assert ApprovalResponse.objects.count() == 1
    undo = reverse("governance:answer_link_undo", args=[link.key])
    for _twice in range(2):
        assert client.post(undo, {"answer": 1}).status_code == 302
    assert ApprovalResponse.objects.get().undone_at is not None
    assert "Wat besliste uw bestuur?" in client.get(page_of(link)).content.decode()


def test_after_the_check_nothing_is_taken_back(link, cast):
    client = Client()
    client.post(page_of(link), told(link))
    checks.verify(ApprovalResponse.objects.get(), by=cast.a.coordinator, version=1)
    assert "Neem het antwoord terug" not in client.get(page_of(link)).content.decode()
    answer = client.post(reverse("governance:answer_link_undo", args=[link.key]), {"answer": 1})
    assert answer.status_code == 422
    assert ApprovalResponse.objects.get().undone_at is None


def test_postponed_thanks_and_takes_the_answer_of_the_next_sitting(link):
    client = Client()
    client.post(page_of(link), told(link, outcome="postponed"))
    thanks = client.get(page_of(link)).content.decode()
    assert "Dank u" in thanks
    again = f"{page_of(link)}?opnieuw=1"
    assert again in thanks
    assert client.post(again, told(link, outcome="approved")).status_code == 302
    assert [row.outcome for row in ApprovalResponse.objects.order_by("number")] == ["postponed", "approved"]


def test_second_contact_person_sees_who_was_first_and_decides(link, cast):
    other = make.AnswerLinkFactory(party=link.party)
    typed = told(other, outcome="rejected", reason="Te duur voor ons")
    Client().post(page_of(link), told(link))
    answer = Client().post(page_of(other), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "antwoordde net voor u" in page
    assert "goedgekeurd" in page
    assert "Te duur voor ons" in page
    form = answer.context["form"]
    resent = {name: form[name].value() for name in typed}
    assert Client().post(page_of(other), resent).status_code == 302
    assert [(row.number, row.outcome) for row in ApprovalResponse.objects.order_by("number")] == [
        (1, "approved"),
        (2, "rejected"),
    ]


def test_question_that_changed_while_one_typed_is_shown_beside_the_old_one(link, cast):
    typed = told(link, reason="Akkoord met de prijs")
    round_ = ApprovalRound.objects.get(pk=link.party.round_id)
    wording = {"question": "Nu voor 2 euro?", "grounds": "", "facts": "", "articles": ""}
    round_text.reword(
        round_,
        by=cast.a.coordinator,
        version=round_.version,
        wording=wording,
        change_reason="De prijs is anders",
        needs_new_answer=True,
    )
    answer = Client().post(page_of(link), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("De vraag is gewijzigd terwijl u typte", "De prijs is anders", "Nu voor 2 euro?", "Akkoord met de"):
        assert words in page
    assert link.party.round.texts.get(number=1).question in page
    assert not ApprovalResponse.objects.exists()
    form = answer.context["form"]
    assert Client().post(page_of(link), {name: form[name].value() for name in typed}).status_code == 302
    assert ApprovalResponse.objects.get().text.number == 2


def test_round_that_closed_while_one_typed_gives_the_words_back(link, cast):
    round_ = ApprovalRound.objects.get(pk=link.party.round_id)
    rounds.close(round_, by=cast.a.coordinator, version=round_.version)
    answer = Client().post(page_of(link), told(link, reason="Met veel plezier"))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "afgesloten" in page
    assert "niet bewaard" in page
    assert "Met veel plezier" in page
    assert not ApprovalResponse.objects.exists()


def test_annex_of_the_question_is_read_with_the_link_and_no_other_file(link, cast):
    annex, other = annex_file(cast.a.partnership, ""), annex_file(cast.a.partnership, "")
    link.party.round.current_text.annexes.create(document_version=annex)
    answer = Client().get(reverse("governance:answer_link_annex", args=[link.key, annex.pk]))
    assert b"".join(answer.streaming_content) == b"ontwerp"
    assert Client().get(reverse("governance:answer_link_annex", args=[link.key, other.pk])).status_code == 404

"""Answers behind the login: told by the board itself or on its behalf, read, taken back, looked at."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.actions import approval_round as rounds
from governance.models import ApprovalResponse, ApprovalRound
from governance.tests import round_factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Message
from wegwijzer.ui.tests.samples import jpeg, pdf

DAY = dt.timedelta(days=1)
OLEN = "Gemeente Olen"


def url(name, *args):
    return reverse(f"governance:{name}", args=args)


@pytest.fixture
def round_(cast):
    return make.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title="Verlenging")


@pytest.fixture
def party(cast, round_):
    return make.RoundPartyFactory(round=round_, organisation=cast.a.boards[OLEN])


@pytest.fixture
def others(cast, round_, party):
    """The other boards of the partnership, asked as well."""
    return {
        name: make.RoundPartyFactory(round=round_, organisation=board)
        for name, board in cast.a.boards.items()
        if name != OLEN
    }


def told(party, **values):
    newest = party.responses.filter(undone_at=None).order_by("-number").first()
    return {
        "outcome": "approved",
        "answered_on": today().isoformat(),
        "organ": party.organ,
        "reason": "",
        "text": party.round.current_text.number,
        "answer": newest.number if newest else 0,
    } | values


def page(answer):
    return answer.content.decode()


def test_contact_person_tells_the_answer_of_the_own_board_in_two_presses(cast, as_user, party, others):
    client = as_user(cast.a.contact)
    assert url("approval_response_add", party.pk) in page(client.get(url("approval_round_detail", party.round_id)))
    answer = client.post(url("approval_response_add", party.pk), told(party), follow=True)
    assert "Dank u. U meldde: goedgekeurd." in page(answer)
    response = ApprovalResponse.objects.get()
    assert (response.channel, response.reported_by) == ("page", cast.a.contact)
    assert client.post(url("approval_response_add", others["OCMW Olen"].pk), told(party)).status_code == 403
    assert client.post(url("approval_response_verify", response.pk), {"version": 1}).status_code == 403


def test_coordinator_tells_it_on_behalf_and_the_board_hears_of_it(cast, as_user, party):
    client = as_user(cast.a.coordinator)
    assert "namens het bestuur" in page(client.get(url("approval_response_add", party.pk)))
    client.post(url("approval_response_add", party.pk), told(party, outcome="rejected"))
    assert ApprovalResponse.objects.get().channel == "on_behalf"
    assert cast.a.contact.email in Message.objects.values_list("to", flat=True)


def test_old_answers_stay_and_lead_to_the_newest(cast, as_user, party):
    client = as_user(cast.a.contact)
    for values in ({}, {"outcome": "rejected", "reason": "Te duur"}):
        client.post(url("approval_response_add", party.pk), told(party, **values))
    first, second = ApprovalResponse.objects.order_by("number")
    assert "Er is een nieuwer antwoord" in page(client.get(url("approval_response_detail", first.pk)))
    newest = page(client.get(url("approval_response_detail", second.pk)))
    assert "Te duur" in newest
    assert url("approval_response_detail", first.pk) in newest


def test_undo_and_withdraw(cast, as_user, party):
    client = as_user(cast.a.contact)
    client.post(url("approval_response_add", party.pk), told(party))
    response = ApprovalResponse.objects.get()
    client.post(url("approval_response_undo", response.pk))
    assert "teruggenomen" in page(client.get(url("approval_response_detail", response.pk)))
    client.post(url("approval_response_add", party.pk), told(party, outcome="rejected"))
    second = ApprovalResponse.objects.get(number=2)
    sent = {"answered_on": today().isoformat(), "reason": "Nieuwe stemming", "answer": 2}
    early = sent | {"answered_on": (today() - 6 * DAY).isoformat()}
    refused = client.post(url("approval_response_withdraw", second.pk), early)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["answered_on"])
    assert client.post(url("approval_response_withdraw", second.pk), sent).status_code == 302
    assert ApprovalResponse.objects.get(number=3).outcome == "withdrawn"
    assert client.post(url("approval_response_withdraw", second.pk), sent).status_code == 422


def test_somebody_of_the_same_board_who_comes_second_is_shown_the_first(cast, as_user, party):
    seen = told(party, outcome="rejected", reason="Niet akkoord")
    make.ApprovalResponseFactory(party=party)
    answer = as_user(cast.a.contact).post(url("approval_response_add", party.pk), seen)
    assert answer.status_code == 409
    assert "antwoordde net voor u" in page(answer)
    assert "Niet akkoord" in page(answer)
    assert answer.context["form"]["answer"].value() == "1"


def test_round_that_closed_while_one_typed_says_so_and_keeps_the_words(cast, as_user, party):
    typed = told(party, reason="Met veel plezier")
    client = as_user(cast.a.contact)
    round_ = ApprovalRound.objects.get(pk=party.round_id)
    rounds.close(round_, by=cast.a.coordinator, version=round_.version)
    answer = client.post(url("approval_response_add", party.pk), typed)
    assert answer.status_code == 422
    assert "afgesloten op" in page(answer)
    assert "Met veel plezier" in page(answer)
    assert client.get(url("approval_response_add", party.pk)).status_code == 302


# --- looking at it


@pytest.fixture
def waiting(party, others):
    """Three answers that nobody looked at, the oldest of Olen."""
    rows = [party, others["OCMW Olen"], others["Gemeente Lille"]]
    return [make.ApprovalResponseFactory(party=row) for row in rows]


def test_coordinator_looks_at_one_after_the_other(cast, as_user, waiting):
    client = as_user(cast.a.coordinator)
    listed = client.get(url("approval_response_list"), {"stand": "nee"})
    assert listed.context["listing"].total == 3
    start = page(client.get("/"))
    assert "Kijk 3 antwoorden na" in start
    assert url("approval_response_detail", waiting[0].pk) in start
    at = waiting[0]
    for later in (waiting[1], waiting[2], waiting[2]):
        answer = client.post(url("approval_response_verify", at.pk), {"version": at.version})
        assert answer.url == url("approval_response_detail", later.pk)
        at = later
    assert ApprovalResponse.objects.unverified().count() == 0
    client.post(url("approval_response_return", at.pk))
    assert ApprovalResponse.objects.unverified().get() == at


def test_what_changed_after_the_page_was_opened_is_not_verified_unseen(cast, as_user, waiting):
    client, response = as_user(cast.a.coordinator), waiting[0]
    seen = response.version
    extract = url("approval_response_extract", response.pk)
    as_user(cast.a.contact).post(extract, {"extract": SimpleUploadedFile("anders.pdf", pdf())})
    for version in (seen, "", "x", 10**30):
        client.post(url("approval_response_verify", response.pk), {"version": version})
    response.refresh_from_db()
    assert not response.is_verified


def test_extract_stands_beside_the_answer(cast, as_user, party):
    contact = as_user(cast.a.contact)
    contact.post(
        url("approval_response_add", party.pk), told(party) | {"photo": SimpleUploadedFile("blad.jpg", jpeg())}
    )
    response = ApprovalResponse.objects.get()
    looked = page(as_user(cast.a.coordinator).get(url("approval_response_detail", response.pk)))
    assert f'<img src="{url("approval_response_file", response.pk)}"' in looked
    file = contact.get(url("approval_response_file", response.pk))
    assert b"".join(file.streaming_content) == jpeg()
    assert "sandbox" in file.headers["Content-Security-Policy"]


def kept(cast, as_user, party, name, content):
    """The address of an extract that the contact person put with an answer."""
    told_with = told(party) | {"extract": SimpleUploadedFile(name, content)}
    assert as_user(cast.a.contact).post(url("approval_response_add", party.pk), told_with).status_code == 302
    return url("approval_response_file", ApprovalResponse.objects.get().pk)


def disposition(answer):
    b"".join(answer.streaming_content)  # read to the end, as a browser does: that closes the file
    return answer.headers["Content-Disposition"].partition(";")[0]


@pytest.mark.parametrize(("name", "content"), [("blad.jpg", jpeg()), ("uittreksel.pdf", pdf())])
def test_picture_or_quiet_pdf_is_shown_in_the_browser_when_that_is_asked(cast, as_user, party, name, content):
    file, client = kept(cast, as_user, party, name, content), as_user(cast.a.coordinator)
    looked = page(client.get(url("approval_response_detail", ApprovalResponse.objects.get().pk)))
    assert f'href="{file}?bekijk" target="_blank" rel="noopener"' in looked
    shown = client.get(file + "?bekijk")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(shown.streaming_content) == content
    assert disposition(shown) == "inline"
    assert disposition(client.get(file)) == "attachment"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.pdf", pdf(catalogue=b"/OpenAction [3 0 R /Fit]"), id="does something when opened"),
        pytest.param("a.pdf", pdf(catalogue=b"/Names << /EmbeddedFiles 4 0 R >>"), id="files inside"),
        pytest.param("a.pdf", pdf(catalogue=b"/Encrypt 4 0 R"), id="password"),
    ],
)
def test_any_other_extract_is_only_kept(cast, as_user, party, name, content):
    file = kept(cast, as_user, party, name, content)
    assert disposition(as_user(cast.a.coordinator).get(file + "?bekijk")) == "attachment"


def test_extract_that_was_changed_on_the_disk_is_not_shown(cast, as_user, party):
    file = kept(cast, as_user, party, "uittreksel.pdf", pdf())
    version = ApprovalResponse.objects.get().extract
    Path(version.file.path).write_bytes(pdf(b"4 0 obj\n(anders)\nendobj\n"))
    assert disposition(as_user(cast.a.coordinator).get(file + "?bekijk")) == "attachment"


def test_late_answer_is_accepted_with_a_reason_or_not_at_all(cast, as_user, party):
    ApprovalRound.objects.filter(pk=party.round_id).update(deadline_on=today() - 2 * DAY, asked_on=today() - 9 * DAY)
    party.round.refresh_from_db()
    response = make.ApprovalResponseFactory(party=party)
    client = as_user(cast.a.coordinator)
    assert "te laat" in page(client.get(url("approval_round_detail", party.round_id)))
    accept = url("approval_response_accept", response.pk)
    assert client.post(accept, {"reason": " "}).status_code == 422
    assert client.post(accept, {"reason": "De zitting was uitgesteld"}).status_code == 302
    assert "De zitting was uitgesteld" in page(client.get(url("approval_response_detail", response.pk)))


# --- many at once


def rows(answers, **fields):
    """What the page with all organisations sends: {party: outcome}."""
    data = {"text": 1}
    for party, outcome in answers.items():
        own = {"outcome": outcome, "answered_on": today().isoformat(), "reason": "", "answer": 0} | fields
        data |= {f"party{party.pk}-{name}": value for name, value in own.items()}
    return data


def test_coordinator_notes_many_answers_at_once(cast, as_user, round_, party, others):
    client = as_user(cast.a.coordinator)
    bulk = url("approval_response_bulk", round_.pk)
    assert len(client.get(bulk).context["form"].rows) == 4
    sent = rows({party: "approved", others["OCMW Olen"]: "rejected", others["OCMW Lille"]: ""})
    assert client.post(bulk, sent).status_code == 302
    assert sorted(ApprovalResponse.objects.values_list("outcome", "channel")) == [
        ("approved", "on_behalf"),
        ("rejected", "on_behalf"),
    ]
    assert len(client.get(bulk).context["form"].rows) == 2
    assert client.post(bulk, rows({others["OCMW Lille"]: ""})).status_code == 422


def test_one_wrong_row_keeps_all_and_is_told_beside_it(cast, as_user, round_, party, others):
    client = as_user(cast.a.coordinator)
    sent = rows({party: "approved", others["OCMW Olen"]: "approved"})
    sent[f"party{others['OCMW Olen'].pk}-answered_on"] = (today() - 60 * DAY).isoformat()
    answer = client.post(url("approval_response_bulk", round_.pk), sent)
    assert answer.status_code == 422
    assert not ApprovalResponse.objects.exists()
    assert not Message.objects.exists()
    wrong = {str(row.party): dict(row.errors) for row in answer.context["form"].rows if row.errors}
    assert list(wrong) == ["OCMW Olen"]
    assert list(wrong["OCMW Olen"]) == ["answered_on"]
    assert "Er is nog niets bewaard" in page(answer)


@pytest.mark.parametrize(("outcome", "word"), [("postponed", "uitgesteld"), ("approved", "goedgekeurd")])
def test_board_that_answered_itself_in_the_meantime_is_not_overwritten_unseen(
    cast, as_user, round_, party, others, outcome, word
):
    client = as_user(cast.a.coordinator)
    sent = rows({party: "rejected", others["OCMW Olen"]: "approved"})
    make.ApprovalResponseFactory(party=party, outcome=outcome)
    answer = client.post(url("approval_response_bulk", round_.pk), sent)
    assert answer.status_code == 409
    assert f"antwoordde intussen zelf: {word}" in page(answer)
    assert ApprovalResponse.objects.count() == 1
    # Sent once more, now knowing it, the answer of the coordinator comes in its place.
    row = next(row for row in answer.context["form"].rows if row.party == party)
    again = sent | {f"party{party.pk}-answer": row["answer"].value()}
    assert client.post(url("approval_response_bulk", round_.pk), again).status_code == 302
    assert [row.outcome for row in party.responses.order_by("number")] == [outcome, "rejected"]


def test_question_that_changed_while_many_answers_were_typed_is_told(cast, as_user, round_, party, others):
    client = as_user(cast.a.coordinator)
    make.RoundTextFactory(round=round_, pinned=True)
    answer = client.post(url("approval_response_bulk", round_.pk), rows({party: "approved"}))
    assert answer.status_code == 409
    assert "De vraag is intussen gewijzigd" in page(answer)
    assert not ApprovalResponse.objects.exists()


# --- following it


def test_page_of_the_round_asks_again_and_gets_only_what_is_new(cast, as_user, round_, party, others):
    client = as_user(cast.a.staff)
    shown = client.get(url("approval_round_detail", round_.pk))
    mark = shown.context["mark"]
    part = url("approval_round_answers", round_.pk)
    assert f"{part}?mark={mark}" in page(shown)
    assert client.get(part, {"mark": mark}).status_code == 204
    response = make.ApprovalResponseFactory(party=party, outcome="rejected")
    new = client.get(part, {"mark": mark})
    assert "niet akkoord" in page(new)
    assert "Nieuw: Gemeente Olen" in page(new)
    mark = new.context["mark"]
    as_user(cast.a.coordinator).post(url("approval_response_verify", response.pk), {"version": 1})
    assert client.get(part, {"mark": mark}).status_code == 200


def test_contact_person_finds_the_question_on_the_start_page_until_it_is_answered(cast, as_user, party):
    client = as_user(cast.a.contact)
    assert url("approval_response_add", party.pk) in page(client.get("/"))
    make.ApprovalResponseFactory(party=party)
    assert url("approval_response_add", party.pk) not in page(client.get("/"))

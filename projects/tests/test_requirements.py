"""The checklist: by hand or from a template, met by a file, a round, a decision or by hand, waived; and who sees it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.models import DocumentVersion
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.actions import requirement as requirements
from projects.models import CheckState, Requirement, read_checklist, with_all
from projects.tests.dossier_factories import DossierFactory, RequirementFactory
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused

DAY = dt.timedelta(days=1)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def dossier(cast):
    return DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), drafting=True)


def filled(**others):
    return {
        "kind": "document",
        "title": "Verklaring op eer",
        "explanation": "Met handtekening van de burgemeester",
        "person": "",
        "organisation": "",
        "due_on": "15-09-2030",
        "round": "",
        "decision": "",
    } | others


def page(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def state_of(requirement):
    return read_checklist(with_all(Requirement.objects.filter(pk=requirement.pk)))[0]


def document(text=b"Ik verklaar op eer"):
    return SimpleUploadedFile("verklaring.txt", text)


def upload(client, requirement, file=None, **others):
    requirement.refresh_from_db()
    data = {"version": requirement.version, "file": file or document()} | others
    return client.post(page("requirement_upload", requirement), data)


def test_coordinator_puts_a_document_on_the_checklist_and_a_responsible_uploads_it(coordinator, client, cast, dossier):
    card = cast.a.contact.cards.get()
    answer = coordinator.post(page("requirement_add", dossier), filled(person=card.pk))
    assert answer.url == page("dossier_checklist", dossier)
    requirement = Requirement.objects.get()
    listed = coordinator.get(answer.url).content.decode()
    for words in ("Verklaring op eer", "nog te doen", str(card), "15 sep 2030"):
        assert words in listed
    client.force_login(cast.a.contact)
    asked = client.get(page("requirement_detail", requirement)).content.decode()
    assert "Met handtekening van de burgemeester" in asked
    assert "Laad het document op" in asked
    assert upload(client, requirement).status_code == 302
    assert state_of(requirement).state == CheckState.MET
    file = client.get(page("requirement_file", requirement))
    assert b"".join(file.streaming_content) == b"Ik verklaar op eer"


def test_newer_file_is_the_next_version_and_the_same_file_twice_is_one(coordinator, dossier):
    requirement = RequirementFactory(dossier=dossier, kind="document")
    for text in (b"Eerste", b"Eerste", b"Tweede"):
        assert upload(coordinator, requirement, document(text)).status_code == 302
    assert list(DocumentVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Entry.objects.filter(verb="projects.requirement.uploaded").count() == 2


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("virus.exe", b"MZ"), "Dit soort bestand kan hier niet"),
        (SimpleUploadedFile("leeg.pdf", b""), "leeg"),
        (SimpleUploadedFile("brief.pdf", b"geen pdf"), "al heet het zo"),
    ],
)
def test_bad_file_is_refused_and_nothing_is_met(coordinator, dossier, file, told):
    requirement = RequirementFactory(dossier=dossier, kind="document")
    answer = upload(coordinator, requirement, file)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert state_of(requirement).state == CheckState.LATE


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"title": ""}, "title"),
        ({"title": "Bestaat al"}, "title"),
        ({"due_on": "31-02-2016"}, "due_on"),
        ({"person": "999999"}, "person"),
        ({"round": "999999"}, "round"),
    ],
)
def test_bad_requirement_is_told_and_what_was_typed_stays(coordinator, dossier, wrong, field):
    RequirementFactory(dossier=dossier, title="Bestaat al")
    answer = coordinator.post(page("requirement_add", dossier), filled(**wrong))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "burgemeester" in answer.content.decode()
    assert dossier.requirements.count() == 1


def test_only_an_approval_waits_and_for_one_thing(coordinator, cast, dossier):
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)
    decision = make.DecisionFactory(item=make.AgendaItemFactory(meeting=meeting))
    both = filled(kind="approval", round=round_.pk, decision=decision.pk)
    for data, told in ((filled(round=round_.pk), "Alleen een goedkeuring"), (both, "één ding")):
        answer = coordinator.post(page("requirement_add", dossier), data)
        assert answer.status_code == 422
        assert told in answer.content.decode()


def test_approval_is_met_on_the_day_on_which_its_round_is_reached(cast, dossier):
    board = next(iter(cast.a.boards.values()))
    day = today() - 2 * DAY
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
    round_.texts.update(from_on=round_.asked_on)
    party = rounds.RoundPartyFactory(round=round_, organisation=board)
    requirement = RequirementFactory(dossier=dossier, kind="approval", round=round_, due_on=None)
    row = state_of(requirement)
    assert (row.state, row.who) == (CheckState.OPEN, str(board))
    rounds.ApprovalResponseFactory(party=party, answered_on=day)
    row = state_of(requirement)
    assert (row.state, row.on) == (CheckState.MET, day)


@pytest.mark.parametrize(
    ("outcome", "number", "state"),
    [("adopted", 1, CheckState.MET), ("rejected", 1, CheckState.LOST), ("adopted", None, CheckState.OPEN)],
)
def test_approval_is_met_when_its_decision_took_effect(dossier, outcome, number, state):
    meeting = make.MeetingFactory(body__partnership=dossier.partnership, approved=True)
    decision = make.DecisionFactory(item__meeting=meeting, outcome=outcome, number=number)
    assert state_of(RequirementFactory(dossier=dossier, kind="approval", decision=decision, due_on=None)).state == state


def test_condition_is_met_by_hand_with_a_day_and_opened_again(coordinator, dossier):
    requirement = RequirementFactory(dossier=dossier, due_on=today() - DAY)
    assert state_of(requirement).state == CheckState.LATE
    tomorrow = {"version": 1, "met_on": f"{today() + DAY:%d-%m-%Y}"}
    assert coordinator.post(page("requirement_meet", requirement), tomorrow).status_code == 422
    done = coordinator.post(page("requirement_meet", requirement), {"version": 1, "met_on": "01-09-2015"})
    assert done.status_code == 302
    assert (state_of(requirement).state, state_of(requirement).on) == (CheckState.MET, dt.date(2015, 9, 1))
    again = coordinator.post(page("requirement_reopen", requirement), {"version": 2})
    assert again.url == page("requirement_detail", requirement)
    assert state_of(requirement).state == CheckState.LATE


def test_requirement_is_waived_with_a_reason_that_everybody_reads(coordinator, client, cast, dossier):
    requirement = RequirementFactory(dossier=dossier)
    assert coordinator.post(page("requirement_waive", requirement), {"version": 1}).status_code == 422
    data = {"version": 1, "waived_reason": "Geen btw-plicht"}
    assert coordinator.post(page("requirement_waive", requirement), data).status_code == 302
    client.force_login(cast.a.staff)
    assert "Geen btw-plicht" in client.get(page("dossier_checklist", dossier)).content.decode()
    requirement.refresh_from_db()
    with pytest.raises(Refused):
        requirements.meet(requirement, by=cast.a.coordinator, version=2, met_on=today())


def test_confidential_requirement_is_there_for_the_coordinator_and_who_sees_to_it_only(client, cast, dossier):
    card = cast.a.delegate.cards.get()
    requirement = RequirementFactory(
        dossier=dossier, kind="document", title="Loonkost", person=card, is_confidential=True
    )
    client.force_login(cast.a.coordinator)
    upload(client, requirement)
    seen = {"coordinator": 200, "delegate": 200, "contact": 404, "staff": 404}
    for name, status in seen.items():
        client.force_login(getattr(cast.a, name))
        assert client.get(page("requirement_detail", requirement)).status_code == status, name
        file = client.get(page("requirement_file", requirement))
        assert file.status_code == status
        b"".join(file)  # read to its end, a file is closed
        for listing in ("dossier_checklist", "dossier_detail"):
            shown = client.get(page(listing, dossier)).content.decode()
            assert "Loonkost" not in shown or status == 200, (name, listing)
    assert "Loonkost" in seen_by(client, cast.a.delegate, dossier)


def seen_by(client, user, dossier):
    client.force_login(user)
    return client.get(page("dossier_checklist", dossier)).content.decode()


def test_without_a_person_who_speaks_for_the_board_sees_to_it(client, cast, dossier):
    own = next(iter(cast.a.contact.cards.get().mandates.all())).organisation
    other = next(board for board in cast.a.boards.values() if board != own)
    mine = RequirementFactory(dossier=dossier, kind="document", organisation=own)
    theirs = RequirementFactory(dossier=dossier, kind="document", organisation=other)
    client.force_login(cast.a.contact)
    assert upload(client, mine).status_code == 302
    assert upload(client, theirs).status_code == 403


def test_row_with_a_file_is_not_taken_off_and_one_without_is(coordinator, dossier):
    with_file, empty = (RequirementFactory(dossier=dossier, kind="document") for _ in range(2))
    upload(coordinator, with_file)
    for requirement, status in ((with_file, 422), (empty, 302)):
        requirement.refresh_from_db()
        data = {"version": requirement.version}
        assert coordinator.post(page("requirement_remove", requirement), data).status_code == status
    assert list(dossier.requirements.all()) == [with_file]


def test_nothing_changes_on_the_checklist_of_a_dossier_that_is_over(cast):
    closed = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), closed=True)
    requirement = RequirementFactory(dossier=closed)
    with pytest.raises(Refused, match="afgesloten"):
        requirements.meet(requirement, by=cast.a.coordinator, version=1, met_on=today())


def test_template_is_applied_any_number_of_times_and_never_twice(cast, dossier):
    RequirementFactory(dossier=dossier, title="Statuten")
    rows = [{"kind": "document", "title": title} for title in ("Statuten", "Begroting", "Kaart")]
    for _time in range(2):
        requirements.add_all(dossier, rows, by=cast.a.coordinator)
    assert sorted(dossier.requirements.values_list("title", flat=True)) == ["Begroting", "Kaart", "Statuten"]


def test_second_editor_of_a_requirement_sees_both_texts(coordinator, dossier):
    requirement = RequirementFactory(dossier=dossier, title="Verklaring op eer")
    data = filled(kind="condition", version=1)
    first = coordinator.post(page("requirement_edit", requirement), data | {"explanation": "De ene tekst"})
    assert first.status_code == 302
    answer = coordinator.post(page("requirement_edit", requirement), data | {"explanation": "De andere tekst"})
    assert answer.status_code == 409
    for text in ("De ene tekst", "De andere tekst"):
        assert text in answer.content.decode()

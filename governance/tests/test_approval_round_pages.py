"""The pages of approval rounds as a coordinator, a contact person and an attacker use them."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.actions import approval_round as rounds
from governance.actions import round_party as parties
from governance.actions import round_text as texts
from governance.models import ApprovalRound, StandingState, book_of
from governance.tests import factories as make
from governance.tests.round_factories import ApprovalResponseFactory
from governance.tests.rounds import WEEK, filled, made, url
from wegwijzer.accounts.periods import in_words, today

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


# --- two coordinators


def test_second_editor_of_a_draft_gets_both_texts(region, coordinator):
    round_ = region.prepared()
    edit = url("approval_round_edit", round_.pk)
    mine = filled(coordinator.get(edit), title="Mijn titel")
    rounds.change(round_, region.plan(title="Hun titel"), by=region.coordinator, version=round_.version)
    answer = coordinator.post(edit, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mijn titel" in page
    assert "Hun titel" in page
    assert [difference.field.name for difference in answer.context["differences"]] == ["title"]
    assert ApprovalRound.objects.get().title == "Hun titel"


@pytest.mark.parametrize("name", ["approval_round_open", "approval_round_cancel", "round_text_add"])
def test_second_one_to_press_is_told(region, coordinator, name):
    round_ = region.prepared() if name == "approval_round_open" else region.opened()
    page = url(name, round_.pk)
    data = filled(coordinator.get(page), reason="Reden", change_reason="Anders", again="yes", question="Anders?")
    ApprovalRound.objects.update(version=99)
    assert coordinator.post(page, data).status_code == 409


def test_second_one_to_close_is_told(region, coordinator):
    round_ = region.opened()
    data = {"version": round_.version}
    assert coordinator.post(url("approval_round_close", round_.pk), data).status_code == 302
    answer = coordinator.post(url("approval_round_close", round_.pk), data, follow=True)
    assert "kan afgesloten worden" in answer.content.decode()
    assert coordinator.post(url("approval_round_reopen", round_.pk), {"version": 1}).status_code == 409


# --- while it runs


def test_new_wording_names_who_has_to_vote_again(region, coordinator):
    round_ = region.opened(asked_on=today() - WEEK)
    ApprovalResponseFactory(party=region.party(round_, "OCMW Olen"), answered_on=today() - DAY)
    page = url("round_text_add", round_.pk)
    values = {"question": "Nieuwe vraag?", "change_reason": "De bijdrage is lager.", "again": "yes"}
    answer = coordinator.post(page, filled(coordinator.get(page), **values), follow=True)
    words = answer.content.decode()
    assert "1 raad moet opnieuw beslissen" in words
    assert "OCMW Olen moet opnieuw beslissen" in words
    assert "Versie 1, vanaf" in words
    assert round_.texts.get(number=1).checksum in words


def test_new_wording_asks_why_and_whether_to_vote_again(region, coordinator):
    round_ = region.opened()
    page = url("round_text_add", round_.pk)
    answer = coordinator.post(page, filled(coordinator.get(page), question="Nieuwe vraag die blijft?"))
    assert answer.status_code == 422
    assert {"change_reason", "again"} == set(answer.context["form"].errors)
    assert "Nieuwe vraag die blijft?" in answer.content.decode()


def test_organisation_joins_changes_and_leaves_by_the_pages(region, coordinator):
    round_ = region.opened(asked_on=today() - WEEK, boards=["Gemeente Olen"])
    add = url("round_party_add", round_.pk)
    coordinator.post(add, filled(coordinator.get(add), organisation=region.boards["OCMW Olen"].pk))
    party = region.party(round_, "OCMW Olen")
    assert (party.organ, party.from_on) == ("welfare_council", today())
    edit = url("round_party_edit", party.pk)
    coordinator.post(edit, filled(coordinator.get(edit), organ="permanent_bureau", contribution="75"))
    leave = url("round_party_leave", party.pk)
    assert leave in coordinator.get(edit).content.decode()
    answer = coordinator.post(leave, filled(coordinator.get(leave)))
    assert "reason" in answer.context["form"].errors
    coordinator.post(leave, filled(coordinator.get(leave), reason="Stapt uit het project"))
    party.refresh_from_db()
    assert (party.organ, party.contribution, party.until_on) == ("permanent_bureau", 75, today())


def test_organisation_that_left_comes_back_by_the_pages(region, coordinator):
    round_ = region.opened(asked_on=today() - WEEK, boards=["Gemeente Olen", "OCMW Olen"])
    party = region.party(round_, "OCMW Olen")
    gone = {"until_on": today() - 3 * DAY, "reason": "Stapt uit het project"}
    parties.leave(party, by=region.coordinator, version=party.version, **gone)
    back, detail = url("round_party_rejoin", party.pk), url("approval_round_detail", round_.pk)
    assert back in coordinator.get(detail).content.decode()
    page = coordinator.get(back)
    assert "Stapt uit het project" in page.content.decode()
    too_early = coordinator.post(back, filled(page, from_on=(today() - 3 * DAY).isoformat()))
    assert (too_early.status_code, set(too_early.context["form"].errors)) == (422, {"from_on"})
    assert coordinator.post(back, filled(page, version="1")).status_code == 409
    words = coordinator.post(back, filled(page), follow=True).content.decode()
    assert "OCMW Olen wordt opnieuw gevraagd." in words
    assert f"niet gevraagd van {in_words(today() - 2 * DAY)} tot en met {in_words(today() - DAY)}" in words
    assert url("round_party_edit", party.pk) in words
    assert "al gevraagd" in coordinator.get(back, follow=True).content.decode()


def test_organisation_that_was_asked_by_mistake_is_removed_by_the_pages(region, coordinator):
    round_ = region.opened(boards=["Gemeente Olen", "OCMW Olen"])
    party = region.party(round_, "OCMW Olen")
    remove = url("round_party_remove", party.pk)
    assert remove in coordinator.get(url("round_party_edit", party.pk)).content.decode()
    assert coordinator.post(remove, {"version": 9}).status_code == 409
    answer = coordinator.post(remove, filled(coordinator.get(remove)), follow=True)
    assert "OCMW Olen is uit de ronde geschrapt." in answer.content.decode()
    assert [str(party) for party in round_.parties.all()] == ["Gemeente Olen"]
    assert "hoorde" in answer.content.decode()  # in history
    assert coordinator.get(remove).status_code == 404


def test_who_answered_is_not_offered_to_be_removed(region, coordinator):
    round_ = region.opened(boards=["Gemeente Olen", "OCMW Olen"])
    party = ApprovalResponseFactory(party=region.party(round_, "OCMW Olen")).party
    remove = url("round_party_remove", party.pk)
    assert remove not in coordinator.get(url("round_party_edit", party.pk)).content.decode()
    answer = coordinator.post(remove, filled(coordinator.get(remove)))
    assert answer.status_code == 422
    assert "heeft al geantwoord" in answer.content.decode()


def test_who_is_asked_already_is_not_offered(region, coordinator):
    round_ = region.opened(boards=["Gemeente Olen"])
    add = url("round_party_add", round_.pk)
    offered = coordinator.get(add).context["form"].fields["organisation"].queryset
    assert region.boards["Gemeente Olen"] not in offered
    answer = coordinator.post(add, filled(coordinator.get(add), organisation=region.boards["Gemeente Olen"].pk))
    assert answer.status_code == 422


def test_deadline_moves_by_the_page(region, coordinator):
    round_ = region.opened()
    edit = url("approval_round_edit", round_.pk)
    later = today() + 9 * WEEK
    coordinator.post(edit, filled(coordinator.get(edit), deadline_on=later.isoformat()))
    assert ApprovalRound.objects.get().deadline_on == later
    answer = coordinator.post(edit, filled(coordinator.get(edit), deadline_on=(today() - DAY).isoformat()))
    assert "deadline_on" in answer.context["form"].errors


# --- reading


def test_contact_person_sees_the_own_board_first_with_one_button(region, as_user):
    round_ = region.opened()
    page = as_user(region.contact("OCMW Olen")).get(url("approval_round_detail", round_.pk)).content.decode()
    answer = url("approval_response_add", region.party(round_, "OCMW Olen").pk)
    assert page.count(f'href="{answer}"') == 1
    assert page.index("Uw bestuur") < page.index("Wat de besturen zeggen")
    other = url("approval_response_add", region.party(round_, "Gemeente Olen").pk)
    assert other not in page
    assert url("approval_round_edit", round_.pk) not in page


def test_page_says_how_it_stands(region, coordinator):
    round_ = region.opened(asked_on=today() - WEEK, boards=["Gemeente Olen", "OCMW Olen"])
    page = url("approval_round_detail", round_.pk)
    assert "Nog 2 besturen nodig, uit: Gemeente Olen, OCMW Olen." in coordinator.get(page).content.decode()
    for board in ("Gemeente Olen", "OCMW Olen"):
        ApprovalResponseFactory(party=region.party(round_, board), answered_on=today() - DAY)
    said = coordinator.get(page).content.decode()
    assert "2 van 2" in said
    assert 'data-state="reached"' in said
    assert "2 antwoorden zijn nog niet nagekeken" in said
    assert "Zonder die antwoorden is de drempel niet gehaald." in said


def test_interest_is_answered_in_its_own_words(region, coordinator):
    round_ = region.opened(kind="interest", boards=["Gemeente Olen", "OCMW Olen"])
    ApprovalResponseFactory(party=region.party(round_, "Gemeente Olen"))
    ApprovalResponseFactory(party=region.party(round_, "OCMW Olen"), outcome="rejected")
    page = coordinator.get(url("approval_round_detail", round_.pk)).content.decode()
    assert "ja, interesse" in page
    assert "geen interesse" in page


def test_list_filters_by_state_kind_organisation_and_year(region, coordinator):
    region.opened(title="Loopt nu", boards=["Gemeente Olen"])
    region.prepared(title="In voorbereiding", kind="statutes", boards=["OCMW Lille"])
    old = region.prepared(
        title="Van toen", asked_on=dt.date(2015, 9, 2), deadline_on=dt.date(2015, 9, 30), boards=["OCMW Olen"]
    )
    rounds.open(old, by=region.coordinator, version=old.version)

    def titles(**asked):
        listing = coordinator.get(url("approval_round_list"), asked).context["listing"]
        return {round_.title for round_ in listing}

    assert titles() == {"Loopt nu", "In voorbereiding", "Van toen"}
    assert titles(state="draft") == {"In voorbereiding"}
    assert titles(kind="statutes") == {"In voorbereiding"}
    assert titles(organisation=region.boards["OCMW Olen"].pk) == {"Van toen"}
    assert titles(year="2015") == {"Van toen"}
    assert titles(q="loopt") == {"Loopt nu"}
    assert titles(q="akkoord") == {"Loopt nu", "In voorbereiding", "Van toen"}  # in the question


def test_decision_behind_closed_doors_is_not_shown_with_the_round(region, as_user, decision):
    round_ = rounds.start(region.partnership, region.plan(), by=region.coordinator, decision=decision)
    make.models.AgendaItem.objects.filter(pk=decision.item_id).update(is_public=False)
    page = as_user(region.contact("OCMW Olen")).get(url("approval_round_detail", round_.pk)).content.decode()
    assert "De statuten vaststellen" not in page


def test_older_wording_keeps_its_annexes_downloadable(region, coordinator):
    round_ = made(coordinator, region, file=SimpleUploadedFile("ontwerp.txt", b"Oud"), send="1")
    version = round_.current_text.annexes.get().document_version
    wording = {"question": "Anders?", "grounds": "", "facts": "", "articles": ""}
    texts.reword(
        round_, by=region.coordinator, version=round_.version, wording=wording, change_reason="x", needs_new_answer=True
    )
    answer = coordinator.get(url("round_annex", round_.pk, version.pk))
    assert b"".join(answer.streaming_content) == b"Oud"
    assert book_of(ApprovalRound.objects.get()).state == StandingState.POSSIBLE

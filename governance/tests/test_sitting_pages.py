"""The screen of a meeting as browsers see it: what it asks, what it refuses, what it never loses."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.actions import decision, minutes, sitting, vote
from governance.models import (
    AgendaItem,
    Attendance,
    Choice,
    Decision,
    Meeting,
    MeetingState,
    Outcome,
    Tally,
    Vote,
    VoteKind,
)
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.localised import LocalisedText

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"governance:{name}", args=args)


@pytest.fixture
def browser(world, as_user):
    return as_user(world.secretary)


def drafted(world, meeting, **values):
    return decision.draft(
        meeting.items.first(), by=world.coordinator, **({"title": LocalisedText(nl="Akkoord")} | values)
    )


def fill(world, meeting, times):
    for item in meeting.items.all():
        minutes.save(item, by=world.coordinator, texts={"nl": "Tekst"}, seen=1)
        for number in range(times):
            motion = decision.draft(
                item,
                by=world.coordinator,
                title=LocalisedText(nl=f"Akkoord {number}"),
                articles=[LocalisedText(nl="Artikel")] * times,
            )
            choices = {seat.pk: Choice.FOR for seat in world.voters(meeting)}
            vote.note(motion, by=world.coordinator, kind=VoteKind.NAMED, choices=choices)
            make.ActionPointFactory(body=meeting.body, item=item)


def queries(browser, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_screen_asks_the_same_number_of_queries_for_two_items_and_for_ten(world, browser):
    small, large = world.held(items=2), world.held(days=-1, items=10)
    fill(world, small, 1)
    fill(world, large, 3)
    counts = [queries(browser, url("sitting", meeting.pk)) for meeting in (small, large)]
    assert counts[0] == counts[1]
    assert counts[0] <= 12  # five of them are the session, the rights and the frame


def test_register_and_decision_ask_the_same_number_of_queries_at_two_sizes(world, browser):
    meeting = world.held()
    motion = drafted(world, meeting, outcome=Outcome.ADOPTED)
    choices = {seat.pk: Choice.FOR for seat in world.voters(meeting)}
    vote.note(motion, by=world.coordinator, kind=VoteKind.NAMED, choices=choices)  # without names nobody asks for them
    before = queries(browser, url("decision_list")), queries(browser, url("decision_detail", motion.pk))
    fill(world, meeting, 3)
    after = queries(browser, url("decision_list")), queries(browser, url("decision_detail", motion.pk))
    assert after == before
    assert max(before) <= 12


def test_looking_changes_nothing(world, browser):
    meeting = world.held()
    motion = drafted(world, meeting)
    entries = Entry.objects.count()
    item = meeting.items.first().pk
    for address in (
        url("sitting", meeting.pk),
        url("decision_add", item),
        url("decision_edit", motion.pk),
        url("decision_withdraw", motion.pk),
        url("decision_list"),
        url("decision_detail", motion.pk),
    ):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        assert [q["sql"] for q in captured if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")] == []
    assert Entry.objects.count() == entries
    for name, key in (
        ("sitting_open", meeting.pk), ("sitting_close", meeting.pk), ("sitting_change", meeting.pk),
        ("attendance_save", meeting.pk), ("guest_add", meeting.pk), ("minutes_save", item),
        ("decision_remove", motion.pk), ("vote_save", motion.pk), ("meeting_report", meeting.pk),
    ):  # fmt: skip
        assert browser.get(url(name, key)).status_code == 405


def test_one_tap_notes_one_seat_and_answers_with_the_quorum(world, browser):
    meeting = world.held(present=7)
    seat = world.voters(meeting)[7]
    data = {f"seat{seat.pk}-version": seat.version, f"seat{seat.pk}-status": "present"}
    answer = browser.post(url("attendance_save", meeting.pk), data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("<fieldset") == 1
    assert "8 nodig: quorum bereikt" in page
    assert Attendance.objects.get(pk=seat.pk).status == "present"


def test_list_without_script_saves_every_seat_and_the_rest_by_one_button(world, browser):
    meeting = world.planned()
    sitting.open(meeting, by=world.coordinator)
    first = world.voters(meeting)[0]
    data = {f"seat{first.pk}-version": 1, f"seat{first.pk}-status": "excused", "rest": "present"}
    assert browser.post(url("attendance_save", meeting.pk), data).status_code == 302
    assert meeting.attendances.filter(status="present").count() == 14
    assert Attendance.objects.get(pk=first.pk).status == "excused"


def test_seat_of_another_meeting_is_not_noted_here(world, browser):
    meeting, other = world.held(), world.held(days=-5)
    seat = world.voters(other)[0]
    data = {f"seat{seat.pk}-version": seat.version, f"seat{seat.pk}-status": "absent"}
    browser.post(url("attendance_save", meeting.pk), data)
    assert Attendance.objects.get(pk=seat.pk).status == "present"


def test_stale_tap_gets_409_and_what_stands_there_now(world, browser):
    seat = world.voters(world.held())[0]
    data = {f"seat{seat.pk}-version": seat.version - 1, f"seat{seat.pk}-status": "absent"}
    for headers in ({}, {"HX-Request": "true"}):
        answer = browser.post(url("attendance_save", seat.meeting_id), data, headers=headers)
        assert answer.status_code == 409
        assert "Iemand anders duidde intussen ‘aanwezig’ aan" in answer.content.decode()


def test_script_saves_minutes_and_learns_the_new_version(world, browser):
    item = world.held().items.first()
    data = {"version": 1, "text_nl": "Terwijl ik typ"}
    answer = browser.post(url("minutes_save", item.pk), data, headers={"Accept": "application/json"})
    assert answer.json()["version"] == 2
    assert answer.json()["said"].startswith("Bewaard om ")
    stale = browser.post(
        url("minutes_save", item.pk), data | {"text_nl": "Ander"}, headers={"Accept": "application/json"}
    )
    assert stale.status_code == 409
    wrong = browser.post(
        url("minutes_save", item.pk), data | {"text_nl": "x\x00"}, headers={"Accept": "application/json"}
    )
    assert wrong.status_code == 422


def test_two_browsers_saving_the_same_minutes_see_both_texts(world, browser):
    item = world.held(languages=["nl", "fr"]).items.first()
    minutes.save(item, by=world.coordinator, texts={"nl": "Hun tekst", "fr": "Pareil"}, seen=1)
    answer = browser.post(url("minutes_save", item.pk), {"version": 1, "text_nl": "Mijn tekst", "text_fr": "Pareil"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hun tekst" in page
    assert page.count("Mijn tekst") == 2  # to read, and to make one text of
    merged = {"version": 2, "text_nl": "Hun tekst\n\nMijn tekst", "text_fr": "Pareil"}
    assert browser.post(url("minutes_save", item.pk), merged).status_code == 302
    assert AgendaItem.objects.get(pk=item.pk).minutes["nl"] == "Hun tekst\n\nMijn tekst"


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ({"votes_for": "10", "votes_against": "0"}, "maar 9 stemgerechtigden in de zaal"),
        ({"votes_for": "3", "votes_against": "6", "outcome": "adopted"}, "is het voorstel verworpen"),
        ({"votes_for": "drie", "votes_against": "6"}, "Schrijf een geheel getal"),
        ({"votes_for": "-1", "votes_against": "6"}, "Dit kan niet negatief zijn"),
    ],
)
def test_impossible_count_comes_back_with_everything_typed(world, browser, votes, words):
    motion = drafted(world, world.held(present=9))
    data = {"kind": "show", "version": motion.version, "abstentions": "0"} | votes
    answer = browser.post(url("vote_save", motion.pk), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{votes["votes_for"]}"' in page
    motion.refresh_from_db()
    assert motion.votes_for is None


def test_posted_vote_of_somebody_without_a_mandate_that_day_is_refused(world, browser):
    meeting = world.held(present=9)
    motion = drafted(world, meeting)
    stranger = world.voters(world.held(days=-5))[0]
    data = {"kind": "named", "version": motion.version, f"voter{stranger.pk}": "for"}
    data |= {f"voter{seat.pk}": "for" for seat in world.voters(meeting)[:9]}
    answer = browser.post(url("vote_save", motion.pk), data)
    assert answer.status_code == 422
    assert "niet stemgerechtigd" in answer.content.decode()
    assert not Vote.objects.exists()


def test_stale_decision_shows_both_versions(world, browser):
    motion = drafted(world, world.held())
    data = {"title_nl": "Mijn titel", "articles_nl": "Mijn artikel", "outcome": "", "version": motion.version}
    vote.note(motion, by=world.coordinator, kind=VoteKind.SHOW, tally=Tally(14, 0, 0))
    answer = browser.post(url("decision_edit", motion.pk), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mijn titel" in page
    assert "Akkoord" in page
    assert Decision.objects.get(pk=motion.pk).title == {"nl": "Akkoord"}


@pytest.mark.parametrize(("version", "status"), [("0", 409), ("", 422), (None, 422)])
def test_decision_and_vote_are_not_saved_over_another_without_the_version_that_was_seen(
    world, browser, version, status
):
    motion = drafted(world, world.held())
    vote.note(motion, by=world.coordinator, kind=VoteKind.SHOW, tally=Tally(14, 0, 0))
    seen = {} if version is None else {"version": version}
    text = {"title_nl": "Erover", "outcome": "adopted"} | seen
    count = {"kind": "show", "votes_for": "0", "votes_against": "14", "abstentions": "0"} | seen
    assert browser.post(url("decision_edit", motion.pk), text).status_code == status
    assert browser.post(url("vote_save", motion.pk), count).status_code == status
    fresh = Decision.objects.get(pk=motion.pk)
    assert (str(fresh.title), fresh.votes_for, fresh.version) == ("Akkoord", 14, motion.version)


def test_hours_from_an_older_screen_show_both_and_can_then_be_saved(world, browser):
    meeting = world.held(days=-1)
    screen = browser.get(url("sitting", meeting.pk)).content.decode()
    assert f'name="version" value="{meeting.version}" id="id_sitting_version"' in screen
    typed = {"version": meeting.version, "chair": meeting.chair_id, "secretary": "", "started_at": "9.15"}
    change = url("sitting_change", meeting.pk)
    assert browser.post(change, typed | {"started_at": "8.45"}).status_code == 302
    answer = browser.post(change, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "8.45 uur" in page
    assert 'value="9.15"' in page
    assert browser.post(change, typed | {"version": meeting.version + 1}).status_code == 302
    assert timezone.localtime(Meeting.objects.get().actual_start).time() == dt.time(9, 15)
    assert browser.post(change, {**typed, "version": ""}).status_code == 422


def test_attendance_is_not_noted_over_another_with_version_zero(world, browser):
    seat = world.voters(world.held())[0]
    data = {f"seat{seat.pk}-version": "0", f"seat{seat.pk}-status": "absent"}
    assert browser.post(url("attendance_save", seat.meeting_id), data).status_code == 409
    assert Attendance.objects.get(pk=seat.pk).status == "present"


def test_articles_are_numbered_by_paragraph_and_must_match_in_both_languages(world, browser):
    item = world.held(languages=["nl", "fr"]).items.first()
    data = {
        "title_nl": "Akkoord",
        "articles_nl": "Artikel 1. Eén.\n\nArt. 2: Twee.",
        "articles_fr": "Un.",
        "outcome": "",
    }
    answer = browser.post(url("decision_add", item.pk), data)
    assert answer.status_code == 422
    assert "niet evenveel artikelen (Nederlands 2, Frans 1)" in answer.content.decode()
    assert browser.post(url("decision_add", item.pk), data | {"articles_fr": "Un.\n\nDeux."}).status_code == 302
    articles = [article.text for article in Decision.objects.get().articles.all()]
    assert articles == [{"nl": "Eén.", "fr": "Un."}, {"nl": "Twee.", "fr": "Deux."}]


def test_field_of_the_row_that_is_not_in_the_form_can_not_be_posted(world, browser):
    motion = drafted(world, world.held())
    data = {"title_nl": "Nieuw", "outcome": "", "version": motion.version, "number": "99", "year": "1999"}
    browser.post(url("decision_edit", motion.pk), data | {"meeting": "1", "body": "1"})
    fresh = Decision.objects.get(pk=motion.pk)
    assert (fresh.number, fresh.year, fresh.meeting_id) == (None, motion.year, motion.meeting_id)
    assert fresh.title == {"nl": "Nieuw"}


def test_button_at_the_item_approves_and_the_page_freezes(world, browser):
    meeting = world.held(days=-30)
    following = world.planned()
    sitting.close(meeting, by=world.coordinator)
    sitting.open(following, by=world.coordinator)
    item = following.items.get(approves=meeting)
    assert "Keur het verslag goed" in browser.get(url("sitting", following.pk)).content.decode()
    assert browser.post(url("minutes_approve", meeting.pk), {"item": item.pk}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.APPROVED
    assert "<textarea" not in browser.get(url("sitting", meeting.pk)).content.decode()
    late = browser.post(url("minutes_save", meeting.items.first().pk), {"version": 1, "text_nl": "Te laat"})
    assert "goedgekeurd en ligt vast" in late.content.decode()


def test_minutes_are_for_the_body_until_they_are_approved(world, as_user):
    meeting = world.held()
    contact = make.UserFactory(name="Contact")
    card = make.PersonFactory(partnership=world.partnership, name="Contact", user=contact)
    make.MandateFactory(partnership=world.partnership, person=card, body=None, role="contact",
                        organisation=world.boards[0])  # fmt: skip
    type(meeting).objects.filter(pk=meeting.pk).update(convened_at=meeting.actual_start)
    elsewhere = make.UserFactory(name="Van elders")
    make.MandateFactory(coordinator=True, person__user=elsewhere)
    reader, stranger = as_user(contact), as_user(elsewhere)
    closed = meeting.items.last()
    AgendaItem.objects.filter(pk=closed.pk).update(is_public=False)
    minutes.save(closed, by=world.coordinator, texts={"nl": "Achter gesloten deuren"}, seen=1)
    assert reader.get(url("sitting", meeting.pk)).status_code == 403
    assert stranger.get(url("sitting", meeting.pk)).status_code == 404
    meeting.refresh_from_db()
    sitting.close(meeting, by=world.coordinator)
    minutes.approve(meeting, by=world.coordinator)
    page = reader.get(url("sitting", meeting.pk))
    assert page.status_code == 200
    assert "Achter gesloten deuren" not in page.content.decode()
    assert reader.post(url("minutes_save", meeting.items.first().pk), {"version": 1}).status_code == 403
    assert stranger.post(url("minutes_save", meeting.items.first().pk), {"version": 1}).status_code == 404

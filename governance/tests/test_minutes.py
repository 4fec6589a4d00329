"""Minutes: saved by whoever was first, frozen once approved, corrected in the open."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.actions import agenda_item, attendance, correction, decision, minutes, sitting, vote
from governance.models import AgendaItem, AttendanceStatus, Correction, Meeting, MeetingState, Outcome, Tally, VoteKind
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import broken_links
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.localised import LocalisedText

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(world):
    """A meeting with a decision and minutes that are approved."""
    meeting = world.held(languages=["nl", "fr"])
    item = meeting.items.first()
    minutes.save(item, by=world.secretary, texts={"nl": "Zoals het was.", "fr": "Tel quel."}, seen=1)
    decision.draft(item, by=world.coordinator, title=LocalisedText(nl="Akkoord"), outcome=Outcome.ADOPTED)
    sitting.close(meeting, by=world.coordinator)
    minutes.approve(meeting, by=world.coordinator)
    return meeting


def test_minutes_keep_each_language_apart(world):
    item = world.held(languages=["nl", "fr"]).items.first()
    minutes.save(item, by=world.secretary, texts={"nl": "Tekst", "fr": "Texte"}, seen=1)
    minutes.save(item, by=world.secretary, texts={"fr": ""}, seen=2)
    item.refresh_from_db()
    assert item.minutes == {"nl": "Tekst"}
    assert item.minutes_version == 3


def test_second_writer_overwrites_nothing_and_gets_both_texts(world):
    meeting = world.held()
    mine, theirs = meeting.items.first(), meeting.items.first()
    minutes.save(theirs, by=world.secretary, texts={"nl": "Van de secretaris"}, seen=1)
    with pytest.raises(Stale) as stale:
        minutes.save(mine, by=world.coordinator, texts={"nl": "Van de coördinator"}, seen=1)
    assert stale.value.current.minutes == {"nl": "Van de secretaris"}
    assert AgendaItem.objects.get(pk=mine.pk).minutes == {"nl": "Van de secretaris"}


def test_same_text_sent_twice_is_one_change(world):
    item = world.held().items.first()
    for _time in range(2):
        minutes.save(item, by=world.secretary, texts={"nl": "Eén keer"}, seen=1)
    assert Entry.objects.about(item).filter(verb="governance.agenda_item.minuted").count() == 1


def test_moving_an_item_makes_nobodys_text_stale(world):
    meeting = world.held()
    item = meeting.items.first()
    agenda_item.move(meeting.items.first(), by=world.coordinator, to=2)
    minutes.save(item, by=world.secretary, texts={"nl": "Toch bewaard"}, seen=1)
    assert AgendaItem.objects.get(pk=item.pk).minutes == {"nl": "Toch bewaard"}


def test_nothing_is_written_before_the_meeting_is_opened(world):
    meeting = world.planned()
    with pytest.raises(Refused, match="Open eerst de vergadering"):
        minutes.save(meeting.items.first(), by=world.secretary, texts={"nl": "Te vroeg"}, seen=1)
    with pytest.raises(Refused, match="Open eerst de vergadering"):
        decision.draft(meeting.items.first(), by=world.secretary, title=LocalisedText(nl="Te vroeg"))


def test_approval_item_of_a_later_meeting_approves(world):
    meeting = world.held(days=-30)
    following = world.planned()
    sitting.close(meeting, by=world.coordinator)
    item = AgendaItem.objects.get(approves=meeting)
    assert item.meeting == following
    with pytest.raises(Refused, match="terwijl de vergadering bezig is"):
        minutes.approve(meeting, by=world.coordinator, through=item)
    sitting.open(following, by=world.coordinator)
    item.refresh_from_db()
    minutes.approve(meeting, by=world.secretary, through=item)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.approved_in) == (MeetingState.APPROVED, following)


def test_minutes_are_not_approved_by_the_item_about_another_meeting(world):
    first, second = world.held(days=-60), world.held(days=-30)
    following = world.planned()
    for meeting in (first, second):
        sitting.close(meeting, by=world.coordinator)
    sitting.open(following, by=world.coordinator)
    with pytest.raises(Refused, match="keurt een ander verslag goed"):
        minutes.approve(first, by=world.coordinator, through=following.items.get(approves=second))


@pytest.mark.parametrize(("days", "words"), [(1, "toekomst"), (-1, "niet voor de vergadering")])
def test_day_of_approval_lies_between_the_meeting_and_today(world, days, words):
    meeting = world.held()
    sitting.close(meeting, by=world.coordinator)
    with pytest.raises(Refused, match=words):
        minutes.approve(meeting, by=world.coordinator, on=timezone.localdate() + dt.timedelta(days=days))


def test_meeting_that_goes_on_can_not_be_approved(world):
    with pytest.raises(Refused, match="Sluit eerst de vergadering"):
        minutes.approve(world.held(), by=world.coordinator)


def test_draft_needs_a_chair_a_secretary_and_outcomes(world):
    meeting = world.held()
    sitting.close(meeting, by=world.coordinator)
    decision.draft(meeting.items.first(), by=world.coordinator, title=LocalisedText(nl="Open"))
    sitting.change(
        meeting, by=world.coordinator, version=meeting.version, chair=None, secretary=None, started_at=dt.time(0, 1)
    )
    with pytest.raises(Refused) as refusal:
        minutes.approve(meeting, by=world.coordinator)
    assert refusal.value.reasons == [
        "Geef het resultaat van het besluit ‘Open’.",
        "Duid de voorzitter en de verslaggever aan.",
    ]


def test_approved_minutes_refuse_every_write(world, approved):
    item, seat, motion = approved.items.first(), world.voters(approved)[0], approved.decisions.get()
    by = {"by": world.coordinator}
    kept = {"title": LocalisedText(nl="x"), "considerations": LocalisedText(), "articles": [], "outcome": "adopted"}
    writes = [
        lambda: minutes.save(item, texts={"nl": "Anders"}, seen=2, **by),
        lambda: attendance.note(seat, status=AttendanceStatus.ABSENT, **by),
        lambda: attendance.note_rest(approved, status=AttendanceStatus.ABSENT, **by),
        lambda: attendance.add_guest(approved, name="Gast", **by),
        lambda: decision.draft(item, title=LocalisedText(nl="Nog een"), outcome=Outcome.ADOPTED, **by),
        lambda: decision.change(motion, version=motion.version, taken_at=None, **kept, **by),
        lambda: decision.withdraw(motion, reason="Toch niet", **by),
        lambda: decision.remove(motion, **by),
        lambda: vote.note(motion, kind=VoteKind.SHOW, tally=Tally(14, 0, 0), **by),
        lambda: sitting.change(approved, version=1, chair=None, secretary=None, started_at=dt.time(9), **by),
        lambda: sitting.close(approved, **by),
        lambda: minutes.approve(approved, **by),
    ]
    before = Entry.objects.count()
    for write in writes:
        with pytest.raises(Refused, match="goedgekeurd en ligt vast"):
            write()
    assert Entry.objects.count() == before


def test_meeting_read_before_its_approval_is_frozen_all_the_same(world):
    meeting = world.held()
    sitting.close(meeting, by=world.coordinator)
    item = Meeting.objects.get(pk=meeting.pk).items.select_related("meeting").first()
    minutes.approve(meeting, by=world.coordinator)
    assert item.meeting.state == MeetingState.DRAFT  # what this writer still believes
    with pytest.raises(Refused, match="goedgekeurd en ligt vast"):
        minutes.save(item, by=world.secretary, texts={"nl": "Te laat"}, seen=1)


def test_correction_keeps_what_it_said_and_why(world, approved):
    item = approved.items.first()
    made = correction.add(item, by=world.coordinator, language="fr", after="Comme ça.", reason="Fout naam", seen=2)
    item.refresh_from_db()
    assert item.minutes == {"nl": "Zoals het was.", "fr": "Comme ça."}
    assert (made.before, made.after, made.reason) == ("Tel quel.", "Comme ça.", "Fout naam")
    with pytest.raises(Stale):
        correction.add(item, by=world.coordinator, language="fr", after="Autrement.", reason="Nog eens", seen=2)
    for refused in ({"reason": ""}, {"after": "Comme ça."}, {"language": "de"}):
        values = {"language": "fr", "after": "Ainsi.", "reason": "Fout", "seen": 3} | refused
        with pytest.raises(Refused):
            correction.add(item, by=world.coordinator, **values)
    assert Correction.objects.count() == 1


def test_draft_is_not_corrected_but_just_changed(world):
    item = world.held().items.first()
    with pytest.raises(Refused, match="nog niet goedgekeurd"):
        correction.add(item, by=world.coordinator, language="nl", after="x", reason="y", seen=1)


def test_history_of_a_whole_meeting_is_one_unbroken_chain(world, approved):
    correction.add(approved.items.first(), by=world.coordinator, language="nl", after="x", reason="y", seen=2)
    assert list(broken_links()) == []
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"governance.meeting.opened", "governance.meeting.closed", "governance.meeting.approved"} <= verbs
    assert {"governance.decision.numbered", "governance.agenda_item.corrected"} <= verbs

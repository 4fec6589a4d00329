"""Decisions and votes: what the rules of the body allow, and what they do not."""

import datetime as dt

import pytest

from governance.actions import attendance, decision, sitting, vote
from governance.models import AttendanceStatus, Choice, Decision, Outcome, QuorumRule, Tally, Vote, VoteKind, VotingRule
from governance.tests.meetings import World
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.localised import LocalisedText

pytestmark = pytest.mark.django_db


def drafted(world, meeting, **values):
    values = {"title": LocalisedText(nl="Principieel akkoord")} | values
    return decision.draft(meeting.items.first(), by=world.coordinator, **values)


def test_count_fills_in_the_outcome(world):
    meeting = world.held()
    motion = drafted(world, meeting)
    vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(6, 7, 1))
    motion.refresh_from_db()
    assert (motion.outcome, motion.votes_for, motion.votes_against, motion.abstentions) == ("rejected", 6, 7, 1)


def test_outcome_against_the_count_is_refused_with_the_result_in_words(world):
    motion = drafted(world, world.held())
    with pytest.raises(Refused, match="Met 3 voor, 9 tegen, 0 onthoudingen is het voorstel verworpen"):
        vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(3, 9, 0), outcome=Outcome.ADOPTED)
    motion.refresh_from_db()
    assert motion.votes_for is None


def test_more_votes_than_voters_in_the_room_are_refused(world):
    motion = drafted(world, world.held(present=9))
    with pytest.raises(Refused, match="10 stemmen geteld, maar er zijn maar 9 stemgerechtigden in de zaal"):
        vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(10, 0, 0))


def test_hour_of_the_vote_decides_who_is_in_the_room(world):
    meeting = world.held(present=9)
    leaver = world.voters(meeting)[8]
    attendance.note(leaver, by=world.secretary, status=AttendanceStatus.PRESENT, left_at=dt.time(15))
    motion = drafted(world, meeting)
    with pytest.raises(Refused, match="maar 8 stemgerechtigden"):
        vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(9, 0, 0), taken_at=dt.time(15, 1))
    vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(9, 0, 0), taken_at=dt.time(14, 59))
    assert motion.outcome == Outcome.ADOPTED


@pytest.mark.parametrize("outcome", [Outcome.ADOPTED, Outcome.REJECTED])
def test_nothing_is_decided_without_quorum(world, outcome):
    meeting = world.held(present=7)
    with pytest.raises(Refused, match="7 van 14 stemgerechtigden aanwezig, 8 nodig: quorum niet bereikt"):
        drafted(world, meeting, outcome=outcome)
    assert drafted(world, meeting, outcome=Outcome.POSTPONED).outcome == Outcome.POSTPONED


def test_body_without_quorum_decides_with_whoever_is_there(db):
    world = World(quorum_rule=QuorumRule.NONE)
    assert drafted(world, world.held(present=1), outcome=Outcome.ADOPTED).outcome == Outcome.ADOPTED


def test_votes_by_name_are_counted_and_one_deviation_is_one_choice(world):
    meeting = world.held(present=9)
    voters = world.voters(meeting)[:9]
    choices = {seat.pk: Choice.FOR for seat in voters} | {voters[3].pk: Choice.AGAINST, voters[4].pk: Choice.ABSTAIN}
    motion = drafted(world, meeting)
    vote.note(motion, by=world.secretary, kind=VoteKind.NAMED, choices=choices)
    assert (motion.votes_for, motion.votes_against, motion.abstentions) == (7, 1, 1)
    assert motion.votes.get(choice=Choice.AGAINST).attendance == voters[3]


def test_only_who_has_a_vote_here_and_is_in_the_room_votes(world):
    meeting, other = world.held(present=9), world.held(days=-40)
    motion = drafted(world, meeting)
    guest = attendance.add_guest(meeting, by=world.secretary, name="Gast")
    for seat, words in (
        (guest, "Gast is in deze vergadering niet stemgerechtigd"),
        (meeting.attendances.get(name="Secretaris"), "Secretaris is in deze vergadering niet stemgerechtigd"),
        (world.voters(other)[0], "uit een andere vergadering is in deze vergadering niet stemgerechtigd"),
        (world.voters(meeting)[12], "is niet in de zaal en kan niet stemmen"),
    ):
        with pytest.raises(Refused, match=words):
            vote.note(motion, by=world.secretary, kind=VoteKind.NAMED, choices={seat.pk: Choice.FOR})
    assert not Vote.objects.exists()


def test_secret_vote_keeps_counts_and_no_names(world):
    meeting = world.held(present=9)
    motion = drafted(world, meeting)
    choices = {seat.pk: Choice.FOR for seat in world.voters(meeting)[:9]}
    vote.note(motion, by=world.secretary, kind=VoteKind.NAMED, choices=choices)
    vote.note(motion, by=world.secretary, kind=VoteKind.SECRET, tally=Tally(5, 4, 0))
    assert not motion.votes.exists()
    newest = Entry.objects.about(motion).order_by("-pk").first()
    assert set(newest.changes) == {"vote_kind", "votes_for", "votes_against"}


def test_no_votes_at_all_is_no_count(world):
    motion = drafted(world, world.held())
    with pytest.raises(Refused, match="geen enkele stem geteld"):
        vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(0, 0, 0))


def test_two_thirds_body_says_its_own_rule(db):
    world = World(voting_rule=VotingRule.TWO_THIRDS)
    motion = drafted(world, world.held())
    with pytest.raises(Refused, match="minstens twee derde van de uitgebrachte stemmen"):
        vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(9, 5, 0), outcome=Outcome.ADOPTED)


def test_second_device_does_not_overwrite_the_vote(world):
    meeting = world.held(present=9)
    motion = drafted(world, meeting)
    seen = motion.version
    voters = world.voters(meeting)[:9]
    one = {seat.pk: Choice.FOR for seat in voters} | {voters[0].pk: Choice.AGAINST}
    other = {seat.pk: Choice.FOR for seat in voters} | {voters[1].pk: Choice.AGAINST}
    vote.note(motion, by=world.secretary, kind=VoteKind.NAMED, choices=one, version=seen)
    again = Decision.objects.get(pk=motion.pk)
    with pytest.raises(Stale):
        vote.note(again, by=world.coordinator, kind=VoteKind.NAMED, choices=other, version=seen)
    assert motion.votes.get(choice=Choice.AGAINST).attendance_id == voters[0].pk


def test_same_vote_sent_twice_is_noted_once(world):
    motion = drafted(world, world.held())
    for _time in range(2):
        again = Decision.objects.get(pk=motion.pk)
        vote.note(again, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(14, 0, 0), version=motion.version)
    assert Entry.objects.about(motion).filter(verb="governance.decision.voted").count() == 1


def test_articles_are_replaced_whole_and_a_second_editor_is_stopped(world):
    motion = drafted(world, world.held(), articles=[LocalisedText(nl="Eén"), LocalisedText(nl="Twee")])
    seen = motion.version
    kept = {
        "by": world.secretary,
        "title": motion.title,
        "considerations": motion.considerations,
        "outcome": "",
        "taken_at": None,
        "version": seen,
    }
    decision.change(motion, articles=[LocalisedText(nl="Enig")], **kept)
    assert [str(article.text) for article in motion.articles.all()] == ["Enig"]
    with pytest.raises(Stale):
        decision.change(Decision.objects.get(pk=motion.pk), articles=[LocalisedText(nl="Anders")], **kept)


def test_draft_minutes_number_a_new_decision_at_once(world):
    meeting = world.held()
    drafted(world, meeting, outcome=Outcome.ADOPTED)
    sitting.close(meeting, by=world.coordinator)
    assert drafted(world, meeting, title=LocalisedText(nl="Tweede"), outcome=Outcome.ADOPTED).number == 2
    open_one = drafted(world, meeting, title=LocalisedText(nl="Derde"))
    assert open_one.number is None
    vote.note(open_one, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(14, 0, 0))
    assert open_one.number == 3


def test_numbered_decision_is_withdrawn_and_never_removed(world):
    meeting = world.held()
    drafted(world, meeting, outcome=Outcome.ADOPTED)
    sitting.close(meeting, by=world.coordinator)
    motion = meeting.decisions.get()
    with pytest.raises(Refused, match="heeft een nummer"):
        decision.remove(motion, by=world.coordinator)
    decision.withdraw(motion, by=world.coordinator, reason="Vergissing")
    motion.refresh_from_db()
    assert (motion.number, motion.outcome) == (1, Outcome.WITHDRAWN)
    assert Entry.objects.about(motion).order_by("-pk").first().reason == "Vergissing"
    with pytest.raises(Refused, match="ingetrokken"):
        vote.note(motion, by=world.secretary, kind=VoteKind.SHOW, tally=Tally(14, 0, 0))


def test_unnumbered_decision_can_be_removed_with_a_trace(world):
    motion = drafted(world, world.held())
    key = motion.pk
    decision.remove(motion, by=world.coordinator)
    assert not Decision.objects.filter(pk=key).exists()
    assert Entry.objects.filter(target_id=key, verb="governance.decision.removed").exists()


def test_numbers_go_per_year_and_per_body(world):
    year_before = world.held(days=-400)
    drafted(world, year_before, outcome=Outcome.ADOPTED)
    this_year = world.held()
    drafted(world, this_year, outcome=Outcome.ADOPTED)
    for meeting in (this_year, year_before):
        sitting.close(meeting, by=world.coordinator)
    assert set(Decision.objects.values_list("number", flat=True)) == {1}
    assert Decision.objects.values("year").distinct().count() == 2


def test_decision_that_is_sent_twice_stands_there_once_and_takes_one_number(world):
    meeting = world.held()
    sitting.close(meeting, by=world.coordinator)
    said = {"outcome": Outcome.ADOPTED, "articles": [LocalisedText(nl="Eén"), LocalisedText(nl="Twee")]}
    first = drafted(world, meeting, **said)
    assert drafted(world, meeting, **said) == first
    assert meeting.decisions.get().number == 1
    assert Entry.objects.about(first).filter(verb="governance.decision.drafted").count() == 1
    others = [
        drafted(world, meeting, **said | other)
        for other in (
            {"title": LocalisedText(nl="Ander")},
            {"articles": [LocalisedText(nl="Twee"), LocalisedText(nl="Eén")]},
            {"outcome": Outcome.NOTED},
            {"taken_at": dt.time(15)},
            {"considerations": LocalisedText(nl="Gelet op de tijd")},
        )
    ]
    assert sorted(motion.number for motion in others) == [2, 3, 4, 5, 6]

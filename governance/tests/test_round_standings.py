"""How a round stands, read from its rows: who joined, left, answered late, took back, or answered an older wording."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import RoundState, Stance, StandingState, book_of
from governance.tests.round_factories import (
    ApprovalResponseFactory,
    ApprovalRoundFactory,
    RoundPartyFactory,
    RoundTextFactory,
)
from wegwijzer.accounts.periods import today

DAY = dt.timedelta(days=1)


pytestmark = pytest.mark.django_db


def days_ago(count):
    return today() - count * DAY


@pytest.fixture
def round_():
    """Asked a week ago, four weeks to go; all boards have to agree."""
    return ApprovalRoundFactory(open=True)


def asked(round_, count, **values):
    return [RoundPartyFactory(round=round_, **values) for _number in range(count)]


def agree(party, on=None, **values):
    return ApprovalResponseFactory(party=party, answered_on=on or today(), **values)


def test_who_has_not_answered_is_named_in_what_is_missing(round_):
    first, second = asked(round_, 2)
    agree(first)
    book = book_of(round_)
    assert book.state == StandingState.POSSIBLE
    assert book.missing == [f"nog 1 bestuur nodig, uit: {second.organisation}"]
    assert book.threshold == "Bereikt als alle 2 besturen akkoord zijn."


def test_reached_on_the_day_of_the_last_council_not_of_the_report(round_):
    first, second = asked(round_, 2)
    agree(first, days_ago(1))
    last = agree(second, days_ago(3), reported_at=timezone.now())
    book = book_of(round_)
    assert book.reached.on == days_ago(1)
    assert book.state == StandingState.REACHED
    assert last in book.responses


def test_who_joins_has_to_agree_too_from_that_day(round_):
    [first] = asked(round_, 1)
    agree(first, days_ago(3))
    asked(round_, 1, from_on=days_ago(4))
    assert book_of(round_).state == StandingState.POSSIBLE


def test_who_joins_after_it_was_reached_undoes_nothing(round_):
    [first] = asked(round_, 1)
    agree(first, days_ago(3))
    [late] = asked(round_, 1, from_on=days_ago(1))
    book = book_of(round_)
    assert book.reached.on == days_ago(3)
    assert book.state == StandingState.REACHED
    assert book.standing.state == StandingState.POSSIBLE
    assert book.still_out == [late]


def test_who_left_counts_no_longer_from_the_day_after(round_):
    first, second = asked(round_, 2)
    agree(first, days_ago(5))
    second.until_on = days_ago(2)
    second.save()
    book = book_of(round_)
    assert book.active == [first]
    assert book.reached.on == days_ago(1)
    assert book.reached.by is None


def test_who_leaves_later_is_still_asked_today(round_):
    first, second = asked(round_, 2)
    second.until_on = today()
    second.save()
    agree(first)
    assert set(book_of(round_).active) == {first, second}


def test_a_new_wording_asks_for_a_new_vote(round_):
    first, second = asked(round_, 2)
    agree(first, days_ago(5))
    RoundTextFactory(round=round_, pinned=True, from_on=days_ago(3))
    agree(second, days_ago(2))
    book = book_of(round_)
    assert book.to_vote_again == [first]
    assert book.with_stance(Stance.AGREED) == [second]
    agree(first, days_ago(1), number=2)
    assert book_of(round_).reached.on == days_ago(1)


def test_a_corrected_wording_keeps_the_answers(round_):
    [first] = asked(round_, 1)
    agree(first, days_ago(5))
    RoundTextFactory(round=round_, pinned=True, from_on=days_ago(3), needs_new_answer=False)
    book = book_of(round_)
    assert book.to_vote_again == []
    assert book.standing.state == StandingState.REACHED


def test_late_counts_only_when_accepted():
    round_ = ApprovalRoundFactory(open=True, asked_on=days_ago(30), deadline_on=days_ago(10))
    [first] = asked(round_, 1)
    answer = agree(first, days_ago(8))
    assert book_of(round_).state == StandingState.IMPOSSIBLE
    answer.accepted_late_at, answer.late_reason = timezone.now(), "De raad vergaderde een week later."
    answer.save()
    assert book_of(round_).reached.on == days_ago(8)


def test_answer_that_was_taken_back_never_was(round_):
    [first] = asked(round_, 1)
    agree(first, undone_at=timezone.now())
    book = book_of(round_)
    assert book.newest(first) is None
    assert book.still_out == [first]


def test_newest_answer_counts(round_):
    [first] = asked(round_, 1)
    agree(first, days_ago(4), outcome="rejected")
    assert book_of(round_).state == StandingState.IMPOSSIBLE
    agree(first, days_ago(2), number=2)
    assert book_of(round_).reached.on == days_ago(2)


def test_postponed_is_still_out(round_):
    [first] = asked(round_, 1)
    agree(first, outcome="postponed", next_on=today() + 7 * DAY)
    assert book_of(round_).still_out == [first]


def test_reached_with_answers_that_nobody_verified_is_not_firm(round_):
    [first] = asked(round_, 1)
    answer = agree(first)
    assert not book_of(round_).is_firm
    answer.verified_at = timezone.now()
    answer.save()
    assert book_of(round_).is_firm


def test_closed_round_can_not_be_reached_any_more_from_the_day_it_closes(round_):
    asked(round_, 1)
    round_.closed_on, round_.state = today(), RoundState.CLOSED
    round_.save()
    book = book_of(round_)
    assert book.state == StandingState.IMPOSSIBLE
    assert book.lapsed_on == today()


def test_closed_round_keeps_what_was_reached_on_its_last_day(round_):
    [first] = asked(round_, 1)
    agree(first)
    round_.closed_on, round_.state = today(), RoundState.CLOSED
    round_.save()
    assert book_of(round_).reached.on == today()

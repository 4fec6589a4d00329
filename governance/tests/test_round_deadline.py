"""A deadline that goes by is written in history once, whoever asks how often."""

import datetime as dt

import pytest
from django.utils import timezone

from governance import tasks
from governance.actions import approval_round as rounds
from governance.models import ApprovalRound, book_of
from governance.tests import round_factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def round_(cast):
    """Two boards are asked, one of them agreed; the deadline was yesterday."""
    row = make.ApprovalRoundFactory(
        partnership=cast.a.partnership, open=True, asked_on=today() - 20 * DAY, deadline_on=today() - DAY
    )
    first, _second = (
        make.RoundPartyFactory(round=row, organisation=board) for board in list(cast.a.boards.values())[:2]
    )
    make.ApprovalResponseFactory(party=first, answered_on=today() - 5 * DAY)
    return row


def swept(now=None):
    tasks.note_deadlines(now or timezone.now())


def lines(round_):
    """What history says of it, without who and when."""
    return [(entry.verb.rpartition(".")[2], entry.changes) for entry in Entry.objects.about(round_)]


def test_passing_is_told_once_with_how_it_stood(round_, cast):
    for _turn in range(3):
        swept()
    (verb, told), (lapsed, _missing) = lines(round_)
    assert verb == "deadline_passed"
    assert told == {
        "deadline_on": (today() - DAY).isoformat(),
        "akkoord": "1 van 2",
        "nog geen beslissing van": list(cast.a.boards)[1],
    }
    assert lapsed == "lapsed"
    assert Entry.objects.about(round_).filter(by=None).count() == 2


def test_round_that_was_reached_does_not_lapse(round_):
    make.ApprovalResponseFactory(party=book_of(round_).still_out[0], answered_on=today() - 4 * DAY)
    swept()
    assert [verb for verb, _told in lines(round_)] == ["deadline_passed"]


def test_last_day_itself_is_not_over(round_):
    swept(timezone.now() - DAY)
    assert lines(round_) == []


def test_deadline_that_was_moved_and_goes_by_again_is_told_again(round_, cast):
    swept()
    round_.refresh_from_db()
    rounds.adjust(
        round_,
        by=cast.a.coordinator,
        version=round_.version,
        title=round_.title,
        deadline_on=today() + 3 * DAY,
        consequence="",
    )
    swept()
    told = [verb for verb, _told in lines(round_)]
    swept(timezone.now() + 4 * DAY)
    swept(timezone.now() + 5 * DAY)
    assert told.count("deadline_passed") == 1
    assert [verb for verb, _told in lines(round_)].count("deadline_passed") == 2


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
def test_only_a_round_that_runs_has_a_deadline_that_goes_by(cast, state):
    traits = {} if state == "draft" else {state: True}
    row = make.ApprovalRoundFactory(
        partnership=cast.a.partnership, **traits | {"asked_on": today() - 20 * DAY, "deadline_on": today() - DAY}
    )
    swept()
    assert lines(row) == []


def test_closing_afterwards_does_not_say_a_second_time_that_it_lapsed(round_, cast):
    swept()
    round_ = ApprovalRound.objects.get()
    rounds.close(round_, by=cast.a.coordinator, version=round_.version)
    assert [verb for verb, _told in lines(round_)] == ["deadline_passed", "lapsed", "closed"]

"""One mail a week: it says in time what waits until the next one, and each thing once."""

import datetime as dt

import pytest
import time_machine

from wegwijzer.outbox import deliver
from wegwijzer.outbox.models import Choice, Message
from wegwijzer.outbox.registry import kinds
from wegwijzer.reminders.hours import before_next_weekly
from wegwijzer.reminders.models import Notice
from wegwijzer.reminders.tests.conftest import COORDINATOR, MEMBER, at

MONDAY = dt.date(2026, 11, 30)


@pytest.fixture
def weekly(waiting):
    Choice.objects.create(address=MEMBER.address, rhythm="weekly")
    return waiting


def told(sweep, first, days):
    """On which days there was a mail, and what it said."""
    found = {}
    for offset in range(days):
        day = (first + dt.timedelta(days=offset)).isoformat()
        if MEMBER.address in sweep(at(day)):
            text = Message.objects.filter(to=MEMBER.address).latest("pk").body
            found[day] = [line for line in text.splitlines() if line.startswith(("Doe", "Tegen", "Te laat"))]
    return found


def test_what_comes_due_before_the_next_mail_is_told_in_time_and_once(weekly, sweep):
    weekly.tells(ahead=(3,), after=(), escalate=None)  # first told on Tuesday 1 December
    weekly.add(1, "2026-12-04")
    weekly.add(2, "2026-12-10")  # Monday 7 December: that is the next mail
    assert told(sweep, MONDAY, 14) == {
        "2026-11-30": ["Doe ding 1", "Tegen vrijdag 4 december 2026."],
        "2026-12-07": ["Doe ding 2", "Tegen donderdag 10 december 2026."],
    }


def test_two_stages_in_one_week_are_one_line_and_what_stays_undone_is_late_in_the_next_mail(weekly, sweep):
    weekly.tells(ahead=(5, 1), after=(1,), escalate=None)  # Friday 27 November, Thursday 3 and Monday 7 December
    weekly.add(1, "2026-12-04")
    sweep(at("2026-11-28"))  # a Saturday: noted, not sent
    assert told(sweep, MONDAY, 14) == {
        "2026-11-30": ["Doe ding 1", "Tegen vrijdag 4 december 2026."],
        "2026-12-07": ["Doe ding 1", "Te laat, dit moest tegen vrijdag 4 december 2026."],
    }
    assert not Notice.objects.waiting().exists()


def test_who_did_not_choose_it_hears_of_a_stage_when_it_has_come(waiting, sweep):
    waiting.tells(ahead=(3,), after=(), escalate=None)
    waiting.add(1, "2026-12-04")
    assert list(told(sweep, MONDAY, 7)) == ["2026-12-01"]


def test_nobody_looks_after_what_is_not_late(weekly, sweep):
    Choice.objects.create(address=COORDINATOR.address, rhythm="weekly")
    weekly.add(1, "2026-12-01", watchers=[COORDINATOR])  # escalated on Friday 4 December
    assert sweep(at("2026-11-30")) == [MEMBER.address]
    assert COORDINATOR.address in sweep(at("2026-12-04"))


def test_what_was_noted_early_falls_away_with_another_rhythm_and_is_told_when_its_stage_has_come(weekly, sweep):
    weekly.tells(ahead=(3,), after=())
    weekly.add(1, "2026-12-04")
    sweep(at("2026-11-30", 6))  # too early to be mailed
    assert Notice.objects.waiting().count() == 1
    Choice.objects.update(rhythm="daily")
    assert sweep(at("2026-11-30")) == []
    assert not Notice.objects.exists()
    assert sweep(at("2026-12-01")) == [MEMBER.address]


@pytest.mark.parametrize(("leaves", "count"), [("2026-11-30", 1), ("2026-12-02", 1)])
def test_mail_that_tells_early_still_holds_when_it_leaves(weekly, sweep, mailoutbox, leaves, count):
    weekly.tells(ahead=(3,), after=(), escalate=None)
    weekly.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    with time_machine.travel(at(leaves, 10), tick=False):
        deliver.deliver(Message.objects.get())
    assert len(mailoutbox) == count
    assert mailoutbox[0].subject.startswith("Doe ding 1 tegen 4 december")


def test_reminder_by_hand_is_no_weekly_mail(weekly, sweep):
    by_hand = next(name for name, kind in kinds.items() if kind.reminds and name != "reminders.digest")
    Message.objects.create(
        kind=by_hand, to=MEMBER.address, subject="Vraag", body="", dedupe_key="1", created_at=at("2026-11-30", 8)
    )
    weekly.add(1, "2026-12-04")
    assert sweep(at("2026-11-30")) == [MEMBER.address]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-11-30", "2026-12-06"),
        ("2026-12-02", "2026-12-06"),
        ("2026-12-05", "2026-12-06"),
        ("2026-12-06", "2026-12-06"),
        ("2026-03-30", "2026-04-06"),  # the next mail leaves on the Tuesday after Easter Monday
        ("2026-04-06", "2026-04-12"),
    ],
)
def test_the_last_day_before_the_next_weekly_mail(day, last):
    assert before_next_weekly(dt.date.fromisoformat(day)) == dt.date.fromisoformat(last)

"""Periodic work: each turn once, whoever sweeps, whatever fails."""

import datetime as dt

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from wegwijzer.jobs import tasks
from wegwijzer.jobs.models import Run, RunState

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
calls = []


def tally(now):
    calls.append(now)
    return "tallied"


def stumble(now):
    calls.append(now)
    raise ValueError("no luck")


@pytest.fixture(autouse=True)
def timetable(settings):
    calls.clear()
    settings.PERIODIC_JOBS = {"tally": {"call": f"{__name__}.tally", "daily_at": "03:00"}}


def turn(now=NOW):
    """One sweep and its answers."""
    for name, pk in tasks.due(now):
        {tasks.RUN: tasks.run_periodic, tasks.RELEASE: tasks.release_run}[name](pk)


def test_turn_runs_once_a_day_however_often_one_looks(time_machine):
    for hour in range(72):
        time_machine.move_to(NOW + dt.timedelta(hours=hour), tick=False)
        turn(NOW + dt.timedelta(hours=hour))
        turn(NOW + dt.timedelta(hours=hour))
    assert [call.date().isoformat() for call in calls] == ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"]


@pytest.mark.fault("F23")
def test_days_without_power_are_caught_up_by_one_turn(time_machine):
    for day in (0, 5):
        time_machine.move_to(NOW + dt.timedelta(days=day), tick=False)
        turn(NOW + dt.timedelta(days=day))
    assert len(calls) == 2


@pytest.mark.fault("F22")
def test_two_sweeps_ring_for_the_same_turn_and_one_does_it():
    first, second = tasks.due(NOW), tasks.due(NOW)
    assert first == second
    ((_, pk),) = first
    tasks.run_periodic(pk)
    tasks.run_periodic(pk)
    assert len(calls) == 1
    run = Run.objects.get()
    assert (run.state, run.note, run.attempts) == (RunState.DONE, "tallied", 1)


def test_work_that_fails_is_tried_three_times_and_then_given_up(settings, time_machine):
    settings.PERIODIC_JOBS["tally"]["call"] = f"{__name__}.stumble"
    for minute in range(0, 60, 2):
        time_machine.move_to(NOW + dt.timedelta(minutes=minute), tick=False)
        turn(NOW + dt.timedelta(minutes=minute))
    run = Run.objects.get()
    assert (run.state, run.note, len(calls)) == (RunState.FAILED, "ValueError", 3)


def test_turn_of_a_killed_process_is_taken_back(time_machine):
    time_machine.move_to(NOW, tick=False)
    tasks.due(NOW)
    Run.objects.update(state="running", started_at=NOW, attempts=1)
    turn(NOW + dt.timedelta(minutes=14))
    assert Run.objects.get().state == RunState.RUNNING
    for minutes in (15, 20):
        time_machine.move_to(NOW + dt.timedelta(minutes=minutes), tick=False)
        turn(NOW + dt.timedelta(minutes=minutes))
    assert (Run.objects.get().state, len(calls)) == (RunState.DONE, 1)


def test_work_that_was_taken_off_the_timetable_is_left_alone(settings):
    tasks.due(NOW)
    settings.PERIODIC_JOBS = {}
    assert tasks.due(NOW) == []


def test_everything_on_the_real_timetable_can_be_called(real_timetable):
    for entry in real_timetable.values():
        note = import_string(entry["call"])(timezone.now())
        assert isinstance(note, str)
        assert note


@pytest.fixture
def real_timetable():
    from wegwijzer import settings as own

    return own.PERIODIC_JOBS


def test_expired_sessions_are_forgotten():
    from wegwijzer.jobs.cleaning import clear_sessions

    kept, expired = SessionStore(), SessionStore()
    for session, seconds in ((kept, 60), (expired, -60)):
        session["x"] = 1
        session.set_expiry(timezone.now() + dt.timedelta(seconds=seconds))
        session.save()
    clear_sessions(timezone.now())
    assert list(Session.objects.values_list("pk", flat=True)) == [kept.session_key]


def test_old_turns_are_forgotten():
    from wegwijzer.jobs.cleaning import clear_runs

    for days in (89, 91):
        Run.objects.create(name="tally", due_at=NOW - dt.timedelta(days=days))
    assert clear_runs(NOW) == "1 old runs cleared"
    assert Run.objects.get().due_at == NOW - dt.timedelta(days=89)


@pytest.mark.parametrize(
    "broken",
    [{"state": "odd"}, {"state": "running"}, {"state": "done"}, {"state": "failed"}, {"ended_at": NOW}],
)
def test_database_refuses_a_turn_without_its_moments(broken):
    Run.objects.create(name="tally", due_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.update(**broken)


def test_database_refuses_the_same_turn_twice():
    Run.objects.create(name="tally", due_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(name="tally", due_at=NOW)

"""What the watcher of an installation is told."""

import datetime as dt

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from wegwijzer.jobs.models import Heartbeat, HeartbeatQuerySet, Run


def health():
    response = Client().get("/healthz")
    return response.status_code, response.json()


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "status", "jobs"), [(0, 200, "ok"), (29, 200, "ok"), (31, 503, "down")])
def test_health_follows_the_age_of_the_heartbeat(age, status, jobs, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # the first page of a process may take a second
    Heartbeat.objects.create(worker="a", at=timezone.now() - dt.timedelta(seconds=age))
    well = "ok" if status == 200 else "down"
    assert health() == (status, {"status": well, "database": "ok", "jobs": jobs, "pdf": jobs})


@pytest.mark.django_db
def test_queue_without_a_living_worker_is_not_well():
    Heartbeat.objects.create(worker="a", at=timezone.now(), queues="jobs")
    assert health() == (503, {"status": "down", "database": "ok", "jobs": "ok", "pdf": "down"})
    Heartbeat.objects.create(worker="b", at=timezone.now(), queues="pdf")
    assert health()[0] == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "name", "status"), [(4, "remind", 200), (6, "remind", 503), (6, "no_more", 200)])
def test_worker_that_lives_and_does_nothing_is_not_well(minutes, name, status):
    now = timezone.now()
    Heartbeat.objects.create(worker="a", at=now)
    Run.objects.create(name=name, due_at=now, start_after=now - dt.timedelta(minutes=minutes))
    code, told = health()
    assert (code, told["jobs"], told["pdf"]) == (status, "ok" if status == 200 else "late", "ok")


@pytest.mark.django_db
def test_no_worker_at_all_is_not_well():
    assert health()[0] == 503


@pytest.mark.django_db
def test_one_living_worker_among_dead_ones_is_enough():
    Heartbeat.objects.create(worker="a", at=timezone.now() - dt.timedelta(hours=1))
    Heartbeat.objects.create(worker="b", at=timezone.now())
    assert health()[0] == 200


def test_database_that_does_not_answer_is_said_and_is_no_error_page(monkeypatch):
    def gone(rows, now):
        raise OperationalError("connection refused")

    monkeypatch.setattr(HeartbeatQuerySet, "served", gone)
    assert health() == (503, {"status": "down", "database": "down", "jobs": "unknown", "pdf": "unknown"})


@pytest.mark.django_db
def test_health_is_for_reading_and_never_kept():
    assert Client().post("/healthz").status_code == 405
    assert "no-store" in Client().get("/healthz")["Cache-Control"]


def ready():
    response = Client().get("/readyz")
    return response.status_code, response.json()


@pytest.mark.django_db
def test_ready_without_a_worker_and_with_a_database_that_is_ahead():
    MigrationRecorder(connection).record_applied("jobs", "9999_of_the_next_release")
    assert ready() == (200, {"status": "ready", "database": "ok", "migrations": "ok"})


@pytest.mark.django_db
def test_not_ready_while_the_database_is_behind():
    MigrationRecorder(connection).record_unapplied("jobs", "0002_queues")
    assert ready() == (503, {"status": "not ready", "database": "ok", "migrations": "behind"})


def test_not_ready_without_a_database(monkeypatch):
    def gone(recorder):
        raise OperationalError("connection refused")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", gone)
    assert ready() == (503, {"status": "not ready", "database": "down", "migrations": "unknown"})

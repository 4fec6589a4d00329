"""What a watcher is told, and who is one."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from wegwijzer.jobs.models import Heartbeat, Run
from wegwijzer.outbox import deliver
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import kinds
from wegwijzer.reports.models import Report

TOKEN = "t" * 32
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SAMPLE = re.compile(r'wegwijzer_([a-z_]+)(\{[a-z]+="[^"\n]*"(?:,[a-z]+="[^"\n]*")*\})? (-?[0-9.e+]+)')


def ask(token=TOKEN):
    return Client().get("/metrics", headers={"Authorization": f"Bearer {token}"} if token else {})


@pytest.fixture
def figures(db, settings, time_machine, tmp_path):
    """`figures()` asks, and reads the format as its description has it: {name with labels: value}."""
    settings.METRICS_TOKEN, settings.DATA_DIR = TOKEN, tmp_path
    time_machine.move_to(NOW, tick=False)

    def read():
        answer = ask()
        assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        found, known = {}, {}
        for line in answer.content.decode().splitlines():
            if line.startswith("# TYPE "):
                _hash, _word, name, kind = line.split(" ")
                assert name not in known, "each name once"
                known[name] = kind
            elif not line.startswith("# HELP "):
                name, labels, value = SAMPLE.fullmatch(line).groups()
                assert known[f"wegwijzer_{name}"] == "gauge"
                found[f"{name}{labels or ''}"] = float(value)
        return found

    return read


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], f"{TOKEN}é"])
def test_there_is_no_such_page_without_the_token(db, settings, token):
    settings.METRICS_TOKEN = TOKEN
    assert ask(token).status_code == 404
    assert ask(token).content == Client().get("/nergens").content


def test_there_is_no_such_page_where_no_token_was_set(db, settings):
    settings.METRICS_TOKEN = ""
    assert ask("").status_code == 404


def test_figures_say_what_waits_and_for_how_long(figures, cast):
    for number, state in enumerate(["ready", "ready", "failed"]):
        fate = {"stopped_at": NOW, "reason": "550"} if state == "failed" else {}
        waits = NOW - dt.timedelta(seconds=60 * number)
        Message.objects.create(kind="x", dedupe_key=str(number), state=state, send_after=waits, **fate)
    gone = {"stopped_at": NOW, "reason": "550", "cleared_at": NOW}
    Message.objects.create(kind="x", dedupe_key="gone", state="failed", **gone)  # nobody can decide about it any more
    asked = {"kind": "meeting", "requested_by": cast.a.coordinator}
    Report.objects.create(ref="1", created_at=NOW - dt.timedelta(seconds=90), **asked)
    again = {"created_at": NOW - dt.timedelta(days=3), "queued_at": NOW - dt.timedelta(seconds=9)}
    Report.objects.create(ref="3", **again, **asked)
    made = {"file": "a", "file_name": "a.pdf", "checksum": "0" * 64, "size_bytes": 1, "pages": 1, "done_at": NOW}
    Report.objects.create(ref="2", state="done", created_at=NOW - dt.timedelta(seconds=8), **made, **asked)
    told = figures()
    assert told['messages{state="ready"}'] == 2
    assert told['messages{state="failed"}'] == 1
    assert told['messages{state="uncertain"}'] == 0
    assert told["message_wait_seconds"] == 60
    assert (told['reports{state="queued"}'], told['reports{state="done"}']) == (2, 1)
    assert (told["report_wait_seconds"], told["reports_made"], told["report_seconds"]) == (90, 1, 8)


def test_what_is_tried_again_waits_since_it_was_made_and_what_is_for_later_does_not(figures):
    later = NOW + dt.timedelta(minutes=5)
    Message.objects.create(kind="x", dedupe_key="later", send_after=later, created_at=NOW - dt.timedelta(days=1))
    assert figures()["message_wait_seconds"] == 0
    tried = {"attempts": 3, "send_after": later, "created_at": NOW - dt.timedelta(hours=2)}
    Message.objects.create(kind="x", dedupe_key="again", reason="450 4.2.0 Greylisted", **tried)
    assert figures()["message_wait_seconds"] == 7200


def test_mail_that_failed_once_and_then_waits_for_its_hour_keeps_nobody_waiting(figures, monkeypatch):
    kind = kinds["governance.round_asked"]
    monday = NOW + dt.timedelta(days=1)
    monkeypatch.setitem(kinds, "x", replace(kind, still_valid=lambda row: True, not_before=lambda row: monday))
    asked = {"send_after": NOW, "created_at": NOW - dt.timedelta(days=2), "attempts": 1, "reason": "TimeoutError"}
    deliver.deliver(Message.objects.create(kind="x", dedupe_key="weekend", **asked))
    waits = Message.objects.get()
    assert (waits.state, waits.send_after, waits.attempts) == ("ready", monday, 1)  # its attempts are not forgotten
    assert figures()["message_wait_seconds"] == 0


def test_figures_say_who_works_and_what_ended_well(figures, settings, tmp_path):
    settings.PERIODIC_JOBS = {"tidy": {}, "never": {}}
    Heartbeat.objects.create(worker="a", at=NOW)
    Heartbeat.objects.create(worker="b", at=NOW, queues="pdf")
    Heartbeat.objects.create(worker="gone", at=NOW - dt.timedelta(minutes=1))
    Run.objects.create(name="tidy", due_at=NOW, state="done", ended_at=NOW - dt.timedelta(hours=1))
    Run.objects.create(name="tidy", due_at=NOW - dt.timedelta(days=1), state="failed", ended_at=NOW)
    told = figures()
    assert (told['workers{queue="jobs"}'], told['workers{queue="pdf"}']) == (1, 2)
    assert told['run_success_timestamp{job="tidy"}'] == (NOW - dt.timedelta(hours=1)).timestamp()
    assert told['run_success_timestamp{job="never"}'] == 0  # long ago, so that an alarm hears of it
    assert (told['runs_failed{job="tidy"}'], told['runs_failed{job="never"}']) == (1, 0)
    assert told["database_bytes"] > 0
    assert told["disk_free_bytes"] > 0


def test_age_of_the_last_backup_is_told_when_there_was_one(figures, tmp_path):
    assert "backup_age_seconds" not in figures()
    (tmp_path / "last_backup.json").write_text("{}")
    assert "backup_age_seconds" not in figures(), "what can not be read was no good back-up"
    (tmp_path / "last_backup.json").write_text(
        '{"made_at": "2026-11-22T11:00:00+00:00", "bytes": 2048, "is_tried": true, "missing": 2}'
    )
    assert figures()["backup_age_seconds"] == 3600


def test_asking_takes_the_same_few_queries_however_much_there_is(figures, cast, django_assert_max_num_queries):
    figures()
    for number in range(30):
        Message.objects.create(kind="x", dedupe_key=str(number))
        Run.objects.create(name=f"job {number}", due_at=timezone.now())
        Heartbeat.objects.create(worker=str(number), at=timezone.now())
    with django_assert_max_num_queries(5):
        figures()

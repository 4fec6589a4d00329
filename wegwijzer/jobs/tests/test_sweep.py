"""The sweep: rings once, rings again, keeps the heart beating."""

import datetime as dt

import pytest
from celery import current_app
from django.conf import settings as project

from wegwijzer.jobs.models import Heartbeat
from wegwijzer.jobs.sweep import Sweep

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
waiting = []


def source(now):
    return list(waiting)


def broken_source(now):
    raise ValueError("this source is broken")


@pytest.fixture
def rung(settings):
    waiting.clear()
    settings.JOB_SOURCES = {"jobs": [f"{__name__}.source"], "pdf": []}
    return []


def later(seconds):
    return NOW + dt.timedelta(seconds=seconds)


def test_job_is_rung_for_once_and_again_when_nobody_answers(rung):
    sweep = Sweep("a", lambda *job: rung.append(job))
    waiting.append(("task", 7))
    assert [sweep.once(later(second)) for second in (0, 1, 29, 30, 31)] == [1, 0, 0, 1, 0]
    assert rung == [("task", 7), ("task", 7)]


def test_job_that_was_taken_and_comes_back_is_rung_for_at_once(rung):
    sweep = Sweep("a", lambda *job: rung.append(job))
    waiting.append(("task", 7))
    sweep.once(later(0))
    waiting.clear()
    sweep.once(later(1))
    waiting.append(("task", 7))
    assert sweep.once(later(2)) == 1


@pytest.mark.fault("F10")
def test_job_that_could_not_be_rung_for_is_tried_in_the_next_sweep(rung):
    answers = iter([ConnectionRefusedError("redis is down"), None])

    def ring(task, pk):
        answer = next(answers)
        if answer:
            raise answer

    sweep = Sweep("a", ring)
    waiting.append(("task", 7))
    with pytest.raises(ConnectionRefusedError):
        sweep.once(later(0))
    assert sweep.once(later(1)) == 1


def test_broken_source_does_not_keep_the_others_waiting(rung, settings, caplog):
    settings.JOB_SOURCES = {"jobs": [f"{__name__}.broken_source", f"{__name__}.source"]}
    waiting.append(("task", 7))
    assert Sweep("a", lambda *job: rung.append(job)).once(NOW) == 1
    assert "this source is broken" in caplog.text


def test_heart_beats_every_five_seconds_and_after_the_clock_went_back(rung):
    sweep = Sweep("a", lambda *job: None)
    beats = []
    for second in (0, 4, 5, 9, 10, -3600):
        sweep.once(later(second))
        beats.append((Heartbeat.objects.get().at - NOW).total_seconds())
    assert beats == [0, 0, 5, 5, 10, -3600]


def test_workers_that_were_gone_for_a_day_are_forgotten(rung):
    Heartbeat.objects.create(worker="gone", at=NOW - dt.timedelta(hours=25))
    Sweep("a", lambda *job: None).once(NOW)
    assert [beat.worker for beat in Heartbeat.objects.all()] == ["a"]


def test_everything_that_real_sources_name_is_a_task_with_a_time_limit():
    current_app.loader.import_default_modules()
    own = {name: task for name, task in current_app.tasks.items() if name.startswith("wegwijzer.")}
    assert {"wegwijzer.jobs.tasks.run_periodic", "wegwijzer.outbox.tasks.send_message"} <= own.keys()
    assert [name for name, task in own.items() if not task.time_limit] == []
    assert len(Sweep("a", lambda *job: None).sources) == sum(map(len, project.JOB_SOURCES.values()))


def test_documents_have_a_queue_of_their_own_and_all_else_has_the_other():
    current_app.loader.import_default_modules()
    own = [name for name in current_app.tasks if name.startswith("wegwijzer.")]
    queues = {name: current_app.amqp.router.route({}, name)["queue"].name for name in own}
    assert {name for name, queue in queues.items() if queue == "pdf"} == {"wegwijzer.reports.tasks.build_report"}
    assert set(queues.values()) == {"jobs", "pdf"}


def test_worker_looks_only_for_what_it_takes_and_says_so(rung, settings):
    """With the bell in its own memory, what it rings for and does not take would be heard by nobody, for ever."""
    settings.JOB_SOURCES = {"jobs": [f"{__name__}.broken_source"], "pdf": [f"{__name__}.source"]}
    waiting.append(("task", 7))
    assert Sweep("a", lambda *job: rung.append(job), ["pdf"]).once(NOW) == 1
    assert Sweep("b", lambda *job: rung.append(job), ["jobs"]).once(NOW) == 0
    assert dict(Heartbeat.objects.values_list("worker", "queues")) == {"a": "pdf", "b": "jobs"}


def test_celery_speaks_json_only_and_keeps_no_results():
    conf = current_app.conf
    assert (conf.task_serializer, conf.accept_content, conf.result_backend) == ("json", ["json"], None)
    assert conf.task_ignore_result is True

"""The page of who keeps the installation: how the work in the background goes, without any content."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings as project
from django.urls import reverse
from django.utils import timezone

from wegwijzer.audit.models import Entry
from wegwijzer.home.background import masked, read
from wegwijzer.home.templatetags.background import duration
from wegwijzer.jobs.labels import WORK
from wegwijzer.jobs.models import Heartbeat, Run
from wegwijzer.outbox.models import Message
from wegwijzer.reports.models import Report

pytestmark = pytest.mark.django_db
PAGE = reverse("home:background")
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)  # a Monday, 10.00 in Belgium


@pytest.fixture
def client(cast, as_user):
    return as_user(cast.administrator)


@pytest.fixture
def mail(cast):
    def written(state, **fields):
        key = str(Message.objects.count())
        stopped = {"stopped_at": NOW, "reason": "550 5.1.1 <jan.peeters@olen.example>: unknown"}
        stamps = {
            "ready": {},
            "failed": stopped,
            "uncertain": stopped | {"handed_over_at": NOW},
        }[state]
        values = {
            "kind": "governance.meeting_convened",
            "to": "jan.peeters@olen.example",
            "name": "Naam van iemand",
            "subject": "Geheim onderwerp",
            "body": "Geheime tekst",
            "dedupe_key": key,
            "scope": cast.a.partnership.organisation,
            "created_at": NOW,
            "send_after": NOW,
        }
        return Message.objects.create(state=state, **(values | stamps | fields))

    return written


@pytest.fixture
def given_up(db):
    return Run.objects.create(
        name="clear_runs",
        due_at=NOW,
        state="failed",
        attempts=3,
        started_at=NOW,
        ended_at=NOW + dt.timedelta(seconds=200),
        note="OSError: disk full",
    )


def page_of(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(NOW, tick=False)
def test_page_tells_kinds_states_and_ages_and_no_content(client, cast, mail, given_up):
    mail("failed")
    mail("uncertain")
    Report.objects.create(
        kind="meeting", ref="1", title="Geheime titel", requested_by=cast.a.coordinator, state="failed",
        failed_at=NOW, error="Geheime titel: staat niet meer op de schijf", request_id="f" * 32,
    )  # fmt: skip
    early = {"due_at": NOW, "state": "due", "attempts": 1}
    Run.objects.create(name="remind", note="IntegrityError: Failing row contains (7, Geheim)", **early)
    Run.objects.create(name="clear_sessions", note="Geheim", **early)
    page = page_of(client)
    for said in ("Uitnodiging", "…@olen.example", "550 5.1.1", "Het adres bestaat niet", "Verslag van een vergadering"):
        assert said in page
    assert "f" * 32 in page
    for hidden in ("Geheim", "jan.peeters", "Naam van iemand"):
        assert hidden not in page
    for name in ("OSError", "IntegrityError"):
        assert f"De reden staat in het logboek. {name}<" in page
    assert "3 min 20 s" in page
    assert "De coördinator beslist." in page
    assert "Er is nog geen back-up." in page


@time_machine.travel(NOW, tick=False)
def test_what_waits_is_counted_with_the_age_of_the_oldest(mail):
    tried = {"attempts": 3, "reason": "450 Even geduld"}
    mail("ready", created_at=NOW - dt.timedelta(hours=2), send_after=NOW + dt.timedelta(minutes=5), **tried)
    mail("ready", created_at=NOW - dt.timedelta(days=1), send_after=NOW - dt.timedelta(minutes=1))  # was for today
    mail("ready", send_after=NOW + dt.timedelta(days=1))
    mail("failed")
    mail("failed", cleared_at=NOW, body="")  # nothing can be done about it any more
    mails, _reports, _work = read(NOW).queues
    assert (mails.waiting, mails.since, mails.later, mails.failed) == (2, NOW - dt.timedelta(hours=2), 1, 1)
    assert mails.is_long


@time_machine.travel(NOW, tick=False)
def test_work_has_its_last_turn_its_last_success_and_its_next(given_up):
    early = NOW - dt.timedelta(days=1)
    Run.objects.create(name="clear_runs", due_at=early, state="done", started_at=early, ended_at=early)
    Run.objects.create(name="vergeten werk", due_at=NOW)  # not in the timetable any more
    turns = {turn.label: turn for turn in read(NOW).turns}
    turn = turns["Oude beurten vergeten"]
    assert (turn.last, turn.succeeded_at, turn.seconds) == (given_up, early, 200)
    assert turn.next_at == dt.datetime(2026, 3, 3, 2, 20, tzinfo=dt.UTC)  # 03.20 in Belgium
    assert len(turns) == len(project.PERIODIC_JOBS)


def test_all_periodic_work_has_a_name_on_the_screen():
    assert project.PERIODIC_JOBS.keys() - WORK.keys() == set()


def test_queue_without_a_living_worker_is_told(client):
    assert "Niemand werkt aan: mails en periodiek werk, documenten." in page_of(client)
    Heartbeat.objects.create(worker="een", queues="jobs", at=timezone.now())
    Heartbeat.objects.create(worker="dood", queues="pdf", at=timezone.now() - dt.timedelta(minutes=1))
    page = page_of(client)
    assert "Niemand werkt aan: documenten." in page
    assert "mails en periodiek werk, gezien om" in page
    Heartbeat.objects.filter(worker="dood").update(at=timezone.now())
    assert "Niemand werkt aan" not in page_of(client)


def test_given_up_turn_is_done_once_more_with_its_history(client, given_up):
    again = reverse("home:run_again", args=[given_up.pk])
    assert again in page_of(client)
    assert "Het werk begint zo meteen opnieuw." in client.post(again, follow=True).content.decode()
    assert "Deze beurt staat op ‘wacht’." in client.post(again, follow=True).content.decode()
    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts, given_up.ended_at) == ("due", 0, None)
    entry = Entry.objects.about(given_up).get()
    assert (entry.verb, entry.reason) == ("jobs.run.again", "OSError: disk full")


def test_turn_of_work_that_is_gone_is_refused(client, given_up):
    Run.objects.update(name="vergeten werk")
    said = client.post(reverse("home:run_again", args=[given_up.pk]), follow=True).content.decode()
    assert "Dit werk wordt niet meer gedaan." in said


def test_mail_that_may_have_arrived_is_for_its_coordinator(client, mail):
    theirs, nobodys, failed = mail("uncertain"), mail("uncertain", scope=None), mail("failed")
    answers = [client.post(reverse("home:message_again", args=[row.pk])) for row in (theirs, nobodys, failed)]
    assert [answer.status_code for answer in answers] == [404, 302, 302]
    page = page_of(client)
    assert "De mail aan …@olen.example vertrekt opnieuw." in page
    assert (nobodys.name in page, nobodys.to in page) == (False, False)
    states = dict(Message.objects.values_list("pk", "state"))
    assert [states[row.pk] for row in (theirs, nobodys, failed)] == ["uncertain", "ready", "ready"]


def test_mail_that_is_stuck_is_ended_without_sending_it(client, mail):
    theirs, nobodys = [mail("uncertain"), mail("failed")], [mail("uncertain", scope=None), mail("failed", scope=None)]
    page = page_of(client)
    assert (page.count(">Ze kwam aan<"), page.count(">Niet meer nodig<")) == (1, 2)
    asked = [*((row, "drop") for row in theirs), *zip(nobodys, ("confirm", "drop"), strict=True), (nobodys[1], "weg")]
    answers = [client.post(reverse("home:message_settle", args=[row.pk]), {"besluit": verb}) for row, verb in asked]
    assert [answer.status_code for answer in answers] == [404, 403, 302, 302, 302]  # theirs is for who coordinates
    page = page_of(client)
    assert "De mail aan …@olen.example is afgehandeld." in page
    assert (nobodys[0].name in page, nobodys[0].to in page) == (False, False)
    states = dict(Message.objects.values_list("pk", "state"))
    assert [states[row.pk] for row in (*theirs, *nobodys)] == ["uncertain", "failed", "sent", "lapsed"]
    told = [(entry.verb, entry.by) for entry in Entry.objects.filter(verb__startswith="outbox.").order_by("pk")]
    assert [verb for verb, _by in told] == ["outbox.message.confirmed", "outbox.message.dropped"]


def test_all_that_failed_leaves_again(client, mail):
    mail("failed")
    mail("uncertain")
    page = client.post(reverse("home:message_again_all"), follow=True).content.decode()
    assert "1 mail vertrekt opnieuw." in page
    assert sorted(Message.objects.values_list("state", flat=True)) == ["ready", "uncertain"]


def test_report_that_failed_is_made_again_for_who_asked_it(client, cast):
    asked = Report.objects.create(
        kind="meeting", ref="1", requested_by=cast.a.coordinator, state="failed", failed_at=NOW, error="Fout"
    )
    client.post(reverse("home:report_again", args=[asked.pk]))
    asked.refresh_from_db()
    assert (asked.state, asked.requested_by) == ("queued", cast.a.coordinator)
    assert Entry.objects.about(asked).get().by == cast.administrator


def test_page_asks_as_much_of_the_database_for_many_rows(client, mail, given_up, django_assert_num_queries):
    mail("failed")
    with django_assert_num_queries(11):
        page_of(client)
    for _one in range(9):
        mail("failed")
        mail("ready")
    with django_assert_num_queries(11):
        page_of(client)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("550 <jan.peeters@olen.example>: weg", "550 <…@olen.example>: weg"),
        ("jan+x@a.example, piet@b.example", "…@a.example, …@b.example"),
        ('"jan peeters"@olen.example', "…@olen.example"),
        ("niets @ thuis", "niets @ thuis"),
        ("jan peeters", "jan peeters"),
    ],
)
def test_of_an_address_only_the_place_is_shown(text, shown):
    assert masked(text) == shown


def test_duration_in_words():
    assert [duration(seconds) for seconds in (None, 0.84, 59.9, 60, 3725)] == [
        "",
        "0,8 s",
        "59,9 s",
        "1 min 0 s",
        "62 min 5 s",
    ]


def test_last_backup_is_told_with_its_age(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    noted = tmp_path / "last_backup.json"
    noted.write_text("half een bestan")
    assert "Er is nog geen back-up." in page_of(client)
    noted.write_text(
        '{"made_at": "2026-03-02T01:00:00+00:00", "file": "/x", "bytes": 2048, "rows": 3, "documents": 1, "missing": 7,'
        ' "is_tried": true}'
    )
    with time_machine.travel(NOW, tick=False):
        page = page_of(client)
        assert "ma 2 mrt 2026, 2.00 uur" in page
        assert "bij wijze van proef teruggezet" in page
        assert "ouder dan een dag" not in page
        assert "Bestanden die ontbraken" in page
    with time_machine.travel(NOW + dt.timedelta(days=2), tick=False):
        assert "ouder dan een dag" in page_of(client)

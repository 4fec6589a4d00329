"""The web server when its database goes from under it, and when it is killed while people save. Real processes."""

import http.client
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import redis

from wegwijzer.testing.installation import Installation, copy_of
from wegwijzer.testing.postgres_server import postgres_server
from wegwijzer.tests.faults.family import held
from wegwijzer.tests.faults.invariants import broken, wrong_mails
from wegwijzer.tests.faults.web import SETTING, Web

pytestmark = pytest.mark.processes
GONE = (OSError, http.client.HTTPException)
numbers = count(1)


@pytest.fixture(scope="module")
def web(migrated_database, tmp_path_factory):
    with copy_of(migrated_database, tmp_path_factory.mktemp("web"), "web") as installation:
        installation.run(SETTING)
        yield Web(installation)


def first_item(web):
    asked = "SELECT id FROM governance_agendaitem WHERE CAST(title AS TEXT) LIKE ?"
    return web.installation.sql(asked, "%Budget%")[0][0]


@pytest.fixture
def item(web):
    return first_item(web)


def log_decision(web, item, title):
    """What came of saving a decision: the answer, or None when there was none."""
    try:
        return web.post(f"/agendapunten/{item}/besluiten/nieuw/", title_nl=title, articles_nl="Eerste.\n\nTweede.")
    except GONE:
        return None


def is_saved(answer):
    return answer is not None and answer.status == 302


def saved(web, title):
    """How many rows there are of a decision, of its articles, and of its history."""
    sql = web.installation.sql
    rows = sql("SELECT id FROM governance_decision WHERE CAST(title AS TEXT) LIKE ?", f'%"{title}"%')
    articles = sql(
        "SELECT a.id FROM governance_article a JOIN governance_decision d ON d.id = a.decision_id"
        " WHERE CAST(d.title AS TEXT) LIKE ?",
        f'%"{title}"%',
    )
    told = sql("SELECT id FROM audit_entry WHERE verb = 'governance.decision.drafted' AND target_text LIKE ?", title)
    return len(rows), len(articles), len(told)


def at_once(web, item, titles):
    """The answers to all of these who save at the same moment."""
    with ThreadPoolExecutor(len(titles)) as people:
        return dict(zip(titles, people.map(lambda title: log_decision(web, item, title), titles), strict=True))


def some_titles(many):
    return [f"Besluit {next(numbers):03}" for _ in range(many)]


def none_half_saved(web, answers):
    """What was said to be saved is there, whole; what was not said may be, but never in part."""
    for title, answer in answers.items():
        there = saved(web, title)
        assert there in ([(1, 2, 1)] if is_saved(answer) else [(1, 2, 1), (0, 0, 0)]), (title, answer, there)


@pytest.fixture
def restarted(migrated_database, tmp_path):
    """A web server on a PostgreSQL that is this test's own, and that PostgreSQL."""
    if migrated_database.startswith("sqlite"):
        pytest.skip("SQLite has no server that can be restarted")
    with postgres_server() as server:
        if server is None:
            missing = "there are no programs of PostgreSQL here to start one of our own"
            (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(missing)
        server.fill(migrated_database)
        installation = Installation(tmp_path, server.url)
        try:
            installation.run(SETTING)
            yield Web(installation), server
        finally:
            installation.close()


@pytest.mark.fault("F12")
@pytest.mark.parametrize("way", ["immediate", "fast"])  # as when its machine fails, and as who keeps it restarts it
def test_saved_is_saved_when_postgresql_restarts_under_twenty_people(way, restarted, moments):
    web, server = restarted
    item, hit = first_item(web), False
    for _turn in range(10):  # until a restart met somebody: who is quick may all be done before the first
        answers = saved_under_restarts(web, item, lambda: server.control("restart", "-m", way), moments)
        none_half_saved(web, answers)
        for answer in answers.values():
            assert answer is not None
            assert answer.status in (302, 500)
            assert answer.status == 302 or "Er ging iets mis" in answer.text
            assert "Traceback" not in answer.text
        if hit := not all(map(is_saved, answers.values())):
            break
    assert hit
    again = at_once(web, item, some_titles(20))  # whoever tries again
    assert all(map(is_saved, again.values()))
    none_half_saved(web, again)
    assert broken(web.installation) == []


def saved_under_restarts(web, item, restart, moments):
    """The answers to twenty people who save while the database restarts again and again."""
    with ThreadPoolExecutor(1) as beside:
        answers = beside.submit(at_once, web, item, some_titles(20))
        while not answers.done():
            time.sleep(moments.uniform(0.05, 0.5))
            restart()
        return answers.result()


@pytest.mark.fault("F13")
def test_nobody_of_twenty_notices_that_sqlite_was_held_for_seconds(web, item):
    if not web.installation.database_url.startswith("sqlite"):
        pytest.skip("only SQLite lets one writer hold all others up")
    titles = some_titles(20)
    with ThreadPoolExecutor(1) as beside:
        with held(web.installation, ""):
            answers = beside.submit(at_once, web, item, titles)
            time.sleep(10)
            assert not answers.done()
        answers = answers.result()
    assert all(map(is_saved, answers.values())), answers
    none_half_saved(web, answers)
    assert "database is locked" not in web.installation.log()


@pytest.mark.fault("F14")
def test_web_server_killed_while_people_save_leaves_each_change_whole_or_undone(web, item, moments):
    sql, began = web.installation.sql, time.monotonic()
    assert is_saved(log_decision(web, item, *some_titles(1)))
    lasts = time.monotonic() - began
    for pk in planned(web)[:8]:
        answers, titles = {}, some_titles(2)
        convening = threading.Thread(target=lambda pk=pk, answers=answers: answers.update(convened=convene(web, pk)))
        deciding = threading.Thread(
            target=lambda titles=titles, answers=answers: answers.update(at_once(web, item, titles))
        )
        for somebody in (convening, deciding):
            somebody.start()
        time.sleep(moments.uniform(0, 2) * lasts)
        web.kill_children()
        for somebody in (convening, deciding):
            somebody.join()
        told = answers.pop("convened")
        none_half_saved(web, answers)
        changed = sql("SELECT COUNT(*) FROM governance_meeting WHERE id = ? AND state = 'convened'", pk)[0][0]
        history = sql(
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'governance.meeting.convened' AND target_id = ?", pk
        )
        mails = sql(
            "SELECT COUNT(*) FROM outbox_message WHERE target_type = 'governance.meeting' AND target_id = ?", pk
        )
        whole = (changed, history[0][0], mails[0][0])
        assert whole in ([(1, 1, 2)] if is_saved(told) else [(1, 1, 2), (0, 0, 0)])
    assert broken(web.installation) == []


def convene(web, pk):
    try:
        return web.post(f"/vergaderingen/{pk}/bijeenroepen/", version="1")
    except GONE:
        return None


@pytest.mark.fault("F15")
def test_web_server_killed_during_an_upload_leaves_no_row_without_file_and_its_file_is_set_aside(web, moments):
    sql, folder = web.installation.sql, web.installation.folder / "files"
    ((open_item,),) = sql(
        "SELECT i.id FROM governance_agendaitem i JOIN governance_meeting m ON m.id = i.meeting_id"
        " WHERE m.state = 'planned' ORDER BY i.id DESC LIMIT 1"
    )

    def upload(title):
        try:
            return web.upload(
                f"/agendapunten/{open_item}/documenten/",
                "nota.txt",
                title.encode() * 20_000,
                title=title,
                language="nl",
            )
        except GONE:
            return None

    def kept(title):
        return len(sql("SELECT id FROM governance_document WHERE title = ?", title))

    began = time.monotonic()
    first = upload("Nota")
    lasts = time.monotonic() - began
    assert is_saved(first), first
    answers = {}
    for title in some_titles(6):
        somebody = threading.Thread(target=lambda title=title: answers.update({title: upload(title)}))
        somebody.start()
        time.sleep(moments.uniform(0, 1.2) * lasts)
        web.kill_children()
        somebody.join()
        assert kept(title) == 1 or not is_saved(answers[title])
    rows = sql("SELECT COUNT(*) FROM governance_documentversion")[0][0]
    assert len(lying_in(folder)) >= rows
    assert broken(web.installation) == []  # it looks a day later, after the sweep of lost files
    assert len(lying_in(folder)) == rows


def lying_in(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if ".set-aside" not in path.parts]


@pytest.mark.fault("F10", "F11")
def test_mails_leave_without_redis_when_it_was_emptied_and_while_it_is(web, sink):
    url = os.environ.get("REDIS_URL")
    if not url:
        pytest.skip("there is no Redis that could go")
    installation = web.installation
    first, second = planned(web)[-2:]
    deaf = Web(installation, REDIS_URL="redis://127.0.0.1:1/0")  # nobody listens there, as when Redis is down
    assert is_saved(convene(deaf, first))
    installation.kill(deaf.master)
    worker = installation.worker(sink.url)
    installation.wait_for(lambda: all_sent(installation))
    assert mails_of(installation, first) == 2
    prefix = (installation.folder / "bell").read_text()
    with redis.Redis.from_url(url) as bells:
        keys = list(bells.scan_iter(f"{prefix}*"))
        assert keys
        bells.delete(*keys)  # all that is this installation's; the server may be somebody else's too
    assert is_saved(convene(web, second))
    installation.wait_for(lambda: all_sent(installation))
    assert mails_of(installation, second) == 2
    installation.kill(worker)
    assert wrong_mails(installation, sink) == []


def planned(web):
    return [
        pk for (pk,) in web.installation.sql("SELECT id FROM governance_meeting WHERE state = 'planned' ORDER BY id")
    ]


def mails_of(installation, pk):
    return installation.sql("SELECT COUNT(*) FROM outbox_message WHERE state = 'sent' AND target_id = ?", pk)[0][0]


def all_sent(installation):
    return installation.sql("SELECT COUNT(*) FROM outbox_message WHERE state <> 'sent'") == [(0,)]

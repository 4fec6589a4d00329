"""Writing a message: with the change, once, clean."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from wegwijzer.accounts.models import Organisation
from wegwijzer.outbox.compose import one_line
from wegwijzer.outbox.enqueue import Attachment, enqueue
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.tests.factories import note

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_message_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        enqueue("testing.note", to="lid@example.org", name="Lid", context={}, dedupe_key="k")


@pytest.mark.django_db(transaction=True)
def test_message_disappears_with_the_change_that_failed():
    def change_that_fails():
        with transaction.atomic():
            note()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert Message.objects.count() == 0


def test_unknown_kind_is_refused():
    with pytest.raises(LookupError):
        enqueue("testing.nothing", to="lid@example.org", name="Lid", context={}, dedupe_key="k")


def test_same_key_gives_one_message():
    first = note(dedupe_key="meeting:1:convened:u7")
    assert note(dedupe_key="meeting:1:convened:u7") is None
    assert list(Message.objects.all()) == [first]


def test_key_that_appears_while_writing_gives_no_message(monkeypatch):
    note(dedupe_key="k")
    seen = iter([False, True])  # another process commits between the look and the insert
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda rows: next(seen))
    assert note(dedupe_key="k") is None
    assert Message.objects.count() == 1


def test_text_is_that_of_the_moment_and_not_escaped():
    message = note(subject="Verslag & agenda", text="Kosten < 100 euro & 'niets' meer")
    assert message.subject == "Verslag & agenda"
    assert message.body == (f"Beste {message.name}\n\nKosten < 100 euro & 'niets' meer\nhttp://127.0.0.1:8000/\n")


def test_subject_and_name_are_one_clean_line():
    message = note(subject="x\r\nBcc: a@example.org", name="Jan\u202e\nPiet", to="lid@example.org\r\nRCPT TO:")
    assert message.subject == "x Bcc: a@example.org"
    assert message.name == "Jan Piet"
    assert message.to == "lid@example.org RCPT TO:"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("  twee   woorden ", "twee woorden"),
        ("tab\tregel\nteken\x00\x1b[31m", "tab regel teken [31m"),
        ("a\u2028b\u2029c\u0085d", "a b c d"),
        ("\u2066geëerd\u2069 lid\u200f", "geëerd lid"),
        ("é" * 21, "é" * 19 + "…"),
        ("", ""),
    ],
)
def test_one_line(given, line):
    assert one_line(given, 20) == line


def test_attachments_are_kept_in_order():
    files = [Attachment("agenda.pdf", "application/pdf", b"%PDF"), Attachment("a.ics", "text/calendar", b"BEGIN")]
    message = note(attachments=files)
    kept = message.attachments.values_list("position", "name", "content_type", "content")
    assert [(*row[:3], bytes(row[3])) for row in kept] == [
        (1, "agenda.pdf", "application/pdf", b"%PDF"),
        (2, "a.ics", "text/calendar", b"BEGIN"),
    ]


def test_message_for_later_is_not_due_yet():
    tomorrow = timezone.now() + dt.timedelta(days=1)
    message = note(send_after=tomorrow)
    assert list(Message.objects.due(timezone.now())) == []
    assert list(Message.objects.due(tomorrow)) == [message]


def test_messages_are_found_by_what_they_are_about_and_where():
    board = Organisation.objects.create(kind="municipality", name="Olen", nis_code="13029")
    other = Organisation.objects.create(kind="municipality", name="Geel", nis_code="13008")
    message = note(target=board, scope=board)
    note(target=other, scope=other)
    note()
    assert list(Message.objects.about(board)) == [message]
    assert list(Message.objects.within(board)) == [message]


def test_bell_rings_when_the_change_is_committed(settings, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("celery.current_app.send_task", lambda task, **options: rung.append((task, options["args"])))
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with django_capture_on_commit_callbacks(execute=True):
        message = note()
        assert rung == []
    assert rung == [("wegwijzer.outbox.tasks.send_message", [message.pk])]


def test_broken_bell_is_not_the_visitors_problem(settings, django_capture_on_commit_callbacks, caplog):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    def refused(task, **options):
        raise ConnectionRefusedError("redis is down")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("celery.current_app.send_task", refused)
        with django_capture_on_commit_callbacks(execute=True):
            message = note()
    assert Message.objects.due(timezone.now()).get() == message
    assert "redis is down" in caplog.text


def test_bell_stays_silent_without_redis(settings, django_capture_on_commit_callbacks):
    settings.REDIS_URL = ""
    with django_capture_on_commit_callbacks() as callbacks:
        note()
    assert callbacks == []


def test_no_mail_is_sent_around_the_outbox():
    """Only deliver.py may speak to the mail server; who looks whether it answers, gives it nothing."""
    root = Path(__file__).resolve().parents[3]
    code = [
        path for app in ("wegwijzer", "governance", "projects", "onboarding") for path in (root / app).rglob("*.py")
    ]
    speakers = {
        path.relative_to(root).as_posix()
        for path in code
        if "tests" not in path.parts
        and any(word in path.read_text() for word in ("get_connection(", ".send_messages("))
    }
    assert speakers == {"wegwijzer/outbox/deliver.py", "wegwijzer/operations/checks/work.py"}
    assert ".send_messages(" not in (root / "wegwijzer/operations/checks/work.py").read_text()

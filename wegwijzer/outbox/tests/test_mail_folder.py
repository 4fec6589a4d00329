"""Without a mail server every mail is a file that a mail program opens."""

import datetime as dt
import os
from email import policy
from email.parser import BytesParser

import pytest
import time_machine
from django.core.mail import get_connection
from django.utils import timezone

from wegwijzer.outbox import deliver
from wegwijzer.outbox.cleaning import clear_mail_folder
from wegwijzer.outbox.compose import message_id
from wegwijzer.outbox.enqueue import Attachment
from wegwijzer.outbox.models import MessageState
from wegwijzer.outbox.tests.factories import fresh, note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "wegwijzer.outbox.mail_folder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def sent(message):
    deliver.deliver(fresh(message))
    return fresh(message)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def opened(path):
    return BytesParser(policy=policy.default).parsebytes(path.read_bytes())


def test_mail_is_one_file_that_opens_with_its_text_and_attachment(folder):
    attachment = Attachment("agenda.pdf", "application/pdf", b"%PDF-1.7 inhoud")
    message = sent(note(name="Één lid", subject="Uitnodiging: één zitting", attachments=[attachment]))
    assert message.state == MessageState.SENT
    (path,) = folder.iterdir()
    mail = opened(path)
    assert (mail["Subject"], mail["Message-ID"]) == ("Uitnodiging: één zitting", message_id(message))
    assert [(a.display_name, a.addr_spec) for a in mail["To"].addresses] == [("Één lid", message.to)]
    assert mail.get_body(("plain",)).get_content().startswith("Beste Één lid")
    assert [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()] == [
        ("agenda.pdf", b"%PDF-1.7 inhoud")
    ]
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_nobody_else_on_the_machine_reads_the_links_in_it(folder):
    sent(note())
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_newest_mail_sorts_last_also_in_the_night_that_has_an_hour_twice(folder):
    # 25 October 2026: at 01:00 UTC the Belgian clock goes back from three to two.
    for number, at in enumerate(("2026-10-25T00:50:00Z", "2026-10-25T01:10:00Z", "2026-10-25T01:10:00.000001Z")):
        with time_machine.travel(dt.datetime.fromisoformat(at), tick=False):
            sent(note(subject=f"{'CBA'[number]} mail"))
    assert [opened(folder / name)["Subject"] for name in names(folder)] == ["C mail", "B mail", "A mail"]


def test_two_mails_of_one_moment_are_two_files(folder):
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False):
        for _time in range(2):
            sent(note(subject="Dag"))
    assert len(names(folder)) == 2
    assert all(name.startswith("20260302T120000.000000Z-dag-") and name.endswith(".eml") for name in names(folder))


@pytest.mark.parametrize("subject", ["../../etc/passwd", "…", "Über / \\ : * ? | <b>", "zitting " * 23 + "x"])
def test_subject_leads_to_no_other_folder_and_no_strange_name(folder, subject):
    sent(note(subject=subject))
    (name,) = names(folder)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789TZ.-")
    assert len(name) < 110
    assert ".." not in name
    assert opened(folder / name)["Subject"] == subject


def test_folder_that_can_not_be_made_leaves_the_message_waiting(folder):
    folder.write_text("in de weg")
    message = sent(note())
    assert (message.state, message.handed_over_at) == (MessageState.READY, None)
    folder.unlink()
    deliver.deliver(message)
    assert fresh(message).state == MessageState.SENT


def test_mails_in_the_folder_go_when_their_texts_go(folder):
    get_connection().open()
    now = timezone.now()
    for name, days in (("old.eml", 31), ("recent.eml", 29), ("brief.txt", 400)):
        (folder / name).write_bytes(b"")
        at = (now - dt.timedelta(days=days)).timestamp()
        os.utime(folder / name, (at, at))
    assert clear_mail_folder(now) == "1 mail files removed"
    assert names(folder) == ["brief.txt", "recent.eml"]


def test_installation_without_the_folder_has_nothing_to_remove():
    assert clear_mail_folder(timezone.now()) == "0 mail files removed"

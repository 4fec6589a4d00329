"""`manage.py remind`: any moment may be looked at, and only that of now is carried out without more words."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from wegwijzer.outbox.models import Message
from wegwijzer.reminders.models import Notice
from wegwijzer.reminders.tests.conftest import MEMBER, at


def remind(*words):
    """As asked on Monday 30 November 2026 at ten; what it says, as values."""
    said = StringIO()
    with time_machine.travel(at("2026-11-30", 10), tick=False):
        call_command("remind", "--json", *words, stdout=said)
    return json.loads(said.getvalue())


def made():
    return Message.objects.count(), Notice.objects.count()


@pytest.mark.parametrize("moment", ["2026-12-01", "2026-11-30T11:01", "2026-11-30T08:59", "2026-11-27T09:00"])
def test_another_moment_is_shown_and_not_carried_out(waiting, moment):
    waiting.add(1, "2026-12-04")
    told = remind("--now", moment, "--dry-run")
    assert ([posting["to"] for posting in told["postings"]], told["dry_run"]) == ([MEMBER.address], True)
    with pytest.raises(CommandError, match="is niet nu"):
        remind("--now", moment)
    assert made() == (0, 0)
    assert remind()["mails"] == 1  # what is due now is told as if nobody had asked


@pytest.mark.parametrize("words", [(), ("--now", "2026-11-30T09:15"), ("--now", "2026-11-30T10:59")])
def test_sweep_of_now_is_carried_out(waiting, words):
    waiting.add(1, "2026-12-04")
    told = remind(*words)
    assert (told["mails"], told["dry_run"], made()) == (1, False, (1, 1))
    assert remind(*words)["mails"] == 0


def test_another_moment_is_carried_out_when_that_is_said(waiting):
    waiting.add(1, "2026-12-04")
    assert remind("--now", "2026-12-01", "--as-if-it-were-then")["mails"] == 1
    assert made() == (1, 1)

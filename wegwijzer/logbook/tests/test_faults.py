"""Whoever watches hears that something broke and where, and nothing about anybody."""

import logging

import pytest
from django.core import mail
from django.test import RequestFactory

from wegwijzer.logbook import faults, trace

heard = []


def hook(fault):
    heard.append(fault)


def broken_hook(fault):
    raise ConnectionError("the watcher is down")


class AtOnce:
    """In place of a thread."""

    def __init__(self, target, args, **options):
        self.start = lambda: target(*args)


@pytest.fixture
def break_down(settings, monkeypatch):
    """Has a logger with the handler hear an exception in this request."""
    heard.clear()
    settings.ERROR_HOOK, settings.ERROR_EMAIL = f"{__name__}.hook", "watch@example.org"
    monkeypatch.setattr(faults.threading, "Thread", AtOnce)
    log, teller = logging.getLogger("wegwijzer.test_faults"), faults.Teller()
    log.addHandler(teller)

    def now(path="/antwoord/12.Zx9aB34cdEFghIJ/", error=ValueError):
        with trace.following("abcdefgh", RequestFactory().get(path)):
            try:
                raise error("Key (email)=(lid@example.org)")
            except error:
                log.exception("it broke", extra={"task": "outbox.tasks.send_message"})

    yield now
    log.removeHandler(teller)


def test_hook_and_mail_tell_where_it_broke_and_name_nobody(break_down):
    break_down()
    (fault,) = heard
    assert (fault["exception"], fault["request_id"]) == ("builtins.ValueError", "abcdefgh")
    assert (fault["path"], fault["task"]) == ("/antwoord/…/", "outbox.tasks.send_message")
    assert fault["frames"][-1].startswith(__file__)
    (sent,) = mail.outbox
    assert sent.to == ["watch@example.org"]
    for told in (str(fault), sent.subject + sent.body):
        assert "lid@" not in told
        assert "Zx9" not in told


def test_same_place_is_told_once_and_another_kind_again(break_down):
    for error in (ValueError, ValueError, KeyError):
        break_down(error=error)
    assert [fault["exception"] for fault in heard] == ["builtins.ValueError", "builtins.KeyError"]


def test_hook_that_fails_raises_nothing_and_the_mail_still_goes(break_down, settings, caplog):
    settings.ERROR_HOOK = f"{__name__}.broken_hook"
    break_down()
    assert len(mail.outbox) == 1
    assert "the hook for errors failed: ConnectionError" in caplog.text


def test_what_is_no_exception_is_not_told(break_down):
    logging.getLogger("wegwijzer.test_faults").error("report 7 failed")
    assert heard == []

"""An installation of a test goes with it, whatever becomes of the test."""

import os

import pytest

from wegwijzer.testing import installation as module
from wegwijzer.testing.installation import Installation, copy_of


@pytest.fixture
def done(monkeypatch):
    """What is done, in order, in place of doing it."""
    done = []
    monkeypatch.setattr(module, "administer", lambda _url, *statements: done.extend(statements))
    monkeypatch.setattr(Installation, "close", lambda self: done.append("close"))
    return done


def test_test_that_fails_inside_leaves_no_process_and_no_database_behind(done, tmp_path):
    def test():
        with copy_of("postgres://postgres@127.0.0.1/kept", tmp_path, "x"):
            done.append("test")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        test()
    gone = f'DROP DATABASE "wegwijzer_processes_{os.getpid()}_x" WITH (FORCE)'
    assert done[-3:] == ["test", "close", gone]

"""Debian's chromium for the tests that look at pages: one per test process, for Playwright allows one at a time."""

import os
import threading
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"  # the same engine without a window: a fifth less to wait for
PATIENCE = 30_000  # milliseconds; a guard against waiting for ever, no measure: a busy machine may be slow
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """A running browser; each test opens contexts of its own in it and closes them.

    Ask for it before `live_server`, so that both see the same database connection, and close every context by `close`.
    """
    from django.db import connections

    # Playwright's synchronous interface runs an event loop in this thread; the tests use the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
        # Beside that loop Django has connections of its own; left open they keep the test database from going.
        connections.close_all()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


def close(contexts: Iterable[BrowserContext]) -> None:
    """Closes them, and waits until the live server noticed.

    Their sockets keep threads of it busy, which must not end after the connection that they share was taken from them.
    """
    for context in contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(PATIENCE / 1000)

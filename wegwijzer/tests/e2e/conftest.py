"""A real browser (Debian's chromium) against a real server, with the case Wegwijzer loaded.

Whatever the page did that it should not fails the test: an error in the console, a blocked script, a call elsewhere.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from wegwijzer.testing.browser import PATIENCE, close
from wegwijzer.tests.e2e.looking import DESK


@dataclass
class Watched:
    """What pages did wrong while a test looked at them."""

    host: str
    wrong: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        # A refused form (422) or stale save (409) is an answer, and a test may take the connection away itself;
        # Chromium logs both as an error all the same.
        expected = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
        if message.type == "error" and not any(words in message.text for words in expected):
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.wrong.append(f"another host: {request.url}")


@dataclass
class Loaded:
    """The case as it was loaded for the first test of this process that asked for it, on SQLite: rows and files."""

    rows: sqlite3.Connection
    files: Path


@pytest.fixture(scope="session")
def loaded() -> Iterator[list[Loaded]]:
    kept: list[Loaded] = []
    yield kept
    for one in kept:
        one.rows.close()


@pytest.fixture
def case(transactional_db: None, settings: Any, loaded: list[Loaded], tmp_path_factory: Any) -> None:
    """The case Wegwijzer with its demo logins: loaded once, and copied from then on."""
    from django.db import connection

    from governance.actions import case as cases

    settings.DEMO = True
    settings.HTTPS = False
    files = Path(settings.MEDIA_ROOT)
    if loaded:
        loaded[0].rows.backup(connection.connection)
        shutil.copytree(loaded[0].files, files)
        return
    cases.load("wegwijzer")
    if connection.vendor == "sqlite":
        files.mkdir(parents=True, exist_ok=True)
        one = Loaded(sqlite3.connect(":memory:"), tmp_path_factory.mktemp("case") / "files")
        connection.connection.backup(one.rows)
        shutil.copytree(files, one.files)
        loaded.append(one)


@pytest.fixture
def browse(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`browse(user, viewport)` opens a page for `user`; what any of them did wrong fails the test."""
    watched = Watched(urlsplit(live_server.url).netloc)
    contexts: list[BrowserContext] = []

    def open_page(user: Any = None, viewport: dict[str, int] | None = None, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=viewport or DESK,
            locale="nl-BE",
            timezone_id="Europe/Brussels",
            **options,
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([_session_of(user, live_server.url)])
        context.set_default_timeout(PATIENCE)
        context.on("page", watched.on)
        return context.new_page()

    yield open_page
    close(contexts)
    assert watched.wrong == []


def _session_of(user: Any, url: str) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}

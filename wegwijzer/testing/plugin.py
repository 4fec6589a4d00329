"""Fixtures for everybody, loaded by pytest.ini. Models are imported inside fixtures only."""

import gc
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

pytest_plugins = [
    "wegwijzer.testing.browser",
    "wegwijzer.testing.faults",
    "wegwijzer.testing.installation",
    "wegwijzer.testing.stage",
]

if TYPE_CHECKING:
    from django.test import Client

    from wegwijzer.testing.people import Cast
    from wegwijzer.testing.s3_server import S3Server


def begin_session(request: Any, **kwargs: Any) -> None:
    """`force_login` goes round our door; its session has to begin as every session does, before anything is counted."""
    from wegwijzer.entrance import lifetime

    lifetime.touch(request.session)


def pytest_configure(config: pytest.Config) -> None:
    from django.contrib.auth.signals import user_logged_in

    from wegwijzer.testing import remembered  # noqa: F401 - it looks at the day
    from wegwijzer.testing.migrated import keep_migrated_databases, start_over_by_copying

    # A busy machine is no fault of what is tested: no example is late.
    slow = hypothesis.HealthCheck.too_slow
    hypothesis.settings.register_profile("unhurried", deadline=None, suppress_health_check=[slow])
    hypothesis.settings.load_profile("unhurried")
    keep_migrated_databases()
    start_over_by_copying()
    user_logged_in.connect(begin_session)


# One of these stands behind every fixture that gives a database.
GIVE_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


# Of these modules each page is asked on the other database too, by wegwijzer/tests/test_pages.py.
LOOKED_AT = re.compile(r"/(governance|projects|onboarding)/tests/test_\w*(pages|reports?)\.py$")


@pytest.hookimpl(tryfirst=True)  # before those with a mark are picked out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `once` what is given no database (it can not reach one), and how pages and papers of an app look."""
    for item in items:
        if LOOKED_AT.search(item.path.as_posix()):
            item.add_marker(pytest.mark.once)
        given = GIVE_A_DATABASE & set(getattr(item, "fixturenames", ()))
        if not given and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.once)


def pytest_collection_finish() -> None:
    """What was imported and collected stays, so it need not be looked at for rubbish again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture
def cast(db: None) -> "Cast":
    """One login per role in partnership A, and a partnership B that nobody of A may notice."""
    from wegwijzer.testing.people import cast_again

    return cast_again()


@pytest.fixture
def furnished(db: None) -> "tuple[Cast, dict[str, Any]]":
    """The cast, with one of everything in partnership A; a module that asks for it gives them their own names."""
    from wegwijzer.testing.world import furnished

    return furnished()


@pytest.fixture
def both_furnished(db: None) -> "tuple[Cast, tuple[dict[str, Any], dict[str, Any]]]":
    """The cast, with one of everything in A and in B."""
    from wegwijzer.testing.world import both_furnished

    return both_furnished()


@pytest.fixture
def as_user() -> "Callable[[Any], Client]":
    """`as_user(user)` is a browser in which that user is logged in (nobody for None)."""
    from django.test import Client

    def log_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return log_in


@pytest.fixture(autouse=True)
def files_of_the_test(settings: Any, tmp_path: Any) -> None:
    """Uploads and mails of a test stay with the test."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def in_bucket(settings: Any) -> "Iterator[S3Server]":
    """The documents of the test stand on a server that speaks S3."""
    from wegwijzer.environment import Environment
    from wegwijzer.testing.s3_server import S3Server

    with S3Server() as server:
        bucket = Environment({"X": server.url()}).object_storage("X")
        settings.STORAGES = settings.STORAGES | {"default": bucket}
        yield server


@pytest.fixture(scope="session", autouse=True)
def warm_press() -> Iterator[None]:
    """Documents are laid out by a fork of a process that has the engine in it already."""
    from wegwijzer.reports import render
    from wegwijzer.testing.press import Press

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(render, "subprocess", press := Press())
        yield
        press.close()


@pytest.fixture
def no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that ask for hundreds of pages and not for their context: Django's browser keeps no copies of it."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)

"""A world that is built once for a whole module of tests that leave nothing behind: hundreds of them ask the same."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from wegwijzer.testing.people import Cast


@dataclass(frozen=True)
class Stage:
    """Everybody, one of everything in A and in B, and a logged-in browser per persona."""

    cast: "Cast"
    worlds: "tuple[dict[str, Any], dict[str, Any]]"
    browsers: "dict[str, Client]"
    files: Path


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What fixtures of a module write is there for all its tests, and gone after them.

    Each test undoes what it changes itself: its module says `db` again, by way of `db_that_is_held` or
    `db_of_the_stage`, as the usual one closes the connection that all this stands on.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def db_that_is_held(held: None) -> Iterator[None]:
    """What a module with fixtures on `held` calls `db`: a test's own changes are undone."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stage(held: None, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Stage]":
    from django.test import Client, override_settings

    from wegwijzer.testing.world import both_furnished

    files = tmp_path_factory.mktemp("stage")
    with override_settings(MEDIA_ROOT=files):
        cast, worlds = both_furnished()
    browsers = {}
    for persona, user in cast.personas.items():
        browsers[persona] = Client(raise_request_exception=False)
        if user is not None:
            browsers[persona].force_login(user)
    yield Stage(cast, worlds, browsers, files)
    shutil.rmtree(files)


@pytest.fixture
def on_stage(stage: Stage, settings: Any, files_of_the_test: None) -> Stage:
    """The stage, with its files where a request looks for them."""
    settings.MEDIA_ROOT = stage.files
    return stage


@pytest.fixture
def db_of_the_stage(on_stage: Stage) -> None:
    """What a module with tests on the stage calls `db`, so that pytest-django sets up a database for it."""

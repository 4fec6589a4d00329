"""Installations to keep and to put back: one full of rows, and empty ones beside it."""

from contextlib import contextmanager

import pytest
from django.test import override_settings
from django.utils import timezone

from governance.models import Person
from wegwijzer.operations import backup
from wegwijzer.operations.connections import settings_for, standing_in
from wegwijzer.outbox.models import Message
from wegwijzer.testing.installation import copy_of
from wegwijzer.testing.people import build_cast
from wegwijzer.testing.world import build_worlds


@contextmanager
def at_home(template, folder, name):
    """In an installation of its own: whatever asks for the database, the files or DATA_DIR gets those of it."""
    folder.mkdir(exist_ok=True)
    with (
        copy_of(template, folder, name) as installation,
        override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files"),
        standing_in(settings_for(installation.database_url)),
    ):
        yield installation


@pytest.fixture(scope="module")
def unblocked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def full(unblocked, migrated_database, tmp_path_factory):
    """An installation with one of everything."""
    with at_home(migrated_database, tmp_path_factory.mktemp("full"), "full") as installation:
        build_worlds(build_cast())
        yield installation


@pytest.fixture(scope="module")
def kept(full):
    """A back-up of the full installation, with mail that waits; somebody was added and removed again, whose number
    history knows."""
    note = {"kind": "testing.note", "to": "lid@example.org", "subject": "Dag", "body": "Dag"}
    Message.objects.create(**note, dedupe_key="waits")
    Message.objects.create(**note, dedupe_key="leaves", state="sending", claimed_at=timezone.now())
    person = added_person()
    number = person.pk
    person.delete()
    return backup.make(full.folder / "kept.zip"), number


def added_person():
    first = Person.objects.order_by("pk").first()
    return Person.objects.create(partnership=first.partnership, name="Nieuw")


@pytest.fixture
def in_full(full, settings):
    settings.MEDIA_ROOT = full.folder / "files"
    return full


@pytest.fixture
def empty(unblocked, migrated_database, tmp_path, settings, files_of_the_test):
    """An installation in which nothing is yet; the one in use while the test lasts."""
    with at_home(migrated_database, tmp_path / "empty", "empty") as installation:
        settings.MEDIA_ROOT = installation.folder / "files"
        yield installation

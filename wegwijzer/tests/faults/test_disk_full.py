"""Disks that are full: the kernel refuses to make files larger, or SQLite finds no page any more."""

import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from governance.models import Document
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import record
from wegwijzer.ui import errors


@contextmanager
def no_file_larger_than(size):
    """In this process, for as long as it takes: writing on gives an error of the kernel (EFBIG), as ENOSPC would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.fault("F16")
def test_upload_on_a_full_disk_is_told_in_words_and_leaves_nothing(cast, settings):
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body))
    address = reverse("governance:document_list", args=[item.pk])
    coordinator = Client(raise_request_exception=False)
    coordinator.force_login(cast.a.coordinator)
    told = Entry.objects.count()

    def attach():
        file = SimpleUploadedFile("begroting.txt", b"Een regel van de begroting\n" * 20_000)
        return coordinator.post(address, {"file": file, "title": "Begroting", "language": "nl"})

    with no_file_larger_than(100_000):
        answer = attach()
        assert answer.status_code == 507
        assert "De schijf van deze site is vol" in answer.content.decode()
        assert (Document.objects.count(), Entry.objects.count()) == (0, told)
        assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
        assert coordinator.get(address).status_code == 200
    assert attach().status_code == 302
    assert Document.objects.count() == 1


def named(number):
    """A change with its history, of several pages."""
    with transaction.atomic():
        organisation = Organisation.objects.create(name=f"Bestuur {number}", kind="other")
        record("x", organisation, by=None, changes={f"field {n}": "x" * 500 for n in range(20)})


def is_whole():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return cursor.fetchall() == [("ok",)]


def changes_until_full():
    number = Organisation.objects.count()
    try:
        while number < 500:
            named(number)
            number += 1
    except OperationalError:
        return number, errors.server_error(RequestFactory().get("/"))
    raise AssertionError("it was never full")


@pytest.mark.once
@pytest.mark.fault("F17")
def test_database_without_room_stays_whole_and_goes_on_afterwards(empty):
    """SQLite's own limit gives what it says on a volume that is full."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0] + 20}")
    saved, answer = changes_until_full()
    assert (answer.status_code, "schijf van deze site is vol" in answer.content.decode()) == (507, True)
    assert Organisation.objects.count() == Entry.objects.count() == saved > 0
    assert is_whole()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1000000")
    named(saved)
    assert Entry.objects.count() == saved + 1


@pytest.mark.once
@pytest.mark.fault("F17")
def test_kernel_that_takes_no_more_does_not_damage_the_database(empty):
    named(0)
    log = Path(connection.settings_dict["NAME"] + "-wal")
    with no_file_larger_than(max(log.stat().st_size, 64_000) + 50_000):
        saved, _answer = changes_until_full()
        assert Organisation.objects.count() == Entry.objects.count() == saved > 0  # can still be read
    connection.close()
    assert is_whole()
    assert Organisation.objects.count() == Entry.objects.count() == saved
    named(saved)
    assert Entry.objects.count() == saved + 1

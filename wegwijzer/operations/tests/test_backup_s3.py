"""A back-up of documents on a server that speaks S3, and putting one back there."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from wegwijzer.environment import Environment
from wegwijzer.operations import backup, restore
from wegwijzer.operations.archive import Archive, document_member
from wegwijzer.testing.s3_server import ALWAYS

pytestmark = pytest.mark.once


def contents(server):
    return {name.removeprefix("wegwijzer/"): content for name, (content, _at) in server.objects.items()}


def documents_in(archive):
    return {told["name"]: archive.zip.read(document_member(told["name"])) for told in archive.manifest["documents"]}


def test_documents_come_back_in_a_bucket_and_out_of_it(kept, empty, in_bucket):
    archive = Archive(kept[0].path)
    restore.restore(archive)
    assert contents(in_bucket) == documents_in(archive) != {}
    again = backup.make(empty.folder / "again.zip", verify=False)
    assert again.missing == []
    assert documents_in(Archive(again.path)) == documents_in(archive)


def test_bucket_in_which_something_is_keeps_what_the_backup_does_not_know(kept, empty, in_bucket):
    archive = Archive(kept[0].path)
    there = documents_in(archive)
    changed, same, *_others = there
    for name, content in ((changed, b"van nu"), (same, there[same]), ("documents/vreemd", b"van een ander")):
        default_storage.save(name, ContentFile(content))
    in_bucket.heard.clear()
    restore.restore(archive)
    assert contents(in_bucket) == there | {"documents/vreemd": b"van een ander"}
    assert f"PUT /documents/wegwijzer/{same}" not in in_bucket.heard


def test_server_that_is_away_is_told_in_one_sentence_and_nothing_has_changed(kept, empty, in_bucket):
    in_bucket.trouble = dict.fromkeys(ALWAYS, (0, ""))
    with pytest.raises(CommandError, match=r"Dat lukte niet: De server van de bestanden .* antwoordt niet"):
        call_command("restore", kept[0].path, stdout=StringIO())
    in_bucket.trouble = {}
    call_command("restore", kept[0].path, stdout=StringIO())
    in_bucket.trouble = dict.fromkeys(ALWAYS, (0, ""))
    with pytest.raises(CommandError, match="kan niet geschreven worden: De server van de bestanden"):
        call_command("backup", empty.folder / "b.zip", "--no-verify", stdout=StringIO())
    assert not (empty.folder / "b.zip").exists()


def test_backup_out_of_a_bucket_that_is_not_there_fails(kept, empty, in_bucket, settings):
    restore.restore(Archive(kept[0].path))
    bucket = Environment({"X": in_bucket.url(bucket="andere")}).object_storage("X")
    settings.STORAGES = settings.STORAGES | {"default": bucket}
    with pytest.raises(CommandError, match="De bucket andere bestaat niet"):
        call_command("backup", empty.folder / "b.zip", "--no-verify", stdout=StringIO())
    assert not (empty.folder / "b.zip").exists()

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


@pytest.fixture
def changed(kept, empty, in_bucket):
    """Two documents of the back-up that are others now: their names, and what they are in the back-up."""
    there = documents_in(Archive(kept[0].path))
    names = list(there)[:2]
    for name in names:
        default_storage.save(name, ContentFile(b"van nu"))
    return names, there


def test_document_is_there_at_every_moment_of_a_restore(kept, changed, in_bucket):
    names, there = changed
    in_bucket.trouble = {f"DELETE wegwijzer/{name}": (403, "AccessDenied") for name in names}
    restore.restore(Archive(kept[0].path))
    assert contents(in_bucket) == there
    assert not [heard for heard in in_bucket.heard if heard.startswith("DELETE") and ".restoring" not in heard]


def test_document_that_can_not_be_put_in_place_is_named_and_stops_no_other(kept, changed, in_bucket):
    (first, second), there = changed
    in_bucket.trouble = {f"PUT wegwijzer/{first}": (507, "XMinioStorageFull")}
    with pytest.raises(CommandError) as told:
        call_command("restore", kept[0].path, stdout=StringIO())
    said = str(told.value)
    assert "maar 1 bestanden nog niet (" in said, said
    assert ("is vol" in said, first in said, second in said) == (True, True, False)
    now = contents(in_bucket)
    assert (now[first], now[second]) == (b"van nu", there[second])
    in_bucket.trouble = {}
    call_command("restore", kept[0].path, "--replace", stdout=StringIO())
    now = contents(in_bucket)
    assert {name: now[name] for name in there} == there


def test_reason_that_a_restore_broke_off_is_told_also_when_nothing_can_be_taken_away(kept, changed, in_bucket):
    in_bucket.trouble = {"PUT": (507, "XMinioStorageFull"), "DELETE": (0, "")}
    with pytest.raises(CommandError, match="De bucket documents is vol"):
        call_command("restore", kept[0].path, stdout=StringIO())
    names, _there = changed
    assert {contents(in_bucket)[name] for name in names} == {b"van nu"}


def test_backup_out_of_a_bucket_that_is_not_there_fails(kept, empty, in_bucket, settings):
    restore.restore(Archive(kept[0].path))
    bucket = Environment({"X": in_bucket.url(bucket="andere")}).object_storage("X")
    settings.STORAGES = settings.STORAGES | {"default": bucket}
    with pytest.raises(CommandError, match="De bucket andere bestaat niet"):
        call_command("backup", empty.folder / "b.zip", "--no-verify", stdout=StringIO())
    assert not (empty.folder / "b.zip").exists()

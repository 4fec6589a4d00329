"""What is wrong with a back-up is found before anything is overwritten; what can not be made leaves nothing behind."""

import json
import resource
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from wegwijzer.accounts.models import User
from wegwijzer.operations import restore
from wegwijzer.operations.archive import MANIFEST, Archive, Writer, document_member

pytestmark = pytest.mark.once  # what is asked of the file itself


def with_a_flipped_byte(path):
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-1000])


def rewritten(change, path):
    """Made anew with a seal that is right, after `change(manifest, members)`."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members.pop(MANIFEST))
    change(manifest, members)
    with path.open("w+b") as file, Writer(file) as writer:
        for name, content in members.items():
            with writer.member(name) as out:
                out.write(content)
        writer.finish(manifest)


def other_rows(manifest, members):
    members["database/accounts_user.jsonl"] = b""


def newer(manifest, members):
    manifest["application"] = "9.0"
    manifest["migrations"].append(["governance", "9999_of_the_future"])


def without_a_member(manifest, members):
    del members["database/audit_entry.jsonl"]


def out_of_its_folder(manifest, members):
    members["documents/../../passwd"] = members.pop(f"documents/{manifest['documents'][0]['name']}")
    manifest["documents"][0]["name"] = "../../passwd"


def with_a_row_that_points_nowhere(manifest, members):
    """Whole, and yet no database of ours: everybody's organisation is gone."""
    told = next(each for each in manifest["tables"] if each["name"] == "accounts_organisation")
    told |= {"rows": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    members["database/accounts_organisation.jsonl"] = b""


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (with_a_flipped_byte, "beschadigd"),
        (cut_off, "het einde van het bestand ontbreekt"),
        (lambda path: rewritten(other_rows, path), "niet wat zijn lijst zegt"),
        (lambda path: rewritten(newer, path), "versie 9.0, die nieuwer is"),
        (lambda path: rewritten(without_a_member, path), "niet de bestanden die in zijn lijst staan"),
        (lambda path: rewritten(out_of_its_folder, path), "een bestandsnaam die niet mag"),
        (lambda path: rewritten(with_a_row_that_points_nowhere, path), "wijst naar een die er niet is"),
        (lambda path: path.write_text("geen zip"), "geen back-up van Wegwijzer"),
        (lambda path: path.unlink(), "bestaat niet"),
    ],
)
def test_damaged_backup_is_refused_and_nothing_is_overwritten(kept, empty, damage, said):
    path = empty.folder / "copy.zip"
    path.write_bytes(kept[0].path.read_bytes())
    damage(path)
    User.objects.create(email="iemand@example.org", name="Iemand")
    with pytest.raises(CommandError, match=said):
        call_command("restore", path, "--replace", stdout=StringIO())
    assert User.objects.get().email == "iemand@example.org"
    assert not default_storage.exists("documents")
    assert sorted(each.name for each in empty.folder.glob("*.new*")) == []


def test_document_of_now_stays_until_the_database_is_replaced(kept, empty, monkeypatch):
    archive = Archive(kept[0].path)
    name, *_others = [told["name"] for told in archive.manifest["documents"]]
    default_storage.save(name, ContentFile(b"van nu"))

    def full(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(restore, "_copy_file", full)
        with pytest.raises(CommandError, match=r"Dat lukte niet: de schijf is vol"):
            call_command("restore", kept[0].path, stdout=StringIO())
    path = Path(default_storage.path(name))
    assert path.read_bytes() == b"van nu"
    call_command("restore", kept[0].path, stdout=StringIO())
    assert path.read_bytes() == archive.zip.read(document_member(name))
    assert list(empty.folder.rglob("*.restoring")) == []


def test_folder_that_is_not_there_is_told_in_dutch(tmp_path, db):
    with pytest.raises(CommandError, match="kan niet geschreven worden: die map of dat bestand is er niet"):
        call_command("backup", tmp_path / "nergens" / "back-up.zip", stdout=StringIO())


def test_disk_that_is_full_keeps_the_older_backup(kept, in_full):
    before = kept[0].path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (45_000, hard))  # the kernel refuses to write further, as a full disk
    try:
        with pytest.raises(CommandError, match="kan niet geschreven worden: het bestand wordt te groot"):
            call_command("backup", kept[0].path, "--no-verify", stdout=StringIO())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert kept[0].path.read_bytes() == before
    assert [each.name for each in in_full.folder.iterdir() if each.name.endswith(".part")] == []


def test_file_that_is_gone_is_named_and_does_not_stop_the_backup(kept, in_full):
    folder = default_storage.path("documents")
    said = StringIO()
    (in_full.folder / "files" / "documents").rename(f"{folder}.away")
    try:
        call_command("backup", in_full.folder / "gone.zip", stdout=said)
    finally:
        (in_full.folder / "files" / "documents.away").rename(folder)
    assert "staat in de database maar niet op de schijf" in said.getvalue()

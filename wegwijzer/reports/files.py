"""Files that go along with a document: handed to the process that shows them, or packed beside it in an archive."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

from django.utils.translation import gettext as _

from wegwijzer.reports.problems import RenderFailed
from wegwijzer.reports.registry import Annex, Bundle

MOST_BYTES = 200 * 1024 * 1024  # of an archive
PIECE = 1024 * 1024
WHEN = (2015, 1, 1, 0, 0, 0)  # a fixed moment, so that the bytes depend on the data alone
KINDS = {"application/pdf": "pdf", "image/png": "picture", "image/jpeg": "picture"}  # what can be shown page by page
LIST_NAME = "controlegetallen.txt"


def can_be_shown(content_type: str) -> bool:
    """Whether a file of this kind can be put in a document."""
    return content_type in KINDS


def handed_over(annex: Annex, stack: ExitStack) -> tuple[str, IO[bytes] | None]:
    """What the child is told of an annex, and the file that stays open for it: a copy of what was checked.

    What is gone or altered is told too, so that the document can say so.
    """
    try:
        copy: IO[bytes] = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
        if _copied(annex, copy) != annex.checksum:
            return "changed:", None
    except FileNotFoundError:
        return "missing:", None
    copy.seek(0)
    return f"{KINDS[annex.content_type]}:{copy.fileno()}", copy


def _copied(annex: Annex, to: IO[bytes]) -> str:
    """Copy the file; returns its checksum. Raises FileNotFoundError."""
    digest = hashlib.sha256()
    with annex.open() as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            to.write(piece)
    return digest.hexdigest()


def pack(bundle: Bundle, document: bytes, on_file: Callable[[], None] = lambda: None) -> bytes:
    """The archive: the document, the files as they came in, and a list that `sha256sum --check` can read.

    Nothing is compressed (office files and pictures are already), so that the same data give the same bytes everywhere.
    Calls `on_file` before each file. Raises RenderFailed when it gets too large.
    """
    sums: list[tuple[str, str]] = []
    wrong: list[str] = []
    with TemporaryFile() as out:
        with zipfile.ZipFile(out, "w") as archive:
            put(archive, bundle.printout.file_name, document, sums)
            for annex in bundle.files:
                on_file()
                with TemporaryFile() as copy:
                    try:
                        is_right = _copied(annex, copy) == annex.checksum
                    except FileNotFoundError:
                        is_right = False
                    if not is_right:
                        wrong.append(annex.name)
                        continue
                    copy.seek(0)
                    put(archive, annex.name, copy, sums)
                refuse_too_large(out.tell())
            lines = [f"{digest}  {name}" for digest, name in sums]
            lines += [_("# ontbreekt of is gewijzigd op de schijf: %s") % name for name in wrong]
            put(archive, LIST_NAME, "".join(f"{line}\n" for line in lines).encode(), [])
        out.seek(0)
        return out.read()


def put(archive: zipfile.ZipFile, name: str, content: bytes | IO[bytes], sums: list[tuple[str, str]]) -> None:
    member = zipfile.ZipInfo(name, WHEN)
    member.external_attr = 0o644 << 16
    digest = hashlib.sha256()
    with archive.open(member, "w") as target:
        if isinstance(content, bytes):
            target.write(content)
            digest.update(content)
        else:
            shutil.copyfileobj(content, target, PIECE)
            content.seek(0)
            digest = hashlib.file_digest(content, "sha256")  # type: ignore[arg-type]
    sums.append((digest.hexdigest(), name))


def refuse_too_large(size: int) -> None:
    if size > MOST_BYTES:
        raise RenderFailed(
            _("Het bestand wordt te groot. Laat grote bijlagen weg, of bewaar ze kleiner."), f"{size} bytes"
        )

"""Where finished reports stand: beside the documents, under names that say nothing and can not be guessed."""

import datetime as dt
import os
import re
import shutil
import unicodedata
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from wegwijzer.reports.models import Report

FOLDER = "reports"
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_NAME = 120
SUFFIXES = (".pdf", ".zip")


def keep(report: Report, content: bytes, suffix: str = ".pdf") -> str:
    """Write the file of this report and return its name in the storage. `suffix` is one of SUFFIXES.

    All or nothing: a reader finds the whole file or none, also after a power cut. Written twice, it is the same file.
    """
    name, storage = f"{FOLDER}/{report.key.hex}{suffix}", report.file.storage
    if isinstance(storage, FileSystemStorage):
        _write(Path(storage.path(name)), report, content)
    else:  # one that keeps objects has them whole or not at all
        storage.replace(name, ContentFile(content))  # type: ignore[attr-defined]
    return name


def _write(path: Path, report: Report, content: bytes) -> None:
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    part = path.with_name(f".{report.key.hex}.{report.attempts}.part")
    with part.open("wb") as out:
        os.fchmod(out.fileno(), 0o640)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    _sync_folder(path.parent)
    for left in path.parent.glob(f".{report.key.hex}.*.part"):  # of an attempt that was killed
        left.unlink(missing_ok=True)


def parts_of(report: Report) -> Path:
    """Where the documents of a series stand while it is made: on this machine's disk, wherever the documents are."""
    return _parts() / report.key.hex


def _parts() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / "parts"


def drop_parts(report: Report) -> None:
    """They are in the archive by now."""
    shutil.rmtree(parts_of(report), ignore_errors=True)


def drop_old_parts(before: dt.datetime) -> None:
    """Those of series that nobody works on any more, as nothing came there since `before`."""
    for folder in _parts().glob("*"):
        if folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def safe_name(name: str) -> str:
    """A file name that is one line, without folders, hidden directions or double endings, and ends in .pdf or .zip."""
    suffix = suffix_of(name)
    stem = unicodedata.normalize("NFC", name).removesuffix(suffix)
    stem = NOT_IN_A_NAME.sub("-", stem).strip(" .-")[:LONGEST_NAME].rstrip(" .-")
    return f"{stem or 'verslag'}{suffix}"


def suffix_of(name: str) -> str:
    """What a file of that name ends in: one of SUFFIXES."""
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), SUFFIXES[0])

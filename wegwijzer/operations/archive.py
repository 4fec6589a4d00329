"""The one file of a back-up: a zip with a line per row, the documents, a manifest, and a seal over all of it.

The seal is the comment of the zip: the SHA-256 of every byte before its own 64 figures. It finds each changed or
missing byte; who made the file it does not say.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.utils import validate_file_name
from django.utils.translation import gettext as _

from wegwijzer.operations.problems import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = b"sha256:"
FIGURES = 64
PIECE = 1024 * 1024
WHEN = (1980, 1, 1, 0, 0, 0)  # of a member; the moment of the whole stands in the manifest


def table_member(name: str) -> str:
    return f"database/{name}.jsonl"


def document_member(name: str) -> str:
    return f"documents/{name}"


class Writer:
    """Members one after the other, the manifest last. For `with`: what is broken off is left as it is."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.zip = zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=3)
        self.zip.comment = SEAL + b"0" * FIGURES

    @contextmanager
    def member(self, name: str, *, compressed: bool = True) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(name, WHEN)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        with self.zip.open(info, "w", force_zip64=True) as out:
            yield out

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None:
            with suppress(OSError, ValueError):  # a disk that is full says so once more
                self.zip.close()

    def finish(self, manifest: dict[str, Any]) -> None:
        with self.member(MANIFEST) as out:
            out.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        self.zip.close()
        seal = _seal(self.file)
        self.file.seek(-FIGURES, 2)
        self.file.write(seal)


class Archive:
    """A back-up that is whole: opened with its seal and its manifest checked. Raises Refusal when it is not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                _demand_seal(file)
            self.zip = zipfile.ZipFile(path)
            self.manifest: dict[str, Any] = json.loads(self.zip.read(MANIFEST))
        except FileNotFoundError as error:
            raise Refusal(_("Het bestand %s bestaat niet.") % path) from error
        except OSError as error:
            raise Refusal(_("Het bestand %(file)s kan niet gelezen worden: %(why)s") % _about(path, error)) from error
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise Refusal(_("Het bestand %(file)s is geen back-up van Wegwijzer: %(why)s") % _about(path, error)) from (
                error
            )
        if self.manifest.get("format") != FORMAT:
            raise Refusal(_("Deze back-up is gemaakt door een nieuwere versie. Installeer eerst die versie."))

    def lines(self, table: str) -> Iterator[bytes]:
        with self.zip.open(table_member(table)) as member:
            yield from member

    def open_document(self, name: str) -> IO[bytes]:
        return self.zip.open(document_member(name))

    def check_members(self) -> None:
        """Read every member and hold it against the manifest. Raises Refusal at the first that is wrong."""
        told = {table_member(each["name"]): each["sha256"] for each in self.manifest["tables"]}
        told |= {document_member(each["name"]): each["sha256"] for each in self.manifest["documents"]}
        if set(self.zip.namelist()) != told.keys() | {MANIFEST}:
            raise Refusal(_("De back-up bevat niet de bestanden die in zijn lijst staan."))
        for document in self.manifest["documents"]:
            try:
                validate_file_name(document["name"], allow_relative_path=True)
            except SuspiciousFileOperation as error:
                raise Refusal(_("De back-up bevat een bestandsnaam die niet mag: %s") % document["name"]) from error
        for name, sha256 in told.items():
            try:
                with self.zip.open(name) as member:
                    found = hashlib.file_digest(member, "sha256").hexdigest()  # type: ignore[arg-type]
            except (zipfile.BadZipFile, OSError, EOFError) as error:
                raise Refusal(_("In de back-up is %s beschadigd.") % name) from error
            if found != sha256:
                raise Refusal(_("In de back-up is %s niet wat zijn lijst zegt.") % name)


def _about(path: Path, error: Exception) -> dict[str, str]:
    return {"file": str(path), "why": str(error)}


def _seal(file: IO[bytes]) -> bytes:
    """The figures that belong at the end of this file."""
    left = file.seek(0, 2) - FIGURES
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (piece := file.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode()


def _demand_seal(file: IO[bytes]) -> None:
    length = len(SEAL) + FIGURES
    size = file.seek(0, 2)
    file.seek(max(size - length, 0))
    end = file.read()
    if size <= length or not end.startswith(SEAL):
        raise Refusal(_("Dit is geen back-up van Wegwijzer, of het einde van het bestand ontbreekt."))
    if end.removeprefix(SEAL) != _seal(file):
        raise Refusal(_("De back-up is beschadigd: het zegel klopt niet. Neem een andere."))

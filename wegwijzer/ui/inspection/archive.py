"""A zip archive, read by its table of contents and within limits.

Honest office documents start with their first member and end with the table: whatever stands before, behind or over
another member is a trick (a second kind of file, or members that share their bytes to unpack to terabytes).
"""

import io
import mmap
import struct
import zipfile
import zlib
from types import TracebackType
from typing import Any, Self
from xml.parsers import expat

from wegwijzer.ui.inspection.refusal import Refusal

Bytes = bytes | mmap.mmap
Element = tuple[str, dict[str, str]]
START, END = b"PK\x03\x04", b"PK\x05\x06"
ZIP64 = b"PK\x06\x07"
END_LENGTH = 22
MOST_MEMBERS = 3000
LARGEST_TABLE = 1024 * 1024  # bytes
MOST_UNPACKED = 250 * 1024 * 1024  # bytes of all members together, as the table says
HIGHEST_RATIO = 200  # unpacked to packed, for members where it matters
RATIO_MATTERS = 4 * 1024 * 1024  # bytes
LARGEST_PART = 2 * 1024 * 1024  # bytes of a part that is read here
MOST_READ = 4 * 1024 * 1024  # bytes of all such parts together
LONGEST_PROLOGUE = 64 * 1024  # bytes before the first element of a part


class Archive:
    """Raises Refusal when the archive is not one, or is not an honest one."""

    def __init__(self, raw: Bytes) -> None:
        if raw[:4] != START:
            raise Refusal("mismatch")
        _check_table(raw)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw[:]))
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError):
            raise Refusal("damaged") from None
        self.members = sorted(self._zip.infolist(), key=lambda member: member.header_offset)
        self.names = {member.filename for member in self.members}
        self._left = MOST_READ
        self._check_members()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _check_members(self) -> None:
        if not self.members or self.members[0].header_offset or len(self.names) != len(self.members):
            raise Refusal("damaged")
        ends_at = 0
        for member in self.members:
            _check_member(member)
            if member.header_offset < ends_at:
                raise Refusal("bomb")
            ends_at = member.header_offset + 30 + member.compress_size
        if sum(member.file_size for member in self.members) > MOST_UNPACKED:
            raise Refusal("bomb")

    def read(self, name: str) -> bytes:
        """A part as a whole. Raises Refusal when it, or all that was read so far, is too much to look at."""
        part = self._start_of(name, LARGEST_PART + 1)
        self._left -= len(part)
        if len(part) > LARGEST_PART or self._left < 0:
            raise Refusal("bomb")
        return part

    def _start_of(self, name: str, length: int) -> bytes:
        try:
            with self._zip.open(name) as part:
                return part.read(length)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise Refusal("damaged") from None

    def elements(self, name: str) -> list[Element]:
        """Tag and attributes of every element of an XML part. Raises Refusal on a document type or broken XML."""
        found: list[Element] = []
        parser = _parser()
        parser.StartElementHandler = lambda tag, said: found.append((tag, said))
        _parse(parser, self.read(name), is_whole=True)
        return found

    def refuse_document_types(self) -> None:
        """No XML part may declare entities: a few lines of them unpack to gigabytes, or read files of the reader."""
        for member in self.members:
            if member.filename.lower().endswith((".xml", ".rels", ".vml", ".rdf")) and member.file_size:
                _check_prologue(self._start_of(member.filename, LONGEST_PROLOGUE), member.file_size)


def _check_table(raw: Bytes) -> None:
    """The table of contents stands at the very end, and is of a size that can be read."""
    end = len(raw) - END_LENGTH
    if end < 0 or raw[end : end + 4] != END:
        raise Refusal("two_kinds" if raw.rfind(END, max(0, end - 65_535)) >= 0 else "damaged")
    members, size, offset = struct.unpack("<HII", raw[end + 10 : end + 20])
    if members > MOST_MEMBERS or size > LARGEST_TABLE:
        raise Refusal("bomb")
    # A larger kind of table (zip64) would stand right before the end; no document needs one.
    if offset + size != end or raw[end - 20 : end - 16] == ZIP64:
        raise Refusal("two_kinds")


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name:
        raise Refusal("damaged")
    if member.flag_bits & 0x1:
        raise Refusal("locked")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal("damaged")
    if member.file_size > RATIO_MATTERS and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1):
        raise Refusal("bomb")


class _FirstElement(Exception):
    """The prologue is over."""


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(*_said: Any) -> None:
    raise Refusal("active")


def _stop(*_said: Any) -> None:
    raise _FirstElement


def _parse(parser: Any, text: bytes, *, is_whole: bool) -> None:
    try:
        parser.Parse(text, is_whole)
    except (expat.ExpatError, LookupError, ValueError):
        raise Refusal("damaged") from None


def _check_prologue(text: bytes, size: int) -> None:
    parser = _parser()
    parser.StartElementHandler = _stop
    try:
        _parse(parser, text, is_whole=len(text) >= size)
    except _FirstElement:
        return
    raise Refusal("damaged")

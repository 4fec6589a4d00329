"""A PDF by its bytes: no parser that follows references, so nothing in it can lead in a circle.

Refused is what runs a program (ISO 32000, actions JavaScript and Launch). Passwords, files inside and an action at
opening are honest things too (archives, the page to start on): they are allowed, and marked.
"""

import mmap
import re
import zlib
from collections.abc import Iterator

from wegwijzer.ui.inspection.refusal import Refusal

START = re.compile(rb"%PDF-[12]\.[0-9]")
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe)", re.IGNORECASE)
END = b"%%EOF"
LONGEST_TAIL = 1024  # bytes after the end that some programs leave
RUNS = frozenset({b"JavaScript", b"Launch"})
MARKED = {
    b"Encrypt": "encrypted",
    b"EmbeddedFile": "embedded",
    b"EmbeddedFiles": "embedded",
    b"OpenAction": "opens",
}
NAME_ENDS = rb"(?=[\x00\s/<>\[\]()%]|$)"
WANTED = re.compile(rb"/(" + b"|".join(sorted([*RUNS, *MARKED])) + rb")" + NAME_ENDS)
ESCAPED = re.compile(rb"/([A-Za-z0-9]*(?:#[0-9A-Fa-f]{2}[A-Za-z0-9]*)+)")
ANY_NAME = re.compile(rb"/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2})+)" + NAME_ENDS)
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
LONGEST_DICTIONARY = 64 * 1024  # bytes looked at before a stream
MOST_INFLATED = 64 * 1024 * 1024  # bytes of all object streams together
Bytes = bytes | mmap.mmap


def look(raw: Bytes) -> frozenset[str]:
    if not START.match(raw):
        raise Refusal("mismatch")
    if MARKUP.search(raw[:LONGEST_TAIL]) or _is_archive(raw):
        raise Refusal("two_kinds")
    _check_end(raw)
    names = _names(raw)
    if b"Encrypt" not in names:  # what is packed inside is enciphered otherwise
        for inflated in _object_streams(raw):
            names |= _names(inflated)
    if names & RUNS:
        raise Refusal("active")
    return frozenset(MARKED[name] for name in names)


def _check_end(raw: Bytes) -> None:
    """Whole to the end, and nothing of another kind behind it."""
    end = raw.rfind(END)
    if end < 0 or raw.rfind(b"startxref", max(0, end - LONGEST_TAIL), end) < 0:
        raise Refusal("damaged")
    tail = raw[end + len(END) :].strip(b"\x00\r\n\t ")
    if MARKUP.search(tail):
        raise Refusal("two_kinds")
    if len(tail) > LONGEST_TAIL:
        raise Refusal("damaged")


def _is_archive(raw: Bytes) -> bool:
    """Whether an unpacking program would find a table of contents at the end of the file."""
    at = raw.rfind(b"PK\x05\x06", max(0, len(raw) - 65_557))
    return at >= 0 and at + 22 + int.from_bytes(raw[at + 20 : at + 22], "little") <= len(raw)


def _plain(name: bytes) -> bytes:
    """/J#61vaScript is another way to write /JavaScript."""
    return HEX.sub(lambda match: bytes([int(match[1], 16)]), name)


def _names(raw: Bytes) -> set[bytes]:
    """Which of the names that matter stand in it, however they are written."""
    escaped = {_plain(match[1]) for match in ESCAPED.finditer(raw)}
    return {match[1] for match in WANTED.finditer(raw)} | (escaped & (RUNS | MARKED.keys()))


def _object_streams(raw: Bytes) -> Iterator[bytes]:
    """The objects that newer PDFs keep packed (ISO 32000, 7.5.7), unpacked within a limit."""
    left = MOST_INFLATED
    # In an honest file no byte is looked at twice; one that says "stream" a million times must not keep us busy.
    patience = 2 * len(raw) + LONGEST_DICTIONARY
    for stream in STREAM.finditer(raw):
        dictionary = _before(raw, stream.start())
        patience -= len(dictionary)
        if patience < 0:
            raise Refusal("damaged")
        names = [_plain(name) for name in ANY_NAME.findall(dictionary)]
        filters = [name for name in names if name.endswith(b"Decode") or name == b"Crypt"]
        # Without a filter nothing is packed, and its names were seen already.
        if b"ObjStm" not in names or not filters:
            continue
        if filters != [b"FlateDecode"]:
            raise Refusal("damaged")
        packed = raw[stream.end() : max(stream.end(), raw.find(b"endstream", stream.end()))]
        patience -= len(packed)
        inflated = _inflate(packed, left)
        left -= len(inflated)
        yield inflated


def _before(raw: Bytes, end: int) -> bytes:
    """What stands between the stream before and this one; the dictionary of this one is in it."""
    earliest = max(0, end - LONGEST_DICTIONARY)
    return raw[max(earliest, raw.rfind(b"endstream", earliest, end)) : end]


def _inflate(packed: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        inflated = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise Refusal("damaged") from None
    if len(inflated) > most:
        raise Refusal("bomb")
    return inflated

"""Pictures by their headers only: a decoder is where pictures become dangerous, and it is not needed here."""

import mmap
import struct
from itertools import count

from wegwijzer.ui.inspection.refusal import Refusal

MOST_PIXELS = 50_000_000
PNG = b"\x89PNG\r\n\x1a\n"
PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff"
JPEG_END = b"\xff\xd9"
# Markers that carry the size: every "start of frame" but the tables that share their range (ITU-T T.81, table B.1).
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MOST_SEGMENTS = 500
WEBP_MOVES = 0x02  # a flag of the extended header
Bytes = bytes | mmap.mmap


def look_at_png(raw: Bytes) -> frozenset[str]:
    if raw[:8] != PNG:
        raise Refusal("mismatch")
    if raw[12:16] != b"IHDR" or raw[-len(PNG_END) :] != PNG_END:
        raise Refusal("damaged")
    _check_size(*struct.unpack(">II", raw[16:24]))
    return frozenset()


def look_at_jpeg(raw: Bytes) -> frozenset[str]:
    if raw[:3] != JPEG:
        raise Refusal("mismatch")
    # A first segment as long as "/*" makes the picture a comment in a script (and it must be closed somewhere).
    if raw[4:6] == b"/*" and raw.find(b"*/", 6) >= 0:
        raise Refusal("two_kinds")
    height, width, frame_at = _frame(raw)
    _check_size(width, height)
    end = raw.rfind(JPEG_END)
    if end < frame_at:
        raise Refusal("damaged")
    # Telephones add data of their own after the picture; a page or an archive is something else.
    after = raw[end:].lower()
    if any(sign in after for sign in (b"<script", b"<html", b"<svg", b"pk\x03\x04", b"%pdf-")):
        raise Refusal("two_kinds")
    return frozenset()


def look_at_webp(raw: Bytes) -> frozenset[str]:
    """A still picture in RIFF (RFC 9649)."""
    if raw[:4] != b"RIFF" or raw[8:12] != b"WEBP":
        raise Refusal("mismatch")
    if int.from_bytes(raw[4:8], "little") + 8 != len(raw):
        raise Refusal("damaged")
    if raw[12:16] == b"VP8X" and raw[20] & WEBP_MOVES:
        raise Refusal("moves")
    _check_size(*_webp_size(raw))
    return frozenset()


def _webp_size(raw: Bytes) -> tuple[int, int]:
    """Width and height as the first chunk declares them."""
    chunk = raw[12:16]
    if len(raw) < 30:
        raise Refusal("damaged")
    if chunk == b"VP8X":
        return int.from_bytes(raw[24:27], "little") + 1, int.from_bytes(raw[27:30], "little") + 1
    if chunk == b"VP8L" and raw[20] == 0x2F:
        bits = int.from_bytes(raw[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and raw[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", raw[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise Refusal("damaged")


def size_of(raw: Bytes, code: str) -> tuple[int, int]:
    """Width and height in points as declared, of a picture that was looked at; `code` is its kind."""
    if code == "jpeg":
        height, width, _at = _frame(raw)
        return width, height
    if code == "webp":
        return _webp_size(raw)
    width, height = struct.unpack(">II", raw[16:24])
    return width, height


def _frame(raw: Bytes) -> tuple[int, int, int]:
    """Height, width, and where the frame header stands."""
    at = 2
    for number in count():
        if number > MOST_SEGMENTS or at + 9 > len(raw) or raw[at] != 0xFF:
            raise Refusal("damaged")
        marker = raw[at + 1]
        if marker == 0xFF:  # a fill byte before a marker
            at += 1
            continue
        if marker in FRAMES:
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return height, width, at
        at += 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    raise Refusal("damaged")


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Refusal("damaged")
    if width * height > MOST_PIXELS:
        raise Refusal("too_many_pixels")

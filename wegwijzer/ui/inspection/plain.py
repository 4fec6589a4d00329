"""Plain text and CSV: nothing but text, and no page of markup under another name."""

import mmap
import re

from wegwijzer.ui.inspection.refusal import Refusal

# Bytes that no text of UTF-8 or Windows-1252 holds; UTF-16 has NUL in every word.
NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!|\?|html|head|body|script|svg|iframe|img|math|style|title|table|a\b)", re.I
)


def look(raw: bytes | mmap.mmap) -> frozenset[str]:
    if NOT_TEXT.search(raw) or MARKUP.match(raw):
        raise Refusal("mismatch")
    return frozenset()

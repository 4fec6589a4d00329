"""The kinds of files that a document may be, and who looks at each."""

import hashlib
import io
import mmap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.inspection import markup, office, pdf, pictures, plain
from wegwijzer.ui.inspection.refusal import Refusal

Bytes = bytes | mmap.mmap
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

# The agreed test string of virus scanners (eicar.org), in two parts so that no scanner takes this file for it.
TEST_VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Kind:
    """One kind of file. `look` raises Refusal, or returns what a reader should know (codes of MARKS)."""

    code: str
    label: str | Promise
    extensions: tuple[str, ...]
    content_type: str
    look: Callable[[Bytes], frozenset[str]]


KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", _("PDF"), (".pdf",), "application/pdf", pdf.look),
        Kind("docx", _("Word"), (".docx",), OFFICE + "wordprocessingml.document", office.look_at_docx),
        Kind("xlsx", _("Excel"), (".xlsx",), OFFICE + "spreadsheetml.sheet", office.look_at_xlsx),
        Kind("pptx", _("PowerPoint"), (".pptx",), OFFICE + "presentationml.presentation", office.look_at_pptx),
        Kind("odt", _("OpenDocument-tekst"), (".odt",), OPEN_DOCUMENT + "text", office.look_at_odt),
        Kind("ods", _("OpenDocument-rekenblad"), (".ods",), OPEN_DOCUMENT + "spreadsheet", office.look_at_ods),
        Kind("png", _("PNG-beeld"), (".png",), "image/png", pictures.look_at_png),
        Kind("jpeg", _("JPEG-beeld"), (".jpg", ".jpeg"), "image/jpeg", pictures.look_at_jpeg),
        Kind("webp", _("WebP-beeld"), (".webp",), "image/webp", pictures.look_at_webp),
        Kind("txt", _("tekst"), (".txt",), "text/plain", plain.look),
        Kind("csv", _("CSV"), (".csv",), "text/csv", plain.look),
        Kind("ics", _("kalender"), (".ics",), "text/calendar", plain.look),
        Kind("xliff", _("XLIFF"), (".xlf", ".xliff"), "application/x-xliff+xml", markup.look),
    )
}
PICTURES = ("png", "jpeg", "webp")  # what is drawn anew
READ_HERE = (
    "ics",
    "xliff",
    "webp",
)  # a calendar, a translation, a picture: read when it comes in, and not kept as it is
DOCUMENTS = tuple(code for code in KINDS if code not in READ_HERE)
SHOWN = ("pdf", "png", "jpeg")  # what browsers show without running anything of it
MARKS = {
    "encrypted": _("beveiligd met een wachtwoord"),
    "embedded": _("bevat andere bestanden"),
    "opens": _("doet iets bij het openen"),
}


@dataclass(frozen=True)
class Finding:
    """What was seen: the kind, SHA-256 in hexadecimal, and codes of MARKS."""

    kind: Kind
    checksum: str
    marks: frozenset[str]


def inspect(file: File, kind: Kind) -> Finding:
    """Look whether the file is what its kind says. Raises Refusal; leaves the file at its beginning."""
    try:
        with contents(file) as raw:
            if raw.find(TEST_VIRUS) >= 0:
                raise Refusal("virus")
            marks = kind.look(raw)
            return Finding(kind, hashlib.sha256(raw).hexdigest(), marks)
    finally:
        file.seek(0)


def is_safe_to_show(file: File, content_type: str, checksum: str) -> bool:
    """Whether a browser may show this kept file itself: a picture or a PDF that still is what came in and does nothing.

    It is looked at again: what lies on a disk may have been changed since. A PDF with a password (which hides what is
    in it), with files inside or with something that it does when opened is for who downloads it.
    """
    kind = next((kind for code, kind in KINDS.items() if code in SHOWN and kind.content_type == content_type), None)
    if kind is None:
        return False
    try:
        finding = inspect(file, kind)
    except Refusal:
        return False
    return finding.checksum == checksum and not finding.marks


@contextmanager
def contents(file: File) -> Iterator[Bytes]:
    """The bytes of an upload: a large one lies on disk already and is mapped, not read into memory."""
    file.seek(0)
    try:
        handle = file.fileno()
    except (AttributeError, io.UnsupportedOperation):
        yield file.read()
        return
    with mmap.mmap(handle, 0, access=mmap.ACCESS_READ) as mapped:
        yield mapped

"""Documents that are archives: Office Open XML (ECMA-376) and OpenDocument (ISO 26300).

The table of contents is read, and the few parts that say what the document is and what it fetches; nothing is unpacked
to disk, and no part is read past its limit.
"""

import mmap
import re
import zipfile

from wegwijzer.ui.inspection.archive import Archive
from wegwijzer.ui.inspection.refusal import Refusal

Bytes = bytes | mmap.mmap
TYPES = "[Content_Types].xml"
# Parts that run: macros of Office and of LibreOffice, and controls.
RUNS = re.compile(r"(?:.*/)?vbaProject\.bin|.*/vbaData\.xml|.*/macrosheets/.*|.*/activeX/.*|(?:Basic|Scripts)/.+", re.I)
PROGRAMS = re.compile(r".*\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|lnk|jar|zip|7z|rar|gz|iso)", re.I)
EMBEDDED = re.compile(r"(?:word|xl|ppt)/embeddings/.+|Object [0-9]+/.+\.bin", re.I)
# Relations that are followed as soon as the document opens; a link that somebody clicks on is another matter.
FOLLOWED = re.compile(r".*/(?:attachedTemplate|oleObject|frame|subDocument|package|control)")
ON_THIS_COMPUTER = re.compile(r"(?:file:/{0,3})?[A-Za-z]:[\\/].*", re.DOTALL)


MAIN_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"
RUNNING_TYPES = ("macroenabled", "vbaproject", "activex")


def look_at_docx(raw: Bytes) -> frozenset[str]:
    return _look_at_office(raw, MAIN_TYPE.format("wordprocessingml.document"))


def look_at_xlsx(raw: Bytes) -> frozenset[str]:
    return _look_at_office(raw, MAIN_TYPE.format("spreadsheetml.sheet"))


def look_at_pptx(raw: Bytes) -> frozenset[str]:
    return _look_at_office(raw, MAIN_TYPE.format("presentationml.presentation"))


def look_at_odt(raw: Bytes) -> frozenset[str]:
    return _look_at_open_document(raw, b"application/vnd.oasis.opendocument.text")


def look_at_ods(raw: Bytes) -> frozenset[str]:
    return _look_at_open_document(raw, b"application/vnd.oasis.opendocument.spreadsheet")


def _look_at_office(raw: Bytes, main_type: str) -> frozenset[str]:
    with Archive(raw) as archive:
        if TYPES not in archive.names:
            raise Refusal("mismatch")
        _refuse_programs(archive)
        declared = [(said.get("PartName", ""), said.get("ContentType", "")) for _tag, said in archive.elements(TYPES)]
        if any(sign in content_type.lower() for _part, content_type in declared for sign in RUNNING_TYPES):
            raise Refusal("active")
        main_parts = [part.lstrip("/") for part, content_type in declared if content_type == main_type]
        if not any(part in archive.names for part in main_parts):
            raise Refusal("mismatch")
        _refuse_fetching(archive)
        return _marks(archive)


def _look_at_open_document(raw: Bytes, content_type: bytes) -> frozenset[str]:
    with Archive(raw) as archive:
        first = archive.members[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise Refusal("mismatch")
        if archive.read("mimetype") != content_type or "content.xml" not in archive.names:
            raise Refusal("mismatch")
        _refuse_programs(archive)
        marks = _marks(archive)
        if "META-INF/manifest.xml" in archive.names:
            tags = {tag for tag, _said in archive.elements("META-INF/manifest.xml")}
            if any(tag.endswith("encryption-data") for tag in tags):
                marks |= {"encrypted"}
        return marks


def _refuse_programs(archive: Archive) -> None:
    if any(RUNS.fullmatch(name) or PROGRAMS.fullmatch(name) for name in archive.names):
        raise Refusal("active")
    archive.refuse_document_types()


def _refuse_fetching(archive: Archive) -> None:
    """Templates and objects that would be fetched from elsewhere when the document opens."""
    for name in archive.names:
        if not name.lower().endswith(".rels"):
            continue
        for tag, said in archive.elements(name):
            if tag.endswith("Relationship") and said.get("TargetMode", "").lower() == "external":
                elsewhere = not ON_THIS_COMPUTER.fullmatch(said.get("Target", ""))
                if elsewhere and FOLLOWED.fullmatch(said.get("Type", "")):
                    raise Refusal("fetches")


def _marks(archive: Archive) -> frozenset[str]:
    return frozenset({"embedded"} if any(EMBEDDED.fullmatch(name) for name in archive.names) else ())

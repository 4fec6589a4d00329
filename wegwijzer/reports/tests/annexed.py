"""Files as people send them along, for the tests that put them in a document."""

import hashlib
import io
from typing import Any

import pypdf
from PIL import Image, ImageDraw
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from wegwijzer.reports.registry import Annex, Printout


def pdf(*lines: str, wide: bool = False, **changes: Any) -> bytes:
    """A PDF with a page for each line, as a simple program writes it: a font that is not in the file."""
    writer = pypdf.PdfWriter()
    for line in lines:
        page = writer.add_blank_page(842 if wide else 595, 595 if wide else 842)
        stream = StreamObject()
        stream.set_data(f"BT /A 24 Tf 72 500 Td ({line}) Tj ET 0 0 1 rg 72 400 200 50 re f".encode())
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/A"): writer._add_object(named)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        if "rotate" in changes:
            page.rotate(changes["rotate"])
        if "field" in changes:
            page[NameObject("/Annots")] = ArrayObject([writer._add_object(field(writer, changes["field"], fonts))])
    if "script" in changes:
        does = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(changes["script"])}
        action = DictionaryObject({NameObject(key): value for key, value in does.items()})
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    if "password" in changes:
        writer.encrypt(changes["password"], algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def field(writer: pypdf.PdfWriter, words: str, fonts: DictionaryObject) -> DictionaryObject:
    """A form field that somebody filled in: its words stand in its appearance only."""
    look = StreamObject()
    look.set_data(f"BT /A 12 Tf 2 4 Td ({words}) Tj ET".encode())
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject([FloatObject(number) for number in (0, 0, 100, 20)])
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    rectangle = ArrayObject([FloatObject(number) for number in (72, 300, 272, 340)])
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/Rect"): rectangle})
    note[NameObject("/F")] = NumberObject(4)
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    return note


def picture(kind: str = "PNG") -> bytes:
    image = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(image).rectangle((50, 50, 250, 250), fill="darkred")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def annex(name: str, content: bytes, kind: str = "application/pdf", **changes: Any) -> Annex:
    said = {"name": name, "content_type": kind, "checksum": hashlib.sha256(content).hexdigest()}
    return Annex(**said | {"open": lambda: io.BytesIO(content)} | changes)


def annexed(*annexes: Annex) -> Printout:
    return Printout(
        template="sample_annexes.html", context={}, title="Dossier", file_name="dossier.pdf", annexes=annexes
    )

"""A draft decision as a Word document: A4, styles for headings, Dutch, nobody's name in its properties.

Texts become words only, never fields or links; the same draft gives the same bytes.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from functools import cache
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from governance.exports.packet import VOTE, Annex, Draft, contribution_in_words
from wegwijzer.ui.prose_blocks import Block

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
INK, SOFT = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x55, 0x60, 0x6E)
MARGIN = Mm(20)
LONG_AGO = dt.datetime(2001, 1, 1)  # noqa: DTZ001 - Word keeps no zone; a fixed moment, so that bytes do not differ
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Parts of the library's template that say nothing here: a picture, an older kind of styles, a mac's own data.
TABLES = ("TableNormal", "TableGrid")
LEFT_OUT = ("thumbnail", "stylesWithEffects", "customXml")
WIDTH = Mm(170)


def as_word(draft: Draft) -> bytes:
    """The document, as bytes."""
    document = docx.Document(io.BytesIO(_blank()))
    _set_page(document, draft)
    _set_properties(document, draft)
    _head(document, draft)
    _section(document, _("Juridische gronden"), draft.grounds)
    _section(document, _("Feiten en motivering"), draft.facts)
    if draft.contribution:
        document.add_heading(_("Financiële gevolgen"), 1)
        document.add_paragraph(_clean(contribution_in_words(draft)))
    _vote(document)
    _articles(document, draft)
    if draft.annexes:
        _annexes(document, draft.annexes)
    _signatures(document, draft)
    return _same_bytes(document)


def as_archive(drafts: Sequence[Draft]) -> bytes:
    """All drafts in one archive, each under the name of its organisation."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, draft in _named(drafts):
            archive.writestr(zipfile.ZipInfo(name, ZIP_DAY), as_word(draft), compress_type=zipfile.ZIP_STORED)
    return file.getvalue()


def _named(drafts: Sequence[Draft]) -> list[tuple[str, Draft]]:
    """No two files of one name: two organisations may be called almost alike."""
    taken: dict[str, int] = {}
    named = []
    for draft in drafts:
        count = taken[draft.filename] = taken.get(draft.filename, 0) + 1
        stem = draft.filename.removesuffix(".docx")
        named.append((draft.filename if count == 1 else f"{stem}-{count}.docx", draft))
    return named


# --- what stands in it


def _head(document: Document, draft: Draft) -> None:
    document.add_paragraph(_clean(draft.organisation), style="Letterhead")
    document.add_paragraph(_clean(draft.organ[:1].upper() + draft.organ[1:]), style="Letterhead")
    document.add_paragraph(_("Zitting van ") + "…" * 12, style="Fill in")
    document.add_paragraph(_("Ontwerpbesluit"), style="Kind")
    document.add_paragraph(_clean(draft.title), style="Title")
    if not draft.is_pinned:
        document.add_paragraph(_("Voorlopige tekst: deze vraag is nog niet aan de besturen gesteld."), style="Fill in")
    for label in (_("Aanwezig"), _("Verontschuldigd"), _("Afwezig")):
        document.add_paragraph(f"{label}: " + "…" * 20, style="Fill in")


def _section(document: Document, heading: str, blocks: Sequence[Block]) -> None:
    if blocks:
        document.add_heading(_clean(heading), 1)
        _write(document, blocks)


def _write(document: Document, blocks: Sequence[Block]) -> None:
    for block in blocks:
        paragraph = document.add_paragraph()
        if block.depth:
            paragraph.paragraph_format.left_indent = Mm(6 * block.depth)
        if block.bullet:
            paragraph.paragraph_format.first_line_indent = Mm(-6)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(6 * block.depth))
            paragraph.paragraph_format.space_after = Pt(3)
            paragraph.add_run(f"{block.bullet}\t")
        for run in block.runs:
            written = paragraph.add_run(_clean(run.text))
            written.bold, written.italic = run.is_strong or None, run.is_emphasised or None


def _vote(document: Document) -> None:
    document.add_heading(_("Stemming"), 1)
    table = _table(document, [(str(label), "…" * 12) for label in VOTE], Mm(50))
    for row in table.rows:
        row.cells[0].paragraphs[0].runs[0].bold = True


def _articles(document: Document, draft: Draft) -> None:
    document.add_heading(_("Besluit"), 1)
    for number, blocks in enumerate(draft.articles, start=1):
        document.add_heading(_("Artikel %s") % number, 2)
        _write(document, blocks)


def _annexes(document: Document, annexes: Sequence[Annex]) -> None:
    document.add_heading(_("Bijlagen"), 1)
    document.add_paragraph(_("Het controlegetal (SHA-256) toont dat het om precies dit bestand gaat."))
    for annex in annexes:
        paragraph = document.add_paragraph(f"{annex.number}. {_clean(annex.name)}")
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = True
        document.add_paragraph(annex.checksum, style="Checksum")


def _signatures(document: Document, draft: Draft) -> None:
    document.add_heading(_("Ondertekening"), 1)
    cells = [signer[:1].upper() + signer[1:] for signer in draft.signers]
    table = document.add_table(rows=2, cols=len(cells))
    for place, signer in enumerate(cells):
        name, line = (table.rows[row].cells[place].paragraphs[0] for row in (0, 1))
        name.text, line.text = signer, "…" * 12
        name.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(36)
    _keep_rows_whole(table)


def _table(document: Document, rows: Sequence[tuple[str, str]], first: Mm) -> Any:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    widths = (first, Mm(WIDTH.mm - first.mm))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for values in rows:
        cells = table.add_row().cells
        for cell, value, width in zip(cells, values, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].text = value
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)
    _keep_rows_whole(table)
    return table


def _keep_rows_whole(table: Any) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


# --- how it looks


def _set_page(document: Document, draft: Draft) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.header_distance = section.footer_distance = Mm(10)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    tab_stops = footer.paragraph_format.tab_stops
    tab_stops.add_tab_stop(WIDTH, alignment=2)  # right
    footer.add_run(_clean(f"{draft.partnership} – {_shortened(draft.title)}") + "\t")
    footer.add_run(_("bladzijde") + " ")
    _field(footer, "PAGE")
    footer.add_run(f" {_('van')} ")
    _field(footer, "NUMPAGES")
    if draft.is_pinned:
        second = section.footer.add_paragraph(style="Footer")
        second.add_run(_("Tekst %(wording)s, controlegetal %(checksum)s") % vars(draft))


def _shortened(title: str) -> str:
    return title if len(title) <= 60 else title[:59] + "…"


def _field(paragraph: Any, instruction: str) -> None:
    """One of the two fields of the document: the number of this page, and how many there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


@cache
def _blank() -> bytes:
    """The library's empty document in our styles, without the hundred styles of tables that make it slow to read."""
    document = docx.Document()
    _set_styles(document)
    for style in list(document.styles.element.iter(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in TABLES:
            document.styles.element.remove(style)
    package = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if any(name.lower() in relation.reltype.lower() for name in LEFT_OUT):
                del owner.rels[key]
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_styles(document: Document) -> None:
    styles = document.styles
    for name, size, bold, before, after, colour in (
        ("Normal", 10.5, False, 0, 6, INK),
        ("Title", 16, True, 2, 12, INK),
        ("Heading 1", 12, True, 14, 4, INK),
        ("Heading 2", 10.5, True, 8, 2, INK),
        ("Footer", 8, False, 0, 0, SOFT),
        ("Letterhead", 12, True, 0, 0, INK),
        ("Kind", 10.5, True, 18, 0, SOFT),
        ("Fill in", 10.5, False, 2, 4, SOFT),
        ("Checksum", 8, False, 0, 6, SOFT),
    ):
        style = styles[name] if name in styles else styles.add_style(name, 1)  # 1: of a paragraph
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
        _plain_font(style)
    _take_out(styles["Title"].element, "w:pBdr", "w:spacing[@w:val]", "w:kern")
    _take_out(styles["Footer"].element, "w:tabs")
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-BE")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "nl-BE")


def _take_out(style: Any, *paths: str) -> None:
    """What the template adds to a style and we do not want: a line, wide letters, stops for another page."""
    for path in paths:
        for found in style.xpath(f".//{path}"):
            found.getparent().remove(found)


def _plain_font(style: Any) -> None:
    """Arial, which every computer of a town hall has, and not the font of a theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def _set_properties(document: Document, draft: Draft) -> None:
    about = document.core_properties
    about.title = _clean(f"{_('Ontwerpbesluit')} – {draft.title}")[:255]
    about.subject = _clean(f"{draft.organ}, {draft.organisation}")[:255]
    about.author = about.last_modified_by = "Wegwijzer"
    about.comments = about.keywords = ""
    about.language = "nl-BE"
    about.created = about.modified = LONG_AGO


# --- as bytes


def _clean(text: str) -> str:
    """Without the characters that XML can not hold."""
    return NOT_XML.sub("", text)


def _same_bytes(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    file = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DAY), parts.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()

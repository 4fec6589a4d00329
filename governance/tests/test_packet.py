"""Draft decisions for the councils: the right organ, grounds, amount and numbers, and nothing that runs."""

import datetime as dt
import hashlib
import io
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import docx
import pytest
from django.urls import reverse

from governance.exports.legal_grounds import GROUNDS, grounds_for, signers_for
from governance.exports.packet import as_text, draft_of, sections_of, split_articles
from governance.exports.packet_word import as_archive, as_word
from governance.models import CouncilKind, LegalForm, RoundAnnex
from governance.tests.round_factories import ApprovalRoundFactory, RoundPartyFactory
from wegwijzer.testing.people import MARKER

OLD, NEW = dt.date(2018, 12, 31), dt.date(2019, 1, 1)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def party(cast):
    round_ = ApprovalRoundFactory(
        partnership=cast.a.partnership,
        open=True,
        title="Statuten",
        asked_on=dt.date(2015, 9, 1),
        deadline_on=dt.date(2015, 9, 29),
    )
    return RoundPartyFactory(
        round=round_, organisation=cast.a.boards["OCMW Olen"], contribution=Decimal("12345.50"), organ="welfare_council"
    )


def drafted(party, **wording):
    text = party.round.current_text
    for name, value in wording.items():
        setattr(text, name, value)
    return draft_of(party, text, list(RoundAnnex.objects.filter(text=text)))


def paragraphs(content):
    return [found.text for found in docx.Document(io.BytesIO(content)).paragraphs]


def cells(content):
    tables = docx.Document(io.BytesIO(content)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


# --- on which decree


@pytest.mark.parametrize(
    ("organ", "day", "said"),
    [
        (CouncilKind.MUNICIPAL_COUNCIL, OLD, "Gemeentedecreet van 15 juli 2005, artikelen 42 en 43"),
        (CouncilKind.MUNICIPAL_COUNCIL, NEW, "over het lokaal bestuur, artikelen 40 en 41"),
        (CouncilKind.WELFARE_COUNCIL, OLD, "OCMW-decreet van 19 december 2008, artikelen 51 en 52"),
        (CouncilKind.WELFARE_COUNCIL, NEW, "over het lokaal bestuur, artikelen 77 en 78"),
        (CouncilKind.COLLEGE, NEW, "over het lokaal bestuur, artikel 56"),
        (CouncilKind.PERMANENT_BUREAU, NEW, "over het lokaal bestuur, artikel 84"),
    ],
)
def test_competence_of_an_organ_follows_the_decree_of_that_day(organ, day, said):
    (citation,) = grounds_for(organ, LegalForm.DE_FACTO, day)
    assert said in citation


def test_interlocal_association_adds_its_own_decree():
    assert "6 juli 2001" in grounds_for("municipal_council", "interlocal", OLD)[1]
    assert "artikelen 392 tot en met 395" in grounds_for("municipal_council", "interlocal", NEW)[1]


def test_ground_that_the_coordinator_wrote_is_not_said_twice():
    own = "Het decreet van 6 juli 2001, artikel 6; het Gemeentedecreet, artikel 42."
    assert grounds_for("municipal_council", "interlocal", OLD, own) == []
    assert len(grounds_for("municipal_council", "interlocal", OLD, "Gemeentedecreet, artikel 421")) == 2


def test_every_ground_has_a_source_and_no_two_hold_on_one_day():
    assert all(row.source.startswith("https://") for row in GROUNDS)
    for row in GROUNDS:
        for day in (dt.date(2010, 1, 1), OLD, NEW):
            assert sum(other.of == row.of and other.holds(day) for other in GROUNDS) <= 1


def test_head_of_the_administration_signs_by_the_name_of_that_day():
    assert signers_for("municipal_council", OLD) == ["gemeentesecretaris", "voorzitter van de gemeenteraad"]
    assert signers_for("college", NEW) == ["algemeen directeur", "burgemeester"]
    assert signers_for("board", NEW) == ["secretaris", "voorzitter"]


# --- what stands in it


def test_draft_has_the_own_organ_grounds_and_share(party):
    text = as_text(drafted(party, grounds="Eigen grond.", facts="Overleg met alle besturen."))
    assert text.startswith("Ontwerpbesluit\nOCMW Olen – raad voor maatschappelijk welzijn\n")
    assert text.index("Eigen grond.") < text.index("OCMW-decreet") < text.index("6 juli 2001")
    assert "De eigen bijdrage van OCMW Olen bedraagt €\u00a012.345,50." in text
    assert text.rstrip().endswith("voorzitter van de raad voor maatschappelijk welzijn: ……………………")


def test_articles_are_numbered_anew_whatever_was_typed(party):
    said = "Artikel 1. De raad keurt goed.\n\nArt. 3: De raad duidt aan:\n- Jaar 1\n- Jaar 2"
    sections = {key: text for key, _heading, text in sections_of(drafted(party, articles=said))}
    assert sections["articles"].split("\n\n") == [
        "Artikel 1. De raad keurt goed.",
        "Artikel 2. De raad duidt aan:\n• Jaar 1\n• Jaar 2",
        "Artikel 3. De eigen bijdrage van OCMW Olen bedraagt €\u00a012.345,50.",
        f"Artikel 4. Dit besluit wordt bezorgd aan {party.round.partnership.organisation}.",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("Goedgekeurd.", ["Goedgekeurd."]),
        ("Eén.\n\nTwee,\nen nog.", ["Eén.", "Twee,\nen nog."]),
        ("1. Eén.\n2. Twee.", ["Eén.", "Twee."]),
        ("artikel 1 – Eén.\nARTIKEL 2° Twee.", ["Eén.", "Twee."]),
        ("De raad past artikel 5 toe.", ["De raad past artikel 5 toe."]),
    ],
)
def test_articles_are_found_by_their_numbers_or_by_paragraph(typed, found):
    assert split_articles(typed) == found


def test_without_articles_the_organ_approves_what_is_asked(party):
    party.contribution = None
    articles = {key: text for key, _heading, text in sections_of(drafted(party))}["articles"]
    assert articles.startswith("Artikel 1. De raad voor maatschappelijk welzijn keurt ‘Statuten’ goed.")
    assert "bijdrage" not in as_text(drafted(party))


def test_title_with_signs_of_markup_stays_as_it_was_typed(party):
    party.round.title = "Plan *2015* [ontwerp](x) & <b>co</b> 1. A_b_"
    assert f"keurt ‘{party.round.title}’ goed" in as_text(drafted(party))
    assert party.round.title in paragraphs(as_word(drafted(party)))


# --- the Word document


def test_word_document_is_a4_in_dutch_with_headings_as_styles(party):
    content = as_word(drafted(party, grounds="Grond.", articles="Artikel 1. Ja."))
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {round(m.mm) for m in (section.left_margin, section.right_margin, section.top_margin)} == {20}
    styles = [found.style.name for found in document.paragraphs]
    assert styles.count("Title") == 1
    assert [found.text for found in document.paragraphs if found.style.name == "Heading 1"] == [
        "Juridische gronden",
        "Feiten en motivering",
        "Financiële gevolgen",
        "Stemming",
        "Besluit",
        "Ondertekening",
    ]
    assert [found.text for found in document.paragraphs if found.style.name == "Heading 2"][:2] == [
        "Artikel 1",
        "Artikel 2",
    ]
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', parts.read("word/styles.xml").decode())) == {"nl-BE"}
    assert "Secretaris van het OCMW" in cells(content)


def test_properties_name_no_person_and_the_same_draft_gives_the_same_bytes(party):
    content = as_word(drafted(party))
    assert content == as_word(drafted(party))
    core = docx.Document(io.BytesIO(content)).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("Wegwijzer", "Wegwijzer", "")
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


NASTY = [
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }",
    "=HYPERLINK(1)",
    "</w:t><w:instrText>DATE</w:instrText>",
    "<w:fldSimple w:instr='DATE'/>",
    "&xxe; <!DOCTYPE a [<!ENTITY xxe SYSTEM 'file:///etc/passwd'>]>",
    "[klik](javascript:alert(1))",
    "\x07\x00\ud800\ufffe",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_texts_become_words_and_nothing_else(nasty, party):
    party.round.title = f"Titel {nasty}"
    party.organisation.name = f"OCMW {nasty}"
    content = as_word(drafted(party, grounds=nasty, facts=nasty, articles=nasty, question=nasty))
    parts = zipfile.ZipFile(io.BytesIO(content))
    for name in parts.namelist():
        if name.endswith((".xml", ".rels")):
            tree = ElementTree.fromstring(parts.read(name))
            fields = [found.get(f"{WORD}instr") for found in tree.iter(f"{WORD}fldSimple")]
            assert fields in ([], ["PAGE", "NUMPAGES"]), name
            assert not list(tree.iter(f"{WORD}instrText"))
            assert not list(tree.iter(f"{WORD}hyperlink"))
            assert 'TargetMode="External"' not in parts.read(name).decode()


def test_annexes_stand_there_with_their_checksum(both_furnished):
    _cast, (world, _of_another) = both_furnished
    draft, checksum = drafted(world["party_open"]), hashlib.sha256(b"ontwerp").hexdigest()
    assert (draft.annexes[0].name, draft.annexes[0].checksum) == ("ontwerp.txt", checksum)
    assert checksum in paragraphs(as_word(draft))
    assert f"1. ontwerp.txt (SHA-256: {checksum})" in as_text(draft)


def test_archive_holds_one_document_per_organisation_also_of_one_name(party):
    twin = RoundPartyFactory(round=party.round)
    twin.organisation.name = party.organisation.name
    names = zipfile.ZipFile(io.BytesIO(as_archive([drafted(party), drafted(twin)]))).namelist()
    assert names == ["ontwerpbesluit-ocmw-olen-statuten.docx", "ontwerpbesluit-ocmw-olen-statuten-2.docx"]


# --- the pages


def test_contact_person_gets_the_own_draft_only(both_furnished, as_user):
    cast, (world, _of_another) = both_furnished
    own, other = (
        world["party_open"],
        RoundPartyFactory(round=world["round_open"], organisation=cast.a.boards["Gemeente Lille"]),
    )
    client = as_user(cast.a.contact)
    answer = client.get(reverse("governance:packet_download", args=[own.pk]))
    assert answer["Content-Disposition"].startswith('attachment; filename="ontwerpbesluit-gemeente-olen')
    assert "Gemeente Olen" in paragraphs(answer.content)
    assert client.get(reverse("governance:packet_download", args=[other.pk])).status_code == 403
    page = client.get(reverse("governance:approval_round_detail", args=[own.round_id])).content.decode()
    assert reverse("governance:packet_detail", args=[own.pk]) in page
    assert reverse("governance:packet_detail", args=[other.pk]) not in page
    assert reverse("governance:packet_list", args=[own.round_id]) not in page


def test_coordinator_gets_all_drafts_in_one_file_and_none_of_another_partnership(both_furnished, as_user):
    cast, (world, _of_another) = both_furnished
    RoundPartyFactory(round=world["round_open"], organisation=cast.a.boards["Gemeente Lille"])
    answer = as_user(cast.a.coordinator).get(reverse("governance:packet_archive", args=[world["round_open"].pk]))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert len(archive.namelist()) == 3  # the first board, Lille, and the one that the world asked by mistake
    inside = [zipfile.ZipFile(io.BytesIO(archive.read(name))).read("word/document.xml") for name in archive.namelist()]
    assert not [text for text in inside if MARKER.encode() in text]


def test_draft_of_a_round_in_preparation_says_that_it_is_provisional(both_furnished, as_user):
    cast, (world, _of_another) = both_furnished
    client, party = as_user(cast.a.coordinator), world["party_draft"]
    assert "voorlopig" in client.get(reverse("governance:packet_detail", args=[party.pk])).content.decode()
    word = client.get(reverse("governance:packet_download", args=[party.pk])).content
    assert [said for said in paragraphs(word) if said.startswith("Voorlopige tekst")]
    assert as_user(cast.a.contact).get(reverse("governance:packet_detail", args=[party.pk])).status_code == 404

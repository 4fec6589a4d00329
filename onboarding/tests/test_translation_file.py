"""Texts out to translators and back: nothing is lost on the way, and nothing comes in that was not meant."""

from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from onboarding.actions.translation_file import Fate, propose
from onboarding.exports.xliff import xliff
from onboarding.forms.translation_file import _returned
from onboarding.forms.xliff_reading import Unreadable, read_xliff
from onboarding.models.translation_unit import Handout, Unit
from wegwijzer.localised import LocalisedText
from wegwijzer.ui.forms import LineField, ProseField

NS = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
NASTY = [
    "a & b < c > d \"e\" 'f'",
    "]]> <![CDATA[ x ]]>",
    "&amp; &#10; &lt;b&gt;",
    "eerste\n\n- tweede\n- derde",
    "👩‍👩‍👧 🏠 ñ ñ",
    "هاتف: {telefoon}، من 9 إلى 12",
    "تلفن {telefoon} {openingsuren} {telefoon}",
    "ኣድራሻና፦ {adres}",
    "{niet een plaats} {Groot} {} {{telefoon}}",
    "  ingesprongen\n\tmet tab",
    "\u200fمرحبا\u200f",
]


def text_of(**said):
    """A regional text without a database."""
    editions = SimpleNamespace(order_by=lambda *names: SimpleNamespace(first=lambda: SimpleNamespace(number=3)))
    about = {"pk": 12, "title": LocalisedText("Welkom"), "purpose": "Onthaal", "audience": "nieuwkomers"}
    return SimpleNamespace(**(about | said), editions=editions)


def unit(source, target="", before=None, key="sectie-1-tekst", name="body"):
    row = SimpleNamespace(version=1, pk=1)
    return Unit(key, row, name, "Wonen", source, target, source if before is None else before)


def handout(*units, language="ar"):
    return Handout(text_of(), None, language, units)


def back(raw, out):
    """The proposal of what is in the file."""
    return propose(out, [_returned(one) for one in read_xliff(raw).units])


def cleaned(field, text):
    try:
        return field.clean(text)
    except Exception:  # what a form refuses never gets in a text
        return ""


words = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.lists(st.sampled_from(NASTY), max_size=3).map("\n".join)
)
bodies = words.map(lambda text: cleaned(ProseField(max_length=6000, required=False), text))
titles = words.map(lambda text: cleaned(LineField(max_length=150, required=False), text))


@given(title=titles, body=bodies, title_in=titles, body_in=bodies, stale=st.booleans())
@example(title="a", body=NASTY[6], title_in="b", body_in=NASTY[6], stale=True)
def test_out_and_in_again_changes_nothing(title, body, title_in, body_in, stale):
    before = "Iets heel anders" if stale else None
    units = [unit(title, title_in, before, "sectie-1-titel", "title"), unit(body, body_in, before)]
    out = handout(*(one for one in units if one.source))
    proposal = back(xliff(out), out)
    wrong = [line for line in proposal.left if "plaats" not in " ".join(line.problems)]
    assert not wrong
    assert not proposal.taken


@given(source=bodies.filter(bool), target=bodies.filter(bool))
@example(source=NASTY[6], target=NASTY[6])
@example(source="x\ny", target="]]>\n&amp;")
def test_what_is_filled_in_comes_back_to_the_letter(source, target):
    empty = handout(unit(source))
    tree = etree.fromstring(xliff(empty))
    [slot] = tree.iterfind(".//x:target", NS)
    slot.text = target.translate({0xFFFE: None, 0xFFFF: None})
    [line] = back(etree.tostring(tree), empty).lines
    assert line.returned.target == target
    if not line.problems:
        assert line.fate == Fate.NEW
        filled = handout(unit(source, target))
        assert not back(xliff(filled), filled).taken


def test_the_file_is_what_xliff_1_2_asks_for():
    """Read by another reader than ours; the facts are those of the specification."""
    out = handout(
        unit("Welkom", "مرحبا", key="titel", name="title"),
        unit("Bel {telefoon} of {telefoon}.", "هاتف {telefoon}", "Bel"),
    )
    root = etree.fromstring(xliff(out), etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.tag == "{urn:oasis:names:tc:xliff:document:1.2}xliff"
    assert root.get("version") == "1.2"
    [file] = root
    assert {"original", "source-language", "datatype"} <= set(file.attrib)
    assert file.get("original") == "wegwijzer/tekst/12"
    assert (file.get("source-language"), file.get("target-language")) == ("nl", "ar")
    assert file.get("product-version") == "3"
    assert file.get("build-num") == out.checksum
    assert [etree.QName(part).localname for part in file] == ["header", "body"]
    units = file.findall("x:body/x:trans-unit", NS)
    assert [row.get("id") for row in units] == ["titel", "sectie-1-tekst"]
    for row in units:
        names = [etree.QName(part).localname for part in row]
        assert names[:2] == ["source", "target"]
        assert set(names[2:]) == {"note"}
        assert row.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert [row.get("maxwidth") for row in units] == ["150", "6000"]
    assert [row.find("x:target", NS).get("state") for row in units] == ["translated", "needs-review-translation"]
    codes = units[1].findall("x:source/x:x", NS)
    assert [(code.get("id"), code.get("equiv-text")) for code in codes] == [("1", "{telefoon}"), ("2", "{telefoon}")]
    assert [code.get("id") for code in units[1].findall("x:target/x:x", NS)] == ["1"]
    assert "Toen stond er: Bel" in units[1].findall("x:note", NS)[-1].text


def wrapped(inside, head='<?xml version="1.0"?>'):
    return (
        f'{head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="wegwijzer/tekst/12"'
        f' source-language="nl" target-language="ar" datatype="plaintext"><body>{inside}</body></file></xliff>'
    )


def one(source, target, key="sectie-1-tekst"):
    return f'<trans-unit id="{key}"><source>{source}</source><target>{target}</target></trans-unit>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "damaged"),
        (b"\x00\x01", "damaged"),
        (b"<xliff", "damaged"),
        (b"<html><body/></html>", "other"),
        (b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "version"),
        (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "other"),
        (wrapped("", '<!DOCTYPE xliff [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>').encode(), "document_type"),
        (wrapped("", '<!DOCTYPE xliff SYSTEM "http://example.org/x.dtd">').encode(), "document_type"),
        (wrapped("", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>').encode(), "document_type"),
        (wrapped("&f;").encode(), "damaged"),
        (wrapped("").replace("</xliff>", '<file original="x"/></xliff>').encode(), "several"),
        (wrapped("<group>" * 40 + "</group>" * 40).encode(), "damaged"),
        (wrapped(one("a", "b") * 501).encode(), "too_many"),
        (wrapped(one("\ud800", "b")).encode("utf-8", "surrogatepass"), "damaged"),
    ],
)
def test_what_is_no_translation_is_refused(raw, code):
    with pytest.raises(Unreadable, match=f"^{code}$"):
        read_xliff(raw)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_ways_of_writing_the_same_file(coding):
    raw = wrapped(one("Dag", "<![CDATA[مرحبا <b>& ]]>")).replace('"1.0"', f'"1.0" encoding="{coding[:6].rstrip("-")}"')
    [found] = read_xliff(raw.replace('encoding="utf-8"', "").encode(coding)).units
    assert (found.source, found.target) == ("Dag", "مرحبا <b>& ")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("Bel", "De plaats {telefoon} ontbreekt in de vertaling."),
        ('<x id="1" equiv-text="{telefoon}"/> {fax}', "De plaats {fax} staat niet in het Nederlands."),
        ('{telefoon} <b xmlns="http://www.w3.org/1999/xhtml">vet</b>', "Hier staat een code die er niet hoort: <b>."),
        ('{telefoon} <bpt id="7">[</bpt>', "Hier staat een code die er niet hoort: <bpt>."),
        ('{telefoon}<x id="9" equiv-text="&lt;script&gt;"/>', "Hier staat een code die er niet hoort: <x>."),
        ("{telefoon} \u202eabc", "Deze tekst bevat een onzichtbaar teken dat de leesrichting omkeert."),
        ("{telefoon}" + "x" * 6000, "Maak deze tekst korter: hoogstens 6000 tekens, het zijn er nu 6010."),
    ],
)
def test_what_is_wrong_in_a_unit_is_named_and_not_taken(target, said):
    out = handout(unit("Bel {telefoon}", "Oud {telefoon}"))
    source = 'Bel <x id="1" equiv-text="{telefoon}"/>'
    proposal = back(wrapped(one(source, target)), out)
    [line] = proposal.left
    assert line.fate == Fate.WRONG
    assert any(problem.startswith(said) for problem in line.problems), line.problems
    assert not proposal.taken


def test_units_that_do_not_belong_that_come_twice_or_whose_dutch_moved_on():
    out = handout(unit("Dag"), unit("Huis", key="sectie-2-tekst"), unit("Nu anders", key="sectie-3-tekst"))
    raw = wrapped(
        one("Dag", "x") + one("Dag", "y") + one("Weg", "z", "sectie-9-tekst") + one("Huis", "بيت", "sectie-2-tekst")
        + one("Toen zo", "q", "sectie-3-tekst")
    )  # fmt: skip
    proposal = back(raw, out)
    assert [line.fate for line in proposal.lines] == ["wrong", "wrong", "wrong", "new", "moved_on"]
    assert [line.returned.key for line in proposal.taken] == ["sectie-2-tekst"]


def test_tools_that_cut_in_sentences_or_change_spaces_are_understood():
    out = handout(unit("Dag  daar.\nBel {telefoon}", "oud {telefoon}", "Dag"))
    target = '<mrk mtype="seg" mid="0">Hallo.</mrk> <g id="2">Bel</g> <x id="1"/><ph id="3">!</ph>'
    raw = wrapped(
        '<trans-unit id="sectie-1-tekst"><source>Dag daar. Bel <x id="1" equiv-text="{telefoon}"/></source>'
        f'<seg-source><mrk mtype="seg">Dag</mrk></seg-source><target>{target}</target>'
        "<alt-trans><source>Iets</source><target>Anders</target></alt-trans></trans-unit>"
    )
    [line] = back(raw, out).lines
    assert line.fate == Fate.CHANGED
    assert line.returned.target == "Hallo. Bel {telefoon}!"


@pytest.mark.parametrize(
    ("state", "fate"),
    [("needs-review-translation", Fate.SAME), ("", Fate.SAME), ("translated", Fate.HOLDS), ("final", Fate.HOLDS)],
)
def test_a_translator_can_say_that_old_words_still_hold(state, fate):
    out = handout(unit("Dag iedereen", "مرحبا", "Dag"))
    raw = wrapped(one("Dag iedereen", "مرحبا").replace("<target>", f'<target state="{state}">'))
    [line] = back(raw, out).lines
    assert line.fate == fate

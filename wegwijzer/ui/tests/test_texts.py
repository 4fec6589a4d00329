"""Lines, prose, e-mail and web addresses: what is kept, what is refused, and with which words."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.ui.forms import EmailField, HttpsUrlField, LineField, ProseField, SlugField


def said(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return caught.value.messages[0]


FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
CONTROL = "Deze tekst bevat een onzichtbaar stuurteken. Wis de tekst en typ ze opnieuw."
DAMAGED = "Deze tekst bevat een beschadigd teken. Wis het en typ het opnieuw."
TURNED = "Deze tekst bevat een onzichtbaar teken dat de leesrichting omkeert. Typ de tekst opnieuw."

both = pytest.mark.parametrize("field", [LineField(), ProseField()], ids=["line", "prose"])


@both
@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a\0b", CONTROL, id="T1"),
        pytest.param("a\ud800b", DAMAGED, id="T3"),
        pytest.param("verslag\u202efdp", TURNED, id="T4"),
        *(pytest.param(f"a{mark}b", TURNED, id=f"T5 {ord(mark):x}") for mark in "\u2066\u2067\u2068\u2069"),
        pytest.param("\u200b", "Vul dit veld in.", id="T6"),
        pytest.param(" \u00a0\u2800\u3164\ufe0f\u200d", "Vul dit veld in.", id="T6 other invisible characters"),
        pytest.param("e" + "\u0301" * 200, "Op één letter staan te veel tekens. Typ die letter opnieuw.", id="T10"),
        pytest.param("a\x1b[31m", CONTROL, id="T15"),
        pytest.param("a\x9bb", CONTROL, id="T15 one-byte escape"),
    ],
)
def test_text_is_refused_with_what_to_do(field, text, message):
    assert said(field, text) == message


@both
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("cafe\u0301", "caf\u00e9", id="T7"),
        pytest.param("\ufeffOlen", "Olen", id="T12"),
        pytest.param(f"gezin {FAMILY}", f"gezin {FAMILY}", id="T13"),
        pytest.param("%s %(x)s {0} {{ 7*7 }} {% load %}", "%s %(x)s {0} {{ 7*7 }} {% load %}", id="T16"),
        pytest.param('"><b>&amp;', '"><b>&amp;', id="X9 kept as typed, made harmless where it is shown"),
        pytest.param("=1+1", "=1+1", id="F1 kept as typed"),
        pytest.param("ሰላም مرحبا Привіт", "ሰላም مرحبا Привіт", id="other scripts"),
        pytest.param("مرحبا\u200f!", "مرحبا\u200f!", id="a direction mark of Arabic"),
    ],
)
def test_text_is_kept(field, text, kept):
    assert field.clean(text) == kept


def test_too_long_a_text_says_both_numbers():
    """T8, T9"""
    assert said(LineField(max_length=5), "123456") == ("Maak deze tekst korter: hoogstens 5 tekens, het zijn er nu 6.")
    assert said(ProseField(), "x" * 1_000_000).endswith("hoogstens 20000 tekens, het zijn er nu 1000000.")
    assert LineField(max_length=5).clean("12345") == "12345"


def test_length_counts_what_is_kept():
    assert LineField(max_length=1).clean(" e\u0301 ") == "\u00e9"


@pytest.mark.parametrize("text", ["a\r\nb", "a\nb", "a \t\r\n b", "a\u2028b", "a\x0bb"])
def test_line_stays_one_line(text):
    """T11"""
    assert LineField().clean(text) == "a b"


def test_prose_has_one_kind_of_line_end():
    assert ProseField().clean("\r\n\r\n  a\r\n\r\n\tb\rc  \r\n") == "  a\n\n\tb\nc"


def test_browser_does_not_cut_a_pasted_text():
    assert "maxlength" not in LineField().widget.attrs
    assert "maxlength" not in ProseField().widget.attrs


@settings(max_examples=500)
@given(st.text(max_size=60))
def test_what_was_kept_is_kept_again_unchanged(text):
    for field in (LineField(required=False), ProseField(required=False)):
        try:
            kept = field.clean(text)
        except ValidationError:
            continue
        assert field.clean(kept) == kept
        assert kept == unicodedata.normalize("NFC", kept)
        assert kept.encode("utf-8").decode("utf-8") == kept


@pytest.mark.parametrize("text", ["isom", "isom-middenkempen", "2015-wegwijzer"])
def test_slug_is_read(text):
    assert SlugField().clean(text) == text


@pytest.mark.parametrize("text", ["ISOM", "a--b", "-a", "a_b", "é", "a b", "a/b"])
def test_slug_is_refused(text):
    assert said(SlugField(), text).startswith("Gebruik alleen kleine letters")


def test_mail_address_is_lower_case():
    assert EmailField().clean(" Contact.OCMW-Olen@Example.ORG ") == "contact.ocmw-olen@example.org"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("coord\u0131nator@example.org", id="T14 dotless i"),
        pytest.param("\u0130nfo@example.org", id="T14 dotted I"),
        pytest.param("info@ex\u0430mple.org", id="Cyrillic a"),
        pytest.param("\uff4basterlee@example.org", id="full-width k"),
    ],
)
def test_mail_address_has_no_letter_that_only_looks_alike(text):
    assert said(EmailField(), text).startswith("Gebruik in een e-mailadres alleen letters zonder accenten")


@pytest.mark.parametrize(
    "text", ["x", "a@b", "a@b\r\nRCPT TO:<c@d>", "a b@example.org", '"Naam" <a@example.org>', "a@@b.be"]
)
def test_mail_address_is_refused_with_an_example(text):
    assert said(EmailField(), text) == "Schrijf een e-mailadres als naam@voorbeeld.be."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://www.olen.be/onthaal?taal=nl#top", "https://www.olen.be/onthaal?taal=nl#top"),
        ("www.olen.be", "https://www.olen.be"),
        ("HTTPS://www.olen.be", "https://www.olen.be"),
    ],
)
def test_web_address_is_read(text, kept):
    assert HttpsUrlField().clean(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("//evil.be", id="R1"),
        pytest.param("/\\evil.be", id="R2"),
        pytest.param("https:evil.be", id="R3"),
        pytest.param("https://app@evil.be", id="R4"),
        pytest.param("javascript:alert(1)", id="R5"),
        pytest.param("JaVaScRiPt:alert(1)//https://", id="X5"),
        pytest.param("data:text/html;base64,AAAA", id="X6"),
        pytest.param("/%09/evil.be", id="R6"),
        pytest.param("\x08//evil", id="R7"),
        pytest.param("http://127.0.0.1/", id="R10 http"),
        pytest.param("ftp://example.org/", id="R10 ftp"),
        pytest.param("file:///etc/passwd", id="R10 file"),
        pytest.param("https://127.0.0.1/", id="an address of numbers"),
        pytest.param("https://2130706433/", id="an address as one number"),
        pytest.param("https://[::1]/", id="an address of the new kind"),
        pytest.param("https://localhost/", id="this machine"),
        pytest.param("https://a\\b.be/", id="backslash"),
        pytest.param("https://olen.be/een twee", id="space"),
        pytest.param("https://[olen.be/", id="open bracket"),
    ],
)
def test_web_address_is_refused(text):
    assert said(HttpsUrlField(), text).endswith(".")

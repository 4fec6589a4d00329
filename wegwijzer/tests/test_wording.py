"""Differences and merges of texts: hand-made cases, and what must hold for every text."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.wording import Choice, Kind, changed_words, difference, merge, pieces_of

WORDS = st.sampled_from(["de", "balie", "het", "loket", "open.", "(gratis)", "مكتب", "الاستقبال،", "እንቋዕ", "é", "{x}"])
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u200f "])
TEXTS = st.lists(st.one_of(WORDS, SPACES), max_size=14).map("".join) | st.text(max_size=20)


@given(TEXTS)
def test_pieces_joined_are_the_text(text):
    assert "".join(pieces_of(text)) == text


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts(old, new):
    found = difference(old, new)
    assert "".join(part.old for part in found) == old
    assert "".join(part.new for part in found) == new


@given(TEXTS, TEXTS)
def test_who_changed_nothing_gets_what_the_other_made(base, text):
    assert merge(base, base, text).text() == text
    assert merge(base, text, base).text() == text
    assert merge(base, text, text).text() == text
    assert all(found.is_clean for found in (merge(base, base, text), merge(base, text, base), merge(base, text, text)))


@settings(max_examples=300)
@given(TEXTS, TEXTS, TEXTS)
def test_nothing_gets_lost_in_a_merge(base, ours, theirs):
    found = merge(base, ours, theirs)
    assert "".join(piece.base for piece in found.pieces) == base
    assert "".join(piece.ours for piece in found.pieces) == ours
    assert "".join(piece.theirs for piece in found.pieces) == theirs
    for piece in found.pieces:
        # What one of them wrote is in the result, in a conflict that shows both, or was taken out by the other.
        if piece.kind == Kind.CONFLICT:
            assert piece.ours != piece.theirs
        elif piece.kind == Kind.OURS:
            assert piece.theirs == piece.base
            assert piece.text == piece.ours
        elif piece.kind == Kind.THEIRS:
            assert piece.ours == piece.base
            assert piece.text == piece.theirs
        else:
            assert piece.ours == piece.theirs == piece.text


@given(TEXTS, TEXTS, TEXTS)
def test_choosing_one_side_everywhere_keeps_its_words(base, ours, theirs):
    found = merge(base, ours, theirs)
    everywhere = dict.fromkeys(range(len(found.conflicts)), Choice.BOTH)
    words = Counter(pieces_of(found.text(everywhere)))
    for piece in found.conflicts:
        assert all(words[word] for word in pieces_of(piece.ours + " " + piece.theirs) if not word.isspace())
    swapped = merge(base, theirs, ours)
    assert [piece.kind for piece in swapped.conflicts] == [piece.kind for piece in found.conflicts]


def test_changes_far_from_each_other_come_together():
    base = "De balie is open op maandag. Bel eerst naar het onthaal."
    ours = "De balie is open op dinsdag. Bel eerst naar het onthaal."
    theirs = "De balie is open op maandag. Mail eerst naar het onthaal."
    found = merge(base, ours, theirs)
    assert found.is_clean
    assert found.text() == "De balie is open op dinsdag. Mail eerst naar het onthaal."


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("open op dinsdag", "open op vrijdag"), ("nooit open op maandag", "altijd open op maandag")],
)
def test_the_same_words_changed_otherwise_are_for_people(ours, theirs):
    found = merge("open op maandag", ours, theirs)
    assert len(found.conflicts) == 1
    assert found.text({0: Choice.OURS}) == ours
    assert found.text({0: Choice.THEIRS}) == theirs
    marked = found.text(open_="[[uw tekst: {ours} | regio: {theirs}]]")
    assert "[[uw tekst: " in marked
    assert " | regio: " in marked


def test_words_beside_each_other_changed_by_two_people_are_a_conflict():
    assert not merge("kom gerust langs", "kom nooit langs", "kom gerust binnen").is_clean


def test_braces_that_people_type_stay_what_they_are():
    found = merge("bel {telefoon}", "bel {theirs} nu", "bel {gsm} straks")
    assert found.text({0: Choice.OURS}) == "bel {theirs} nu"
    assert "{theirs} nu" in found.text(open_="<{ours}|{theirs}>")


def test_words_that_stay_together_stay_together():
    old, new = "binnen de maand na de inschrijving. Een tolk.", "binnen drie weken na de inschrijving. Een goede tolk."
    changed = [(part.old, part.new) for part in difference(old, new) if not part.is_same]
    assert changed == [("de maand", "drie weken"), ("", " goede")]


def test_words_are_counted_without_marks_and_space():
    assert changed_words("Kom langs.", "Kom langs!") == 0
    assert changed_words("Kom langs", "Kom vandaag langs") == 1
    assert changed_words("مكتب الاستقبال", "مكتب البلدية") == 1
    assert changed_words("", "een twee drie") == 3


def test_much_of_the_same_takes_no_long_time():
    old, new = "a " * 3000 + "b", "b " + "a " * 3001
    assert "".join(part.new for part in difference(old, new)) == new

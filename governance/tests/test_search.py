"""Searching in Dutch: other forms of a word are found, on both databases alike."""

import pytest

from governance.models import Decision
from governance.tests import factories as make
from wegwijzer import search


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("De raden keuren goed", "raad"),
        ("De gemeenteraad keurt goed", "raad"),
        ("De raad", "raden"),
        ("Brieven aan de scholen", "brief"),
        ("Een brief", "brieven"),
        ("Het huis van het kind", "huizen"),
        ("Huizen van het kind", "huis"),
        ("Subsidies voor projecten", "subsidie"),
        ("De goedkeuring van de statuten", "goedkeuringen"),
        ("COFINANCIERING", "cofinanciering"),
        ("Cofinanciering", "cofin"),
        ("regel een\nGemeenten samen", "gemeente"),
        ("100 % akkoord", "100"),
        ("50%", "%"),
        ("a_b", "_"),
    ],
)
def test_word_is_found_in_its_forms(db, text, word):
    row = make.DecisionFactory(title="Titel", considerations=text)
    assert list(Decision.objects.filter(considerations__says=word)) == [row]


@pytest.mark.parametrize(
    ("text", "word"),
    [("De raden keuren goed", "statuten"), ("akkoord", "%"), ("akkoord", "_"), ("", "raad"), ("raad", "\\")],
)
def test_word_that_is_not_there_is_not_found(db, text, word):
    make.DecisionFactory(title="Titel", considerations=text)
    assert not Decision.objects.filter(considerations__says=word).exists()


def test_forms_of_a_word_are_few_and_hold_the_word_itself():
    for word in ("raad", "RADEN", "brief", "1", "'", "é"):
        found = search.forms(word)
        assert word.lower() in found
        assert len(found) <= 3

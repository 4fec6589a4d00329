"""Thresholds in Dutch."""

import pytest

from governance.models import Clause, Count, Measure, Rule, Whose
from governance.models.threshold_words import in_words, sentence, still_needed

ALL_BOARDS = Clause(Measure.BOARDS, Rule.ALL)
THREE_MUNICIPALITIES = Clause(Measure.MUNICIPALITIES, Rule.NUMBER, number=3)
HALF_BOARDS = Clause(Measure.BOARDS, Rule.MORE, numerator=1, denominator=2)
HALF_PEOPLE = Clause(Measure.POPULATION, Rule.MORE, numerator=1, denominator=2)


@pytest.mark.parametrize(
    ("clause", "total", "words"),
    [
        (ALL_BOARDS, 14, "alle 14 besturen akkoord zijn"),
        (ALL_BOARDS, 0, "alle besturen akkoord zijn"),
        (ALL_BOARDS, 1, "1 bestuur, de enige die gevraagd wordt, akkoord is"),
        (Clause(Measure.BOARDS, Rule.ALL, Whose.OCMW), 7, "alle 7 OCMW’s akkoord zijn"),
        (Clause(Measure.BOARDS, Rule.NUMBER, number=1), 14, "minstens 1 van de 14 besturen akkoord is"),
        (
            Clause(Measure.BOARDS, Rule.NUMBER, Whose.MUNICIPALITY, number=4),
            7,
            "minstens 4 van de 7 gemeentebesturen akkoord zijn",
        ),
        (
            THREE_MUNICIPALITIES,
            7,
            "minstens 3 van de 7 gemeenten akkoord zijn; "
            "een gemeente telt mee als al haar gevraagde besturen akkoord zijn",
        ),
        (
            Clause(Measure.MUNICIPALITIES, Rule.SHARE, Whose.ANY, 0, 2, 3),
            7,
            "minstens twee derde van de 7 gemeenten akkoord is (5 of meer); "
            "een gemeente telt mee als minstens één van haar besturen akkoord is",
        ),
        (HALF_BOARDS, 14, "meer dan de helft van de 14 besturen akkoord is (8 of meer)"),
        (
            Clause(Measure.BOARDS, Rule.SHARE, numerator=5, denominator=8),
            0,
            "minstens 5/8 van de besturen akkoord is",
        ),
        (
            HALF_PEOPLE,
            123_456,
            "gemeenten met samen meer dan de helft van de 123.456 inwoners akkoord zijn (61.729 of meer); "
            "een gemeente telt mee als al haar gevraagde besturen akkoord zijn",
        ),
    ],
)
def test_each_rule_reads_as_a_sentence(clause, total, words):
    assert sentence(clause, total) == words


def test_clauses_together_say_once_when_a_municipality_counts():
    assert in_words([(THREE_MUNICIPALITIES, 7), (HALF_PEOPLE, 1000)]) == (
        "Bereikt als minstens 3 van de 7 gemeenten akkoord zijn, en als gemeenten met samen meer dan de helft van de "
        "1.000 inwoners akkoord zijn (501 of meer); een gemeente telt mee als al haar gevraagde besturen akkoord zijn."
    )


def test_nothing_asked_says_nothing():
    assert in_words([]) == ""


def test_what_is_missing_names_who_is_still_out():
    count = Count(THREE_MUNICIPALITIES, 1, 0, 7, True)
    assert still_needed(count, ["Lille", "Olen"]) == "nog 2 gemeenten nodig, uit: Lille, Olen"
    many = [f"Gemeente {number}" for number in range(10)]
    assert still_needed(count, many).endswith("Gemeente 6, Gemeente 7 en 2 andere")


def test_what_is_missing_when_it_can_not_be_reached_any_more():
    assert still_needed(Count(ALL_BOARDS, 10, 1, 14, True)) == "hoogstens 13 van de 14 besturen akkoord, 14 nodig"
    assert still_needed(Count(ALL_BOARDS, 12, 0, 14, False)) == "12 van de 14 besturen akkoord, 14 nodig"
    assert still_needed(Count(ALL_BOARDS, 14, 0, 14, True)) == ""

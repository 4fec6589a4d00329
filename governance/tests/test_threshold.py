"""Counting answers: the cases of the rule by hand, and generated rounds against a plain count, day by day."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.models import Answer, Ballot, Clause, Measure, Rule, Stance, StandingState, Text, Voter, Whose

START = dt.date(2015, 7, 1)
DEADLINE = START + dt.timedelta(days=20)
AGREED, REFUSED, OUT = Stance.AGREED, Stance.REFUSED, Stance.OUT
REACHED, POSSIBLE, IMPOSSIBLE = StandingState.REACHED, StandingState.POSSIBLE, StandingState.IMPOSSIBLE
TOWNS = ("Grobbendonk", "Herentals", "Herenthout", "Kasterlee", "Lille", "Olen", "Vorselaar")
PEOPLE = dict(zip(TOWNS, (11123, 28117, 8951, 18600, 16512, 12491, 7848), strict=True))
THREE_OF_SEVEN = Clause(Measure.MUNICIPALITIES, Rule.NUMBER, number=3)


def day(number):
    return START + dt.timedelta(days=number)


def fourteen():
    """Keys 1 to 7 are the municipalities, 11 to 17 their OCMWs."""
    return [
        Voter(key + shift, town, kind, PEOPLE[town])
        for shift, kind in ((0, "municipality"), (10, "ocmw"))
        for key, town in enumerate(TOWNS, start=1)
    ]


def ballot(*clauses, answers=(), **values):
    return Ballot(values.pop("voters", fourteen()), answers, clauses, values.pop("deadline", DEADLINE), **values)


def yes(*keys, on=1, order=1, **values):
    return [Answer(key, order, AGREED, day(on), **values) for key in keys]


def no(*keys, on=1, order=1):
    return [Answer(key, order, REFUSED, day(on)) for key in keys]


# --- by hand


def test_third_municipality_tips_the_decision_on_the_day_of_its_last_board():
    answers = yes(1, 11, on=2) + yes(2, 12, on=3) + yes(5, on=4) + yes(15, on=9) + yes(6, 16, on=12)
    round_ = ballot(THREE_OF_SEVEN, answers=answers)
    assert round_.standing(day(8)).state == POSSIBLE
    reached = round_.reached(day(30))
    assert (reached.on, reached.by.voter) == (day(9), 15)


@pytest.mark.parametrize(
    ("whose", "agreed"),
    [(Whose.ALL, 1), (Whose.ANY, 3), (Whose.MUNICIPALITY, 2), (Whose.OCMW, 2)],
)
def test_whose_word_makes_a_municipality_agree(whose, agreed):
    round_ = ballot(Clause(Measure.MUNICIPALITIES, Rule.NUMBER, whose, number=3), answers=yes(1, 11, 2, 13))
    assert round_.standing(day(1)).counts[0].agreed == agreed


def test_how_many_more_and_who_is_out():
    standing = ballot(THREE_OF_SEVEN, answers=yes(1, 11) + no(2)).standing(day(5))
    count = standing.counts[0]
    assert (count.agreed, count.refused, count.out, count.more) == (1, 1, 5, 2)
    assert 2 not in standing.who(OUT)
    assert 12 in standing.who(OUT)


def test_five_refusals_make_three_of_seven_impossible_and_say_since_when():
    answers = no(1, 2, on=2) + no(3, 4, on=5) + no(15, on=7)
    round_ = ballot(THREE_OF_SEVEN, answers=answers)
    assert round_.standing(day(6)).state == POSSIBLE
    assert round_.standing(day(7)).state == IMPOSSIBLE
    assert round_.lapsed(day(15)) == day(7)


def test_deadline_that_passes_ends_what_was_still_possible():
    round_ = ballot(THREE_OF_SEVEN, answers=yes(1, 11))
    assert round_.standing(DEADLINE).state == POSSIBLE
    assert round_.lapsed(day(40)) == DEADLINE + dt.timedelta(days=1)


def test_late_answer_counts_only_when_it_was_accepted():
    answers = yes(1, 11, 2, 12, 3) + yes(13, on=25)
    assert ballot(THREE_OF_SEVEN, answers=answers).reached(day(40)) is None
    answers = yes(1, 11, 2, 12, 3) + yes(13, on=25, accepted_late=True)
    assert ballot(THREE_OF_SEVEN, answers=answers).reached(day(40)).on == day(25)


def test_changed_answer_replaces_the_one_before_from_its_own_day():
    round_ = ballot(Clause(Measure.BOARDS, Rule.NUMBER, number=1), answers=yes(1, on=2) + no(1, on=8, order=2))
    assert [round_.standing(day(n)).state for n in (1, 2, 7, 8)] == [POSSIBLE, REACHED, REACHED, POSSIBLE]
    assert round_.reached(day(15)).on == day(2)


def test_corrected_date_replaces_the_answer_from_the_earlier_day():
    answers = [*yes(1, on=8), Answer(1, 2, AGREED, day(3))]
    assert ballot(Clause(Measure.BOARDS, Rule.NUMBER, number=1), answers=answers).reached(day(9)).on == day(3)


def test_new_text_asks_everybody_again_unless_it_changes_nothing():
    texts = [Text(1, START), Text(2, day(5), needs_new_answer=False), Text(3, day(10))]
    answers = yes(1, on=2) + yes(2, on=6, text=2) + yes(3, on=11, text=3)
    round_ = ballot(Clause(Measure.BOARDS, Rule.NUMBER, number=3), answers=answers, texts=texts)
    assert sorted(round_.standing(day(7)).who(AGREED)) == [1, 2]
    assert round_.standing(day(11)).who(AGREED) == [3]


def test_board_that_leaves_is_not_waited_for_and_one_that_joins_is():
    voters = [Voter(1), Voter(2, until_on=day(4)), Voter(3, from_on=day(8))]
    round_ = ballot(Clause(Measure.BOARDS, Rule.ALL), answers=yes(1), voters=voters)
    assert [round_.standing(day(n)).state for n in (4, 5, 8)] == [POSSIBLE, REACHED, POSSIBLE]
    assert round_.reached(day(15)).by is None


def test_board_that_comes_back_is_waited_for_again_and_what_it_said_counts_again():
    """Number 2 is away from day 4 to day 6, number 3 from day 4 to day 8; only the first of them had agreed."""
    voters = [Voter(1), Voter(2, away=((day(4), day(6)),)), Voter(3, away=((day(4), day(8)),))]
    round_ = ballot(Clause(Measure.BOARDS, Rule.ALL), answers=yes(1, 2), voters=voters)
    assert [len(round_.standing(day(n)).stances) for n in (3, 4, 6, 7, 8, 9)] == [3, 1, 1, 2, 2, 3]
    assert [round_.standing(day(n)).state for n in (3, 4, 7, 8, 9)] == [POSSIBLE, REACHED, REACHED, REACHED, POSSIBLE]
    assert round_.reached(day(15)).on == day(4)


def test_answer_given_while_it_was_away_counts_from_the_day_that_it_is_back():
    round_ = ballot(
        Clause(Measure.BOARDS, Rule.ALL),
        answers=yes(1) + yes(2, on=5),
        voters=[Voter(1), Voter(2, away=((day(3), day(6)),)), Voter(3, until_on=day(9))],
    )
    assert [sorted(round_.standing(day(n)).who(AGREED)) for n in (5, 6, 7)] == [[1], [1], [1, 2]]
    two = ballot(Clause(Measure.BOARDS, Rule.NUMBER, number=2), answers=round_.answers, voters=round_.voters)
    assert (two.reached(day(15)).on, two.reached(day(15)).by) == (day(7), None)
    assert round_.reached(day(15)).on == day(10)


def test_majority_of_boards_and_of_inhabitants():
    """Seven small boards are a majority of thirteen, and not of the inhabitants."""
    voters = [Voter(key, town, "municipality", PEOPLE[town]) for key, town in enumerate(TOWNS, start=1)]
    clauses = (
        Clause(Measure.BOARDS, Rule.MORE, numerator=1, denominator=2),
        Clause(Measure.POPULATION, Rule.MORE, numerator=1, denominator=2),
    )
    small = ballot(*clauses, answers=yes(1, 3, 6, 7), voters=voters).standing(day(1))
    assert [count.state for count in small.counts] == [REACHED, POSSIBLE]  # 40,413 of 103,642
    assert small.state == POSSIBLE
    assert ballot(*clauses, answers=yes(1, 3, 6, 7, 5), voters=voters).standing(day(1)).state == REACHED  # 56,925


@pytest.mark.parametrize(
    ("rule", "numerator", "denominator", "total", "needed"),
    [
        (Rule.MORE, 1, 2, 14, 8),
        (Rule.MORE, 1, 2, 13, 7),
        (Rule.SHARE, 1, 2, 13, 7),
        (Rule.SHARE, 2, 3, 14, 10),
        (Rule.SHARE, 2, 3, 12, 8),
        (Rule.MORE, 2, 3, 12, 9),
        (Rule.SHARE, 3, 4, 14, 11),
        (Rule.ALL, 0, 1, 14, 14),
    ],
)
def test_how_much_is_needed(rule, numerator, denominator, total, needed):
    clause = Clause(Measure.BOARDS, rule, numerator=numerator, denominator=denominator)
    assert clause.needed(total) == needed


def test_only_the_councils_of_municipalities_approve_accounts():
    clause = Clause(Measure.BOARDS, Rule.MORE, Whose.MUNICIPALITY, numerator=1, denominator=2)
    count = ballot(clause, answers=yes(1, 2, 3, 4, 11, 12)).standing(day(1)).counts[0]
    assert (count.agreed, count.total, count.state) == (4, 7, REACHED)


def test_nobody_asked_reaches_nothing():
    for clause in (Clause(Measure.BOARDS, Rule.ALL), Clause(Measure.BOARDS, Rule.SHARE, numerator=1, denominator=2)):
        assert ballot(clause, voters=[]).standing(day(1)).state == IMPOSSIBLE
    assert ballot().standing(day(1)).state == IMPOSSIBLE


def test_closing_early_ends_it():
    round_ = ballot(THREE_OF_SEVEN, answers=yes(1, 11), closed_on=day(6))
    assert [round_.standing(day(n)).state for n in (5, 6)] == [POSSIBLE, IMPOSSIBLE]


def test_answer_of_the_day_of_closing_still_counts():
    round_ = ballot(Clause(Measure.BOARDS, Rule.NUMBER, number=1), answers=yes(1, on=6), closed_on=day(6))
    assert round_.standing(day(6)).state == REACHED


# --- generated, against a plain count


days = st.integers(min_value=0, max_value=26).map(day)
stretches = st.tuples(days, days).map(sorted).map(tuple)
voters = st.lists(
    st.builds(
        Voter,
        key=st.just(0),
        territory=st.sampled_from(["", *TOWNS[:4]]),
        kind=st.sampled_from(["municipality", "ocmw", "school"]),
        inhabitants=st.integers(min_value=1, max_value=9),
        from_on=st.none() | days,
        until_on=st.none() | days,
        away=st.lists(stretches, max_size=2).map(tuple),
    ),
    max_size=8,
).map(lambda rows: [Voter(key, *row[1:]) for key, row in enumerate(rows)])
answers = st.lists(
    st.builds(
        Answer,
        voter=st.integers(min_value=0, max_value=7),
        order=st.just(0),
        stance=st.sampled_from(Stance),
        on=days,
        text=st.integers(min_value=1, max_value=3),
        accepted_late=st.booleans(),
    ),
    max_size=14,
).map(lambda rows: [Answer(row.voter, order, *row[2:]) for order, row in enumerate(rows)])
texts = st.tuples(days, days, st.booleans(), st.booleans()).map(
    lambda found: [Text(1, START), Text(2, min(found[:2]), found[2]), Text(3, max(found[:2]), found[3])]
)
shares = st.tuples(st.integers(1, 5), st.integers(0, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))
clauses = st.lists(
    st.builds(
        lambda measure, rule, whose, number, share: Clause(measure, rule, whose, number, *share),
        st.sampled_from(Measure),
        st.sampled_from(Rule),
        st.sampled_from(Whose),
        st.integers(min_value=1, max_value=9),
        shares,
    ),
    min_size=1,
    max_size=3,
)
ballots = st.builds(
    Ballot,
    voters=voters,
    answers=answers,
    clauses=clauses,
    deadline=st.just(DEADLINE),
    texts=texts,
    closed_on=st.none() | days,
)


def plain_stance(round_, voter, on):
    """Look through all answers, last one first, for one that counts."""
    oldest = 1
    for text in round_.texts:
        if text.from_on <= on and text.needs_new_answer:
            oldest = max(oldest, text.number)
    for answer in sorted(round_.answers, key=lambda answer: -answer.order):
        if answer.voter == voter.key and answer.on <= on and (answer.on <= DEADLINE or answer.accepted_late):
            return answer.stance if answer.text >= oldest else OUT
    return OUT


def plain_town(whose, said):
    """What the boards of one town say together, from the set of what they said."""
    if whose == "any":
        return AGREED if AGREED in said else (REFUSED if said == {REFUSED} else OUT)
    return REFUSED if REFUSED in said else (AGREED if said == {AGREED} else OUT)


def plain_units(clause, asked, stance_of):
    """A list of (stance, weight)."""
    if clause.whose in ("municipality", "ocmw"):
        asked = [voter for voter in asked if voter.kind == clause.whose]
    if clause.measure == "boards":
        return [(stance_of[voter.key], 1) for voter in asked]
    towns = [[voter for voter in asked if voter.territory == town] for town in TOWNS]
    return [
        (
            plain_town(clause.whose, {stance_of[voter.key] for voter in boards}),
            1 if clause.measure == "municipalities" else max(voter.inhabitants for voter in boards),
        )
        for boards in towns
        if boards
    ]


def plain_clause(clause, asked, stance_of, is_open):
    """Weigh yes, no and the rest; compare as fractions."""
    units = plain_units(clause, asked, stance_of)
    total = sum(weight for _said, weight in units)
    if not total:
        return IMPOSSIBLE

    def enough(weight):
        share = Fraction(clause.numerator, clause.denominator)
        return {
            "all": weight == total,
            "number": weight >= clause.number,
            "share": Fraction(weight, total) >= share,
            "more": Fraction(weight, total) > share,
        }[clause.rule]

    sure = sum(weight for said, weight in units if said == AGREED)
    hoped = sum(weight for said, weight in units if said != REFUSED)
    if enough(sure):
        return REACHED
    return POSSIBLE if is_open and enough(hoped) else IMPOSSIBLE


def plain_state(round_, on):
    asked = [
        voter
        for voter in round_.voters
        if (voter.from_on or START) <= on
        and on <= (voter.until_on or dt.date(2100, 1, 1))
        and all(on < left or last < on for left, last in voter.away)
    ]
    stance_of = {voter.key: plain_stance(round_, voter, on) for voter in asked}
    is_open = on <= DEADLINE and not (round_.closed_on and on >= round_.closed_on)
    states = [plain_clause(clause, asked, stance_of, is_open) for clause in round_.clauses]
    if IMPOSSIBLE in states:
        return IMPOSSIBLE
    return POSSIBLE if POSSIBLE in states else REACHED


@given(ballots)
def test_state_of_every_day_is_that_of_the_plain_count(round_):
    for number in range(28):
        assert round_.standing(day(number)).state == plain_state(round_, day(number)), number


@given(ballots, st.integers(min_value=0, max_value=30))
def test_first_day_reached_is_the_first_day_that_the_plain_count_says_so(round_, until):
    first = next((day(n) for n in range(until + 1) if plain_state(round_, day(n)) == REACHED), None)
    reached = round_.reached(day(until))
    assert (reached.on if reached else None) == first


comings_and_goings = st.builds(
    lambda gone, said, clause: Ballot(
        [Voter(key, away=tuple(away)) for key, away in enumerate(gone)],
        [Answer(key, 0, AGREED, on) for key, on in enumerate(said)],
        [clause],
        DEADLINE,
    ),
    st.lists(st.lists(stretches, max_size=2), min_size=1, max_size=3),
    st.lists(days, min_size=1, max_size=3),
    st.sampled_from([Clause(Measure.BOARDS, Rule.ALL), Clause(Measure.BOARDS, Rule.NUMBER, number=2)]),
)


@given(comings_and_goings)
def test_first_day_reached_of_boards_that_only_leave_and_come_back_is_that_of_the_plain_count(round_):
    first = next((day(n) for n in range(30) if plain_state(round_, day(n)) == REACHED), None)
    reached = round_.reached(day(29))
    assert (reached.on if reached else None) == first


@given(ballots, st.integers(min_value=0, max_value=30))
def test_lapsed_is_the_start_of_the_last_stretch_without_hope(round_, until):
    lapsed = round_.lapsed(day(until))
    states = [plain_state(round_, day(n)) for n in range(until + 1)]
    if REACHED in states or states[-1] != IMPOSSIBLE:
        assert lapsed is None
    else:
        since = max((n for n, state in enumerate(states) if state != IMPOSSIBLE), default=-1) + 1
        assert lapsed == day(since)


@given(ballots, st.integers(min_value=0, max_value=26))
def test_answer_that_tipped_it_made_the_difference(round_, until):
    reached = round_.reached(day(until))
    if reached and reached.by:
        assert reached.by.on == reached.on
        without = [answer for answer in round_.answers if answer.on < reached.on or answer.order < reached.by.order]
        earlier = Ballot(round_.voters, without, round_.clauses, DEADLINE, round_.texts, round_.closed_on)
        assert plain_state(earlier, reached.on) != REACHED


@given(ballots, st.integers(min_value=0, max_value=20))
def test_one_more_agreement_never_makes_it_worse(round_, number):
    on = day(number)
    worth = [IMPOSSIBLE, POSSIBLE, REACHED]
    before = worth.index(round_.standing(on).state)
    for voter in round_.voters:
        answer = Answer(voter.key, 99, AGREED, on, text=9)
        better = Ballot(
            round_.voters, [*round_.answers, answer], round_.clauses, DEADLINE, round_.texts, round_.closed_on
        )
        assert worth.index(better.standing(on).state) >= before

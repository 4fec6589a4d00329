"""Quorum and majority, against tables written by hand from the rules, and against a model that only counts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.models import Body, Outcome, QuorumRule, Tally, VotingRule

# Seats → how many must be there. By hand: half of 7 is 3.5, so 4 people; more than half of 14 is 8.
QUORUM = [
    (QuorumRule.NONE, 14, 0),
    (QuorumRule.HALF, 14, 7),
    (QuorumRule.HALF, 7, 4),
    (QuorumRule.HALF, 1, 1),
    (QuorumRule.MAJORITY, 14, 8),
    (QuorumRule.MAJORITY, 13, 7),
    (QuorumRule.MAJORITY, 1, 1),
    (QuorumRule.TWO_THIRDS, 14, 10),
    (QuorumRule.TWO_THIRDS, 15, 10),
    (QuorumRule.TWO_THIRDS, 3, 2),
]

# In favour, against, abstained → adopted? Abstentions do not count unless the last column says so.
MAJORITY = [
    (VotingRule.SIMPLE, 5, 4, 5, True, False),
    (VotingRule.SIMPLE, 4, 4, 6, False, False),
    (VotingRule.SIMPLE, 1, 0, 13, True, False),
    (VotingRule.SIMPLE, 0, 0, 14, False, False),
    (VotingRule.ABSOLUTE, 5, 4, 5, True, False),
    (VotingRule.ABSOLUTE, 5, 4, 5, False, True),
    (VotingRule.ABSOLUTE, 7, 7, 0, False, True),
    (VotingRule.ABSOLUTE, 8, 6, 0, True, True),
    (VotingRule.TWO_THIRDS, 8, 4, 2, True, False),
    (VotingRule.TWO_THIRDS, 8, 4, 2, False, True),
    (VotingRule.TWO_THIRDS, 9, 5, 0, False, False),
    (VotingRule.TWO_THIRDS, 10, 4, 0, True, True),
    (VotingRule.UNANIMITY, 14, 0, 0, True, False),
    (VotingRule.UNANIMITY, 13, 0, 1, True, False),
    (VotingRule.UNANIMITY, 13, 0, 1, False, True),
    (VotingRule.UNANIMITY, 13, 1, 0, False, False),
    (VotingRule.CONSENSUS, 9, 0, 0, True, False),
    (VotingRule.CONSENSUS, 9, 1, 0, False, False),
]


@pytest.mark.parametrize(("rule", "seats", "needed"), QUORUM)
def test_quorum_is_what_the_rule_says(rule, seats, needed):
    assert Body(quorum_rule=rule).quorum_needed(seats) == needed


def test_fixed_quorum_does_not_depend_on_the_seats():
    body = Body(quorum_rule=QuorumRule.NUMBER, quorum_number=5)
    assert [body.quorum_needed(seats) for seats in (3, 14)] == [5, 5]


@pytest.mark.parametrize(("rule", "in_favour", "against", "abstained", "adopted", "abstentions_count"), MAJORITY)
def test_majority_is_what_the_rule_says(rule, in_favour, against, abstained, adopted, abstentions_count):
    body = Body(voting_rule=rule, abstentions_count=abstentions_count)
    expected = Outcome.ADOPTED if adopted else Outcome.REJECTED
    assert Tally(in_favour, against, abstained).outcome(body) == expected


def counted(rule, in_favour, against, abstained, abstentions_count):
    """The rule, said with shares of the votes cast instead of whole numbers."""
    cast = in_favour + against + (abstained if abstentions_count else 0)
    if not in_favour:
        return False
    share = Fraction(in_favour, cast)
    return {
        VotingRule.SIMPLE: in_favour > against,
        VotingRule.ABSOLUTE: share > Fraction(1, 2),
        VotingRule.TWO_THIRDS: share >= Fraction(2, 3),
        VotingRule.UNANIMITY: share == 1,
        VotingRule.CONSENSUS: share == 1,
    }[rule]


votes = st.integers(min_value=0, max_value=60)


@given(st.sampled_from(list(VotingRule)), votes, votes, votes, st.booleans())
def test_majority_agrees_with_counting_shares(rule, in_favour, against, abstained, abstentions_count):
    body = Body(voting_rule=rule, abstentions_count=abstentions_count)
    assert body.carries(in_favour, against, abstained) is counted(
        rule, in_favour, against, abstained, abstentions_count
    )


@given(st.sampled_from(list(VotingRule)), votes, votes, votes, st.booleans())
def test_one_more_vote_in_favour_never_loses_a_proposal(rule, in_favour, against, abstained, abstentions_count):
    body = Body(voting_rule=rule, abstentions_count=abstentions_count)
    if body.carries(in_favour, against, abstained):
        assert body.carries(in_favour + 1, against, abstained)


@given(st.sampled_from(list(VotingRule)), st.integers(min_value=1, max_value=60), votes, st.booleans())
def test_tie_never_carries(rule, each, abstained, abstentions_count):
    assert not Body(voting_rule=rule, abstentions_count=abstentions_count).carries(each, each, abstained)


@given(st.sampled_from([QuorumRule.HALF, QuorumRule.MAJORITY, QuorumRule.TWO_THIRDS]), st.integers(1, 200))
def test_quorum_is_the_smallest_number_that_satisfies_the_rule(rule, seats):
    enough = {
        QuorumRule.HALF: lambda present: Fraction(present, seats) >= Fraction(1, 2),
        QuorumRule.MAJORITY: lambda present: Fraction(present, seats) > Fraction(1, 2),
        QuorumRule.TWO_THIRDS: lambda present: Fraction(present, seats) >= Fraction(2, 3),
    }[rule]
    smallest = next(present for present in range(seats + 1) if enough(present))
    assert Body(quorum_rule=rule).quorum_needed(seats) == smallest

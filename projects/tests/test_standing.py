"""How far a tree is: worked out by hand, and against an oracle that knows nothing of the code."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Objective, Plan, Tree, standings_of
from projects.models.standing import Noted, said_in

DAY = dt.date(2026, 3, 1)


def tree_of(parents):
    """A tree of objectives 1, 2, …; `parents` gives the parent of each, None for a root. Nothing is saved."""
    plan = Plan(pk=1, kind="policy")
    rows = [
        Objective(pk=key, plan=plan, parent_id=parent, position=key, level="action", title=str(key))
        for key, parent in enumerate(parents, start=1)
    ]
    return Tree(plan, rows, ())


def percents(parents, notes):
    found = standings_of(tree_of(parents), notes)
    return [found[key].percent for key in range(1, len(parents) + 1)]


def states(parents, notes):
    found = standings_of(tree_of(parents), notes)
    return [found[key].state.value for key in range(1, len(parents) + 1)]


# --- by hand


def test_nothing_noted_is_planned_at_nought():
    assert percents([None, 1], {}) == [0, 0]
    assert states([None, 1], {}) == ["planned", "planned"]


def test_parent_is_the_mean_of_its_children_whatever_their_size():
    # 1 has 2 and 3; 3 has 4, 5 and 6. 4 is done, the rest of 3 is not: 3 is at a third, and 1 at the mean of 2 and 3.
    notes = {2: Noted(percent=50), 4: Noted(state="done")}
    assert percents([None, 1, 1, 3, 3, 3], notes) == [42, 50, 33, 100, 0, 0]


def test_what_was_dropped_weighs_on_nobody():
    notes = {2: Noted(state="done"), 3: Noted(state="dropped")}
    assert percents([None, 1, 1], notes) == [100, 100, None]
    assert states([None, 1, 1], notes) == ["done", "done", "dropped"]


def test_branch_is_dropped_when_all_below_it_is():
    assert states([None, 1, 1], {2: Noted(state="dropped"), 3: Noted(state="dropped")}) == ["dropped"] * 3


def test_dropping_a_branch_leaves_out_what_is_done_in_it():
    notes = {2: Noted(state="dropped"), 3: Noted(state="done"), 4: Noted(percent=20)}
    assert percents([None, 1, 2, 1], notes) == [20, None, 100, 20]


def test_percent_of_who_has_children_is_not_asked_for():
    assert percents([None, 1], {1: Noted(percent=90), 2: Noted(percent=10)}) == [10, 10]


@pytest.mark.parametrize(
    ("below", "above"),
    [
        (("done", "done"), "done"),
        (("done", "planned"), "running"),
        (("done", "stuck"), "stuck"),
        (("running", "planned"), "running"),
        (("planned", "planned"), "planned"),
    ],
)
def test_state_of_a_parent_follows_from_those_below(below, above):
    notes = {key: Noted(state=state) for key, state in zip((2, 3), below, strict=True)}
    assert states([None, 1, 1], notes)[0] == above


def test_newest_note_that_says_so_counts_and_the_last_day_goes_up():
    notes = said_in([(2, DAY, "running", 30, None), (2, DAY + dt.timedelta(days=9), "", None, None)])
    assert notes[2] == Noted("running", 30, None, DAY + dt.timedelta(days=9))
    assert standings_of(tree_of([None, 1]), notes)[1].last_on == DAY + dt.timedelta(days=9)


# --- against a plain oracle


KINDS = st.sampled_from(["", "planned", "running", "stuck", "done", "dropped"])
NOTED = st.one_of(st.none(), st.builds(Noted, KINDS, st.one_of(st.none(), st.integers(0, 100))))
# Per objective how far back its parent stands (more than there are: it is a root), and what is noted of it.
ROWS = st.lists(st.tuples(st.integers(1, 20), NOTED), min_size=1, max_size=14)


def read(rows):
    """The parents and the notes out of what was drawn."""
    parents = [key - back if back < key else None for key, (back, _noted) in enumerate(rows, start=1)]
    return parents, {key: noted for key, (_back, noted) in enumerate(rows, start=1) if noted}


def share_by_hand(key, parents, notes):
    """As the rule is said: dropped counts for nothing; a leaf is what is noted of it; a parent is the mean."""
    state, percent = (notes[key].state, notes[key].percent) if key in notes else ("", None)
    if state == "dropped":
        return None
    below = [child for child, parent in enumerate(parents, start=1) if parent == key]
    if not below:
        return Fraction(1) if state == "done" else Fraction(percent or 0, 100)
    shares = [share for child in below if (share := share_by_hand(child, parents, notes)) is not None]
    return sum(shares) / len(shares) if shares else None


@given(ROWS)
def test_share_and_state_are_what_the_rule_says_for_any_tree(rows):
    parents, notes = read(rows)
    found = standings_of(tree_of(parents), notes)
    for key, standing in found.items():
        assert standing.share == share_by_hand(key, parents, notes)
        assert (standing.share is None) == (standing.state == "dropped")
        assert standing.state != "done" or standing.share == 1
    assert len(found) == len(parents)

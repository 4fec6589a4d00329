"""What a run says about the faults, and that none of them is forgotten."""

import ast
from collections import Counter

from wegwijzer.testing.faults import FAULTS, added_to, lines, tally
from wegwijzer.tests import house


def marked():
    """The faults that `pytest.mark.fault(...)` names in the tests."""
    for path in house.ROOT.rglob("tests/**/test_*.py"):
        if "mark.fault(" in path.read_text():
            for node in ast.walk(house.tree(path)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
                    yield from (argument.value for argument in node.args)


def test_every_fault_is_made_to_happen_by_a_test():
    assert set(marked()) == set(FAULTS)


def test_test_that_failed_in_any_phase_breaks_its_fault_and_one_that_was_skipped_does_not_try_it():
    found = tally(
        [
            ("test_a", "passed", ["F3", "F4"]),
            ("test_b", "passed", ["F3"]),
            ("test_b", "error", ["F3"]),
            ("test_c", "skipped", ["F12"]),
            ("test_d", "failed", []),
        ]
    )
    assert found == {"F3": {"passed": 1, "failed": 1}, "F4": {"passed": 1}, "F12": {"skipped": 1}}
    said = lines(found)
    assert [line.split("  ")[0].strip() for line in said[:-1]] == ["F3", "F4", "F12"]
    assert "1 passed, 1 failed" in said[0]
    assert said[0].endswith("sent once after the restart")
    assert said[-1].startswith("Faults: 2 of 26 tried, 1 held; broken: F3; not tried here: F1 F2 F5")


def test_runs_on_two_databases_are_told_of_together(tmp_path):
    place = tmp_path / "faults"
    first = {name: Counter(passed=1) for name in FAULTS if name != "F12"} | {"F12": Counter(skipped=1)}
    assert lines(added_to(place, first))[-1] == "Faults: 25 of 26 tried, 25 held; not tried here: F12"
    both = added_to(place, {"F12": Counter(passed=1), "F3": Counter(passed=2)})
    assert (both["F3"], both["F12"]) == ({"passed": 3}, {"passed": 1, "skipped": 1})
    assert lines(both)[-1] == "Faults: 26 of 26 tried, 26 held"

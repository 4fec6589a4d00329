"""Two processes make a move on the same row at the same moment: one of them wins, and history has it once."""

import ast
import json

import pytest

from wegwijzer.testing.installation import copy_of
from wegwijzer.tests import house
from wegwijzer.tests.races import LIFECYCLES, PREPARED, is_move, races

pytestmark = pytest.mark.processes


class Racer:
    def __init__(self, installation):
        self.installation = installation
        self.process = installation.talk_to("-m", "wegwijzer.tests.racer")

    def ask(self, *words):
        self.say(*words)
        return self.hear()

    def say(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        assert line, self.installation.log()
        return json.loads(line)


@pytest.fixture(scope="module")
def racers(migrated_database, tmp_path_factory):
    """Two processes of one installation, for all races."""
    with copy_of(migrated_database, tmp_path_factory.mktemp("races"), "races") as installation:
        pair = [Racer(installation), Racer(installation)]
        assert [racer.hear() for racer in pair] == ["here", "here"]
        yield pair


@pytest.mark.parametrize("race", races(), ids=str)
def test_of_two_moves_at_once_one_wins_and_history_has_it_once(racers, race):
    one, other = racers
    key = one.ask("make", race.table, race.state)
    assert one.ask("take", race.table, race.first, key) == "ready"
    assert other.ask("take", race.table, race.second, key) == "ready"
    for racer in racers:
        racer.say("go")
    came = [racer.hear() for racer in racers]
    assert sorted(came) in (["Refused", "won"], ["Stale", "won"])
    winner = (race.first, race.second)[came.index("won")]
    state, history = one.ask("tell", race.table, key)
    assert state == LIFECYCLES[race.table][winner].target
    moves = PREPARED[race.table].moves
    words = {deed.told for deed in moves.values()}
    assert [word for word in history if word in words] == [word for word in [moves[winner].told] if word]


def test_every_lifecycle_and_every_move_is_prepared():
    assert {name: list(table) for name, table in LIFECYCLES.items()} == {
        name: list(prepared.moves) for name, prepared in PREPARED.items()
    }
    # A table that is written otherwise than `NAME = {...}` would not be found.
    written = [node for path in house.modules() for node in ast.walk(house.tree(path)) if is_move(node)]
    assert len(written) == sum(len(table) for table in LIFECYCLES.values())

"""Several browsers at the same moment: rules that look at several rows hold, with real processes on a real database."""

import pytest

from governance.tests.racing import BROWSERS, RACES, ROUNDS

pytestmark = pytest.mark.processes
LOST = ["Refused"] * (BROWSERS - 1)


@pytest.fixture
def came(installation):
    """{race: what came of it for each browser, round by round}, of browsers that all start at the same file."""
    installation.run("from governance.tests import racing; racing.prepare()")
    for number in range(BROWSERS):
        installation.start("-m", "governance.tests.racing", str(number))
    folder, outcome = installation.folder, {}

    def all_there(what, race, turn):
        return len(list(folder.glob(f"{what}.{race}.{turn}.*"))) == BROWSERS

    for race in RACES:
        for turn in range(ROUNDS):
            installation.wait_for(lambda race=race, turn=turn: all_there("ready", race, turn))
            (folder / f"go.{race}.{turn}").touch()
            installation.wait_for(lambda race=race, turn=turn: all_there("came", race, turn))
            files = folder.glob(f"came.{race}.{turn}.*")
            outcome.setdefault(race, []).append(sorted(file.read_text() for file in files))
    return outcome


def test_rules_over_several_rows_hold_for_browsers_that_act_at_once(came, installation):
    assert came["membership"] == came["participation"] == came["vote"] == [[*LOST, "done"]] * ROUNDS
    doubles = (
        "SELECT count(*) FROM governance_mandate WHERE has_vote GROUP BY body_id, organisation_id HAVING count(*) > 1"
    )
    assert installation.sql(doubles) == []
    # Who reads the row after the first end is refused by the rule, who read it before by its version.
    assert [outcome.count("done") for outcome in came["end"]] == [1] * ROUNDS
    ended = "SELECT count(*) FROM audit_entry WHERE verb = 'governance.membership.ended'"
    assert installation.sql(ended) == [(ROUNDS,)]
    # A board that several partnerships name at once is made once, and all of them get it.
    assert came["board"] == [["done"] * BROWSERS] * ROUNDS
    assert installation.sql("SELECT count(*) FROM accounts_organisation WHERE kind = 'ocmw'") == [(ROUNDS,)]
    assert installation.sql("SELECT count(*) FROM audit_entry WHERE verb = 'governance.organisation.added'") == [
        (ROUNDS,)
    ]
    # Who pastes the same sitting adds it once; the others' own sittings stand beside it.
    assert came["calendar"] == [["done"] * BROWSERS] * ROUNDS
    assert installation.sql("SELECT count(*) FROM governance_councilsitting") == [(ROUNDS * (BROWSERS + 1),)]

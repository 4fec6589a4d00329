"""Several coordinators and councils at the same moment. Real processes, on the database of the run."""

import pytest

from wegwijzer.testing.race import count, race

pytestmark = pytest.mark.processes

SETTING = """
from governance.tests.rounds import Region
region = Region()
region.contact("OCMW Olen")
draft = region.prepared(title="Wacht nog")
running = region.opened(title="Loopt", boards=["Gemeente Olen", "OCMW Olen", "Gemeente Lille", "OCMW Lille"])
"""
READS = """
import datetime as dt
from governance.actions import approval_response, approval_round as rounds, round_party as parties, round_text as texts
from governance.actions.approval_response import Told
from governance.actions.round_plan import Asked, Plan
from governance.models import ApprovalRound, Clause, Partnership, organs_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
by = User.objects.get(name="Coördinator")
partnership = Partnership.objects.get(name="Middenkempen")
rows = ApprovalRound.objects.select_related("partnership__organisation")
draft, running = rows.get(title="Wacht nog"), rows.get(title="Loopt")
boards = list(Organisation.objects.filter(memberships__partnership=partnership).order_by("name"))
plan = Plan(
    dict(kind="other", title="Nieuw", year=None, consequence="", asked_on=None, deadline_on=today() + dt.timedelta(30)),
    dict(question="Akkoord?", grounds="", facts="", articles=""),
    [Asked(board, organs_of(board.kind)[0]) for board in boards],
    [Clause("boards", "all")],
)
asked = list(running.parties.select_related("round__partnership__organisation", "organisation").order_by("pk"))
wording = dict(question=f"Vraag {number}?", grounds="", facts="", articles="")
"""


def test_of_six_who_send_at_once_one_wins_and_each_board_is_asked_once(setting):
    ends = race(setting, READS, ["rounds.open(draft, by=by, version=draft.version)"] * 6)
    assert ends.count(0) == 1, setting.log()
    assert set(ends) <= {0, 3, 4}, setting.log()
    assert count(setting, "audit_entry", "verb = 'governance.round.opened' AND target_text = 'Wacht nog'") == 1
    assert count(setting, "governance_roundtext", "checksum <> ''") == 2
    asked = (
        "kind = 'governance.round_asked' AND target_id = (SELECT id FROM governance_approvalround WHERE title = '%s')"
    )
    assert count(setting, "outbox_message", asked % "Wacht nog") == 1


def test_six_times_the_same_round_is_one_round(setting):
    assert race(setting, READS, ["rounds.start(partnership, plan, by=by)"] * 6) == [0] * 6, setting.log()
    assert count(setting, "governance_approvalround", "title = 'Nieuw'") == 1
    assert count(setting, "governance_roundparty") == 14 + 4 + 14


def test_of_six_new_wordings_one_is_kept(setting):
    wish = "texts.reword(running, by=by, version=running.version, wording=wording, change_reason='Anders',"
    ends = race(setting, READS, [wish + " needs_new_answer=True)"] * 6)
    assert sorted(ends) == [0, 4, 4, 4, 4, 4], setting.log()
    assert count(setting, "governance_roundtext", "number = 2") == 1
    assert count(setting, "audit_entry", "verb = 'governance.round.reworded'") == 1


def test_six_boards_that_join_at_once_are_all_asked_and_the_same_one_once(setting):
    wish = "parties.ask(running, boards[NUMBER_OF_BOARD], by=by, organ=organs_of(boards[NUMBER_OF_BOARD].kind)[0])"
    wishes = [wish.replace("NUMBER_OF_BOARD", str(place)) for place in (0, 0, 1, 2, 7, 8)]
    ends = race(setting, READS, wishes)
    assert sorted(ends) == [0, 0, 0, 0, 0, 3], setting.log()
    assert count(setting, "governance_roundparty", "from_on IS NOT NULL") == 5


def test_answering_and_being_removed_at_once_does_one_of_both(setting):
    answer = "approval_response.report(asked[3], Told('approved', today(), asked[3].organ), by=by, channel='on_behalf')"
    remove = "parties.remove(asked[3], by=by, version=1)"
    ends = race(setting, READS, [answer, remove, remove])
    assert ends.count(0) == 1, setting.log()
    assert set(ends) <= {0, 3, 4}, setting.log()
    removed = count(setting, "audit_entry", "verb = 'governance.round_party.removed'")
    assert removed + count(setting, "governance_approvalresponse") == 1


def test_closing_and_stopping_at_once_does_one_of_both(setting):
    close, stop = "rounds.close(running, by=by, version=running.version)", "rounds.cancel(running, by=by, version="
    ends = race(setting, READS, [close, stop + "running.version, reason='Niet meer nodig')"])
    assert sorted(ends) in ([0, 3], [0, 4]), setting.log()
    assert count(setting, "governance_approvalround", "title = 'Loopt' AND state IN ('closed', 'cancelled')") == 1


def test_last_two_councils_at_once_reach_it_once(setting):
    answer = "approval_response.report(asked[PLACE], Told('approved', today(), asked[PLACE].organ), by=by,"
    answer += " channel='on_behalf')"
    ends = race(setting, READS, [answer.replace("PLACE", str(place)) for place in range(4)])
    assert ends == [0] * 4, setting.log()
    assert count(setting, "governance_approvalresponse") == 4
    assert count(setting, "audit_entry", "verb = 'governance.round.reached'") == 1


def test_deadline_that_goes_by_is_told_once_by_six_who_look_at_once(setting):
    wish = "from governance.actions.round_deadline import note_passed; "
    wish += "note_passed(running, dt.datetime.now(dt.UTC) + dt.timedelta(400))"
    assert race(setting, READS, [wish] * 6) == [0] * 6, setting.log()
    assert count(setting, "audit_entry", "verb = 'governance.round.deadline_passed'") == 1

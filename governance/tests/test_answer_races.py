"""Two contact persons of one board answer at the same moment. Real processes, on the database of the run."""

import pytest

from wegwijzer.testing.race import race

pytestmark = pytest.mark.processes

SETTING = """
from governance.tests import round_factories as make
from wegwijzer.testing.people import build_cast
cast = build_cast()
round_ = make.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
for name in ("Gemeente Olen", "OCMW Olen"):
    party = make.RoundPartyFactory(round=round_, organisation=cast.a.boards[name])
    for _number in range(3):
        make.AnswerLinkFactory(party=party)
"""
# As the contact person `number`.
READS = """
from governance.actions import approval_response as responses, approval_response_check as checks
from governance.actions import approval_round as rounds, round_reminder
from governance.actions.approval_response import Seen, Told
from governance.models import AnswerLink, ApprovalResponse, ApprovalRound
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
by = User.objects.get(name="Coördinator")
links = AnswerLink.objects.select_related(
    "party__round__partnership__organisation", "party__organisation", "mandate__person__user")
link = links.order_by("pk")[number]
party, round_ = link.party, link.party.round
outcome = ("approved", "rejected", "postponed")[number % 3]
told = Told(outcome, today(), party.organ)
"""


def ends_of(setting, wish, numbers):
    """How the processes end that all do `wish`, one for each number."""
    return sorted(race(setting, READS, [wish] * len(numbers), numbers))


def numbers_of(setting):
    rows = setting.sql("SELECT party_id, number FROM governance_approvalresponse ORDER BY party_id, number")
    found = {}
    for party, number in rows:
        found.setdefault(party, []).append(number)
    return sorted(found.values())


def entries(setting, verb):
    return setting.sql("SELECT COUNT(*) FROM audit_entry WHERE verb = ?", f"governance.{verb}")[0][0]


def test_of_three_who_answer_differently_one_is_first_and_the_others_are_shown_it(setting):
    ends = ends_of(setting, "responses.report_by_link(link, told, seen=Seen(1, 0))", [0, 1, 2])
    assert ends == [0, 4, 4], setting.log()
    assert numbers_of(setting) == [[1]]
    assert entries(setting, "response.reported") == 1


def test_who_answers_whatever_stands_there_gets_the_next_number(setting):
    ends = ends_of(setting, "responses.report_by_link(link, told, seen=Seen(1, 99))", [0, 1, 2])
    assert ends == [0, 0, 0], setting.log()
    assert numbers_of(setting) == [[1, 2, 3]]
    assert entries(setting, "response.reported") == 3


def test_six_times_the_same_answer_is_one(setting):
    wish = "responses.report_by_link(link, Told('approved', today(), party.organ), seen=Seen(1, 0))"
    assert ends_of(setting, wish, [0, 0, 0, 1, 1, 2]) == [0] * 6, setting.log()
    assert numbers_of(setting) == [[1]]


def test_two_boards_at_the_same_moment_reach_the_threshold_once(setting):
    wish = "responses.report_by_link(link, Told('approved', today(), party.organ), seen=Seen(1, 0))"
    assert ends_of(setting, wish, [0, 3]) == [0, 0], setting.log()
    assert numbers_of(setting) == [[1], [1]]
    assert entries(setting, "round.reached") == 1


def test_answer_and_closing_at_the_same_moment_leave_no_answer_after_the_end(setting):
    wish = "rounds.close(round_, by=by, version=round_.version) if number else responses.report_by_link("
    wish += "link, told, seen=Seen(1, 0))"
    ends = ends_of(setting, wish, [0, 1])
    noted = len(numbers_of(setting))
    assert ends in ([0, 0], [0, 3]), setting.log()
    assert noted == ends.count(0) - 1
    verbs = [row[0] for row in setting.sql("SELECT verb FROM audit_entry ORDER BY id")]
    if noted:
        assert verbs.index("governance.response.reported") < verbs.index("governance.round.closed")


def test_undone_and_verified_at_the_same_moment_is_one_of_both(setting):
    setting.run(
        "from governance.tests import round_factories as make\n"
        "from governance.models import RoundParty\n"
        "make.ApprovalResponseFactory(party=RoundParty.objects.order_by('pk').first())"
    )
    wish = "response = ApprovalResponse.objects.select_related('party__round__partnership__organisation').get()\n"
    wish += "    checks.verify(response, by=by, version=1) if number else responses.undo(response, by=by)"
    ends = ends_of(setting, wish, [0, 1, 0, 1])
    assert set(ends) <= {0, 3, 4}, setting.log()
    (row,) = setting.sql("SELECT undone_at, verified_at FROM governance_approvalresponse")
    assert (row[0] is None) != (row[1] is None)


def test_three_who_press_remind_at_once_send_each_mail_once(setting):
    setting.sql("DELETE FROM outbox_message")
    ends = ends_of(setting, "round_reminder.remind(round_, by=by)", [0, 1, 2])
    assert ends == [0, 3, 3], setting.log()
    assert setting.sql("SELECT COUNT(*) FROM outbox_message")[0][0] == 6 + 1  # and the contact of the cast

"""What asking a rule costs: as many queries for many subjects as for one."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import reminders
from governance.models import Audience, FeedbackChannel, Question
from governance.tests import factories as make
from governance.tests import round_factories as ask
from wegwijzer.accounts.periods import today
from wegwijzer.reminders.current import window_of

pytestmark = pytest.mark.once
DAY = dt.timedelta(days=1)


def one_more(number):
    """A partnership of its own with something for each rule, due within a few days."""
    board = make.OrganisationFactory(municipality=True)
    body = make.BodyFactory(notice_days=0)
    make.BodyFactory(partnership=body.partnership, cadence_count=1, cadence_period="month")
    partnership, soon, end = body.partnership, today() + DAY, {"until_on": today() + 30 * DAY}
    make.MandateFactory(coordinator=True, partnership=partnership)
    make.MandateFactory(contact=True, partnership=partnership, organisation=board)
    make.MandateFactory(body=body, role="secretary")
    make.MandateFactory(body=body, organisation=board, **end)
    start = make.next_month() - 29 * DAY
    make.MeetingFactory(body=body, planned_start=start)
    make.MeetingFactory(body=body, planned_start=start + dt.timedelta(hours=3), convened=True)
    late = make.MeetingFactory(body=body, planned_start=start - 40 * DAY, draft=True)
    make.ActionPointFactory(body=body, due_on=soon)
    for organisation in (None, board):
        columns = {"audience": Audience.COUNCILS, "channel": FeedbackChannel.MAIL, "due_on": soon}
        late.feedback.create(organisation=organisation, **columns)
    asked = {"partnership": partnership, "text": f"Vraag {number}", "addressee": "POD MI"}
    Question.objects.create(asked_on=today() - 9 * DAY, due_on=today() - DAY, **asked)
    round_ = ask.ApprovalRoundFactory(partnership=partnership, open=True, deadline_on=today() + 9 * DAY)
    ask.RoundPartyFactory(round=round_, organisation=board, organ="municipal_council")
    council = ask.CouncilFactory(organisation=board, kind="municipal_council")
    ask.CouncilSittingFactory(council=council, held_on=today() + 8 * DAY, agenda_closes_on=soon)


@pytest.mark.django_db
@time_machine.travel(dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC), tick=False)
def test_every_rule_asks_as_many_queries_for_three_as_for_one():
    counted, subjects = [], []
    for number in (1, 2, 3):
        one_more(number)
        costs, found = {}, {}
        for rule in reminders.RULES:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                found[rule.name] = len({wait.subject for wait in rule.waits(window_of(rule, today()))})
            costs[rule.name] = len(queries)
        counted.append(costs)
        subjects.append(found)
    assert counted[0] == counted[1] == counted[2]
    assert max(counted[0].values()) <= 10, counted[0]
    assert all(number >= 3 for number in subjects[2].values()), subjects[2]

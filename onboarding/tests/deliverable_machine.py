"""The life of a deliverable as the rule has it, written by hand: which moves there are, and which days they leave."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from governance.tests.factories import UserFactory
from onboarding.actions import deliverable as actions
from onboarding.models import Deliverable
from onboarding.tests import factories as make
from wegwijzer.lifecycle import Refused

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2020, 12, 31))
# state → verb → state; what is not here can not be done
RULE = {
    "planned": {"start": "in_progress", "hand_in": "in_review", "deliver": "delivered", "drop": "na"},
    "in_progress": {"hand_in": "in_review", "deliver": "delivered", "drop": "na"},
    "in_review": {"send_back": "in_progress", "deliver": "delivered", "drop": "na"},
    "delivered": {"publish": "published", "reopen": "in_progress"},
    "published": {"reopen": "in_progress"},
    "na": {"take_up": "planned"},
}
VERBS = ["start", "hand_in", "send_back", "deliver", "publish", "reopen", "drop", "take_up"]


class DeliverableMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.by = UserFactory()
        self.row = make.DeliverableFactory()
        self.state, self.delivered_on, self.moved = "planned", None, 0

    @rule(verb=st.sampled_from(VERBS), day=DAYS, reason=st.sampled_from(["", "Samen met de buren"]))
    def move(self, verb, day, reason):
        target = RULE[self.state].get(verb)
        is_told = reason or verb not in ("send_back", "reopen", "drop")
        in_order = verb != "publish" or self.delivered_on is None or day >= self.delivered_on
        row = Deliverable.objects.get(pk=self.row.pk)
        try:
            actions.move(row, verb, by=self.by, version=row.version, on=day, reason=reason)
        except Refused:
            assert target is None or not is_told or not in_order
            return
        assert target is not None
        assert is_told
        assert in_order
        self.state, self.moved = target, self.moved + 1
        if verb == "deliver":
            self.delivered_on = day
        elif verb in ("reopen", "drop"):
            self.delivered_on = None

    @precondition(lambda self: self.state != "planned")
    @rule(verb=st.sampled_from(VERBS))
    def move_in_the_future(self, verb):
        row = Deliverable.objects.get(pk=self.row.pk)
        try:
            actions.move(row, verb, by=self.by, version=row.version, on=dt.date(2200, 1, 1), reason="Later")
        except Refused:
            return
        raise AssertionError("a day that has still to come was taken")

    @invariant()
    def is_as_the_rule_says(self):
        row = Deliverable.objects.get(pk=self.row.pk)
        assert row.state == self.state
        assert row.delivered_on == self.delivered_on
        assert row.version == 1 + self.moved
        started = self.state in ("in_progress", "in_review", "delivered", "published")
        assert (row.started_on is not None) == started
        assert (row.published_on is not None) == (self.state == "published")
        assert bool(row.reason) == (self.state == "na")

"""Whatever steps are tried in whatever order on whatever days: a dossier goes only where the rule on paper lets it."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from projects.actions.dossier_state import MOVED, move
from projects.models import Dossier
from projects.tests.dossier_factories import DossierFactory, make_complete
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused

FIRST = dt.date(2015, 7, 6)  # the day of the decision that the dossier comes with
# By hand from the rule, not read from the table: state, step, and where that leads.
ALLOWED = {
    ("idea", "go"): "go",
    ("idea", "no_go"): "no_go",
    ("no_go", "reconsider"): "idea",
    ("go", "draft"): "drafting",
    ("drafting", "ask_approval"): "in_approval",
    ("in_approval", "redraft"): "drafting",
    ("in_approval", "submit"): "submitted",
    ("submitted", "award"): "awarded",
    ("submitted", "refuse"): "refused",
    ("awarded", "start"): "running",
    ("running", "report"): "final_report",
    ("final_report", "close"): "closed",
    **{(state, "withdraw"): "withdrawn" for state in ("idea", "go", "drafting", "in_approval", "submitted")},
    ("withdrawn", "reconsider"): "idea",
    ("submitted", "undo_submission"): "in_approval",
    ("awarded", "undo_answer"): "submitted",
    ("refused", "undo_answer"): "submitted",
    ("running", "undo_start"): "awarded",
    ("final_report", "resume"): "running",
    ("closed", "reopen"): "final_report",
}
NEEDS_REASON = {"no_go", "withdraw", "reconsider", "undo_submission", "undo_answer", "undo_start", "resume", "reopen"}
NEEDS_DAY = set(MOVED) - (NEEDS_REASON - {"no_go", "withdraw"})
HAS_GRANT = {"awarded", "running", "final_report", "closed"}


class Life(RuleBasedStateMachine):
    """A dossier beside its state and the days that count, on paper."""

    pk: ClassVar = 0
    user: ClassVar = None
    seen: ClassVar = Counter()

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.state, self.days, self.is_complete, self.is_reported = "idea", {}, True, True

    def teardown(self):
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @property
    def since(self):
        return self.days.get("since")

    @rule(is_complete=st.booleans())
    def change_the_checklist(self, is_complete):
        self.is_complete = is_complete
        Dossier.objects.get(pk=self.pk).requirements.update(met_on=FIRST if is_complete else None)

    @rule(is_reported=st.booleans())
    def change_the_final_report(self, is_reported):
        self.is_reported = is_reported
        kept = {"submitted_on": FIRST, "content": "{}", "checksum": "a" * 64}
        gone = {"submitted_on": None, "content": "", "checksum": ""}
        Dossier.objects.get(pk=self.pk).reportings.update(**(kept if is_reported else gone))

    @rule(
        verb=st.sampled_from(sorted(MOVED)),
        ahead=st.sampled_from([None, 0, 1, 2, 3]),
        later=st.sampled_from([-3, 0, 1, 9, 40]),
        reason=st.sampled_from(["", "Vergissing", "Later meer"]),
        amount=st.sampled_from([None, Decimal("0.00"), Decimal("120000.00")]),
        despite=st.sampled_from(["", "Uitstel gekregen"]),
    )
    def step(self, verb, ahead, later, reason, amount, despite):
        """Any step, or mostly one that this state knows."""
        known = [step for state, step in ALLOWED if state == self.state]
        verb = verb if ahead is None else known[ahead % len(known)]
        day = (self.since or FIRST) + dt.timedelta(days=later)
        target = ALLOWED.get((self.state, verb))
        allowed = target is not None
        allowed &= not (verb in NEEDS_REASON and not reason) and not (verb == "award" and amount is None)
        allowed &= self.is_complete or not (verb == "close" or (verb == "submit" and not despite))
        allowed &= self.is_reported or verb != "close"
        if verb in NEEDS_DAY:
            allowed &= day >= (self.since or dt.date.min) and not (verb == "go" and day < FIRST)
        dossier = Dossier.objects.get(pk=self.pk)
        asked = {"reason": reason, "amount": amount, "despite": despite}
        try:
            move(dossier, verb, by=self.user, version=dossier.version, on=day, **asked)
            done = True
        except Refused:
            done = False
        assert done == allowed, (self.state, verb, asked, day, self.since, self.is_complete)
        self.seen[done] += 1
        if done:
            self._note(verb, target, day)

    def _note(self, verb, target, day):
        self.state = target
        if verb in NEEDS_DAY:
            self.days[{"go": "go", "submit": "submitted", "award": "awarded"}.get(verb, "")] = day
            self.days["since"] = day
            return
        gone = {"reconsider": ("go", "submitted"), "undo_submission": ("submitted",), "undo_answer": ("awarded",)}
        for name in gone.get(verb, ()):
            self.days.pop(name, None)
        known = [self.days[name] for name in ("go", "submitted", "awarded") if name in self.days]
        self.days["since"] = max(known, default=None)

    @invariant()
    def row_says_what_the_paper_says(self):
        dossier = Dossier.objects.get(pk=self.pk)
        assert dossier.state == self.state
        assert (dossier.go_on, dossier.submitted_on) == (self.days.get("go"), self.days.get("submitted"))
        assert (dossier.awarded_on is not None) == (self.state in HAS_GRANT)
        assert dossier.since_on == self.since

    @invariant()
    def history_has_every_step(self):
        told = Entry.objects.filter(target_type="projects.dossier", target_id=self.pk)
        assert told.count() == sum(1 for _entry in told if _entry.verb in MOVED.values())


@pytest.mark.django_db
def test_dossier_goes_only_where_the_rule_on_paper_lets_it(cast):
    dossier = DossierFactory(project__partnership=cast.a.partnership)
    make_complete(dossier)
    Life.pk, Life.user, Life.seen = dossier.pk, cast.a.coordinator, Counter()
    run_state_machine_as_test(Life, settings=settings(max_examples=25, stateful_step_count=30, deadline=None))
    assert min(Life.seen[True], Life.seen[False]) > 0  # how many of each is left to chance

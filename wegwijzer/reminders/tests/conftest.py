"""A rule that only tests have: what waits is what the test says."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
import time_machine

from wegwijzer.accounts.models import Organisation
from wegwijzer.reminders import registry
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.registry import Party, Rule, Wait
from wegwijzer.reminders.sweep import carry_out
from wegwijzer.testing.reminded import have_left

BRUSSELS = ZoneInfo("Europe/Brussels")
MEMBER = Party("lid@example.org", "Lid")
COORDINATOR = Party("coordinator@example.org", "Coördinator")


def at(day, hour=9, minute=0):
    """That hour of an ISO day on the Belgian clock."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour, minute), tzinfo=BRUSSELS)


@dataclass
class Waiting:
    """`subjects` is {key: Wait}; `asked` the windows that the rule was asked with."""

    scope: Organisation
    rules: dict[str, Rule]
    subjects: dict[int, Wait] = field(default_factory=dict)
    asked: list[registry.Window] = field(default_factory=list)

    def add(self, key, due_on, *people, **more):
        wait = Wait(
            subject=key,
            due_on=dt.date.fromisoformat(due_on),
            people=people or (MEMBER,),
            title=more.pop("title", f"Doe ding {key}"),
            about="een zaak van de raad",
            path=f"/dingen/{key}/",
            scope=self.scope.pk,
            **more,
        )
        self.subjects[key] = wait
        return wait

    def tells(self, **when):
        """The one rule; told five working days ahead, the day after and a week after, escalated on the third day."""
        usual = {"ahead": (5,), "after": (1, 6), "escalate": 3}
        self.rules["testing.thing"] = Rule("testing.thing", "dingen", self.waits, **(usual | when))

    def tells_as(self, name):
        """The same under another name."""
        self.rules[name] = Rule(name, "andere dingen", self.waits, ahead=(5,))

    def waits(self, window):
        self.asked.append(window)
        for key, wait in self.subjects.items():
            if window.since <= wait.due_on <= window.until and (window.only is None or key in window.only):
                yield wait


@pytest.fixture
def waiting(db, monkeypatch):
    """What the only rule there is finds waiting."""
    rules = {}
    monkeypatch.setattr("wegwijzer.reminders.current.rules", rules)
    made = Waiting(Organisation.objects.create(name="ISOM", kind="partnership"), rules)
    made.tells()
    return made


@pytest.fixture
def sweep():
    """One sweep at a moment; says to whom mails were made. What was made before has left, unless `away` (no server)."""

    def once(now, *, away=False):
        if not away:
            have_left()
        with time_machine.travel(now, tick=False):
            made = plan(now)
            carry_out(made)
            return [posting.address for posting in made.ready]

    return once

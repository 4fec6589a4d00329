"""Whatever people do to the meetings of a body, in whatever order, late or not: the application does what the rules
say (meeting_model.py, by hand), a refusal leaves everything as it was, and each change is in history once, by its name.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import pytest
from django.utils import timezone
from hypothesis import note, settings
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from governance import models
from governance.actions import action_point, agenda_item, attendance, correction, decision, minutes, sitting, vote
from governance.actions import meeting as meetings
from governance.tests.meeting_machine import Meetings, wishes
from governance.tests.meeting_model import COMING, MINUTED, OPEN
from governance.tests.meetings import World
from wegwijzer.localised import LocalisedText

LENGTH = dt.timedelta(hours=2)


def moment(day):
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    start = morning + dt.timedelta(days=day, hours=10 if day else 0)
    return {"planned_start": start, "planned_end": start + LENGTH}


def among(*states):
    """There is a meeting in one of these states; mostly it is that one that the deed is done to."""
    return lambda diary: any(session.state in states for session in diary.sessions)


def ruled(diary):
    return any(session.rulings for session in diary.sessions)


# What people do, and when there is something to do it to.
DEEDS = {
    "plan": lambda diary: len(diary.sessions) < 5,
    "change": among(*COMING),
    "convene": among("planned"),
    "resend": among("convened"),
    "cancel": among(*COMING),
    "add": among(*OPEN),
    "keep": lambda diary: len(diary.backlog) < 3,
    "move": lambda diary: any(len(session.points) > 1 for session in diary.sessions),
    "remove": lambda diary: any(session.points for session in diary.sessions),
    "schedule": lambda diary: diary.backlog,
    "open": among(*COMING),
    "seat": among(*MINUTED),
    "seat_rest": among("held"),
    "lead": among(*MINUTED),
    "minute": among(*MINUTED),
    "give": among(*MINUTED),
    "draft": among(*MINUTED),
    "vote": ruled,
    "withdraw": ruled,
    "strike": ruled,
    "close": among("held"),
    "approve": among("draft"),
    "correct": among("approved"),
}


class Life(Meetings):
    """What people do. Each deed asks the diary first, and is then done."""

    lived: ClassVar[Sequence[str]] = ()

    @property
    def by(self):
        return self.world.coordinator

    @initialize(wish=wishes)
    def begin(self, wish):
        """Meetings live long: one has come some way already, another is planned after it, and every deed is tried."""
        usual = {"place": "Raadzaal", "title": "Begroting", "reason": "Omdat het moet", "status": "present"}
        first = replace(wish, which=0, outcome="", count=(2, 1), yes=False, late=False, **usual)
        for deed in self.lived:
            self.do_one(deed, first)
        self.do_one("plan", replace(first, day=20 if wish.day == 40 else 40, yes=True))
        for deed in DEEDS:
            self.do_one(deed, wish)

    @rule(wish=wishes, rival=wishes)
    def do(self, wish, rival):
        """One does something, and perhaps another, who had the same screen, does it too."""
        possible = [deed for deed, is_ready in DEEDS.items() if is_ready(self.diary)]
        deed = possible[wish.deed % len(possible)]
        self.do_one(deed, wish)
        if rival.late:
            self.do_one(deed, replace(rival, which=wish.which))

    def do_one(self, deed, wish):
        if DEEDS[deed](self.diary):
            note(deed)
            getattr(self, deed)(wish)
            self.rows_say_what_the_diary_says()

    def plan(self, wish):
        start, extra = moment(wish.day), {"place": wish.place, "round_table": wish.yes}
        came = self.diary.plan(start["planned_start"], **extra)
        made = self.try_to("plan", came, lambda: meetings.plan(self.world.body, by=self.by, **start, **extra))
        if came and came.verbs:
            self.diary.sessions[-1].pk = made.pk

    def change(self, wish):
        session, seen, is_late = self.meeting(wish, *COMING)
        start = {"planned_start": session.start, "planned_end": session.start + LENGTH}
        values = (start if wish.yes else moment(wish.day)) | {"place": wish.place}
        came = self.diary.change(session, values["planned_start"], wish.place, is_late)
        extra = values | {"version": seen.version}
        self.try_to("change", came, lambda: meetings.change(self.row(session), by=self.by, **extra))

    def convene(self, wish):
        session, seen, is_late = self.meeting(wish, "planned")
        came = self.diary.convene(session, wish.reason, is_late)
        extra = {"version": seen.version, "reason": wish.reason}
        self.try_to("convene", came, lambda: meetings.convene(self.row(session), by=self.by, **extra))

    def resend(self, wish):
        session, seen, is_late = self.meeting(wish, "convened")
        came = self.diary.resend(session, is_late)
        self.try_to("resend", came, lambda: meetings.resend(self.row(session), by=self.by, version=seen.version))

    def cancel(self, wish):
        session, seen, is_late = self.meeting(wish, "convened")
        came = self.diary.cancel(session, wish.reason, wish.yes, is_late)
        extra = {"version": seen.version, "reason": wish.reason, "keep_items": wish.yes}
        self.try_to("cancel", came, lambda: meetings.cancel(self.row(session), by=self.by, **extra))

    def add(self, wish):
        session, seen, is_late = self.agenda(self.one(wish.which, *OPEN), wish)
        came = self.diary.add(session, wish.title, is_late)
        extra = {"title": wish.title, "agenda_version": seen.agenda_version}
        self.try_to("add", came, lambda: agenda_item.add(self.row(session), by=self.by, **extra))

    def keep(self, wish):
        came = self.diary.keep(wish.title)
        self.try_to("keep", came, lambda: agenda_item.add_to_backlog(self.world.body, by=self.by, title=wish.title))

    def move(self, wish):
        point = self.point(wish, *OPEN)
        _session, seen, is_late = self.agenda(point.on, wish)
        came, item = self.diary.move(point, wish.number, is_late), self.item(point)
        extra = {"to": wish.number, "agenda_version": seen and seen.agenda_version}
        self.try_to("move", came, lambda: agenda_item.move(item, by=self.by, **extra))

    def remove(self, wish):
        point = self.point(wish, *OPEN)
        item, came = self.item(point), self.diary.remove(point, wish.yes)
        self.try_to("remove", came, lambda: agenda_item.remove(item, by=self.by, to_backlog=wish.yes))

    def schedule(self, wish):
        points = self.diary.backlog * 5 + [point for session in self.diary.sessions for point in session.points]
        point, session = points[wish.other % len(points)], self.one(wish.which, *OPEN)
        item, came = self.item(point), self.diary.schedule(point, session)
        self.try_to("schedule", came, lambda: agenda_item.schedule(item, self.row(session), by=self.by))

    def open(self, wish):
        session, seen, is_late = self.meeting(wish, *COMING)
        came = self.diary.open(session, is_late)
        self.try_to("open", came, lambda: sitting.open(seen, by=self.by))

    def seat(self, wish):
        session = self.one(wish.which, *MINUTED, "approved")
        rows = models.Attendance.objects.filter(meeting=session.pk).order_by("-has_vote", "pk")
        if not rows:
            return
        came = self.diary.seat(session, wish.number, wish.status)
        self.try_to("seat", came, lambda: attendance.note(rows[wish.number], by=self.by, status=wish.status))

    def seat_rest(self, wish):
        session = self.one(wish.which, "held")
        came, row = self.diary.seat_rest(session, wish.status), self.row(session)
        self.try_to("seat_rest", came, lambda: attendance.note_rest(row, by=self.by, status=wish.status))

    def lead(self, wish):
        session = self.one(wish.which, *MINUTED)
        row, came = self.row(session), self.diary.lead(session, wish.yes)
        secretary = self.world.secretary.cards.get() if wish.yes else None
        hour = timezone.localtime(row.actual_start or row.planned_start).time()
        extra = {"version": row.version, "chair": row.chair, "secretary": secretary, "started_at": hour}
        self.try_to("lead", came, lambda: sitting.change(row, by=self.by, **extra))

    def minute(self, wish):
        point = self.point(wish, *MINUTED)
        seen, is_late = self.screen(point, models.AgendaItem, point.written, wish.late)
        came = self.diary.minute(point, wish.text, is_late)
        extra = {"texts": {"nl": wish.text}, "seen": seen.minutes_version}
        self.try_to("minute", came, lambda: minutes.save(self.item(point), by=self.by, **extra))

    def give(self, wish):
        point = self.point(wish, *MINUTED)
        item, came = self.item(point), self.diary.give(point, wish.title)
        extra = {"text": wish.title, "organisation": self.world.boards[0], "item": item}
        self.try_to("give", came, lambda: action_point.add(self.world.body, by=self.by, **extra))

    def draft(self, wish):
        point = self.point(wish, *MINUTED)
        item, came = self.item(point), self.diary.draft(point, wish.title, wish.outcome)
        extra = {"title": LocalisedText(nl=wish.title), "outcome": wish.outcome}
        self.try_to("draft", came, lambda: decision.draft(item, by=self.by, **extra))

    def vote(self, wish):
        session, ruling, row = self.ruling(wish)
        seen, is_late = self.screen(ruling, models.Decision, ruling.turn, wish.late)
        came = self.diary.vote(session, ruling, wish.count, is_late)
        extra = {"kind": "show", "tally": models.Tally(*wish.count, 0), "version": seen.version}
        self.try_to("vote", came, lambda: vote.note(row, by=self.by, **extra))

    def withdraw(self, wish):
        session, ruling, row = self.ruling(wish)
        came = self.diary.withdraw(session, ruling, wish.reason)
        self.try_to("withdraw", came, lambda: decision.withdraw(row, by=self.by, reason=wish.reason))

    def strike(self, wish):
        session, ruling, row = self.ruling(wish)
        came = self.diary.strike(session, ruling)
        self.try_to("strike", came, lambda: decision.remove(row, by=self.by))

    def close(self, wish):
        session, seen, is_late = self.meeting(wish, "held")
        came = self.diary.close(session, is_late)
        self.try_to("close", came, lambda: sitting.close(seen, by=self.by))

    def approve(self, wish):
        session, seen, is_late = self.meeting(wish, "draft")
        points = [point for one in self.diary.sessions for point in one.points] + self.diary.backlog
        fitting = [point for point in points if point.approves is session] or points
        point = fitting[wish.other % len(fitting)] if wish.yes else None
        came, item = self.diary.approve(session, point, is_late), point and self.item(point)
        self.try_to("approve", came, lambda: minutes.approve(seen, by=self.by, through=item))

    def correct(self, wish):
        point = self.point(wish, "approved")
        seen, is_late = self.screen(point, models.AgendaItem, point.written, wish.late)
        came = self.diary.correct(point, wish.text, wish.reason, is_late)
        extra = {"language": "nl", "after": wish.text, "reason": wish.reason, "seen": seen.minutes_version}
        self.try_to("correct", came, lambda: correction.add(self.item(point), by=self.by, **extra))


LIVES = {
    "planned": ("plan", "add"),
    "convened": ("plan", "add", "convene"),
    "decided": ("plan", "add", "convene", "open", "seat_rest", "draft", "vote"),
    "closed": ("plan", "add", "open", "seat_rest", "draft", "vote", "withdraw", "close"),
    "approved": ("plan", "add", "convene", "open", "seat_rest", "draft", "vote", "close", "approve"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("life", LIVES)
def test_whatever_people_do_the_rules_hold(life):
    Life.world, Life.lived = World(seats=3), LIVES[life]
    Life.seen.clear()
    plan = settings(max_examples=6, stateful_step_count=20, derandomize=True, database=None)
    run_state_machine_as_test(Life, settings=plan)
    # A life that never came that far would say nothing.
    assert {name for name, came in Life.seen if came == "done"} >= set(Life.lived)
    assert {came for _name, came in Life.seen} == {"done", "nothing", "refused"}

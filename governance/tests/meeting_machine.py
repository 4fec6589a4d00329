"""The rows of the meetings of one body beside the diary of meeting_model.py, and how one is held against the other."""

import copy
import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from governance import models
from governance.tests.meeting_model import MINUTED, NOTHING, Diary
from governance.tests.meetings import World
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.outbox.models import Message

TABLES = (models.Meeting, models.AgendaItem, models.Attendance, models.Decision)
TABLES += (models.Vote, models.DecisionCounter, models.Correction, models.ActionPoint)
CORRECTED = {"minutes", "minutes_version"}  # what of approved minutes may still be corrected, in the open
DAYS = (-400, 0, 3, 20, 40)  # from today: long past, this morning, too soon for the usual notice, and in time


@dataclass(frozen=True)
class Wish:
    """Everything that a deed may ask for; each takes what it needs."""

    deed: int
    which: int
    other: int
    number: int
    day: int
    place: str
    title: str
    text: str
    reason: str
    status: str
    outcome: str
    count: tuple[int, int]
    yes: bool
    late: bool


wishes = st.builds(
    Wish,
    deed=st.integers(0, 719),
    which=st.integers(0, 59),
    other=st.integers(0, 59),
    number=st.integers(0, 3),
    day=st.sampled_from(DAYS),
    place=st.sampled_from(["Raadzaal", "Raadzaal", ""]),
    title=st.sampled_from(["Begroting", "Personeel"]),
    text=st.sampled_from(["Besproken.", "Besproken en beslist.", ""]),
    reason=st.sampled_from(["Omdat het moet", "Omdat het moet", ""]),
    status=st.sampled_from(["present", "excused", "excused"]),
    outcome=st.sampled_from(["", "", "adopted", "noted"]),
    count=st.tuples(st.integers(0, 3), st.integers(0, 2)),
    yes=st.booleans(),
    late=st.sampled_from([False, False, True]),
)


def _rows(cursor, table):
    cursor.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _dutch(text):
    return json.loads(text)["nl"] if text else ""


class Meetings(RuleBasedStateMachine):
    """The rows beside the diary, and how the one is held against the other."""

    world: ClassVar[World]
    seen: ClassVar[Counter[tuple[str, str]]] = Counter()

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.diary = Diary(timezone.localtime())
        self.screens, self.frozen = {}, {}
        self.look()

    def teardown(self):
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def look(self):
        """All rows as the database has them: cheaper than objects, and nothing is left out."""
        with connection.cursor() as cursor:
            self.rows = {table: _rows(cursor, table._meta.db_table) for table in TABLES}
        self.last_entry = Entry.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        self.mails = Message.objects.count()

    def try_to(self, name, came, act):
        """Do it, and see that what comes of it is what the diary says."""
        rows, last_entry, mails = self.rows, self.last_entry, self.mails
        try:
            made, done = act(), True
        except (Refused, Stale) as refusal:
            made, done = repr(refusal), False
        self.look()
        assert done == (came is not None), f"{name}: {made}"
        verbs = Entry.objects.filter(pk__gt=last_entry).values_list("verb", flat=True)
        expected = came or NOTHING
        assert Counter(verbs) == Counter(f"governance.{verb}" for verb in expected.verbs), name
        assert self.mails - mails == expected.mails, name
        if not expected.verbs:
            assert self.rows == rows, f"{name} changed something"
        self.seen[name, "refused" if came is None else "done" if came.verbs else "nothing"] += 1
        return made

    def of(self, table, session):
        return [row for row in self.rows[table] if row["meeting_id"] == (session and session.pk)]

    def rows_say_what_the_diary_says(self):
        by_key = {row["id"]: row for row in self.rows[models.Meeting]}
        assert len(by_key) == len(self.diary.sessions)
        for session in self.diary.sessions:
            row = by_key[session.pk]
            start = session.start.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
            assert (row["state"], str(row["planned_start"])[:19], row["place"]) == (session.state, start, session.place)
            self._compare_points(session.points, session)
            seats = sorted(self.of(models.Attendance, session), key=lambda row: (not row["has_vote"], row["id"]))
            assert [row["status"] for row in seats] == session.seats
            self._compare_rulings(session)
        self._compare_points(self.diary.backlog, None)

    def _compare_points(self, points, session):
        """Items in the order of the agenda; new ones get their keys in the diary."""
        rows = sorted(self.of(models.AgendaItem, session), key=lambda row: (row["position"], row["id"]))
        approved = [point.approves and point.approves.pk for point in points]
        assert [(row["kind"], row["approves_id"]) for row in rows] == [
            (point.kind, pk) for point, pk in zip(points, approved, strict=True)
        ]
        for position, (row, point) in enumerate(zip(rows, points, strict=True), start=1):
            assert point.kind == "approval" or _dutch(row["title"]) == point.title
            assert _dutch(row["minutes"]) == point.minutes
            assert row["position"] == (position if session else 0)
            assert point.pk in (0, row["id"])
            point.pk = row["id"]

    def _compare_rulings(self, session):
        rows = self.of(models.Decision, session)
        for row, ruling in zip(rows, session.rulings, strict=True):
            assert (_dutch(row["title"]), row["outcome"], row["number"]) == (
                ruling.title,
                ruling.outcome,
                ruling.number,
            )
            assert (row["votes_for"], row["votes_against"]) == (ruling.count or (None, None))
            ruling.pk = row["id"]

    @invariant()
    def approved_minutes_are_frozen(self):
        for session in self.diary.sessions:
            if session.state == "approved":
                book = [row for row in self.rows[models.Meeting] if row["id"] == session.pk]
                book += self.of(models.Attendance, session) + self.of(models.Decision, session)
                for row in self.of(models.AgendaItem, session):
                    book.append({key: value for key, value in row.items() if key not in CORRECTED})
                assert self.frozen.setdefault(session.pk, book) == book

    @invariant()
    def numbers_have_no_gap(self):
        given_in = {}
        for row in self.rows[models.Decision]:
            if row["number"] is not None:
                given_in.setdefault(row["year"], []).append(row["number"])
        for year, numbers in given_in.items():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), year
        assert {row["year"]: row["last"] for row in self.rows[models.DecisionCounter]} == self.diary.numbers

    # --- who they act on; what somebody has on the screen may be older than what is in the database

    def one(self, which, *states):
        """A meeting, rather one in these states."""
        everything = self.diary.sessions
        pool = [session for session in everything if session.state in states] * 5 + everything
        return pool[which % len(pool)]

    def point(self, wish, *states):
        points = [point for session in self.diary.sessions for point in session.points]
        pool = [point for point in points if point.on.state in states] * 5 + points + self.diary.backlog
        return pool[wish.which % len(pool)]

    def ruling(self, wish):
        pairs = [(session, ruling) for session in self.diary.sessions for ruling in session.rulings]
        pool = [pair for pair in pairs if pair[0].state in MINUTED] * 3 + pairs
        session, ruling = pool[wish.which % len(pool)]
        return session, ruling, models.Decision.objects.get(pk=ruling.pk)

    def screen(self, thing, table, turn, late):
        """The row as somebody has it before them, and whether it changed since."""
        key = (table, thing.pk, type(turn))
        if not late or key not in self.screens:
            self.screens[key] = (table._base_manager.get(pk=thing.pk), turn)
        row, seen = self.screens[key]
        return copy.copy(row), seen != turn

    def meeting(self, wish, *states):
        session = self.one(wish.which, *states)
        return session, *self.screen(session, models.Meeting, session.turn, wish.late)

    def agenda(self, session, wish):
        if session is None:
            return None, None, False
        return session, *self.screen(session, models.Meeting, str(session.agenda_turn), wish.late)

    def row(self, session):
        return models.Meeting.objects.get(pk=session.pk)

    def item(self, point):
        return models.AgendaItem.objects.get(pk=point.pk)

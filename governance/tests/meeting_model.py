"""What may happen to the meetings of one body, once more, by hand: lists and words, no database.

Written from the rules (docs of the domain, the table of moves) as a secretary with a paper diary would keep them, to
hold what the application does against. Each method is one thing that somebody does. It returns what comes of it, the
words that history then has and how many mails leave, or REFUSED; a method that refuses changes nothing.

The body has three votes and decides with more than half of them present, by more votes for than against; its secretary
sits there without a vote. Everybody has an address. `late` says that whoever acts looks at an older screen.
"""

import datetime as dt
from dataclasses import dataclass, field

VOTERS, SEATS, QUORUM = 3, 4, 2
NOTICE = 8  # days between invitation and meeting
COMING = ("planned", "convened")
OPEN = ("planned", "convened", "held")
MINUTED = ("held", "draft")


@dataclass
class Came:
    verbs: list[str] = field(default_factory=list)
    mails: int = 0


REFUSED = None
NOTHING = Came()  # the wish was fulfilled already


@dataclass(eq=False)
class Point:
    """An item of an agenda, or of the backlog when `on` is None."""

    title: str
    kind: str = "information"
    approves: "Session | None" = None
    on: "Session | None" = None
    minutes: str = ""
    written: int = 0  # how often the minutes changed
    tasks: set[str] = field(default_factory=set)
    pk: int = 0


@dataclass(eq=False)
class Ruling:
    """A decision."""

    point: Point
    title: str
    outcome: str
    number: int | None = None
    count: tuple[int, int] | None = None
    turn: int = 0
    pk: int = 0

    def stands_with(self, present: int) -> bool:
        if self.outcome in ("", "withdrawn"):
            return True
        decided = self.outcome in ("adopted", "rejected")
        return (present >= QUORUM or not decided) and (self.count is None or sum(self.count) <= present)


@dataclass(eq=False)
class Session:
    """A meeting; `turn` counts what changes its own row, `agenda_turn` what changes its agenda."""

    start: dt.datetime
    place: str
    state: str = "planned"
    points: list[Point] = field(default_factory=list)
    sent: list[Point] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)  # the voters, then the secretary; "" is not noted yet
    rulings: list[Ruling] = field(default_factory=list)
    led: bool = False
    began_on: dt.date | None = None
    ended_on: dt.date | None = None
    turn: int = 0
    agenda_turn: int = 0
    pk: int = 0

    @property
    def present(self) -> int:
        return self.seats[:VOTERS].count("present")


class Diary:
    def __init__(self, now: dt.datetime) -> None:
        self.now, self.today = now, now.date()  # Belgian clock
        self.sessions: list[Session] = []
        self.backlog: list[Point] = []
        self.numbers: dict[int, int] = {}

    # --- until it begins

    def plan(self, start: dt.datetime, place: str, round_table: bool) -> Came | None:
        there = self._at(start)
        if there is not None:
            return NOTHING if there.place == place else REFUSED
        session = Session(start, place)
        self.sessions.append(session)
        added = self._gather(session)
        if round_table:
            added += self._bring(session, [Point("Rondvraag", "round_table")])
        return Came(["meeting.planned", *added])

    def change(self, session: Session, start: dt.datetime, place: str, late: bool) -> Came | None:
        if session.state not in COMING or self._at(start) not in (None, session):
            return REFUSED
        if (start, place) == (session.start, session.place):
            return NOTHING
        moved = session.state == "convened"
        if late or (moved and start <= self.now):
            return REFUSED
        session.start, session.place = start, place
        session.turn += 1
        if moved:
            session.sent = list(session.points)
        return Came(["meeting.changed"], mails=SEATS if moved else 0)

    def convene(self, session: Session, reason: str, late: bool) -> Came | None:
        in_time = (session.start.date() - self.today).days >= NOTICE
        ready = session.state == "planned" and session.points and session.place and session.start > self.now
        if late or not ready or not (in_time or reason):
            return REFUSED
        session.state, session.sent = "convened", list(session.points)
        session.turn += 1
        return Came(["meeting.convened"], mails=SEATS)

    def resend(self, session: Session, late: bool) -> Came | None:
        if late or session.state != "convened" or session.sent == session.points:
            return REFUSED
        session.sent = list(session.points)
        session.turn += 1
        return Came(["meeting.agenda_sent"], mails=SEATS)

    def cancel(self, session: Session, reason: str, keep: bool, late: bool) -> Came | None:
        if late or not reason or session.state not in COMING:
            return REFUSED
        taken = [point for point in session.points if keep and point.kind != "round_table"]
        if any(self._is_used(point) for point in taken):
            return REFUSED
        told = session.state == "convened"
        session.state = "cancelled"
        session.turn += 1
        for point in taken:
            session.points.remove(point)
            point.on = None
            if point.kind != "approval":  # the minutes come to the next meeting by themselves
                self._wait(point)
        following = self._next()
        added = self._gather(following) if following else []
        return Came([*["agenda_item.removed"] * len(taken), *added, "meeting.cancelled"], mails=SEATS if told else 0)

    # --- the agenda

    def add(self, session: Session, title: str, late: bool) -> Came | None:
        if session.state not in OPEN:
            return REFUSED
        if late:
            return NOTHING if title in [point.title for point in session.points] else REFUSED
        return Came(self._bring(session, [Point(title)]))

    def keep(self, title: str) -> Came | None:
        if title in [point.title for point in self.backlog]:
            return NOTHING
        self.backlog.append(Point(title))
        return Came(["agenda_item.added"])

    def move(self, point: Point, to: int, late: bool) -> Came | None:
        session = point.on
        if session is None or session.state not in OPEN:
            return REFUSED
        to = min(max(to, 1), len(session.points))
        if session.points.index(point) + 1 == to:
            return NOTHING
        if late:
            return REFUSED
        session.points.remove(point)
        session.points.insert(to - 1, point)
        session.agenda_turn += 1
        return Came(["agenda_item.moved"])

    def remove(self, point: Point, to_backlog: bool) -> Came | None:
        session = point.on
        if session is None and to_backlog:
            return NOTHING
        if session is not None and (session.state not in OPEN or self._is_used(point)):
            return REFUSED
        (self.backlog if session is None else session.points).remove(point)
        if session is not None:
            session.agenda_turn += 1
        if to_backlog:
            point.on = None
            self._wait(point)
        return Came(["agenda_item.removed"])

    def schedule(self, point: Point, session: Session) -> Came | None:
        if session.state not in OPEN or point.on not in (None, session):
            return REFUSED
        if point.on is session:
            return NOTHING
        self.backlog.remove(point)
        return Came(self._bring(session, [point]))

    # --- holding it

    def open(self, session: Session, late: bool) -> Came | None:
        if late or session.state not in COMING or not session.points:
            return REFUSED
        session.state, session.led, session.seats = "held", True, [""] * SEATS
        session.began_on = min(session.start.date(), self.today)
        session.turn += 1
        return Came(["meeting.opened"])

    def seat(self, session: Session, number: int, status: str) -> Came | None:
        if session.state not in MINUTED:
            return REFUSED
        if session.seats[number] == status:
            return NOTHING
        before, session.seats[number] = session.seats[number], status
        if not all(ruling.stands_with(session.present) for ruling in session.rulings):
            session.seats[number] = before
            return REFUSED
        return Came(["attendance.noted"])

    def seat_rest(self, session: Session, status: str) -> Came | None:
        if session.state not in MINUTED:
            return REFUSED
        rest = session.seats.count("")
        session.seats = [known or status for known in session.seats]
        return Came(["attendance.noted"] * rest)

    def lead(self, session: Session, led: bool) -> Came | None:
        """Say who writes the minutes, or take that back."""
        if session.state not in MINUTED:
            return REFUSED
        if session.led == led:
            return NOTHING
        session.led = led
        session.turn += 1
        return Came(["meeting.changed"])

    def minute(self, point: Point, text: str, late: bool) -> Came | None:
        if point.on is None or point.on.state not in MINUTED:
            return REFUSED
        if point.minutes == text:
            return NOTHING
        if late:
            return REFUSED
        point.minutes = text
        point.written += 1
        return Came(["agenda_item.minuted"])

    def give(self, point: Point, task: str) -> Came | None:
        """An action point; those who have to do it may hear of it at any time."""
        if task in point.tasks:
            return NOTHING
        point.tasks.add(task)
        return Came(["action_point.added"])

    def draft(self, point: Point, title: str, outcome: str) -> Came | None:
        session = point.on
        if session is None or session.state not in MINUTED:
            return REFUSED
        if any((one.point, one.title, one.outcome) == (point, title, outcome) for one in session.rulings):
            return NOTHING
        ruling = Ruling(point, title, outcome)
        if not ruling.stands_with(session.present):
            return REFUSED
        session.rulings.append(ruling)
        return Came(["decision.drafted", *self._number_late(session, ruling)])

    def vote(self, session: Session, ruling: Ruling, count: tuple[int, int], late: bool) -> Came | None:
        outcome = "adopted" if count[0] > count[1] else "rejected"
        counted = sum(count) and Ruling(ruling.point, ruling.title, outcome, count=count).stands_with(session.present)
        if session.state not in MINUTED or ruling.outcome == "withdrawn" or not counted:
            return REFUSED
        if (ruling.count, ruling.outcome) == (count, outcome):
            return NOTHING
        if late:
            return REFUSED
        ruling.count, ruling.outcome = count, outcome
        ruling.turn += 1
        return Came(["decision.voted", *self._number_late(session, ruling)])

    def withdraw(self, session: Session, ruling: Ruling, reason: str) -> Came | None:
        if session.state not in MINUTED or ruling.outcome == "withdrawn" or not reason:
            return REFUSED
        ruling.outcome = "withdrawn"
        ruling.turn += 1
        return Came(["decision.withdrawn"])

    def strike(self, session: Session, ruling: Ruling) -> Came | None:
        """Take a decision out of the minutes, as if it never was."""
        if session.state not in MINUTED or ruling.number is not None:
            return REFUSED
        session.rulings.remove(ruling)
        return Came(["decision.removed"])

    # --- what comes after

    def close(self, session: Session, late: bool) -> Came | None:
        whole = "" not in session.seats and "present" in session.seats and self._is_decided(session)
        if late or session.state != "held" or not whole:
            return REFUSED
        session.state, session.ended_on = "draft", session.began_on
        session.turn += 1
        to_number = [one for one in session.rulings if one.number is None and one.outcome != "withdrawn"]
        for ruling in sorted(to_number, key=lambda one: (session.points.index(one.point), one.pk)):
            self._number(session, ruling)
        following = self._next()
        added = self._gather(following) if following else []
        return Came(["meeting.closed", *["decision.numbered"] * len(to_number), *added])

    def approve(self, session: Session, through: Point | None, late: bool) -> Came | None:
        if late or session.state != "draft" or not session.led or not self._is_decided(session):
            return REFUSED
        if through is not None:
            there = through.on
            if through.approves is not session or there is None or there.state not in MINUTED:
                return REFUSED
            if there.began_on < session.ended_on:
                return REFUSED
        session.state = "approved"
        session.turn += 1
        return Came(["meeting.approved"])

    def correct(self, point: Point, text: str, reason: str, late: bool) -> Came | None:
        if point.on is None or point.on.state != "approved" or not reason or point.minutes == text or late:
            return REFUSED
        point.minutes = text
        point.written += 1
        return Came(["agenda_item.corrected"])

    # --- what these have in common

    def _at(self, start: dt.datetime) -> Session | None:
        return next((one for one in self.sessions if one.start == start and one.state != "cancelled"), None)

    def _next(self) -> Session | None:
        coming = [one for one in self.sessions if one.state in COMING and one.start.date() >= self.today]
        return min(coming, key=lambda one: one.start, default=None)

    def _wait(self, point: Point) -> None:
        """The backlog stands in the order in which things were thought of."""
        self.backlog.append(point)
        self.backlog.sort(key=lambda one: one.pk)

    def _gather(self, session: Session) -> list[str]:
        """Minutes that nobody is going to approve yet, and what waits, come to the next meeting."""
        if session is not self._next():
            return []
        planned = [point.approves for one in self.sessions if one.state in OPEN for point in one.points]
        planned += [point.approves for point in self.backlog]
        drafts = [one for one in self.sessions if one.state == "draft" and one.start < session.start]
        drafts = sorted((one for one in drafts if one not in planned), key=lambda one: one.start)
        waiting, self.backlog = self.backlog, []
        return self._bring(session, [Point("", "approval", approves=one) for one in drafts] + waiting)

    def _bring(self, session: Session, coming: list[Point]) -> list[str]:
        """Approvals go behind the approvals at the top; a round-table at the end stays the end."""
        for point in coming:
            point.on, points = session, session.points
            place = len(points)
            if point.kind == "approval":
                place = next((index for index, one in enumerate(points) if one.kind != "approval"), len(points))
            elif point.kind != "round_table":
                while place and points[place - 1].kind == "round_table":
                    place -= 1
            points.insert(place, point)
        if coming:
            session.agenda_turn += 1
        return ["agenda_item.added"] * len(coming)

    def _is_used(self, point: Point) -> bool:
        decided = any(ruling.point is point for session in self.sessions for ruling in session.rulings)
        return bool(point.minutes or point.tasks or decided)

    def _is_decided(self, session: Session) -> bool:
        return all(ruling.outcome for ruling in session.rulings)

    def _number_late(self, session: Session, ruling: Ruling) -> list[str]:
        """In draft minutes a decision has its number as soon as it has an outcome."""
        if session.state != "draft" or ruling.number is not None or ruling.outcome in ("", "withdrawn"):
            return []
        self._number(session, ruling)
        return ["decision.numbered"]

    def _number(self, session: Session, ruling: Ruling) -> None:
        year = session.began_on.year
        ruling.number = self.numbers[year] = self.numbers.get(year, 0) + 1
        ruling.turn += 1

"""Every lifecycle of the house, ready to be raced: rows in each state, and who does each move.

`LIFECYCLES` are found by themselves in the code; `PREPARED` says by hand, for each of them, how a row gets in a state
(`make`), and per move what the application does and which word history has for it ("" where the row itself tells).
"""

import ast
import datetime as dt
import importlib
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations_with_replacement, count
from typing import Any, NamedTuple
from unittest import mock

from django.db import models
from django.utils import timezone

from governance.actions import approval_round, meeting, minutes, sitting
from governance.models import ApprovalRound, Meeting
from governance.tests import factories as make
from governance.tests import round_factories as make_round
from onboarding.models import Deliverable, EducationProject, Event
from projects.actions import project
from projects.models import Amendment, Claim, Dossier, Project
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import User
from wegwijzer.home.actions.run import again as run_again
from wegwijzer.jobs import tasks as jobs
from wegwijzer.jobs.models import Run
from wegwijzer.lifecycle import Lifecycle, Move, Stale, move
from wegwijzer.outbox import deliver, restored
from wegwijzer.outbox import models as outbox
from wegwijzer.outbox.actions.message import confirm, drop, send_again
from wegwijzer.reports import build, cleaning, store
from wegwijzer.reports import models as reports
from wegwijzer.reports.registry import Printout
from wegwijzer.reports.render import Rendered
from wegwijzer.reports.request import retry_report
from wegwijzer.tests import house, races_amendments, races_claims, races_dossiers, races_onboarding


def _named_tables() -> Iterator[str]:
    """Where the code says `NAME = {"verb": Move(...)}`, as "package.module.NAME"."""
    for path in house.modules():
        if Move.__name__ not in path.read_text():  # most have none; a syntax tree of each would take seconds
            continue
        module = ".".join(path.relative_to(house.ROOT).with_suffix("").parts)
        for node in house.tree(path).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
                target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                if any(is_move(value) for value in node.value.values) and isinstance(target, ast.Name):
                    yield f"{module}.{target.id}"


def is_move(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == Move.__name__


def _table(name: str) -> Lifecycle:
    module, _, attribute = name.rpartition(".")
    table: Lifecycle = getattr(importlib.import_module(module), attribute)
    return table


LIFECYCLES = {name: _table(name) for name in _named_tables()}


class Race(NamedTuple):
    """Two processes with the same row before them: the one does `first`, the other `second`."""

    table: str
    state: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.table.split('.')[-2]} {self.state}: {self.first} against {self.second}"


def races() -> list[Race]:
    """Each move against itself and against its rivals: the moves that leave from the same state."""
    found = []
    for name, table in LIFECYCLES.items():
        for state in dict.fromkeys(str(state) for step in table.values() for state in step.sources):
            leaving = [verb for verb, step in table.items() if state in step.sources]
            found += [Race(name, state, *pair) for pair in combinations_with_replacement(leaving, 2)]
    return found


class Deed(NamedTuple):
    do: Callable[[Any, User], object]
    told: str = ""


class Prepared(NamedTuple):
    model: type[models.Model]
    make: Callable[[str], models.Model]
    moves: Mapping[str, Deed]


# --- meetings


def meeting_in(state: str) -> Meeting:
    """One that lacks nothing for any move that leaves from this state."""
    held_on = timezone.now() - dt.timedelta(days=1)
    past = {"actual_start": held_on} if state in ("held", "draft") else {}
    past |= {"actual_end": held_on} if state == "draft" else {}
    made = make.MeetingFactory(**({} if state == "planned" else {state: True}), **past)
    make.AgendaItemFactory(meeting=made)
    person = make.PersonFactory(partnership=made.partnership)
    make.MandateFactory(body=made.body, person=person)
    make.AttendanceFactory(meeting=made, person=person)
    Meeting.objects.filter(pk=made.pk).update(chair=person, secretary=person)
    return made


MEETING = {
    "convene": Deed(lambda row, by: meeting.convene(row, by=by, version=row.version), "governance.meeting.convened"),
    "open": Deed(lambda row, by: sitting.open(row, by=by), "governance.meeting.opened"),
    "close": Deed(lambda row, by: sitting.close(row, by=by), "governance.meeting.closed"),
    "approve": Deed(lambda row, by: minutes.approve(row, by=by), "governance.meeting.approved"),
    "cancel": Deed(
        lambda row, by: meeting.cancel(row, by=by, version=row.version, reason="Te weinig punten"),
        "governance.meeting.cancelled",
    ),
}


# --- rounds


def round_in(state: str) -> ApprovalRound:
    made = make_round.ApprovalRoundFactory(**({} if state == "draft" else {state: True}))
    make_round.RoundPartyFactory(round=made)
    return made


ROUND = {
    "open": Deed(lambda row, by: approval_round.open(row, by=by, version=row.version), "governance.round.opened"),
    "close": Deed(lambda row, by: approval_round.close(row, by=by, version=row.version), "governance.round.closed"),
    "reopen": Deed(lambda row, by: approval_round.reopen(row, by=by, version=row.version), "governance.round.reopened"),
    "cancel": Deed(
        lambda row, by: approval_round.cancel(row, by=by, version=row.version, reason="Niet meer nodig"),
        "governance.round.cancelled",
    ),
}


# --- projects


def project_in(state: str) -> Project:
    return ProjectFactory(**({} if state == "idea" else {state: True}))  # type: ignore[no-any-return]


def project_move(verb: str) -> Deed:
    """A move as the buttons do it; to stop takes a reason as well."""
    more = {"end_reason": "Geen subsidie"} if verb == "stop" else {}
    return Deed(
        lambda row, by: project.move(row, verb, by=by, version=row.version, **more),  # type: ignore[arg-type]
        project.MOVED[verb],
    )


# --- mails

_numbers = count(1)


def message_in(state: str) -> outbox.Message:
    now = timezone.now()
    stamps = {
        "ready": {},
        "sending": {"claimed_at": now, "handed_over_at": now},
        "uncertain": {"handed_over_at": now, "stopped_at": now, "reason": "Geen antwoord"},
        "failed": {"stopped_at": now, "reason": "Geweigerd"},
    }[state]
    key = f"race:{next(_numbers)}"
    return outbox.Message.objects.create(
        kind="testing.note",
        to="lid@example.org",
        subject=key,
        body="Dag",
        dedupe_key=key,
        state=state,
        attempts=1,
        **stamps,
    )


def claim_message(row: Any, by: User) -> None:
    move(row, "claim", outbox.LIFECYCLE, claimed_at=timezone.now(), attempts=row.attempts + 1)


def arrive(row: Any, by: User) -> None:
    move(row, "arrive", outbox.LIFECYCLE, sent_at=timezone.now(), claimed_at=None)


MESSAGE = {
    "claim": Deed(claim_message),
    "release": Deed(lambda row, by: deliver._release(row, "Even geduld")),
    "arrive": Deed(arrive),
    "fail": Deed(lambda row, by: deliver._fail(row, "Geweigerd")),
    "doubt": Deed(lambda row, by: deliver._doubt(row, "Geen antwoord")),
    "hold_back": Deed(lambda row, by: restored.hold(row, "Teruggezet")),
    "lapse": Deed(lambda row, by: deliver._stop(row, "lapse", "Te laat", {"handed_over_at": None})),
    "send_again": Deed(lambda row, by: send_again(row, by=by), "outbox.message.sent_again"),
    "confirm": Deed(lambda row, by: confirm(row, by=by), "outbox.message.confirmed"),
    "drop": Deed(lambda row, by: drop(row, by=by), "outbox.message.dropped"),
}


# --- reports


def report_in(state: str) -> reports.Report:
    now = timezone.now()
    there = {"done_at": now, "size_bytes": 4, "pages": 1, "checksum": "0" * 64}
    stamps = {
        "queued": {},
        "working": {
            "claimed_at": now - reports.LEASE,
            "alive_at": now - reports.LEASE,
        },  # left alone, so to be taken over
        "done": there | {"file": "reports/none.pdf", "file_name": "verslag.pdf"},
        "failed": {"failed_at": now, "error": "Mislukt"},
        "removed": there | {"removed_at": now, "file_name": "verslag.pdf"},
    }[state]
    by = make.UserFactory()
    return reports.Report.objects.create(kind="meeting", ref="1", requested_by=by, state=state, **stamps)


def claim_report(row: Any, by: User) -> None:
    now = timezone.now()
    move(row, "claim", reports.LIFECYCLE, claimed_at=now, alive_at=now, attempts=row.attempts + 1)


def finish_report(row: Any, by: User) -> None:
    printout = Printout(template="", context={}, title="Verslag", file_name="verslag")
    with mock.patch.object(store, "keep", return_value="reports/none.pdf"):  # the race is about the row
        build._finish(row, printout, Rendered(b"%PDF", 1))


REPORT = {
    "claim": Deed(claim_report),
    "finish": Deed(finish_report, "reports.report.made"),
    "fail": Deed(lambda row, by: build._fail(row, "Mislukt"), "reports.report.failed"),
    "retry": Deed(lambda row, by: retry_report(row, by=by), "reports.report.retried"),
    "remove": Deed(lambda row, by: first(cleaning._removed(row, timezone.now())), "reports.report.removed"),
}


# --- turns of periodic work


def run_in(state: str) -> Run:
    now = timezone.now()
    stamps = {"due": {}, "running": {"started_at": now}, "failed": {"started_at": now, "ended_at": now}}[state]
    due_at = now + dt.timedelta(seconds=next(_numbers))  # no two turns of one name at the same moment
    return Run.objects.create(name="clear_runs", due_at=due_at, state=state, **stamps)


def first(was_first: bool) -> None:
    """For what only says whether it was first."""
    if not was_first:
        raise Stale(None)


def turn(verb: str, stamp: str) -> Deed:
    return Deed(lambda row, by: first(jobs._moved(row, verb, **{stamp: timezone.now()})))


RUN = {
    "start": turn("start", "started_at"),
    "finish": turn("finish", "ended_at"),
    "try_later": turn("try_later", "start_after"),
    "give_up": turn("give_up", "ended_at"),
    "again": Deed(lambda row, by: run_again(row, by=by), "jobs.run.again"),
}


def _deeds(model: type[models.Model], make: Callable[[str], Any], deeds: Mapping[str, Any]) -> Prepared:
    """Of a table whose deeds stand in a part of this module."""
    return Prepared(model, make, {verb: Deed(*deed) for verb, deed in deeds.items()})


PREPARED = {
    "governance.models.meeting.LIFECYCLE": Prepared(Meeting, meeting_in, MEETING),
    "governance.models.approval_round.ROUND_LIFECYCLE": Prepared(ApprovalRound, round_in, ROUND),
    "projects.models.project.PROJECT_LIFECYCLE": Prepared(
        Project, project_in, {verb: project_move(verb) for verb in project.MOVED}
    ),
    "projects.models.claim.CLAIM_LIFECYCLE": _deeds(Claim, races_claims.claim_in, races_claims.DEEDS),
    "projects.models.dossier_state.DOSSIER_LIFECYCLE": _deeds(Dossier, races_dossiers.dossier_in, races_dossiers.DEEDS),
    "projects.models.amendment.AMENDMENT_LIFECYCLE": _deeds(
        Amendment, races_amendments.amendment_in, races_amendments.DEEDS
    ),
    "onboarding.models.deliverable.DELIVERABLE_LIFECYCLE": _deeds(
        Deliverable, races_onboarding.deliverable_in, races_onboarding.DEEDS
    ),
    "onboarding.models.education_project.EDUCATION_LIFECYCLE": _deeds(
        EducationProject, races_onboarding.education_in, races_onboarding.EDUCATION_DEEDS
    ),
    "onboarding.models.event.EVENT_LIFECYCLE": _deeds(Event, races_onboarding.event_in, races_onboarding.EVENT_DEEDS),
    "wegwijzer.outbox.models.LIFECYCLE": Prepared(outbox.Message, message_in, MESSAGE),
    "wegwijzer.reports.models.LIFECYCLE": Prepared(reports.Report, report_in, REPORT),
    "wegwijzer.jobs.models.LIFECYCLE": Prepared(Run, run_in, RUN),
}

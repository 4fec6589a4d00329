"""Education projects: from an idea to what the school community hears and what was learned."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from onboarding.models import EDUCATION_LIFECYCLE, EducationProject
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write
from wegwijzer.lifecycle import move as step

ADDED = "onboarding.education_project.added"
CHANGED = "onboarding.education_project.changed"
MOVED = {
    "prepare": "onboarding.education_project.prepared",
    "start": "onboarding.education_project.started",
    "present": "onboarding.education_project.presented",
    "finish": "onboarding.education_project.finished",
    "reopen": "onboarding.education_project.reopened",
    "stop": "onboarding.education_project.stopped",
    "resume": "onboarding.education_project.resumed",
}
STAMPS = {"start": "started_on", "present": "presented_on", "finish": "finished_on"}
EARLIER = {"present": "started_on", "finish": "presented_on"}


@transaction.atomic
def add(project: Project, *, by: User | None, **values: Any) -> EducationProject:
    """An idea. Raises Refused for a theme of elsewhere."""
    _refuse(project, values)
    row = EducationProject.objects.create(project=project, **values)
    record(ADDED, row, by=by, scope=project.partnership.organisation, changes=values)
    return row


@transaction.atomic
def change(row: EducationProject, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct it; what it needed for its state stays filled in. Raises Refused, Stale."""
    _refuse(row.project, values)
    row.version = version
    changes = write(row, **values)
    missing = _needed(row)
    if missing:
        raise Refused(*missing)
    if changes:
        record(CHANGED, row, by=by, scope=_scope(row), changes=changes)
    return changes


@transaction.atomic
def move(
    row: EducationProject, verb: str, *, by: User, version: int, on: dt.date | None = None, reason: str = ""
) -> None:
    """One move of its lifecycle, on a day (today). Raises Refused for what is missing and a day out of order; Stale."""
    day = on or today()
    refuse_future(day, "on")
    if verb == "stop" and not reason:
        raise Refused(_("Zeg waarom het stopt."), field="reason")
    before_on = getattr(row, EARLIER.get(verb, ""), None)
    if before_on is not None and day < before_on:
        raise Refused(_("Dat is voor de vorige stap. Kies die dag of een latere."), field="on")
    row.version, before = version, row.state
    stamps: dict[str, Any] = {"reason": reason if verb == "stop" else ""}
    if verb in STAMPS:
        stamps[STAMPS[verb]] = day
    elif verb == "reopen":
        stamps["finished_on"] = None
    elif verb == "resume":
        stamps |= {"started_on": None, "presented_on": None}
    step(row, verb, EDUCATION_LIFECYCLE, **stamps)
    changes = {"state": (before, row.state)} | {STAMPS[verb]: day for verb in [verb] if verb in STAMPS}
    record(MOVED[verb], row, by=by, scope=_scope(row), changes=changes, reason=stamps["reason"])


def _needed(row: EducationProject) -> list[str]:
    """What its state asked for and would be gone."""
    if row.presented_on and row.state in ("presented", "finished"):
        return row.missing_to_present() + (row.missing_to_finish() if row.state == "finished" else [])
    return []


def _refuse(project: Project, values: Mapping[str, Any]) -> None:
    theme = values.get("theme")
    if theme is not None and theme.partnership_id != project.partnership_id:
        raise Refused(_("Dit thema hoort bij een ander samenwerkingsverband."), field="theme")
    if not values["levels"]:
        raise Refused(_("Kies minstens één onderwijsniveau."), field="levels")


def _scope(row: EducationProject) -> Organisation:
    return row.partnership.organisation

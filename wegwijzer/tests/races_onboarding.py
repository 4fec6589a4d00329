"""Deliverables, ready to be raced; a part of `races`."""

from collections.abc import Callable
from typing import Any

from onboarding.actions import deliverable, education_project, event
from onboarding.models import Deliverable, EducationProject, Event
from onboarding.tests import factories as make
from wegwijzer.accounts.models import User


def deliverable_in(state: str) -> Deliverable:
    """One that lacks nothing for any move that leaves from this state."""
    row: Deliverable = make.DeliverableFactory(**({} if state == "planned" else {state: True}))
    return row


def move(verb: str) -> Callable[[Any, User], None]:
    return lambda row, by: deliverable.move(row, verb, by=by, version=row.version, reason="Daarom")


DEEDS = {verb: (move(verb), told) for verb, told in deliverable.MOVED.items()}


def event_in(state: str) -> Event:
    row: Event = make.EventFactory(**({} if state == "planned" else {state: True}))
    return row


def event_move(verb: str) -> Callable[[Any, User], None]:
    return lambda row, by: event.move(row, verb, by=by, version=row.version, reason="Ziekte")


EVENT_DEEDS = {verb: (event_move(verb), told) for verb, told in event.MOVED.items()}


def education_in(state: str) -> EducationProject:
    """One that lacks nothing for any move that leaves from this state."""
    row: EducationProject = make.EducationProjectFactory(**({} if state == "idea" else {state: True}))
    make.EducationPartnerFactory(education=row)
    return row


def education_move(verb: str) -> Callable[[Any, User], None]:
    return lambda row, by: education_project.move(row, verb, by=by, version=row.version, reason="Geen plaats")


EDUCATION_DEEDS = {verb: (education_move(verb), told) for verb, told in education_project.MOVED.items()}

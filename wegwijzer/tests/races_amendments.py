"""Changes after the award, ready to be raced; a part of `races`."""

import datetime as dt
from typing import Any

from projects.actions import amendment
from projects.models import Amendment
from projects.tests.reporting_factories import AmendmentFactory
from wegwijzer.accounts.models import User

DAY = dt.date(2016, 7, 1)


def amendment_in(state: str) -> Amendment:
    return AmendmentFactory(**({} if state == "draft" else {state: True}))  # type: ignore[no-any-return]


def ask(row: Any, by: User) -> None:
    amendment.ask(row, by=by, version=row.version, asked_on=DAY)


def approve(row: Any, by: User) -> None:
    amendment.decide(row, "approve", by=by, version=row.version, decided_on=DAY)


def refuse(row: Any, by: User) -> None:
    amendment.decide(row, "refuse", by=by, version=row.version, decided_on=DAY)


def take_back(row: Any, by: User) -> None:
    amendment.take_back(row, by=by, version=row.version)


DEEDS = {
    "ask": (ask, "projects.amendment.asked"),
    "approve": (approve, "projects.amendment.approved"),
    "refuse": (refuse, "projects.amendment.refused"),
    "take_back": (take_back, "projects.amendment.taken_back"),
}

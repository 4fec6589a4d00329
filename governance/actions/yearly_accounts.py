"""The accounts of a year, and asking the councils to approve them or to evaluate: prepared, never sent, by itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import approval_round as approval_rounds
from governance.actions.document import keep_own
from governance.actions.periods import refuse_future
from governance.actions.round_plan import Asked, Plan
from governance.models import (
    ApprovalRound,
    Clause,
    Measure,
    Partnership,
    RoundKind,
    Rule,
    Whose,
    YearlyAccounts,
    organs_of,
    rounds_of_year,
)
from wegwijzer.accounts.models import OrganisationKind, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, touch
from wegwijzer.lifecycle import change as write

ADDED = "governance.accounts.added"
CHANGED = "governance.accounts.changed"
TIME_TO_ANSWER = dt.timedelta(days=90)
MOST_OF_THE_COUNCILS = Clause(Measure.BOARDS, Rule.MORE, Whose.MUNICIPALITY, numerator=1, denominator=2)


@transaction.atomic
def add(partnership: Partnership, *, by: User, year: int, file: UploadedFile | None, **values: Any) -> YearlyAccounts:
    """Write down the accounts of a year. Raises Refused when they are there already, or out of order."""
    hold(partnership)
    if YearlyAccounts.objects.filter(partnership=partnership, year=year).exists():
        raise Refused(_("De jaarrekening van dat jaar staat er al."), field="year")
    _check(partnership, year, values)
    accounts = YearlyAccounts.objects.create(partnership=partnership, year=year, **values)
    changes = {"year": year} | values | keep_own(accounts, file, by=by, title=_title(accounts))
    record(ADDED, accounts, by=by, scope=partnership.organisation, changes=changes)
    return accounts


@transaction.atomic
def change(accounts: YearlyAccounts, *, by: User, version: int, file: UploadedFile | None, **values: Any) -> None:
    """How far they are: drawn up, established. Raises Refused, Stale."""
    _check(accounts.partnership, accounts.year, values)
    if accounts.round_id and values["established_in"] is None:
        raise Refused(_("Deze rekening ligt al bij de raden. Kies het besluit."), field="established_in")
    accounts.version = version
    touch(accounts)
    changes: dict[str, Any] = dict(write(accounts, **values)) | keep_own(accounts, file, by=by, title=_title(accounts))
    if changes:
        record(CHANGED, accounts, by=by, scope=accounts.partnership.organisation, changes=changes)


def _check(partnership: Partnership, year: int, values: Mapping[str, Any]) -> None:
    drawn_up_on, established_in = values["drawn_up_on"], values["established_in"]
    if drawn_up_on is not None and drawn_up_on <= dt.date(year, 12, 31):
        raise Refused(_("Het jaar was toen nog niet voorbij. Kies een latere dag."), field="drawn_up_on")
    refuse_future(drawn_up_on, "drawn_up_on")
    if established_in is None:
        return
    if drawn_up_on is None:
        raise Refused(_("Zeg eerst wanneer de rekening opgemaakt is."), field="drawn_up_on")
    if established_in.partnership.pk != partnership.pk:
        raise Refused(_("Dit besluit is van een ander samenwerkingsverband."), field="established_in")
    if established_in.decided_on < drawn_up_on:
        raise Refused(_("Dit besluit is ouder dan de rekening."), field="established_in")


def _title(accounts: YearlyAccounts) -> str:
    return _("Jaarrekening %s") % accounts.year


@transaction.atomic
def ask_approval(accounts: YearlyAccounts, *, by: User) -> ApprovalRound:
    """Prepare the round in which the councils approve the accounts; the one that is there when there is one."""
    if accounts.established_in is None:
        raise Refused(_("Het beheerscomité stelt de rekening eerst vast."))
    question = _("Keurt uw raad de jaarrekening %(year)s van %(name)s goed?")
    facts = _("Het beheerscomité stelde de jaarrekening vast op %(day)s (%(decision)s).") % {
        "day": f"{accounts.established_in.decided_on:%d-%m-%Y}",
        "decision": accounts.established_in.label,
    }
    round_ = _prepare(accounts.partnership, RoundKind.ACCOUNTS, accounts.year, _title(accounts), question, facts, by=by)
    if accounts.round_id != round_.pk:
        changes = write(accounts, round=round_)
        record(CHANGED, accounts, by=by, scope=accounts.partnership.organisation, changes=changes)
    return round_


@transaction.atomic
def ask_evaluation(partnership: Partnership, year: int, *, by: User) -> ApprovalRound:
    """Prepare the round in which the councils evaluate the year; the one that is there when there is one."""
    question = _("Keurt uw raad de evaluatie van de werking van %(name)s in %(year)s goed?")
    title = _("Evaluatie %s") % year
    return _prepare(partnership, RoundKind.EVALUATION, year, title, question, "", by=by)


def _prepare(
    partnership: Partnership, kind: RoundKind, year: int, title: str, question: str, facts: str, *, by: User
) -> ApprovalRound:
    hold(partnership)
    there = rounds_of_year(partnership, kind, year).first()
    if there is not None:
        return there
    if today() <= dt.date(year, 12, 31):
        raise Refused(_("Het jaar %s is nog niet voorbij.") % year)
    members = [row.organisation for row in partnership.members_on(today())]
    boards = [board for board in members if board.kind in (OrganisationKind.MUNICIPALITY, OrganisationKind.OCMW)]
    plan = Plan(
        columns={
            "kind": kind,
            "title": title,
            "year": year,
            "consequence": "",
            "asked_on": None,
            "deadline_on": today() + TIME_TO_ANSWER,
        },
        wording={
            "question": question % {"year": year, "name": partnership.name},
            "grounds": _("Decreet over het lokaal bestuur, artikelen 392 tot en met 395."),
            "facts": facts,
            "articles": "",
        },
        asked=[Asked(board, organs_of(board.kind)[0]) for board in boards],
        clauses=[MOST_OF_THE_COUNCILS],
    )
    return approval_rounds.prepare(partnership, plan, by=by)

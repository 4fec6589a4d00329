"""A dossier on its way from idea to closed: each move with its day, what it asks, and history."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.actions import budget, dossier_version
from projects.models import (
    DOSSIER_LIFECYCLE,
    MENDING,
    WITH_REASON,
    Dossier,
    DossierStanding,
    past_deadline,
)
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, missing
from wegwijzer.lifecycle import move as step
from wegwijzer.ui.words import day as day_words

MOVED = {
    "go": "projects.dossier.go",
    "no_go": "projects.dossier.no_go",
    "draft": "projects.dossier.drafting",
    "ask_approval": "projects.dossier.in_approval",
    "redraft": "projects.dossier.redrafting",
    "submit": "projects.dossier.submitted",
    "award": "projects.dossier.awarded",
    "refuse": "projects.dossier.refused",
    "start": "projects.dossier.started",
    "report": "projects.dossier.reporting",
    "close": "projects.dossier.closed",
    "withdraw": "projects.dossier.withdrawn",
    "reconsider": "projects.dossier.reconsidered",
    "undo_submission": "projects.dossier.submission_undone",
    "undo_answer": "projects.dossier.answer_undone",
    "undo_start": "projects.dossier.start_undone",
    "resume": "projects.dossier.resumed",
    "reopen": "projects.dossier.reopened",
}
STAMPS = {"go": "go_on", "submit": "submitted_on", "award": "awarded_on", "refuse": "refused_on"}
STAMPS |= dict.fromkeys(("no_go", "close", "withdraw"), "ended_on")
# What a mending move takes back; the day since when is then that of the move before.
TAKEN_BACK: dict[str, tuple[str, ...]] = {
    "reconsider": ("go_on", "submitted_on", "ended_on", "end_reason", "override_reason"),
    "undo_submission": ("submitted_on", "override_reason"),
    "undo_answer": ("awarded_on", "awarded_amount", "refused_on"),
    "reopen": ("ended_on",),
}
FROZEN = ("submit", "award")  # what was submitted and what was granted is kept as it was
FORCED = DOSSIER_LIFECYCLE | {"submit": replace(DOSSIER_LIFECYCLE["submit"], missing=lambda dossier: [])}


@transaction.atomic
def move(
    dossier: Dossier,
    verb: str,
    *,
    by: User,
    version: int,
    on: dt.date | None = None,
    reason: str = "",
    amount: Decimal | None = None,
    despite: str = "",
) -> None:
    """One move of its lifecycle, `on` a day (today). To award takes the amount, in euro.

    `despite` is why a coordinator submits although something is missing. Raises Refused with all that is missing, for a
    day to come or before the move before, for a reason that is not given; Stale.
    """
    hold(dossier)
    dossier.version = version
    day = None if verb in MENDING else on or today()
    _refuse_words(verb, reason, amount)
    reasons = missing(DOSSIER_LIFECYCLE, verb, dossier)
    can_be_forced = verb == "submit" and dossier.state in DOSSIER_LIFECYCLE[verb].sources
    if can_be_forced:
        reasons = [*reasons, *past_deadline(dossier, day or today())]
    if reasons and not (can_be_forced and despite):
        raise Refused(*reasons)
    despite = despite if reasons else ""
    if day is not None:
        _refuse_day(dossier, verb, day)
    stamps = _stamps(dossier, verb, day, reason, amount, despite)
    before = {name: getattr(dossier, name) for name in ("state", *stamps)}
    step(dossier, verb, FORCED, **stamps)
    after = {name: getattr(dossier, name) for name in before}
    changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    scope = dossier.partnership.organisation
    record(MOVED[verb], dossier, by=by, scope=scope, changes=changes, reason=reason or despite)
    if verb == "submit" and day is not None:
        budget.fix_what_is_submitted(dossier, by=by, on=day)
    if verb in FROZEN:
        dossier_version.fix(dossier, by=by)


def _stamps(
    dossier: Dossier, verb: str, day: dt.date | None, reason: str, amount: Decimal | None, despite: str
) -> dict[str, Any]:
    """What the row says after the move."""
    if verb in MENDING:
        stamps: dict[str, Any] = {name: "" if name.endswith("reason") else None for name in TAKEN_BACK.get(verb, ())}
        days = [stamps.get(name, getattr(dossier, name)) for name in ("go_on", "submitted_on", "awarded_on")]
        return stamps | {"since_on": max((found for found in days if found), default=None)}
    stamps = {"since_on": day} | ({STAMPS[verb]: day} if verb in STAMPS else {})
    if verb in ("no_go", "withdraw"):
        stamps["end_reason"] = reason
    if verb == "submit":
        stamps["override_reason"] = despite
    if verb == "award":
        stamps["awarded_amount"] = amount
    return stamps


def _refuse_words(verb: str, reason: str, amount: Decimal | None) -> None:
    if verb in WITH_REASON and not reason:
        raise Refused(_("Zeg waarom."), field="reason")
    if verb == "award" and amount is None:
        raise Refused(_("Schrijf welk bedrag toegekend is."), field="amount")


def _refuse_day(dossier: Dossier, verb: str, day: dt.date) -> None:
    """Not in the future, not before the move before; ‘go’ not before its decision took effect."""
    refuse_future(day, "on")
    if dossier.since_on is not None and day < dossier.since_on:
        words = {"state": dossier.get_state_display(), "day": day_words(dossier.since_on)}
        raise Refused(
            _("Het dossier is pas ‘%(state)s’ sinds %(day)s. Kies die dag of een latere.") % words, field="on"
        )
    effect = DossierStanding(dossier).effect if verb == "go" else None
    if effect is not None and effect.on is not None and day < effect.on:
        told = _("Het besluit is pas in werking sinds %s. Kies die dag of een latere.")
        raise Refused(told % day_words(effect.on), field="on")

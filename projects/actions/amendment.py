"""Changes after the award: written down, asked of the funder, approved or refused. An approved one takes effect."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future, refuse_order
from governance.models import organisations_within
from projects.actions import dossier_version
from projects.models import AMENDMENT_LIFECYCLE, Amendment, AmendmentKind, AmendmentState, Dossier, VersionReason
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, Stale, hold, move, touch
from wegwijzer.lifecycle import change as write

ADDED = "projects.amendment.added"
CHANGED = "projects.amendment.changed"
REMOVED = "projects.amendment.removed"
ASKED = "projects.amendment.asked"
TAKEN_BACK = "projects.amendment.taken_back"
DECIDED = {"approve": "projects.amendment.approved", "refuse": "projects.amendment.refused"}
TOOK_EFFECT = "projects.dossier.amended"
SIDES = ("joins", "leaves")


@transaction.atomic
def add(
    dossier: Dossier,
    *,
    by: User,
    joins: Collection[Organisation] = (),
    leaves: Collection[Organisation] = (),
    **values: Any,
) -> Amendment:
    """Prepare a change; it gets the next number of the dossier. Raises Refused for what does not belong to its kind."""
    hold(dossier)
    last = dossier.amendments.aggregate(last=Max("number"))["last"] or 0
    amendment = Amendment(dossier=dossier, number=last + 1, **values)
    _refuse(amendment, {"joins": joins, "leaves": leaves})
    amendment.save(force_insert=True)
    amendment.joins.set(joins)
    amendment.leaves.set(leaves)
    changes = values | {"joins": names_of(joins), "leaves": names_of(leaves)}
    record(ADDED, amendment, by=by, scope=amendment.partnership.organisation, changes=changes)
    return amendment


@transaction.atomic
def change(amendment: Amendment, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct one in preparation. Raises Refused as `add` does and once it was asked, Stale."""
    hold(amendment.dossier)
    if amendment.state != AmendmentState.DRAFT:
        raise Refused(amendment.refusal("change"))
    boards = {side: values.pop(side, None) for side in SIDES}
    before = {side: list(getattr(amendment, side).all()) for side in SIDES}
    after = {side: before[side] if boards[side] is None else list(boards[side]) for side in SIDES}
    names = ("kind", "from_on", "until_on", "budget")
    _refuse(
        Amendment(
            dossier=amendment.dossier,
            **{name: getattr(amendment, name) for name in names}
            | {name: value for name, value in values.items() if name in names},
        ),
        after,
    )
    amendment.version = version
    changes: dict[str, Any] = dict(write(amendment, **values))
    others = {side: rows for side, rows in after.items() if names_of(rows) != names_of(before[side])}
    if others and not changes:
        touch(amendment)  # only what hangs on it changed: a second editor has to notice that as well
    for side, rows in others.items():
        changes[side] = (names_of(before[side]), names_of(rows))
        getattr(amendment, side).set(rows)
    if changes:
        record(CHANGED, amendment, by=by, scope=amendment.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def remove(amendment: Amendment, *, by: User, version: int) -> None:
    """Give up one in preparation. Raises Refused once it was asked, Stale."""
    hold(amendment.dossier)
    if amendment.state != AmendmentState.DRAFT:
        raise Refused(amendment.refusal("remove"))
    key, title = amendment.pk, str(amendment)
    if not Amendment.objects.filter(pk=key, version=version, state=AmendmentState.DRAFT).delete()[0]:
        raise Stale(Amendment.objects.filter(pk=key).first())
    scope = amendment.partnership.organisation
    record(REMOVED, amendment.dossier, by=by, scope=scope, changes={"amendments": (title, "")})


@transaction.atomic
def ask(amendment: Amendment, *, by: User, version: int, asked_on: dt.date) -> None:
    """Put it to the funder: from here on it says what it was and what it becomes. Raises Refused, Stale."""
    hold(amendment.dossier)
    refuse_future(asked_on, "asked_on")
    awarded_on = amendment.dossier.awarded_on
    if awarded_on and asked_on < awarded_on:
        raise Refused(_("De subsidie was toen nog niet toegekend. Kies een latere dag."), field="asked_on")
    amendment.version = version
    move(amendment, "ask", AMENDMENT_LIFECYCLE, asked_on=asked_on, before=amendment.now())
    changes = {"asked_on": asked_on, "before": amendment.before, "becomes": amendment.after}
    record(ASKED, amendment, by=by, scope=amendment.partnership.organisation, changes=changes)


@transaction.atomic
def take_back(amendment: Amendment, *, by: User, version: int) -> None:
    """Not asked after all: back in preparation. Raises Refused, Stale."""
    amendment.version = version
    move(amendment, "take_back", AMENDMENT_LIFECYCLE, asked_on=None, before="")
    record(TAKEN_BACK, amendment, by=by, scope=amendment.partnership.organisation)


@transaction.atomic
def decide(
    amendment: Amendment, verb: str, *, by: User, version: int, decided_on: dt.date, decision_note: str = ""
) -> None:
    """What the funder said: `verb` is approve or refuse. A new period that is approved becomes that of the dossier,
    other partners are its partners from their day on; the dossier as it is then is frozen, also with another budget.

    Raises Refused for a day to come or before it was asked, and for partners that changed meanwhile; Stale.
    """
    hold(amendment.dossier)
    refuse_future(decided_on, "decided_on")
    if amendment.asked_on and decided_on < amendment.asked_on:
        raise Refused(_("De wijziging was toen nog niet gevraagd. Kies een latere dag."), field="decided_on")
    amendment.version = version
    move(amendment, verb, AMENDMENT_LIFECYCLE, decided_on=decided_on, decision_note=decision_note)
    changes = {"decided_on": decided_on}
    scope = amendment.partnership.organisation
    record(DECIDED[verb], amendment, by=by, scope=scope, changes=changes, reason=decision_note)
    if verb == "approve":
        _take_effect(amendment, by)


def _take_effect(amendment: Amendment, by: User) -> None:
    dossier, scope = amendment.dossier, amendment.partnership.organisation
    if amendment.kind == AmendmentKind.PARTNERS:
        changes = {side: names_of(getattr(amendment, side).all()) for side in SIDES} | {"from_on": amendment.from_on}
        record(TOOK_EFFECT, dossier, by=by, scope=scope, changes=changes, reason=str(amendment))
    if amendment.kind == AmendmentKind.PERIOD:
        dossier.refresh_from_db(fields=["version", "state", "from_on", "until_on"])
        moved = write(dossier, from_on=amendment.from_on, until_on=amendment.until_on)
        record(TOOK_EFFECT, dossier, by=by, scope=scope, changes=moved, reason=str(amendment))
    if amendment.kind != AmendmentKind.CONTENT:  # what is only words changes nothing that a version says
        dossier_version.fix(dossier, by=by, reason=VersionReason.AMENDED)


def _refuse(amendment: Amendment, boards: Mapping[str, Collection[Organisation]]) -> None:
    """What belongs to one kind of change only; the caller holds the dossier."""
    kind = amendment.kind
    refuse_order(amendment.from_on, amendment.until_on)
    if amendment.from_on and kind not in (AmendmentKind.PERIOD, AmendmentKind.PARTNERS):
        raise Refused(_("Alleen bij een andere periode of andere partners geeft u een dag."), field="from_on")
    if amendment.until_on and kind != AmendmentKind.PERIOD:
        raise Refused(_("Alleen bij een andere periode geeft u een laatste dag."), field="until_on")
    for side, chosen in boards.items():
        _refuse_boards(amendment, side, chosen)
    budget = amendment.budget
    if budget is not None and kind != AmendmentKind.BUDGET:
        raise Refused(_("Alleen bij een andere begroting kiest u een versie."), field="budget")
    if budget is not None and budget.dossier_id != amendment.dossier.pk:
        raise Refused(_("Deze begroting hoort bij een ander dossier."), field="budget")


def _refuse_boards(amendment: Amendment, side: str, chosen: Collection[Organisation]) -> None:
    if chosen and amendment.kind != AmendmentKind.PARTNERS:
        raise Refused(_("Alleen bij andere partners kiest u wie toetreedt of uitstapt."), field=side)
    known = organisations_within([amendment.partnership.pk])
    if known.filter(pk__in=[board.pk for board in chosen]).count() != len(chosen):
        raise Refused(_("Kies besturen en organisaties van het samenwerkingsverband."), field=side)

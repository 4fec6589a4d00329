"""Statutes as versions with the clauses that the decree asks for."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.document import keep_own
from governance.actions.periods import refuse_order, refuse_overlap
from governance.models import Partnership, StatuteClause, Statutes
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import change as write
from wegwijzer.lifecycle import hold, touch

ADDED = "governance.statutes.added"
CHANGED = "governance.statutes.changed"


@transaction.atomic
def add(
    partnership: Partnership, *, by: User, clauses: Mapping[str, str], file: UploadedFile | None, **values: Any
) -> Statutes:
    """A next version; `clauses` says per kind of clause where it stands. Raises Refused when days overlap."""
    hold(partnership)
    _refuse_days(partnership, values)
    number = (partnership.statutes.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    statutes = Statutes.objects.create(partnership=partnership, number=number, **values)
    _write_clauses(statutes, clauses)
    changes = {"number": number} | values | keep_own(statutes, file, by=by, title=statutes.title)
    record(ADDED, statutes, by=by, scope=partnership.organisation, changes=changes)
    return statutes


@transaction.atomic
def change(
    statutes: Statutes, *, by: User, version: int, clauses: Mapping[str, str], file: UploadedFile | None, **values: Any
) -> None:
    """Correct a version: its days, the round in which it was agreed, where the clauses stand. Raises Refused, Stale."""
    partnership = statutes.partnership
    hold(partnership)
    _refuse_days(partnership, values, other_than=statutes)
    statutes.version = version
    touch(statutes)
    changes: dict[str, Any] = dict(write(statutes, **values))
    before = {clause.kind: clause.reference for clause in statutes.clauses.all()}
    after = {kind: reference for kind, reference in clauses.items() if reference}
    if before != after:
        changes["clauses"] = (_story(before), _story(after))
        _write_clauses(statutes, clauses)
    changes |= keep_own(statutes, file, by=by, title=statutes.title)
    if changes:
        record(CHANGED, statutes, by=by, scope=partnership.organisation, changes=changes)


def _refuse_days(partnership: Partnership, values: Mapping[str, Any], other_than: Statutes | None = None) -> None:
    """Of one partnership one version is in force on a day."""
    refuse_order(values["from_on"], values["until_on"])
    sentence = _("%(who)s geldt al %(span)s. Kies dagen die daar niet in vallen.")
    rows = Statutes.objects.filter(partnership=partnership)
    who = _("Een andere versie")
    refuse_overlap(rows, values["from_on"], values["until_on"], sentence, who=who, other_than=other_than)


def _write_clauses(statutes: Statutes, clauses: Mapping[str, str]) -> None:
    statutes.clauses.all().delete()
    StatuteClause.objects.bulk_create(
        StatuteClause(statutes=statutes, kind=kind, reference=reference)
        for kind, reference in clauses.items()
        if reference
    )


def _story(clauses: Mapping[str, str]) -> str:
    return ", ".join(f"{kind}: {reference}" for kind, reference in sorted(clauses.items()))

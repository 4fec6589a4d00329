"""The checklist of a dossier, begun from what its call asks of every application."""

import datetime as dt

from django.db import transaction

from projects.models import Dossier, Requirement
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import change as write
from wegwijzer.lifecycle import hold

FILLED = "projects.dossier.checklist_filled"


@transaction.atomic
def fill(dossier: Dossier, *, by: User) -> list[Requirement]:
    """One row for everything that the call asks and that is not on the list yet, by its title; returns what was added.

    Doing it again adds only what the call asks by now. Without a call nothing happens.
    """
    if dossier.call is None:
        return []
    hold(dossier)
    there = set(dossier.requirements.values_list("title", flat=True))
    rows = [row for row in dossier.call.requirements.all() if row.title not in there]
    added = Requirement.objects.bulk_create(
        Requirement(
            dossier=dossier,
            kind=row.kind,
            title=row.title,
            explanation=row.explanation,
            is_confidential=row.is_confidential,
            due_on=row.due_on(dossier.submit_by),
        )
        for row in rows
    )
    if added:
        changes = {"requirements": ("", names_of(added))}
        record(FILLED, dossier, by=by, scope=dossier.partnership.organisation, changes=changes)
    return added


def shift(dossier: Dossier, old: dt.date, new: dt.date) -> None:
    """Let what is not in order yet, and kept to the day that the call set, keep to it when the deadline moved.

    For an action that holds the dossier and tells history of the deadline.
    """
    assert dossier.call is not None
    days = {row.title: (row.due_on(old), row.due_on(new)) for row in dossier.call.requirements.all()}
    for row in dossier.requirements.filter(title__in=days, met_on__isnull=True):
        was, becomes = days[row.title]
        if row.due_on == was:
            write(row, due_on=becomes)

"""Deliverables: planned for many organisations at once, and how far each of them is."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from onboarding.actions.attached import attach
from onboarding.models import DELIVERABLE_LIFECYCLE, Deliverable, DeliverableDocument, DeliverableType
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write
from wegwijzer.lifecycle import move as step

PLANNED = "onboarding.deliverable.planned"
CHANGED = "onboarding.deliverable.changed"
DOCUMENT_ADDED = "onboarding.deliverable.document_added"
DOCUMENT_REMOVED = "onboarding.deliverable.document_removed"
MOVED = {
    "start": "onboarding.deliverable.started",
    "hand_in": "onboarding.deliverable.handed_in",
    "send_back": "onboarding.deliverable.sent_back",
    "deliver": "onboarding.deliverable.delivered",
    "publish": "onboarding.deliverable.published",
    "reopen": "onboarding.deliverable.reopened",
    "drop": "onboarding.deliverable.dropped",
    "take_up": "onboarding.deliverable.taken_up",
}
WITH_REASON = ("send_back", "reopen", "drop")
MOST_CELLS = 20_000  # of one project


@transaction.atomic
def plan(
    project: Project, types: Collection[DeliverableType], organisations: Collection[Organisation], *, by: User
) -> int:
    """A cell for each of `types` × `organisations` that has none yet, due when its type is; how many were made.

    Raises Refused for a type of another project.
    """
    hold(project)
    if any(row.project_id != project.pk for row in types):
        raise Refused(_("Deze soort hoort bij een ander project."), field="types")
    rows = Deliverable.objects.filter(type__project=project)
    there = set(rows.values_list("type", "organisation"))
    if len(there) + len(types) * len(organisations) > MOST_CELLS:
        raise Refused(_("Een project telt hoogstens %s resultaten.") % MOST_CELLS)
    new = [
        Deliverable(type=row, organisation=organisation, due_on=row.due_on)
        for row in types
        for organisation in organisations
        if (row.pk, organisation.pk) not in there
    ]
    Deliverable.objects.bulk_create(new)
    if new:
        told = {"wat": names_of(types), "van": names_of(organisations), "aantal": len(new)}
        record(PLANNED, project, by=by, scope=project.partnership.organisation, changes=told)
    return len(new)


@transaction.atomic
def change(deliverable: Deliverable, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """By when, by whom, in which languages; returns what changed. Raises Refused, Stale."""
    person = values.get("person")
    if person is not None and person.partnership_id != deliverable.partnership.pk:
        raise Refused(_("Deze persoon hoort bij een ander samenwerkingsverband."), field="person")
    deliverable.version = version
    changes = write(deliverable, **values)
    if changes:
        record(CHANGED, deliverable, by=by, scope=_scope(deliverable), changes=changes)
    return changes


@transaction.atomic
def move(
    deliverable: Deliverable,
    verb: str,
    *,
    by: User,
    version: int,
    on: dt.date | None = None,
    reason: str = "",
    file: UploadedFile | None = None,
    title: str = "",
    language: str = "nl",
) -> None:
    """One move of its lifecycle, on a day (today), with a file if there is one; some moves need a reason.

    Raises Refused for what is missing, for a day in the future, and for published before delivered; Stale.
    """
    day = on or today()
    refuse_future(day, "on")
    if verb in WITH_REASON and not reason:
        raise Refused(_("Zeg waarom, in een paar woorden."), field="reason")
    deliverable.version = version
    if file is not None:
        add_document(deliverable, file, by=by, version=version, title=title, language=language)
    if verb == "publish" and deliverable.delivered_on and day < deliverable.delivered_on:
        raise Refused(_("Het is pas later opgeleverd. Kies die dag of een latere."), field="on")
    stamps = _stamps(deliverable, verb, day, reason)
    before = {name: getattr(deliverable, name) for name in ("state", *stamps)}
    step(deliverable, verb, DELIVERABLE_LIFECYCLE, **stamps)
    changes = {name: (old, getattr(deliverable, name)) for name, old in before.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    told = reason if verb in WITH_REASON else ""
    record(MOVED[verb], deliverable, by=by, scope=_scope(deliverable), changes=changes, reason=told)


def _stamps(row: Deliverable, verb: str, day: dt.date, reason: str) -> dict[str, Any]:
    """The days that go with the state after `verb`."""
    nothing = {"handed_in_on": None, "delivered_on": None, "published_on": None}
    started = min(row.started_on, day) if row.started_on else day
    match verb:
        case "start":
            return {"started_on": day}
        case "hand_in":
            return {"started_on": started, "handed_in_on": day}
        case "deliver":
            return {"started_on": started, "delivered_on": day}
        case "publish":
            return {"published_on": day}
        case "send_back" | "reopen":
            return nothing
        case "drop":
            return nothing | {"started_on": None, "reason": reason}
    return {"reason": ""}


@transaction.atomic
def add_document(
    deliverable: Deliverable, file: UploadedFile, *, by: User, version: int, title: str, language: str = "nl"
) -> DeliverableDocument:
    """A file of it; under a title that is there already it is the next version of that.

    `file` comes from a DocumentField. The same file again changes nothing. Raises Refused past thirty; Stale.
    """
    words = _("Een resultaat telt hoogstens %s documenten.")
    row: DeliverableDocument = attach(
        deliverable, file, DOCUMENT_ADDED, words, by=by, version=version, title=title, language=language
    )
    return row


@transaction.atomic
def remove_document(row: DeliverableDocument, *, by: User, version: int) -> None:
    """Take a file away; the file itself is kept, for history names it. Raises Refused for what counts on it; Stale."""
    deliverable = row.deliverable
    deliverable.version = version
    touch(deliverable)
    if not DeliverableDocument.objects.filter(pk=row.pk).exists():
        raise Stale(None)
    if deliverable.is_done and deliverable.type.needs_document and deliverable.attached.count() == 1:
        raise Refused(_("Dit resultaat is opgeleverd met dit document. Neem het eerst weer op, of vervang het."))
    DeliverableDocument.objects.filter(pk=row.pk).delete()
    changes = {"document": row.document}
    record(DOCUMENT_REMOVED, deliverable, by=by, scope=_scope(deliverable), changes=changes)


def _scope(deliverable: Deliverable) -> Organisation:
    return deliverable.partnership.organisation

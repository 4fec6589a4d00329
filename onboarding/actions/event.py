"""Events: planned, organisations invited by mail, held with counts, or called off."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onboarding.models import EVENT_LIFECYCLE, Audience, Event, EventCount, EventInvitation, EventState
from onboarding.notifications import event as notifications
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.lifecycle import move as step

ADDED = "onboarding.event.added"
CHANGED = "onboarding.event.changed"
INVITED = "onboarding.event.invited"
COUNTED = "onboarding.event.counted"
CERTIFIED = "onboarding.event.certificate_made"
MOVED = {
    "hold": "onboarding.event.held",
    "cancel": "onboarding.event.cancelled",
    "resume": "onboarding.event.resumed",
    "reopen": "onboarding.event.reopened",
}
IN_CALENDARS = ("starts_at", "ends_at", "place", "title")
COUNTS = ("invited", "registered", "present")


@transaction.atomic
def add(project: Project, *, by: User, **values: Any) -> Event:
    """Raises Refused for an end that is not after the start."""
    _refuse(values)
    event = Event.objects.create(project=project, **values)
    record(ADDED, event, by=by, scope=project.partnership.organisation, changes=_kept_of(values))
    return event


@transaction.atomic
def change(event: Event, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct it. Who was invited hears of another day, hour or place. Raises Refused as `add` does, Stale."""
    _refuse(values)
    event.version = version
    moves = any(name in values and values[name] != getattr(event, name) for name in IN_CALENDARS)
    if moves:
        values["sequence"] = event.sequence + 1
    changes = write(event, **values)
    if changes:
        record(CHANGED, event, by=by, scope=_scope(event), changes=_kept_of(changes))
    if moves and event.state == EventState.PLANNED:
        notifications.tell_invited(event, [row.organisation_id for row in event.invitations.all()])
    return changes


@transaction.atomic
def invite(event: Event, organisations: Collection[Organisation], *, by: User) -> int:
    """Those that were not invited yet, with a mail to who speaks for them; how many organisations that were.

    Raises Refused unless it is planned.
    """
    hold(event)
    event.refresh_from_db(fields=["state", "version", "sequence"])
    if event.state != EventState.PLANNED:
        raise Refused(event.refusal("invite"))
    there = set(event.invitations.values_list("organisation", flat=True))
    new = [row for row in organisations if row.pk not in there]
    EventInvitation.objects.bulk_create(EventInvitation(event=event, organisation=row) for row in new)
    if new:
        mails = notifications.tell_invited(event, [row.pk for row in new])
        told = {"wie": names_of(new), "mails": mails}
        record(INVITED, event, by=by, scope=_scope(event), changes=told)
    return len(new)


@transaction.atomic
def move(event: Event, verb: str, *, by: User, version: int, reason: str = "") -> None:
    """Held, called off (with the reason; who was invited hears of it), or planned again. Raises Refused, Stale."""
    if verb == "cancel" and not reason:
        raise Refused(_("Zeg waarom het niet doorgaat."), field="reason")
    event.version, before = version, event.state
    stamps: dict[str, Any] = {"reason": reason if verb == "cancel" else ""}
    if verb == "resume":
        stamps["sequence"] = event.sequence + 2  # past that of the calling off
    step(event, verb, EVENT_LIFECYCLE, **stamps)
    changes = {"state": (before, event.state)}
    record(MOVED[verb], event, by=by, scope=_scope(event), changes=changes, reason=stamps["reason"])
    everybody = [row.organisation_id for row in event.invitations.all()]
    if verb == "cancel":
        notifications.tell_cancelled(event, everybody)
    elif verb == "resume":
        notifications.tell_invited(event, everybody)


@transaction.atomic
def count(
    event: Event, organisation: Organisation, numbers: Mapping[str, Mapping[str, int | None]], *, by: User
) -> None:
    """Per audience how many were invited, registered and present of this organisation; what is empty is taken away.

    Raises Refused for what was called off.
    """
    hold(event)
    event.refresh_from_db(fields=["state", "version"])
    if event.state == EventState.CANCELLED:
        raise Refused(event.refusal("count"))
    rows = {row.audience: row for row in event.counts.filter(organisation=organisation)}
    told = {}
    for audience, new in numbers.items():
        row = rows.get(audience)
        old = {name: getattr(row, name, None) for name in COUNTS}
        if dict(new) == old:
            continue
        if not any(value is not None for value in new.values()):
            EventCount.objects.filter(pk=row.pk if row else 0).delete()
        else:
            key: dict[str, Any] = {"event": event, "organisation": organisation, "audience": audience}
            EventCount.objects.update_or_create(defaults=dict(new), **key)
        told[str(Audience(audience).label)] = (_numbers_said(old), _numbers_said(new))
    if told:
        record(COUNTED, event, by=by, scope=_scope(event), changes=told, reason=str(organisation))


@transaction.atomic
def note_certificate(event: Event, *, by: User) -> None:
    """That one was made; for whom is kept nowhere. Raises Refused where there is nothing to certify."""
    if not event.has_certificate:
        raise Refused(_("Een attest is er voor een vorming of trefmoment dat gehouden is."))
    record(CERTIFIED, event, by=by, scope=_scope(event))


def _numbers_said(numbers: Mapping[str, int | None]) -> str:
    labels = {"invited": _("uitgenodigd"), "registered": _("ingeschreven"), "present": _("aanwezig")}
    return ", ".join(f"{numbers[name]} {labels[name]}" for name in COUNTS if numbers[name] is not None)


def _kept_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in ("audiences", "sequence")}


def _refuse(values: Mapping[str, Any]) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise Refused(_("Het einde ligt niet na het begin. Kies een later uur."), field="ends_at")


def _scope(event: Event) -> Organisation:
    return event.partnership.organisation

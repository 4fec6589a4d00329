"""Giving, changing and ending mandates. The rules look at several rows, so each action holds the partnership first."""

import copy
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order, refuse_outside, refuse_overlap
from governance.models import (
    SEATS,
    VOTING_SEATS,
    Body,
    Composition,
    Mandate,
    MandateRole,
    Partnership,
    Person,
    partnerships_around,
)
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import PeriodQuerySet, span, today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

GRANTED = "governance.mandate.granted"
CHANGED = "governance.mandate.changed"
ENDED = "governance.mandate.ended"
WITHDRAWN = "governance.mandate.withdrawn"
MAY_VOTE = (*VOTING_SEATS, MandateRole.SECRETARY)
# A person may hold these for two boards at once: the same alderman sits for the municipality and for the OCMW.
PER_ORGANISATION = (MandateRole.MEMBER, MandateRole.SUBSTITUTE, MandateRole.CONTACT)
Rows = PeriodQuerySet


@transaction.atomic
def grant(
    person: Person,
    *,
    by: User | None,
    role: str,
    from_on: dt.date | None,
    until_on: dt.date | None = None,
    body: Body | None = None,
    organisation: Organisation | None = None,
    has_vote: bool | None = None,
) -> Mandate:
    """Give `person` a seat in `body`, or the contact of `organisation`, or the coordination of the partnership.

    `has_vote` follows from the role when it is None. Raises Refused, beside the field in question.
    """
    partnership = person.partnership
    hold(partnership)
    mandate = Mandate(
        partnership=partnership,
        person=person,
        role=role,
        body=body,
        organisation=organisation,
        has_vote=role in VOTING_SEATS if has_vote is None else has_vote,
        from_on=from_on,
        until_on=until_on,
    )
    _check(mandate)
    mandate.save(force_insert=True)
    names = ("person", "role", "body", "organisation", "has_vote", "from_on", "until_on")
    changes = {name: value for name in names if (value := getattr(mandate, name)) is not None}
    record(GRANTED, mandate, by=by, scope=partnership.organisation, changes=changes)
    return mandate


@transaction.atomic
def change(mandate: Mandate, *, by: User, version: int, **values: Any) -> dict[str, Any]:
    """Correct `from_on`, `until_on`, `organisation` or `has_vote`; another role or body is another mandate."""
    return _write(mandate, CHANGED, by=by, version=version, **values)


@transaction.atomic
def end(mandate: Mandate, *, by: User, version: int, until_on: dt.date) -> dict[str, Any]:
    """Let the mandate hold up to and including `until_on`; from the next day on it gives nothing."""
    if not mandate.runs_past(until_on) and mandate.until_on != until_on:
        raise Refused(_("Dit mandaat geldt al niet meer na die dag. Het loopt %s.") % mandate.span, field="until_on")
    return _write(mandate, ENDED, by=by, version=version, until_on=until_on)


@transaction.atomic
def withdraw(mandate: Mandate, *, by: User, version: int) -> None:
    """Take back a mandate that never held. Raises Refused once it has begun: then it can only end."""
    if mandate.from_on is None or mandate.from_on <= today():
        raise Refused(_("Dit mandaat is al begonnen. Beëindig het, dan blijft het in de geschiedenis staan."))
    hold(mandate.partnership)
    mandate.version = version
    _remove(mandate, by=by, reason="")


def end_with(rows: Rows, until_on: dt.date, *, by: User | None, reason: str) -> int:
    """End those of `rows` that run past `until_on`; what would only begin later is withdrawn. Returns how many.

    For what takes mandates along (a membership, a body that ends); the caller holds the partnership.
    """
    running = list(rows.past(until_on).select_related("partnership__organisation", "person", "body", "organisation"))
    for mandate in running:
        if mandate.from_on is not None and mandate.from_on > until_on:
            _remove(mandate, by=by, reason=reason)
        else:
            changes = write(mandate, until_on=until_on)
            record(ENDED, mandate, by=by, scope=mandate.partnership.organisation, changes=changes, reason=reason)
    return len(running)


def refuse_crowded(body: Body) -> None:
    """Raise Refused when seats of today or later break the rule "one per member" that `body` is about to get."""
    last: dict[int | None, Mandate] = {}
    yesterday = today() - dt.timedelta(days=1)
    seats = body.mandates.filter(has_vote=True).past(yesterday).select_related("organisation", "person")
    for seat in seats.order_by(F("from_on").asc(nulls_first=True), "pk"):
        before = last.get(seat.organisation_id)
        if seat.organisation_id is None:
            raise Refused(
                _("%s heeft stemrecht zonder een organisatie te vertegenwoordigen.") % seat.person, field="composition"
            )
        if before is not None and (seat.from_on is None or before.runs_past(seat.from_on - dt.timedelta(days=1))):
            raise Refused(
                _("%(who)s heeft meer dan één stemgerechtigde: %(one)s en %(other)s. Beëindig eerst een van beide.")
                % {"who": seat.organisation, "one": before.person, "other": seat.person},
                field="composition",
            )
        last[seat.organisation_id] = seat


def _write(mandate: Mandate, verb: str, *, by: User, version: int, **values: Any) -> dict[str, Any]:
    hold(mandate.partnership)
    wanted = copy.copy(mandate)
    for name, value in values.items():
        setattr(wanted, name, value)
    _check(wanted)
    mandate.version = version
    changes = write(mandate, **values)
    if changes:
        record(verb, mandate, by=by, scope=mandate.partnership.organisation, changes=changes)
    return changes


def _remove(mandate: Mandate, *, by: User | None, reason: str) -> None:
    record(
        WITHDRAWN,
        mandate,
        by=by,
        scope=mandate.partnership.organisation,
        changes={"from_on": mandate.from_on, "until_on": mandate.until_on},
        reason=reason,
    )
    if not Mandate.objects.filter(pk=mandate.pk, version=mandate.version).delete()[0]:
        raise Stale(Mandate.objects.filter(pk=mandate.pk).first())


# --- the rules; each looks at a mandate as it would be, saved or not


def _check(mandate: Mandate) -> None:
    refuse_order(mandate.from_on, mandate.until_on)
    _refuse_shape(mandate)
    _refuse_strangers(mandate)
    _refuse_same_seat(mandate)
    if mandate.body is not None:
        # As it stands since the partnership is held: somebody may have changed its rules a moment ago.
        mandate.body.refresh_from_db(fields=["composition", "from_on", "until_on"])
        refuse_outside(mandate, mandate.body, _("%(who)s bestaat %(span)s. Kies dagen die daarin vallen."))
    if _stands_for_member(mandate):
        _refuse_without_membership(mandate)
    if _takes_the_seat(mandate):
        _refuse_second_vote(mandate)
    if mandate.role == MandateRole.COORDINATOR:
        _refuse_last_coordinator(mandate)


def _refuse_shape(mandate: Mandate) -> None:
    """A seat is in a body, a contact person speaks for an organisation, and only some roles vote."""
    if mandate.role in SEATS and mandate.body is None:
        raise Refused(_("Kies het orgaan waarin dit mandaat geldt."), field="body")
    if mandate.role not in SEATS and mandate.body is not None:
        raise Refused(_("Deze rol geldt niet in een orgaan. Laat het orgaan leeg."), field="body")
    if mandate.role == MandateRole.CONTACT and mandate.organisation is None:
        raise Refused(_("Kies de organisatie waarvoor de contactpersoon spreekt."), field="organisation")
    if mandate.has_vote and mandate.role not in MAY_VOTE:
        raise Refused(_("Alleen een voorzitter, lid of secretaris kan stemgerechtigd zijn."), field="has_vote")


def _refuse_strangers(mandate: Mandate) -> None:
    """Person, body and organisation belong to the partnership of the mandate."""
    partnership = mandate.partnership
    stranger = _("%(what)s hoort niet bij %(partnership)s.")
    if mandate.person.partnership_id != partnership.pk:
        raise Refused(stranger % {"what": mandate.person, "partnership": partnership}, field="person")
    if mandate.body is not None and mandate.body.partnership_id != partnership.pk:
        raise Refused(stranger % {"what": mandate.body, "partnership": partnership}, field="body")
    organisation = mandate.organisation
    if organisation is not None and not partnerships_around(organisation).filter(pk=partnership.pk).exists():
        raise Refused(stranger % {"what": organisation, "partnership": partnership}, field="organisation")


def _refuse_same_seat(mandate: Mandate) -> None:
    same = Mandate.objects.filter(partnership=mandate.partnership, person=mandate.person, role=mandate.role)
    if mandate.role in SEATS:
        same = same.filter(body=mandate.body)
    if mandate.role in PER_ORGANISATION:
        same = same.filter(organisation=mandate.organisation)
    sentence = _("%(who)s heeft ditzelfde mandaat al %(span)s. Kies dagen die daar niet in vallen.")
    refuse_overlap(same, mandate.from_on, mandate.until_on, sentence, who=mandate.person, other_than=mandate)


def _stands_for_member(mandate: Mandate) -> bool:
    """Whether the mandate rests on a membership: a contact person, and who sits or stands in for a member."""
    if mandate.role == MandateRole.CONTACT:
        return True
    return _takes_the_seat(mandate) or (mandate.role == MandateRole.SUBSTITUTE and _one_per_member(mandate))


def _one_per_member(mandate: Mandate) -> bool:
    return mandate.body is not None and mandate.body.composition == Composition.ONE_PER_MEMBER


def _takes_the_seat(mandate: Mandate) -> bool:
    return mandate.has_vote and _one_per_member(mandate)


def _refuse_without_membership(mandate: Mandate) -> None:
    if mandate.organisation is None:
        raise Refused(_("Kies het lid dat hier vertegenwoordigd is: %s.") % mandate.body, field="organisation")
    day = mandate.from_on or today()
    membership = mandate.partnership.membership_of(mandate.organisation, day)
    if membership is None:
        raise Refused(
            _("%(who)s is geen lid van %(partnership)s op de eerste dag van dit mandaat.")
            % {"who": mandate.organisation, "partnership": mandate.partnership},
            field="organisation",
        )
    if membership.until_on is not None and mandate.runs_past(membership.until_on):
        raise Refused(
            _("%(who)s is lid %(span)s. Laat het mandaat ten laatste dan eindigen.")
            % {"who": mandate.organisation, "span": membership.span},
            field="until_on",
        )


def _refuse_second_vote(mandate: Mandate) -> None:
    """One delegate for each member: the seat of the organisation is free on all days of the mandate."""
    assert mandate.body is not None
    taken = mandate.body.mandates.filter(has_vote=True, organisation=mandate.organisation)
    clash = taken.overlapping(mandate.from_on, mandate.until_on).exclude(pk=mandate.pk).select_related("person").first()
    if clash is not None:
        raise Refused(
            _("%(who)s heeft in dit orgaan al een stemgerechtigde: %(person)s, %(span)s.")
            % {"who": mandate.organisation, "person": clash.person, "span": span(clash.from_on, clash.until_on)},
            field="organisation",
        )


def _refuse_last_coordinator(mandate: Mandate) -> None:
    """A partnership without a coordinator who can log in could never be changed again.

    Refused is what brings that day nearer; a partnership that already had such a day keeps it.
    """
    if mandate.pk is None or mandate.person.user_id is None:
        return
    rows = list(_able_coordinators(mandate.partnership))
    others = [(row.from_on, row.until_on) for row in rows if row.pk != mandate.pk]
    before = _first_day_without([*others, *((row.from_on, row.until_on) for row in rows if row.pk == mandate.pk)])
    after = _first_day_without([*others, (mandate.from_on, mandate.until_on)])
    if after is not None and (before is None or after < before):
        raise Refused(
            _("Niemand anders coördineert %(partnership)s op %(day)s. Geef het eerst aan iemand met een login.")
            % {"partnership": mandate.partnership, "day": date_format(after)},
            field="until_on" if mandate.until_on is not None else "from_on",
        )


def _able_coordinators(partnership: Partnership) -> "QuerySet[Mandate]":
    """The coordinators' mandates of people who can really log in: an invitation that nobody answered is no login."""
    rows = Mandate.objects.filter(partnership=partnership, role=MandateRole.COORDINATOR, person__user__is_active=True)
    return rows.exclude(person__user__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def _first_day_without(periods: Iterable[tuple[dt.date | None, dt.date | None]]) -> dt.date | None:
    """The first day from today on that none of the periods covers; None when there is none."""
    day = today()
    for from_on, until_on in sorted(periods, key=lambda period: period[0] or dt.date.min):
        if from_on is not None and from_on > day:
            break
        if until_on is None:
            return None
        day = max(day, until_on + dt.timedelta(days=1))
    return day

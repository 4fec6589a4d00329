"""The minutes of each item, and their approval."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import sitting
from governance.models import LIFECYCLE, MINUTED_STATES, AgendaItem, Meeting
from wegwijzer import lifecycle
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.localised import LocalisedText


@transaction.atomic
def save(item: AgendaItem, *, by: User, texts: Mapping[str, str], seen: int) -> AgendaItem:
    """Write the minutes of one item: the texts given, per language; the other languages stay.

    `seen` is the `minutes_version` that the writer started from. Raises Refused when the minutes are closed, Stale
    (with the row as it is) when somebody else wrote meanwhile; nothing is overwritten then.
    """
    meeting = _meeting_of(item)
    sitting.hold_open(meeting)
    current = AgendaItem._base_manager.get(pk=item.pk)
    written = LocalisedText({**current.minutes, **texts})
    if written == current.minutes:
        item.minutes, item.minutes_version = current.minutes, current.minutes_version
        return item
    if current.minutes_version != seen:
        raise Stale(current)
    _write(item, current, written)
    changes = {language: (current.minutes.get(language, ""), text) for language, text in texts.items()}
    scope = meeting.partnership.organisation
    record("governance.agenda_item.minuted", item, by=by, scope=scope, changes=changes)
    return item


def _meeting_of(item: AgendaItem) -> Meeting:
    if item.meeting is None:
        raise Refused(_("Dit punt staat niet op de agenda van een vergadering."))
    return item.meeting


def _write(item: AgendaItem, current: AgendaItem, written: LocalisedText) -> None:
    rows = AgendaItem._base_manager.filter(pk=item.pk, minutes_version=current.minutes_version)
    if rows.update(minutes=written, minutes_version=current.minutes_version + 1) != 1:
        raise Stale(AgendaItem._base_manager.filter(pk=item.pk).first())
    item.minutes, item.minutes_version = written, current.minutes_version + 1


@transaction.atomic
def approve(meeting: Meeting, *, by: User, on: dt.date | None = None, through: AgendaItem | None = None) -> Meeting:
    """Approve the minutes of `meeting`: from now on they are frozen.

    `through` is the approval item of the later meeting that approved them; without it `on` is the day on which that
    happened otherwise (today). Raises Refused when something is missing, Stale when somebody was first.
    """
    sitting.hold_open(meeting)
    approved_in = _approving(meeting, through)
    day = on or (timezone.localdate(approved_in.actual_start) if approved_in else today())
    if day > today():
        raise Refused(_("De goedkeuring kan niet in de toekomst liggen."), field="on")
    if meeting.actual_end is not None and day < timezone.localdate(meeting.actual_end):
        raise Refused(_("De goedkeuring kan niet voor de vergadering zelf liggen."), field="on")
    moment = timezone.now() if day == today() else timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    lifecycle.move(meeting, "approve", LIFECYCLE, approved_at=moment, approved_by=by, approved_in=approved_in)
    scope = meeting.partnership.organisation
    changes = {"approved_at": moment, "approved_in": approved_in}
    record("governance.meeting.approved", meeting, by=by, scope=scope, changes=changes)
    return meeting


def _approving(meeting: Meeting, through: AgendaItem | None) -> Meeting | None:
    """The meeting that `through` belongs to, when it may approve these minutes."""
    if through is None:
        return None
    if through.approves_id != meeting.pk:
        raise Refused(_("Dit punt keurt een ander verslag goed."))
    approving = _meeting_of(through)
    if approving.state not in MINUTED_STATES:
        raise Refused(_("Keur het verslag goed terwijl de vergadering bezig is, of in haar ontwerpverslag."))
    return approving

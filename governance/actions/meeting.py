"""A meeting until it begins: planned, changed, convened, sent again, cancelled."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.actions import agenda as agendas
from governance.actions import agenda_item as agenda_items
from governance.models import Agenda, AgendaItem, Body, ItemKind, Meeting, MeetingState
from governance.models.meeting import LIFECYCLE
from governance.notifications import meeting as notifications
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, move
from wegwijzer.lifecycle import change as write

PLANNED = "governance.meeting.planned"
CHANGED = "governance.meeting.changed"
CONVENED = "governance.meeting.convened"
AGENDA_SENT = "governance.meeting.agenda_sent"
CANCELLED = "governance.meeting.cancelled"
IN_THE_CALENDAR = ("planned_start", "planned_end", "place", "link")


def plan(
    body: Body,
    *,
    by: User,
    planned_start: dt.datetime,
    planned_end: dt.datetime,
    round_table: bool = True,
    **values: Any,
) -> Meeting:
    """Plan a meeting; what waits for the body's next meeting comes along, and a round-table at the end if wanted.

    Planning the same meeting twice gives the one that is there. Raises Refused when the body does not exist on that
    day, or has another meeting at that moment.
    """
    with transaction.atomic():
        hold(body)
        there = _at(body, planned_start)
        wanted = {"planned_end": planned_end} | values
        if there is not None and all(getattr(there, name) == value for name, value in wanted.items()):
            return there
        if there is not None:
            raise Refused(_("Dit orgaan vergadert al op dat tijdstip. Kies een ander uur."), field="planned_start")
        return _plan(body, by, round_table, planned_start=planned_start, **wanted)


@dataclass(frozen=True)
class Series:
    """What planning a series came to."""

    planned: list[Meeting]
    there_already: list[Meeting]


def plan_series(
    body: Body, *, by: User, moments: Iterable[tuple[dt.datetime, dt.datetime]], round_table: bool = True, **values: Any
) -> Series:
    """Plan a meeting at each of `moments` (start, end), all or none; a day that has one already is left alone.

    Raises Refused as `plan` does.
    """
    planned, there_already = [], []
    with transaction.atomic():
        hold(body)
        for start, end in sorted(moments):
            there = _on(body, timezone.localdate(start))
            if there is not None:
                there_already.append(there)
            else:
                moment = {"planned_start": start, "planned_end": end}
                planned.append(_plan(body, by, round_table, **moment, **values))
    return Series(planned, there_already)


def change(meeting: Meeting, *, by: User, version: int, reason: str = "", **values: Any) -> Mapping[str, Any]:
    """Change the facts of a meeting that did not begin; returns {field: (old, new)}.

    Another time or place after the invitation moves the calendars of the members along, by mail. Raises Refused, Stale.
    """
    _refuse_begun(meeting)
    meeting.version = version
    start = values.get("planned_start", meeting.planned_start)
    if values.get("planned_end", meeting.planned_end) <= start:
        raise Refused(_("Het einde ligt niet na het begin."), field="planned_end")
    _refuse_without_body(meeting.body, start)
    with transaction.atomic():
        moves_calendars = meeting.state == MeetingState.CONVENED and any(
            name in values and values[name] != getattr(meeting, name) for name in IN_THE_CALENDAR
        )
        if moves_calendars:
            _refuse_past(start)
            agenda = _agenda(meeting)  # the mail carries it, so from here on the members have this one
            news = agenda.changes_since_sent
            values |= {"sequence": meeting.sequence + 1, "announced_at": timezone.now(), "agenda_sent": agenda.snapshot}
        before = _facts(meeting)
        with _moment_taken():
            changes = write(meeting, **values)
        if changes:
            facts = {name: change for name, change in changes.items() if name != "agenda_sent"}
            record(CHANGED, meeting, by=by, scope=_scope(meeting), changes=facts, reason=reason)
        if moves_calendars and changes:
            told = [sentence for name, sentence in _facts(meeting).items() if before[name] != sentence]
            notifications.tell_changed(meeting, agenda, told + news)
    return changes


def convene(meeting: Meeting, *, by: User, version: int, reason: str = "") -> int:
    """Send the invitation with agenda and calendar file; returns how many mails leave.

    `reason` says why it goes out later than the body asks (see Body.notice_days) and is demanded then.
    Raises Refused with everything that is missing, Stale when somebody was first.
    """
    if is_short_notice(meeting) and not reason:
        raise Refused(_("Schrijf waarom de uitnodiging zo laat vertrekt."), field="reason")
    meeting.version = version
    with transaction.atomic():
        agenda = _agenda(meeting)
        now = timezone.now()
        stamps = {"convened_at": now, "convened_by": by, "announced_at": now, "agenda_sent": agenda.snapshot}
        move(meeting, "convene", LIFECYCLE, **stamps)
        count = notifications.tell_convened(meeting, agenda)
        changes = {"state": (MeetingState.PLANNED, meeting.state), "invited": count}
        record(CONVENED, meeting, by=by, scope=_scope(meeting), changes=changes, reason=reason)
    return count


def resend(meeting: Meeting, *, by: User, version: int) -> int:
    """Send the agenda again because it changed; the mail says what is different. Returns how many mails leave.

    Raises Refused when there is nothing new to tell, Stale when somebody was first.
    """
    if meeting.state != MeetingState.CONVENED:
        raise Refused(meeting.refusal("resend"))
    meeting.version = version
    with transaction.atomic():
        agenda = _agenda(meeting)
        told = agenda.changes_since_sent
        if not told:
            raise Refused(_("De leden hebben deze agenda al."))
        write(meeting, agenda_sent=agenda.snapshot)
        count = notifications.tell_agenda(meeting, agenda, told)
        record(AGENDA_SENT, meeting, by=by, scope=_scope(meeting), changes={"changes": told, "invited": count})
    return count


def cancel(meeting: Meeting, *, by: User, version: int, reason: str, keep_items: bool = True) -> int:
    """Call it off. Who was invited hears why, and the calendars let go; returns how many mails leave.

    With `keep_items` what stood on the agenda waits for the next meeting of the body. Raises Refused, Stale.
    """
    if not reason:
        raise Refused(_("Schrijf waarom de vergadering niet doorgaat."), field="reason")
    before = meeting.state
    was_told = before == MeetingState.CONVENED
    meeting.version = version
    with transaction.atomic():
        hold(meeting)
        following = _next_of(meeting)
        if following is not None:
            hold(following)
        tell_kept = agenda_items.keep_all(meeting) if keep_items and before in LIFECYCLE["cancel"].sources else None
        move(meeting, "cancel", LIFECYCLE, cancelled_at=timezone.now(), cancel_reason=reason)
        count = notifications.tell_cancelled(meeting) if was_told else 0
        changes = {"state": (before, meeting.state), "invited": count}
        if following is not None:
            agenda_items.gather(following, by=by)
        if tell_kept is not None:
            tell_kept(by)
        record(CANCELLED, meeting, by=by, scope=_scope(meeting), changes=changes, reason=reason)
    return count


def is_short_notice(meeting: Meeting) -> bool:
    """Whether an invitation that leaves today leaves later than the body asks."""
    return days_ahead(meeting) < meeting.body.notice_days


def days_ahead(meeting: Meeting) -> int:
    """Days from today to the day of the meeting; negative when it is past."""
    return (timezone.localdate(meeting.planned_start) - today()).days


# --- what these have in common


def _plan(body: Body, by: User, round_table: bool, **values: Any) -> Meeting:
    _refuse_without_body(body, values["planned_start"])
    if values["planned_end"] <= values["planned_start"]:
        raise Refused(_("Het einde ligt niet na het begin."), field="planned_end")
    meeting = Meeting.objects.create(body=body, **values)
    agenda_items.gather(meeting, by=by)
    record(PLANNED, meeting, by=by, scope=_scope(meeting), changes=values)
    if round_table:
        agenda_items.add(meeting, by=by, kind=ItemKind.ROUND_TABLE, title=agendas.round_table_title(meeting))
    return meeting


def _next_of(meeting: Meeting) -> Meeting | None:
    """The soonest other meeting of the body that is still to come."""
    rows = Meeting.objects.filter(body=meeting.body_id, planned_start__date__gte=today()).exclude(pk=meeting.pk)
    return rows.upcoming().select_related("body").first()


def _at(body: Body, start: dt.datetime) -> Meeting | None:
    return Meeting.objects.filter(body=body, planned_start=start).exclude(state=MeetingState.CANCELLED).first()


def _on(body: Body, day: dt.date) -> Meeting | None:
    rows = Meeting.objects.filter(body=body, planned_start__date=day).exclude(state=MeetingState.CANCELLED)
    return rows.order_by("planned_start").first()


@contextmanager
def _moment_taken() -> Iterator[None]:
    """The unique key of the database decides when two want the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(
            _("Dit orgaan vergadert al op dat tijdstip. Kies een ander uur."), field="planned_start"
        ) from error


def _refuse_begun(meeting: Meeting) -> None:
    if meeting.state not in LIFECYCLE["cancel"].sources:
        raise Refused(meeting.refusal("change"))


def _refuse_without_body(body: Body, start: dt.datetime) -> None:
    if not body.holds(timezone.localdate(start)):
        raise Refused(_("Dit orgaan bestaat niet op die dag. Kies een andere datum."), field="planned_start")


def _refuse_past(start: dt.datetime) -> None:
    if start <= timezone.now():
        raise Refused(_("Het nieuwe begin ligt in het verleden."), field="planned_start")


def _agenda(meeting: Meeting) -> Agenda:
    return Agenda(meeting, AgendaItem.objects.filter(meeting=meeting).with_documents())


def _facts(meeting: Meeting) -> dict[str, str]:
    """Where and when, as the mail about a change says it."""
    start, end = timezone.localtime(meeting.planned_start), timezone.localtime(meeting.planned_end)
    return {
        "when": _("Wanneer: %(day)s van %(start)s tot %(end)s uur")
        % {"day": date_format(start, "l j F Y"), "start": f"{start:%H.%M}", "end": f"{end:%H.%M}"},
        "place": _("Waar: %s") % (meeting.place or _("online")),
        "link": _("Link: %s") % (meeting.link or _("geen")),
    }


def _scope(meeting: Meeting) -> Organisation:
    return meeting.partnership.organisation

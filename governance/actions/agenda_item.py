"""Building the agenda of a meeting, and the backlog of a body.

The agenda as a whole has a version of its own (`Meeting.agenda_version`): whoever adds, moves or removes says which
one they were looking at, so that two people never shuffle each other's list and a double click does one thing.

Rows are held in one order: the body, meetings, items, and history's own lock at the very end.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import agenda
from governance.models import AgendaItem, Body, ItemKind, Meeting
from wegwijzer import lifecycle
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold


def add(meeting: Meeting, *, by: User, agenda_version: int | None = None, **values: Any) -> AgendaItem:
    """Put an item on the agenda, before a round-table that stands at the end.

    `agenda_version` is the agenda that the person saw; None takes it as it is. Saying the same twice adds one item.
    Raises Refused when the agenda is closed, Stale when it changed meanwhile.
    """
    with transaction.atomic():
        items = agenda.opened(meeting)
        if agenda_version not in (None, meeting.agenda_version):
            twin = agenda.twin(items, values)
            if twin is not None:
                return twin
            raise Stale(meeting)
        return agenda.bring(meeting, items, [AgendaItem(body=meeting.body, **values)], by)[0]


def add_to_backlog(body: Body, *, by: User, **values: Any) -> AgendaItem:
    """Keep an item until a meeting has room for it. Saying the same twice keeps one item."""
    with transaction.atomic():
        hold(body)
        twin = agenda.twin(AgendaItem.objects.filter(body=body).backlog(), values)
        if twin is not None:
            return twin
        item = AgendaItem.objects.create(body=body, **values)
        record("governance.agenda_item.added", item, by=by, scope=agenda.scope_of(body), changes=agenda.story_of(item))
    return item


def change(item: AgendaItem, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Change what an item says; returns {field: (old, new)}. Raises Refused, Stale."""
    item.version = version
    with transaction.atomic():
        if item.meeting is not None:
            agenda.opened(item.meeting)
        changes = lifecycle.change(item, **values)
        if changes:
            if item.meeting is not None:
                agenda.bump(item.meeting)
            record("governance.agenda_item.changed", item, by=by, scope=agenda.scope_of(item.body), changes=changes)
    return changes


def move(item: AgendaItem, *, by: User, to: int, agenda_version: int | None = None) -> None:
    """Give an item another place; `to` counts from 1, past the end is the end.

    Raises Refused when the agenda is closed or the item is not on one, Stale when the agenda changed meanwhile.
    """
    meeting = _meeting_of(item)
    with transaction.atomic():
        items = agenda.opened(meeting)
        ids = [other.pk for other in items]
        if item.pk not in ids:
            raise Stale(None)
        before, to = ids.index(item.pk) + 1, min(max(to, 1), len(items))
        if before == to:
            return
        if agenda_version not in (None, meeting.agenda_version):
            raise Stale(meeting)
        moved = items.pop(before - 1)
        items.insert(to - 1, moved)
        agenda.renumber(meeting, items)
        item.position = to
        record(
            "governance.agenda_item.moved",
            item,
            by=by,
            scope=agenda.scope_of(item.body),
            changes={"position": (before, to)},
        )


def remove(item: AgendaItem, *, by: User, to_backlog: bool) -> None:
    """Take an item off the agenda: back to the backlog, or away for good.

    Raises Refused when something hangs on it (minutes, a decision, an action point) or the agenda is closed.
    """
    meeting = item.meeting
    with transaction.atomic():
        if meeting is None:
            hold(item.body)
        items = agenda.opened(meeting) if meeting is not None else []
        current = AgendaItem.objects.filter(pk=item.pk, meeting=meeting).first()
        if current is None:
            return  # somebody did it already: the wish is fulfilled
        if meeting is None and to_backlog:
            return
        agenda.refuse_when_used(current)
        story = agenda.story_of(current)
        agenda.take_off(current, to_backlog=to_backlog)
        if meeting is not None:
            agenda.renumber(meeting, [other for other in items if other.pk != item.pk])
        agenda.tell_removed(current, story, by=by, to_backlog=to_backlog)


def schedule(item: AgendaItem, meeting: Meeting, *, by: User) -> None:
    """Bring an item from the backlog to a meeting of the same body. Raises Refused, and Stale when it is gone."""
    if meeting.body_id != item.body_id:
        raise Refused(_("Deze vergadering is van een ander orgaan."))
    with transaction.atomic():
        items = agenda.opened(meeting)
        current = AgendaItem.objects.filter(pk=item.pk).first()
        if current is None:
            raise Stale(None)
        if current.meeting_id != meeting.pk and not agenda.bring(meeting, items, [current], by):
            raise Refused(_("Dit punt staat al op de agenda van een andere vergadering."))
        item.meeting = meeting


def gather(meeting: Meeting, *, by: User | None) -> list[AgendaItem]:
    """Let come along what waits for the next meeting of the body: minutes to approve, and the backlog.

    Does nothing for a meeting that is not the next one, or whose agenda is closed; safe to call again at any time.
    Returns the items that came.
    """
    with transaction.atomic():
        if not agenda.is_next(meeting):
            return []
        items = agenda.opened(meeting)
        minutes = [
            AgendaItem(
                body=meeting.body, kind=ItemKind.APPROVAL, approves=earlier, title=agenda.approval_title(earlier)
            )
            for earlier in agenda.without_approval(meeting)
        ]
        waiting = list(AgendaItem.objects.filter(body=meeting.body_id).backlog())
        return agenda.bring(meeting, items, minutes + waiting, by)


def keep_all(meeting: Meeting) -> Callable[[User], None]:
    """Back to the backlog with what was to be discussed; standing items come to the next meeting by themselves.

    Returns what writes it in history, to be called with the user when the caller is done with its own rows.
    """
    taken, rest = [], []
    for item in agenda.opened(meeting):
        if item.kind == ItemKind.ROUND_TABLE:
            rest.append(item)
            continue
        agenda.refuse_when_used(item)
        taken.append((item, agenda.story_of(item)))
        agenda.take_off(item, to_backlog=item.kind != ItemKind.APPROVAL)
    agenda.renumber(meeting, rest)

    def tell(by: User) -> None:
        for item, story in taken:
            agenda.tell_removed(item, story, by=by, to_backlog=item.kind != ItemKind.APPROVAL)

    return tell


def open_for(item: AgendaItem) -> None:
    """Take the agenda's lock for a change to what hangs on this item. Raises Refused when the agenda is closed."""
    if item.meeting is not None:
        agenda.opened(item.meeting)


def touch(item: AgendaItem) -> None:
    """Say that what hangs on this item changed, so that who moves items knows that they saw another agenda."""
    if item.meeting is not None:
        agenda.bump(item.meeting)


# --- what these have in common


def _meeting_of(item: AgendaItem) -> Meeting:
    if item.meeting is None:
        raise Refused(_("Dit punt staat op de wachtlijst en heeft daar geen plaats."))
    return item.meeting

"""What governance has that is about a project: meetings, rounds and when they were reached, action points."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import (
    ActionPoint,
    Meeting,
    MeetingState,
    RoundBook,
    RoundState,
    StandingState,
)
from projects.models import Tie
from projects.timeline.sources import Reading
from wegwijzer.timeline import Bar, Lane, Look, Point, Shape
from wegwijzer.ui.words import day

MOST_ACTION_POINTS = 30  # more of them would hide the rest
MEETING_LOOKS = {
    MeetingState.PLANNED: ("waiting", Look.HOLLOW),
    MeetingState.CONVENED: ("waiting", Look.HOLLOW),
    MeetingState.HELD: ("waiting", Look.FILLED),
    MeetingState.DRAFT: ("agreed", Look.FILLED),
    MeetingState.APPROVED: ("agreed", Look.FILLED),
    MeetingState.CANCELLED: ("refused", Look.CROSSED),
}
STANDING_TONES = {
    StandingState.REACHED: "agreed",
    StandingState.POSSIBLE: "waiting",
    StandingState.IMPOSSIBLE: "refused",
}


def meetings(reading: Reading) -> Lane:
    """Those that are about the project, and those where an item or decision was."""
    ties = Tie.objects.filter(project=reading.project)
    about = Q(pk__in=ties.values("meeting")) | Q(pk__in=ties.values("item__meeting"))
    rows = Meeting.objects.filter(about | Q(pk__in=ties.values("decision__meeting"))).select_related("body")
    rows = reading.seen(rows, Q(convened_at__isnull=False)).order_by("planned_start", "pk")
    return Lane(_("Vergaderingen"), [_meeting(row) for row in rows])


def _meeting(row: Meeting) -> Point:
    tone, look = MEETING_LOOKS[MeetingState(row.state)]
    return Point(
        key=f"meeting-{row.pk}",
        label=row.title or row.body.name,
        what=_("vergadering"),
        state=str(MeetingState(row.state).label),
        tone=tone,
        look=look,
        url=reverse("governance:meeting_detail", args=[row.pk]),
        on=timezone.localdate(row.actual_start or row.planned_start),
        shape=Shape.CIRCLE,
    )


def rounds(reading: Reading) -> Lane:
    """From asking until the last day to answer, with the day on which the threshold was reached."""
    seen = [book for book in reading.books.values() if book.round.is_seen]  # type: ignore[attr-defined]
    seen.sort(key=lambda book: (book.round.asked_on or book.round.deadline_on, book.round.pk))
    return Lane(_("Goedkeuringsrondes"), [_round(book) for book in seen])


def _round(book: RoundBook) -> Bar:
    row = book.round
    reached, tone, look = book.reached, STANDING_TONES[book.state], Look.FILLED
    state = str(book.state.label)
    if row.state == RoundState.CANCELLED:
        state, tone, look = str(RoundState.CANCELLED.label), "refused", Look.CROSSED
    elif row.state == RoundState.DRAFT:
        state, tone, look, reached = str(RoundState.DRAFT.label), "none", Look.HOLLOW, None
    elif reached:
        state = _("bereikt op %s") % day(reached.on)
    return Bar(
        key=f"round-{row.pk}",
        label=row.title,
        what=_("ronde"),
        state=state,
        tone=tone,
        look=look,
        url=reverse("governance:approval_round_detail", args=[row.pk]),
        from_on=row.asked_on or row.deadline_on,
        until_on=row.deadline_on,
        moment_on=reached.on if reached else None,
    )


def action_points(reading: Reading) -> Lane:
    """What has still to be done by a day, after the items and meetings that are about the project; the first ones."""
    ties = Tie.objects.filter(project=reading.project)
    rows = ActionPoint.objects.open().filter(Q(item__in=ties.values("item")), due_on__isnull=False)
    told = Q(item=None) | Q(item__is_public=True, item__meeting__convened_at__isnull=False)
    found = list(reading.seen(rows, told).order_by("due_on", "pk")[: MOST_ACTION_POINTS + 1])
    if len(found) > MOST_ACTION_POINTS:
        reading.notes.append(_("Van de actiepunten staan alleen de eerste %s op de tijdlijn.") % MOST_ACTION_POINTS)
    return Lane(_("Actiepunten"), [_action_point(row) for row in found[:MOST_ACTION_POINTS]])


def _action_point(row: ActionPoint) -> Point:
    late = row.is_overdue
    return Point(
        key=f"action-{row.pk}",
        label=row.text,
        what=_("actiepunt"),
        state=_("te laat") if late else _("open"),
        tone="refused" if late else "waiting",
        look=Look.HOLLOW,
        url=f"{reverse('governance:action_point_list')}?whose=all",
        on=row.due_on,
        shape=Shape.SQUARE,
    )

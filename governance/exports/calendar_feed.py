"""What a calendar program gets: the meetings of a body, or all that concerns one login.

Title, time and place, and where to read on: no names, no votes, no link to take part. Whoever finds an address that
leaked learns no more than what hangs on the notice board.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.exports.calendar_sources import Told, Window, dated, register, told_to, whole_day
from governance.models import (
    PREFETCHED,
    ActionPoint,
    ApprovalRound,
    CalendarFeed,
    CouncilSitting,
    Meeting,
    MeetingState,
    books_of,
    rights_of,
)
from wegwijzer.accounts.models import User
from wegwijzer.calendar.feed import Item, Status, feed_file
from wegwijzer.calendar.parts import uid

STATUS = {MeetingState.PLANNED: Status.TENTATIVE, MeetingState.CANCELLED: Status.CANCELLED}


def calendar_of(feed: CalendarFeed) -> bytes:
    """The file, for a feed that opens today: what its login may see now."""
    window = Window.now()
    if feed.body is None:
        return feed_file("Wegwijzer", dated([*_own_meetings(feed.user, window), *told_to(feed.user, window)]))
    rows = Meeting.objects.visible_to(feed.user).filter(body=feed.body)
    return feed_file(f"{feed.body.name} – {feed.body.partnership.name}", dated(_meetings(rows, window)))


def _own_meetings(user: User, window: Window) -> Iterator[Told]:
    """Of the bodies in which one sits; of all bodies for who coordinates, or sits in none of that partnership."""
    rights = rights_of(user)
    whole = rights.coordinates | (rights.reads_all_bodies_of - rights.delegated_to)
    own = Q(body__in=rights.bodies) | Q(body__partnership__in=whole)
    return _meetings(Meeting.objects.visible_to(user).filter(own), window)


def _meetings(rows: "QuerySet[Meeting]", window: Window) -> Iterator[Told]:
    for meeting in rows.filter(planned_start__range=window.moments).select_related("body"):
        page = settings.SITE_URL + reverse("governance:meeting_detail", args=[meeting.pk])
        yield Told(
            Item(
                uid=uid("meeting", meeting.pk),
                sequence=meeting.sequence,
                summary=meeting.title or meeting.body.name,
                starts=meeting.planned_start,
                ends=meeting.planned_end,
                url=page,
                location=meeting.place or (_("online") if meeting.link else ""),
                description=_("Agenda en documenten: %s") % page,
                status=STATUS.get(MeetingState(meeting.state), Status.CONFIRMED),
            ),
            (meeting, meeting.body),
        )


def sittings(user: User, window: Window) -> Iterator[Told]:
    """When the councils sit of the organisations that one speaks for, and until when their agenda is open."""
    own = {key for keys in rights_of(user).speaks_for.values() for key in keys}
    rows = CouncilSitting.objects.filter(council__organisation__in=own, held_on__range=window.days)
    for row in rows.select_related("council__organisation"):
        council = row.council
        page = reverse("governance:council_detail", args=[council.pk])
        rest = (council, council.organisation)
        yield whole_day("sitting", row, row.held_on, capfirst(str(council)), page, *rest, reminds=False)
        yield whole_day("agenda-closing", row, row.agenda_closes_on, _("Agenda sluit: %s") % council, page, *rest)


def answers(user: User, window: Window) -> Iterator[Told]:
    """The last day for each answer that an organisation still owes for which one speaks."""
    speaks_for = rights_of(user).speaks_for
    rows = ApprovalRound.objects.visible_to(user).running().filter(partnership__in=speaks_for)
    rows = rows.filter(deadline_on__range=window.days).prefetch_related(*PREFETCHED)
    for book in books_of(rows).values():
        for party in book.still_out:
            if party.organisation_id in speaks_for[book.round.partnership_id]:
                said = {"organisation": party.organisation, "round": book.round}
                summary = _("Antwoord van %(organisation)s: %(round)s") % said
                page = reverse("governance:approval_response_add", args=[party.pk])
                rest, turn = (book.round, party.organisation), book.round.version
                yield whole_day("answer", party, book.round.deadline_on, summary, page, *rest, sequence=turn)


def action_points(user: User, window: Window) -> Iterator[Told]:
    """The own ones that are still open; of an item behind closed doors only that there is something to do."""
    rows = ActionPoint.objects.visible_to(user).mine(user).open().filter(due_on__range=window.days)
    for row in rows.select_related("body", "item"):
        is_closed = row.item is not None and not row.item.is_public
        summary = _("Actiepunt van %s") % row.body if is_closed else _("Actiepunt: %s") % row.text
        page = f"{reverse('governance:action_point_list')}#actiepunt-{row.pk}"
        yield whole_day("action-point", row, row.due_on, summary, page, row.body)


def register_sources() -> None:
    """What governance itself knows of, besides meetings."""
    register("sittings", sittings)
    register("answers", answers)
    register("action points", action_points)

"""The meetings there are, and one of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import access
from governance.access import Can
from governance.forms.meeting_filter import COMING, MeetingFilterForm
from governance.models import MeetingState
from governance.views.standing import standing_of
from wegwijzer.outbox.fate import kind_label
from wegwijzer.outbox.models import LIFECYCLE, Message, MessageState
from wegwijzer.ui.listing import Listing

SHOWN = (
    Can.PLAN_MEETING,
    Can.MINUTE_MEETING,
    Can.APPROVE_MINUTES,
    Can.SEE_DRAFT,
    Can.EDIT_ACTION_POINT,
    Can.SEE_MESSAGES,
    Can.SEE_HISTORY,
    Can.SEE_CONTACT_DETAILS,
    Can.MAKE_REPORT,
)

IN_LIST = ("title", "planned_start", "place", "state", "body__name", "body__partnership__name")


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    bodies, partnerships = access.body_names(request.user), access.partnership_names(request.user)
    filters = MeetingFilterForm(request.GET, user=request.user, bodies=bodies, partnerships=partnerships)
    by_day = "planned_start" if filters.when_shown == COMING else "-planned_start"
    listing = Listing(
        request,
        access.meetings_for(request.user).only(*IN_LIST),
        sorts={"datum": by_day, "orgaan": ("body__name", by_day)},
        search=["title", "place", "body__name"],
        filters=filters,
        noun=(_("vergadering"), _("vergaderingen")),
    )
    context = {
        "listing": listing,
        "many_partnerships": "partnership" in filters.fields,
        "may_plan": access.is_coordinator(request.user),
    }
    return render(request, "governance/meeting_list.html", context)


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for(request.user, pk)
    may = access.needs(request.user, meeting, SHOWN)
    agenda = access.agenda_for(request.user, meeting)
    context = {
        "meeting": meeting,
        "may": may,
        "agenda": agenda,
        "called_off": access.agenda_sent_to(request.user, meeting) if meeting.state == MeetingState.CANCELLED else [],
        "standing": standing_of(meeting, agenda, may),
        "seats": list(access.seats_at(request.user, meeting)),
        "points": access.action_points_for(request.user).filter(body=meeting.body).open(),
        "posts": posts(access.messages_about(request.user, meeting)),
        "history": access.history_for(request.user, meeting, access.items_of(request.user, meeting)),
    }
    return render(request, "governance/meeting_detail.html", context)


@dataclass
class Post:
    """One kind of mail about a meeting: how many are in which state, and the ones that need somebody."""

    label: str
    counts: list[tuple[str, str, int]] = field(default_factory=list)  # state, its name, how many
    stuck: list[Message] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


def posts(messages: Iterable[Message]) -> list[Post]:
    """The mails grouped by what they are about, in the order in which the first of each went out."""
    grouped: dict[str, Post] = {}
    for message in sorted(messages, key=lambda message: message.pk):
        post = grouped.setdefault(message.kind, Post(kind_label(message.kind)))
        post.messages.append(message)
        if message.state in LIFECYCLE["send_again"].sources:
            post.stuck.append(message)
    for post in grouped.values():
        counted = Counter(message.state for message in post.messages)
        post.counts = [(state.value, str(state.label), counted[state]) for state in MessageState if counted[state]]
    return list(grouped.values())

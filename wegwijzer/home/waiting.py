"""What waits for whom: obligations computed from the data, soonest first, a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.access import Can, can, messages_for
from governance.models import (
    ActionPoint,
    Body,
    Decision,
    Feedback,
    Mandate,
    Meeting,
    MeetingState,
    Membership,
    Partnership,
    rights_of,
)
from governance.models.meeting import OPEN_STATES
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty
from wegwijzer.home.waiting_bodies import of_bodies
from wegwijzer.home.waiting_claims import of_claims
from wegwijzer.home.waiting_dossiers import of_dossiers
from wegwijzer.home.waiting_onboarding import of_onboarding
from wegwijzer.home.waiting_projects import of_projects
from wegwijzer.home.waiting_reporting import of_reporting
from wegwijzer.home.waiting_rounds import of_rounds
from wegwijzer.home.waiting_texts import of_texts
from wegwijzer.outbox.models import Message, MessageState

LONG_AGO = dt.timedelta(days=400)
MOST_STUCK = 200  # mails that are looked at
UNFINISHED = (*OPEN_STATES, MeetingState.DRAFT)


@dataclass(frozen=True)
class Meetings:
    """The meetings that matter today: of those in `open` the next step may wait, those in `coming` are near."""

    open: list[Meeting]
    coming: list[Meeting]


def meetings_of(user: User, most: int = 5) -> Meetings:
    """What this login may see of them, soonest first: one query for both."""
    visible, now = Meeting.objects.visible_to(user).order_by("planned_start"), timezone.now()
    horizon = now + HORIZON + dt.timedelta(days=31)  # a month covers the longest usual notice
    unfinished = visible.filter(planned_start__lte=horizon, state__in=UNFINISHED)[:SHOWN]
    coming = visible.filter(planned_start__gte=now - dt.timedelta(hours=12), state__in=OPEN_STATES)[:most]
    rows = visible.filter(Q(pk__in=unfinished.values("pk")) | Q(pk__in=coming.values("pk")))
    found = list(rows.select_related("body__partnership"))
    return Meetings(
        [row for row in found if row.planned_start <= horizon and row.state in UNFINISHED][:SHOWN],
        [row for row in found if row.planned_start >= now - dt.timedelta(hours=12) and row.state in OPEN_STATES][:most],
    )


def duties(user: User, meetings: Meetings | None = None) -> list[Duty]:
    """What this login has to do within 14 days or should have done, in the order of the page."""
    found = [
        *_meetings(user, (meetings or meetings_of(user)).open),
        *_action_points(user),
        *_feedback(user),
        *of_rounds(user),
        *of_projects(user),
        *of_claims(user),
        *of_dossiers(user),
        *of_reporting(user),
        *of_texts(user),
        *of_onboarding(user),
        *_messages(user),
    ]
    if not found:  # asked only then: where something waits already, the beginning is past
        found = list(_first_steps(user))
    return sorted([*found, *of_bodies(user)], key=lambda duty: duty.order)


def _first_steps(user: User) -> Iterator[Duty]:
    """What a new partnership lacks before it can meet: members, a body, somebody in it."""
    rows = Partnership.objects.filter(pk__in=rights_of(user).coordinates).annotate(
        has_members=Exists(Membership.objects.filter(partnership=OuterRef("pk"))),
        has_bodies=Exists(Body.objects.filter(partnership=OuterRef("pk"))),
        has_seats=Exists(Mandate.objects.filter(body__partnership=OuterRef("pk"))),
    )
    for row in rows.filter(Q(has_members=False) | Q(has_bodies=False) | Q(has_seats=False)):
        if not row.has_members:
            yield Duty(_("Voeg de leden toe"), reverse("governance:membership_add", args=[row.pk]), row.name)
        if not row.has_bodies:
            yield Duty(_("Maak een orgaan dat vergadert"), reverse("governance:body_add", args=[row.pk]), row.name)
        elif not row.has_seats:
            yield Duty(_("Geef mensen een zetel"), reverse("governance:partnership_detail", args=[row.pk]), row.name)


def _meetings(user: User, meetings: Iterable[Meeting]) -> Iterator[Duty]:
    """Meetings to convene in time, to hold, to close and to have approved."""
    for meeting in meetings:
        duty = _meeting(user, meeting)
        if duty:
            yield duty


def _meeting(user: User, meeting: Meeting) -> Duty | None:
    """The next step of one meeting, when it is this user's and it is time."""
    day = timezone.localdate(meeting.planned_start)
    about = f"{meeting} – {meeting.partnership}"
    page = reverse("governance:meeting_detail", args=[meeting.pk])
    match meeting.state:
        case MeetingState.PLANNED if can(user, Can.PLAN_MEETING, meeting):
            if meeting.send_on <= today() + HORIZON:
                return Duty(_("Roep de vergadering bijeen"), page, about, meeting.send_on)
        case MeetingState.CONVENED if can(user, Can.MINUTE_MEETING, meeting) and day <= today():
            return Duty(_("Open de vergadering"), reverse("governance:sitting", args=[meeting.pk]), about, day)
        case MeetingState.HELD if can(user, Can.MINUTE_MEETING, meeting):
            return Duty(_("Sluit de vergadering af"), reverse("governance:sitting", args=[meeting.pk]), about, day)
        case MeetingState.DRAFT if can(user, Can.APPROVE_MINUTES, meeting):
            return Duty(_("Laat het verslag goedkeuren"), page, about)
    return None


def _action_points(user: User) -> Iterator[Duty]:
    """The own action points; for a coordinator also everybody's that are late."""
    rights = rights_of(user)
    own = ActionPoint.objects.visible_to(user).mine(user)
    late = ActionPoint.objects.visible_to(user).filter(body__partnership__in=rights.coordinates).overdue()
    points = (own | late).open().select_related("body__partnership", "person").order_by("due_on", "pk")
    for point in points[:SHOWN]:
        who = "" if point.person_id in rights.persons else f" – {point.person or point.organisation or ''}"
        page = reverse("governance:action_point_list") + f"#actiepunt-{point.pk}"
        yield Duty(point.text, page, f"{_('Actiepunt')} {point.body}{who}", point.due_on)


def _feedback(user: User) -> Iterator[Duty]:
    """What has to be told after a meeting: per meeting for a coordinator, the own councils for who speaks for them."""
    rights = rights_of(user)
    own = {pk for organisations in rights.speaks_for.values() for pk in organisations}
    if not rights.coordinates and not own:
        return
    rows = Feedback.objects.visible_to(user).open().filter(due_on__lte=today() + HORIZON)
    rows = rows.filter(meeting__planned_start__gte=timezone.now() - LONG_AGO)
    rows = rows.filter(Q(meeting__body__partnership__in=rights.coordinates) | Q(organisation__in=own))
    listed = rows.select_related("meeting__body__partnership").order_by("meeting", "due_on")
    for _key, group in groupby(listed, key=lambda row: row.meeting_id):
        lines = list(group)
        meeting = lines[0].meeting
        page = reverse("governance:feedback_after", args=[meeting.pk])
        yield Duty(_("Koppel terug, nog %s te doen") % len(lines), page, str(meeting), lines[0].due_on)


def _messages(user: User) -> Iterator[Duty]:
    """Mail of which nobody knows whether it arrived, each with its page; what failed as one when it is more."""
    if not rights_of(user).coordinates:
        return
    stuck = list(messages_for(user).stuck().order_by("-pk")[:MOST_STUCK])
    doubtful = [message for message in stuck if message.state == MessageState.UNCERTAIN]
    failed = [message for message in stuck if message.state == MessageState.FAILED]
    for message in doubtful[:SHOWN]:
        yield Duty(_("Kijk na of deze mail aankwam"), _page_of(message), _addressed(message))
    if len(failed) == 1:
        yield Duty(_("Deze mail kon niet weg"), _page_of(failed[0]), _addressed(failed[0]))
    elif failed:
        page = reverse("governance:message_list") + "?stand=failed"
        said = ngettext("aan %s persoon", "aan %s personen", people := len({message.to for message in failed}))
        yield Duty(_("%s mails konden niet weg") % len(failed), page, said % people)


def _page_of(message: Message) -> str:
    return reverse("governance:message_detail", args=[message.pk])


def _addressed(message: Message) -> str:
    return f"{message.subject} – {message.name or message.to}"


def latest_decisions(user: User, most: int = 5) -> list[Decision]:
    """The last decisions that this login may see."""
    rows = Decision.objects.visible_to(user).numbered().select_related("body", "meeting")
    return list(rows.order_by("-meeting__planned_start", "-number")[:most])


def may_plan(user: User) -> bool:
    """Whether this login plans meetings somewhere."""
    return bool(rights_of(user).coordinates)


def keeps_logins(user: User) -> bool:
    """Whether this login keeps the installation."""
    return rights_of(user).administers


def roles(user: User) -> list[str]:
    """Why this login sees what it sees, in a few words."""
    rights: Any = rights_of(user)
    words = []
    if rights.coordinates:
        words.append(_("coördinator"))
    if rights.speaks_for:
        words.append(_("contactpersoon"))
    if rights.sits_in:
        words.append(_("afgevaardigde"))
    if rights.reads:
        words.append(_("medewerker"))
    return words

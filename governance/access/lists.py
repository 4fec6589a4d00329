"""The same gate for many rows: what a login may see of each noun."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet
from django.utils import timezone

from governance.access.rules import Can, can, partnerships_with
from governance.models import (
    ActionPoint,
    Agenda,
    AgendaItem,
    Body,
    Decision,
    Mandate,
    Meeting,
    Membership,
    Partnership,
    Person,
    Service,
    ServiceParticipation,
    organisations_visible_to,
    organisations_within,
    rights_of,
)
from governance.models.meeting import OPEN_STATES
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.outbox.models import Message


def partnerships_for(user: User) -> "QuerySet[Partnership]":
    return Partnership.objects.visible_to(user).select_related("managing_authority")


def partnership_names(user: User) -> Mapping[int, str]:
    """What the partnerships of this login are called, by key and in alphabetical order; asks nothing more."""
    return rights_of(user).names


def coordinated_by(user: User) -> Mapping[int, str]:
    """The same for those in which this login may add and change things."""
    rights = rights_of(user)
    return {pk: name for pk, name in rights.names.items() if pk in rights.coordinates}


def organisations_for(user: User) -> "QuerySet[Organisation]":
    return organisations_visible_to(user)


def services_for(user: User) -> "QuerySet[Service]":
    return Service.objects.visible_to(user).select_related("partnership")


def bodies_for(user: User) -> "QuerySet[Body]":
    return Body.objects.visible_to(user).select_related("partnership")


def body_names(user: User) -> dict[int, str]:
    """What the bodies are called that this login may read, by key and in alphabetical order."""
    return dict(Body.objects.visible_to(user).values_list("pk", "name"))


def people_for(user: User) -> "QuerySet[Person]":
    return Person.objects.visible_to(user).select_related("partnership", "employer", "user")


def people_with_mandates_for(user: User, day: dt.date) -> "QuerySet[Person]":
    """Cards with `seen_mandates`: what each holds on that day, as far as this login may see it."""
    mandates = Mandate.objects.visible_to(user).on(day).select_related("body", "organisation").order_by("pk")
    held = mandates.only("person", "role", "body__name", "organisation__name")
    return people_for(user).prefetch_related(Prefetch("mandates", queryset=held, to_attr="seen_mandates"))


def organisations_around(partnership: Partnership) -> "QuerySet[Organisation]":
    """What can be chosen in forms of this partnership, which came through its own gate."""
    return organisations_within([partnership.pk])


def memberships_for(user: User) -> "QuerySet[Membership]":
    return Membership.objects.visible_to(user).select_related("partnership", "organisation")


def participations_for(user: User) -> "QuerySet[ServiceParticipation]":
    return ServiceParticipation.objects.visible_to(user).select_related("service__partnership", "organisation")


def mandates_for(user: User) -> "QuerySet[Mandate]":
    return Mandate.objects.visible_to(user).select_related("partnership", "person", "body", "organisation")


LONGEST_HISTORY = 20


def history_for(user: User, *targets: "Model | QuerySet") -> list[Entry]:
    """The latest entries about these rows, newest first; only of partnerships whose history this login may read."""
    return history_within(partnerships_with(rights_of(user), Can.SEE_HISTORY), *targets)


def history_within(partnerships: Collection[int], *targets: "Model | QuerySet") -> list[Entry]:
    """The latest entries about these rows in these partnerships (keys), whose history may be read."""
    about = Q()
    for target in targets:
        keys = target.values("pk") if isinstance(target, QuerySet) else [target.pk]
        label = (target.model if isinstance(target, QuerySet) else target)._meta.label_lower
        about |= Q(target_type=label, target_id__in=keys)
    if not partnerships:
        return []
    rows = Entry.objects.filter(about, scope__partnership__in=partnerships).select_related("by")
    return list(rows.order_by("-pk")[:LONGEST_HISTORY])


def decisions_of(user: User) -> "QuerySet[Decision]":
    """The register as this person may see it."""
    return Decision.objects.visible_to(user)


def meetings_for(user: User) -> "QuerySet[Meeting]":
    return Meeting.objects.visible_to(user).select_related("body__partnership")


def agenda_for(user: User, meeting: Meeting) -> Agenda:
    """The agenda with the items that this login may see; for a meeting that came through the gate."""
    return Agenda(meeting, items_of(user, meeting).with_documents())


def agenda_sent_to(user: User, meeting: Meeting) -> list[dict[str, Any]]:
    """The agenda as the members last got it, as rows of Agenda.snapshot; for who does not sit there the open ones.

    What was closed after it was sent stays out as well; a row that does not say that it is public counts as closed.
    """
    rows = meeting.agenda_sent or []
    if can(user, Can.SEE_DRAFT, meeting):
        return rows
    sent = AgendaItem.objects.filter(pk__in=[row["item"] for row in rows], body=meeting.body_id)
    closed_since = set(sent.filter(is_public=False).values_list("pk", flat=True))
    return [row for row in rows if row.get("public") is True and row["item"] not in closed_since]


def backlog_for(user: User, body: Body) -> "QuerySet[AgendaItem]":
    """What waits for a meeting of this body, oldest first."""
    return AgendaItem.objects.visible_to(user).filter(body=body).backlog().with_documents()


def action_points_for(user: User) -> "QuerySet[ActionPoint]":
    rows = ActionPoint.objects.visible_to(user)
    return rows.select_related("body__partnership", "person", "organisation", "item__meeting")


def messages_about(user: User, meeting: Meeting) -> "QuerySet[Message]":
    """The mails about this meeting, newest first; none for who may not see them."""
    return Message.objects.about(meeting) if can(user, Can.SEE_MESSAGES, meeting) else Message.objects.none()


def bodies_to_plan(user: User) -> "QuerySet[Body]":
    """The bodies for which this login may plan meetings, those that exist today or later."""
    rows = Body.objects.past(today() - dt.timedelta(days=1)).filter(partnership__in=rights_of(user).coordinates)
    return rows.select_related("partnership").order_by("partnership__name", "name")


def items_of(user: User, meeting: Meeting) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.visible_to(user).filter(meeting=meeting)


def seats_of(user: User, body: Body) -> "QuerySet[Mandate]":
    """Who sits or sat in a body, as far as this login may know: chair and secretary first."""
    rows = Mandate.objects.visible_to(user).filter(body=body)
    return rows.select_related("person", "organisation").in_order()


def seats_at(user: User, meeting: Meeting) -> "QuerySet[Mandate]":
    """Who sits in the body on the day of the meeting, as far as this login may know."""
    return seats_of(user, meeting.body).seats().on(timezone.localdate(meeting.planned_start))


def open_meetings_of(user: User, body: Body) -> "QuerySet[Meeting]":
    """The meetings of a body whose agenda can still change, soonest first."""
    rows = meetings_for(user).filter(body=body, state__in=OPEN_STATES, planned_start__date__gte=today())
    return rows.order_by("planned_start")


def bodies_to_note(user: User) -> list[Body]:
    """The bodies in which this login may give people something to do."""
    return [body for body in bodies_for(user).on(today()) if can(user, Can.EDIT_ACTION_POINT, body)]

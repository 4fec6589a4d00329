"""The gate and the lists of events."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from governance.models import IN_PAIRS, rights_of
from onboarding.access.lists import organisations_to_ask
from onboarding.access.rules import Can, can, row_for
from onboarding.models import EVENT_LIFECYCLE, Event, EventCount
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.lifecycle import allowed


def event_for(user: User, pk: int, need: Can | None = None) -> Event:
    rows = Event.objects.visible_to(user).select_related("project__partnership__organisation", "organiser")
    return row_for(user, rows, pk, need)


def events_of(project: Project) -> list[Any]:
    """Of a project that came through its gate, with how many were invited and how many came; the newest first."""
    rows = Event.objects.filter(project=project).select_related("organiser")
    rows = rows.annotate(registered=Sum("counts__registered"), present=Sum("counts__present"))
    return list(rows.order_by("-starts_at", "-pk"))


def organisers_for(user: User, project: Project) -> "QuerySet[Organisation]":
    """For whom this login can organise: a coordinator for any member, a contact person for the own organisation."""
    rows = organisations_to_ask(project.partnership)
    if project.partnership_id in rights_of(user).coordinates:
        return rows
    return rows.filter(pk__in=rights_of(user).speaks_for.get(project.partnership_id, ()))


def organisations_to_invite(event: Event) -> "QuerySet[Organisation]":
    invited = event.invitations.values("organisation")
    return organisations_to_ask(event.partnership).exclude(pk__in=invited)


class Counted(NamedTuple):
    """An organisation around an event, with its numbers per audience; `may_count`: this login may enter them."""

    organisation: Organisation
    is_invited: bool
    counts: list[EventCount]
    may_count: bool


def counted_of(user: User, event: Event) -> list[Counted]:
    """Who is invited, organises or has numbers, in pairs: three queries."""
    counts = list(event.counts.all())
    invited = set(event.invitations.values_list("organisation", flat=True))
    keys = invited | {row.organisation_id for row in counts} | {event.organiser_id_or_own}
    found = []
    for row in Organisation.objects.filter(pk__in=keys).order_by(*IN_PAIRS):
        own = [one for one in counts if one.organisation_id == row.pk]
        found.append(Counted(row, row.pk in invited, own, may_count(user, event, row)))
    return found


def may_count(user: User, event: Event, organisation: Organisation) -> bool:
    """Who writes the event writes all numbers; who speaks for an organisation those of that one."""
    own = rights_of(user).speaks_for.get(event.partnership.pk, frozenset())
    return can(user, Can.EDIT_EVENT, event) or organisation.pk in own


def counted_organisation(user: User, event: Event, pk: int) -> Organisation:
    """One that is or was around this partnership. Raises Http404 for any other."""
    known = Q(pk__in=organisations_to_ask(event.partnership).values("pk"))
    known |= Q(pk__in=event.counts.values("organisation")) | Q(pk__in=event.invitations.values("organisation"))
    row = Organisation.objects.filter(known, pk=pk).first() if pk < 2**63 else None
    if row is None:
        raise Http404
    return row


def event_moves(user: User, event: Event) -> list[str]:
    """What this login can make of it now."""
    return allowed(EVENT_LIFECYCLE, event.state) if can(user, Can.EDIT_EVENT, event) else []

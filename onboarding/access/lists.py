"""The same gate for many rows: what a login may see of each noun."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from governance.access import history_within, organisations_around, people_for
from governance.models import IN_PAIRS, Partnership, rights_of
from onboarding.access.gates import project_for
from onboarding.access.rules import Can, can
from onboarding.models import (
    DELIVERABLE_LIFECYCLE,
    Deliverable,
    DeliverableDocument,
    DeliverableType,
    MatrixChoice,
    MilestoneWait,
    RegionalText,
)
from projects.models import Funder, Milestone, Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import allowed


def projects_for(user: User) -> "QuerySet[Project]":
    return Project.objects.visible_to(user).select_related("partnership").order_by("name", "pk")


def types_of(project: Project) -> "QuerySet[DeliverableType]":
    """Of a project that came through its gate, in its own order."""
    return project.deliverable_types.select_related("theme")


def deliverables_for(user: User) -> "QuerySet[Deliverable]":
    return Deliverable.objects.visible_to(user).select_related("type__project__partnership", "organisation")


def documents_of(deliverable: Deliverable) -> list[DeliverableDocument]:
    """Its files with their versions; for one that came through its gate."""
    return list(deliverable.attached.select_related("document").prefetch_related("document__versions"))


def choices_of_type(partnership: Partnership) -> dict[str, Any]:
    """Which themes and regional texts a type of deliverable can have."""
    return {"themes": partnership.themes.all(), "texts": RegionalText.objects.filter(partnership=partnership)}


def organisations_to_ask(partnership: Partnership) -> "QuerySet[Organisation]":
    """Who can be asked for something: the members of today, in pairs, and the partnership itself."""
    members = partnership.members_on().values("organisation")
    rows = Organisation.objects.filter(Q(pk__in=members) | Q(pk=partnership.organisation_id))
    return rows.order_by(*IN_PAIRS)


def organisations_asked(project: Project) -> "QuerySet[Organisation]":
    """Of whom something is asked in a project that came through its gate."""
    asked = Deliverable.objects.filter(type__project=project).values("organisation")
    return Organisation.objects.filter(pk__in=asked)


def wait_of(milestone: Milestone) -> MilestoneWait | None:
    """What a milestone that came through its gate waits for here."""
    return MilestoneWait.objects.filter(milestone=milestone).first()


def choices_around(user: User, partnership: Partnership) -> dict[str, Any]:
    """Which organisations and people can be chosen in forms of this partnership, which came through its own gate."""
    funders = Funder.objects.filter(project__partnership=partnership).values("organisation")
    known = Q(pk__in=organisations_around(partnership).values("pk")) | Q(pk__in=funders)
    return {
        "organisations": Organisation.objects.filter(known),
        "people": people_for(user).filter(partnership=partnership).select_related(None),
    }


def moves_for(user: User, deliverable: Deliverable) -> list[str]:
    """What this login can make of it now. Where the coordinator looks first, others hand in and do not deliver."""
    if not can(user, Can.WRITE_DELIVERABLE, deliverable):
        return []
    verbs = allowed(DELIVERABLE_LIFECYCLE, deliverable.state)
    if not deliverable.type.is_reviewed:
        return [verb for verb in verbs if verb != "hand_in"]
    if can(user, Can.REVIEW_DELIVERABLE, deliverable):
        return verbs
    return [verb for verb in verbs if verb not in ("deliver", "send_back")]


def own_organisations(user: User, partnership: int) -> frozenset[int]:
    """For whom this login speaks there, by key."""
    return rights_of(user).speaks_for.get(partnership, frozenset())


def history_for(user: User, first: Any, *others: "Model | QuerySet") -> list[Entry]:
    """The latest entries about these rows, for who may read the history of the `first`."""
    within = [first.partnership.pk] if can(user, Can.SEE_HISTORY, first) else []
    return history_within(within, first, *others)


def may_see_matrix_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the project today: it says no more than what everybody inside may see."""
    try:
        project_for(user, MatrixChoice.read(ref).project, Can.MAKE_REPORT)
    except (ValueError, Http404, PermissionDenied):
        return False
    return True

"""What stands around an objective, as far as this login may see it, and what can be chosen for it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import F, IntegerField, Prefetch, Q, QuerySet, TextField, Value, prefetch_related_objects
from django.db.models.functions import Cast

from governance.access import bodies_for, items_for, meetings_for, organisations_around, people_for
from governance.models import Body, Decision, Partnership, Person, Theme, rights_of
from projects.access.rules import Can, can
from projects.models import (
    Alignment,
    Finding,
    Objective,
    ObjectiveParty,
    PartyRole,
    Plan,
    ProgressNote,
    TargetGroup,
    Tie,
)
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry


class Mention(NamedTuple):
    """Something that is linked to an objective: a target group, a finding, or a line of another plan."""

    sort: str
    pk: int
    text: str
    note: str


def mentions_of(user: User, objective: Objective) -> dict[str, list[Mention]]:
    """By sort: "group", "finding", "line" (of another plan, aligned to this), "answers" (what this line is aligned to).

    One query for all of them: a page of one objective would otherwise ask for each.
    """
    groups = TargetGroup.objects.filter(objectives=objective)
    findings = Finding.objects.visible_to(user).filter(objectives=objective)
    lines = Alignment.objects.visible_to(user).filter(objective=objective)
    answers = Alignment.objects.visible_to(user).filter(line=objective)
    rows = _row("group", groups, "pk", "name", "name").union(
        _row("finding", findings, "pk", "text", "kind"),
        _row("line", lines, "line", "line__title", "line__plan__title"),
        _row("answers", answers, "objective", "objective__title", "objective__plan__title"),
        all=True,
    )
    found: dict[str, list[Mention]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row[:2]):
        found[row[0]].append(Mention(*row))
    return found


def _row(sort: str, rows: "QuerySet", pk: str, text: str, note: str) -> "QuerySet":
    return (
        rows.order_by()
        .annotate(
            sort=Value(sort, output_field=TextField()),
            row_id=Cast(F(pk), IntegerField()),
            said=Cast(F(text), TextField()),
            about=Cast(F(note), TextField()),
        )
        .values_list("sort", "row_id", "said", "about")
    )


def ties_of_plan(user: User, plan: Plan) -> "QuerySet[Tie]":
    """The agenda items, meetings and decisions that are about this plan, as far as this login may see them."""
    seen = (
        Q(item__in=items_for(user).order_by().values("pk"))
        | Q(meeting__in=meetings_for(user).order_by().values("pk"))
        | Q(decision__in=Decision.objects.visible_to(user).values("pk"))
    )
    rows = Tie.objects.filter(plan=plan).filter(seen)
    return rows.select_related("item__meeting__body", "meeting__body", "decision__body", "decision__meeting")


Party = Organisation | Body | Person


def parties_around(user: User, partnership: Partnership) -> dict[str, Party]:
    """Who can be named in a plan, by what they are called; of one name the organisation, and else the body."""
    people = people_for(user).filter(partnership=partnership)
    bodies = bodies_for(user).filter(partnership=partnership)
    found: dict[str, Party] = {}
    for rows in (people, bodies, organisations_around(partnership)):
        found |= {str(row).casefold(): row for row in rows}
    return found


def names_around(partnership: Partnership) -> tuple[list[str], list[str]]:
    """What the themes and the target groups of the partnership are called, in one query."""
    rows = [
        model.objects.filter(partnership=partnership)
        .order_by()
        .annotate(sort=Value(sort, output_field=TextField()))
        .values_list("sort", "name")
        for sort, model in (("theme", Theme), ("group", TargetGroup))
    ]
    found = sorted(rows[0].union(rows[1], all=True), key=lambda row: row[1].casefold())
    return [name for sort, name in found if sort == "theme"], [name for sort, name in found if sort == "group"]


def with_parties(objective: Objective) -> list[ObjectiveParty]:
    """Who is responsible and who helps, in one query; asking the objective itself costs nothing after that."""
    rows = ObjectiveParty.objects.select_related("organisation", "body", "person")
    prefetch_related_objects([objective], Prefetch("parties", rows))
    return list(objective.parties.all())


def responsibles_of(plan: Plan) -> dict[int, list[ObjectiveParty]]:
    """Who is responsible for what in this plan, by the key of the objective."""
    rows = ObjectiveParty.objects.filter(objective__plan=plan, role=PartyRole.RESPONSIBLE)
    found: dict[int, list[ObjectiveParty]] = defaultdict(list)
    for party in rows.select_related("organisation", "body", "person"):
        found[party.objective_id].append(party)
    return found


def noteable_in(user: User, plan: Plan, responsibles: Mapping[int, list[ObjectiveParty]]) -> set[int] | None:
    """The objectives of which this login may note the progress: None for all, else their keys."""
    if can(user, Can.NOTE_PROGRESS, plan):
        return None
    own = rights_of(user).speaks_for.get(plan.partnership_id, frozenset())
    return {pk for pk, rows in responsibles.items() if any(row.organisation_id in own for row in rows)}


def changed_since(plan: Plan, day: dt.date | None) -> set[int]:
    """The objectives of this plan whose text or place changed after that day; none when there is no day."""
    if day is None:
        return set()
    about = Entry.objects.filter(target_type=Objective._meta.label_lower, at__date__gt=day)
    return set(about.filter(target_id__in=plan.objectives.values("pk")).values_list("target_id", flat=True))


def notes_on(objectives: Iterable[int]) -> list[ProgressNote]:
    """What was noted for these objectives, which came through their gate; the newest first."""
    rows = ProgressNote.objects.filter(objective__in=list(objectives)).select_related("by")
    return list(rows.order_by("-on", "-pk"))

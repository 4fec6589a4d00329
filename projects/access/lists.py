"""The same gate for many rows: what a login may see of each noun."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from governance.access import bodies_for, decisions_of, history_within, organisations_around, people_for
from governance.models import ApprovalRound, Decision, Partnership, rights_of
from projects.access.rules import Can, can, partnerships_with
from projects.models import Call, Dossier, Funder, Plan, Project, Requirement, Stakeholder, StakeholderGroup, with_all
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry

SHOWN = 60  # how many of the latest decisions can be chosen


def projects_for(user: User) -> "QuerySet[Project]":
    return Project.objects.visible_to(user).select_related("partnership", "lead")


def project_names(user: User) -> dict[int, str]:
    """What the projects are called that this login may see, by key and in alphabetical order."""
    return dict(Project.objects.visible_to(user).order_by("name", "pk").values_list("pk", "name"))


def dossier_names(user: User) -> dict[int, str]:
    """The same of dossiers."""
    return dict(Dossier.objects.visible_to(user).order_by("title", "pk").values_list("pk", "title"))


def plans_for(user: User) -> "QuerySet[Plan]":
    return Plan.objects.visible_to(user).select_related("partnership", "project")


def dossiers_for(user: User) -> "QuerySet[Dossier]":
    return Dossier.objects.visible_to(user).select_related("project__partnership", "call", "applicant")


def dossiers_hanging(user: User, thing: Decision | ApprovalRound) -> "QuerySet[Dossier]":
    """Those whose decision to apply, or a row of whose checklist, waits for this decision or round."""
    if isinstance(thing, Decision):
        waits = Q(decision=thing) | Q(requirements__decision=thing)
    else:
        waits = Q(decision__condition=thing) | Q(requirements__round=thing) | Q(requirements__decision__condition=thing)
    return Dossier.objects.visible_to(user).filter(waits).distinct().order_by("title", "pk")


def requirements_of(user: User, dossier: Dossier) -> "QuerySet[Requirement]":
    """Its checklist, with what its reading asks; without what is confidential and not theirs."""
    return with_all(Requirement.objects.visible_to(user).filter(dossier=dossier))


def dossier_choices(user: User, partnership: Partnership, dossier: Dossier | None = None) -> dict[str, Any]:
    """What the form of a dossier offers; `dossier` is the one that is changed, whose choices stay in it.

    Its decision can be of another partnership, when that is tied to a project here: it began there.
    """
    tied = Q(ties__project__partnership=partnership) | Q(item__ties__project__partnership=partnership)
    near = decisions_of(user).filter(Q(body__partnership=partnership) | tied)
    near = near.distinct().select_related("body", "meeting").order_by("-meeting__planned_start", "-pk")
    words = {row.pk: f"{row} ({row.body.name})" for row in near[:SHOWN]}
    if dossier is not None and dossier.decision is not None:
        words.setdefault(dossier.decision.pk, str(dossier.decision))
    return {
        "projects": Project.objects.visible_to(user).filter(partnership=partnership).alive(),
        "calls": Call.objects.visible_to(user).filter(partnership=partnership),
        "plans": Plan.objects.visible_to(user).filter(partnership=partnership),
        "organisations": choices_around(user, partnership)["organisations"],
        "decisions": (Decision.objects.filter(pk__in=words), words),
    }


def choices_around(user: User, partnership: Partnership) -> dict[str, Any]:
    """Which organisations and people can be chosen in forms of this partnership, which came through its own gate.

    Who funds a project stands beside those that the partnership itself has to do with.
    """
    funders = Funder.objects.filter(project__partnership=partnership).values("organisation")
    known = Q(pk__in=organisations_around(partnership).values("pk")) | Q(pk__in=funders)
    return {
        "organisations": Organisation.objects.filter(known),
        "people": people_for(user).filter(partnership=partnership).select_related(None),
    }


def rows_around(user: User, partnership: Partnership) -> "dict[str, QuerySet[Any]]":
    """The same for who is around a project, by the names of its fields."""
    around = choices_around(user, partnership)
    bodies = bodies_for(user).filter(partnership=partnership).select_related(None)
    return {"person": around["people"], "organisation": around["organisations"], "body": bodies}


def people_around(project: Project) -> dict[str, Any]:
    """Staff, funders and stakeholders by group, of a project that came through its gate; three queries."""
    groups: dict[str, list[Stakeholder]] = {label: [] for _value, label in StakeholderGroup.choices}
    for row in project.stakeholders.select_related("organisation", "body"):
        groups[row.get_group_display()].append(row)
    return {
        "staff": list(project.staff.select_related("person")),
        "funders": list(project.funders.select_related("organisation")),
        "groups": [(label, rows) for label, rows in groups.items() if rows],
    }


def partnerships_where(user: User, need: Can) -> "QuerySet[Partnership]":
    """Where a role for the whole partnership lets this login do `need`."""
    return Partnership.objects.filter(pk__in=partnerships_with(rights_of(user), need)).order_by("name")


def history_for(user: User, first: Any, *others: "Model | QuerySet") -> list[Entry]:
    """The latest entries about these rows of one project or plan, for who may read the history of the `first`.

    Who speaks for an owner of a plan may read that of the plan, and not that of its whole partnership.
    """
    within = [first.partnership.pk] if can(user, Can.SEE_HISTORY, first) else []
    return history_within(within, first, *others)


def organisations_to_plan_for(user: User, partnership: Partnership) -> "QuerySet[Organisation]":
    """Whose local plan this login can begin: a coordinator any member's, a contact person the own organisation's."""
    rights = rights_of(user)
    members = partnership.members_on().values("organisation")
    rows = Organisation.objects.filter(pk__in=members)
    if partnership.pk in rights.coordinates:
        return rows.in_order()
    return rows.filter(pk__in=rights.speaks_for.get(partnership.pk, ())).in_order()

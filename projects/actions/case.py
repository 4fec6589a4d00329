"""Loading a case: its projects with their time line and ties, its plans, and the local plans started from a catalogue.

May run any number of times: what is there already stays as people made it, only what is missing is added.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from governance.models import AgendaItem, ApprovalRound, Body, Decision, Meeting, Partnership, Person
from projects.actions import (
    case_calls,
    case_claims,
    case_dossiers,
    case_plans,
    case_reporting,
    case_staff,
)
from projects.models import Dependency, Funder, Milestone, Phase, Project, ProjectStaff, Stakeholder, Tie
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load(name: str) -> None:
    """Load what the case `name` plans; its partnerships have been loaded. A case without plans adds nothing."""
    path = DATA / f"{name}.toml"
    data = tomllib.loads(path.read_text()) if path.exists() else {}
    calls = DATA / f"{name}_calls.toml"
    for row in tomllib.loads(calls.read_text())["calls"] if calls.exists() else []:
        case_calls.load(row)
    for row in data.get("projects", []):
        _project(row)
    for row in data.get("plans", []):
        case_plans.load(row)
    for row in data.get("local", []):
        case_plans.load_local(row)
    for row in data.get("dossiers", []):
        case_dossiers.load(row)
    claims = DATA / f"{name}_claims.toml"
    if claims.exists():
        case_claims.load(tomllib.loads(claims.read_text()))
    staff = DATA / f"{name}_staff.toml"
    if staff.exists():
        case_staff.load(tomllib.loads(staff.read_text()))
    reporting = DATA / f"{name}_reporting.toml"
    for row in tomllib.loads(reporting.read_text())["reporting"] if reporting.exists() else []:
        case_reporting.load(row)


def _project(row: dict[str, Any]) -> None:
    partnership = Partnership.objects.select_related("organisation").get(slug=row["partnership"])
    if partnership.projects.filter(name=row["name"]).exists():
        return
    boards = {board.name: board for board in Organisation.objects.filter(name__in=[row["lead"]])}
    project = Project.objects.create(
        partnership=partnership,
        name=row["name"],
        state=row["state"],
        purpose=row["purpose"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        lead=boards[row["lead"]],
        managing_authority=partnership.managing_authority,
        coordinator=partnership.people.filter(mandates__role="coordinator").first(),
    )
    _people(row, project)
    _time_line(row["timeline"], project)
    _ties(row["ties"], project)
    record("projects.case.loaded", project, by=None, scope=partnership.organisation)


def _people(row: dict[str, Any], project: Project) -> None:
    for staff in row["staff"]:
        person, _ = Person.objects.get_or_create(
            partnership=project.partnership,
            email=staff["email"],
            defaults={"name": staff["name"], "function": staff["role"], "employer": project.managing_authority},
        )
        ProjectStaff.objects.create(project=project, person=person, role=staff["role"], from_on=staff["from_on"])
    for funder in row["funders"]:
        organisation = Organisation.objects.filter(name=funder["name"]).first()
        organisation = organisation or Organisation.objects.create(name=funder["name"], kind=funder["kind"])
        Funder.objects.create(project=project, organisation=organisation, grant=funder["grant"])
    for stakeholder in row["stakeholders"]:
        body = Body.objects.filter(partnership=project.partnership, name=stakeholder.pop("body", "")).first()
        Stakeholder.objects.create(project=project, body=body, **stakeholder)


def _time_line(row: dict[str, Any], project: Project) -> None:
    moments: dict[str, Phase | Milestone] = {}
    for name, planned_from_on, planned_until_on, from_on, until_on in row["phases"]:
        moments[name] = Phase.objects.create(
            project=project,
            name=name,
            planned_from_on=planned_from_on,
            planned_until_on=planned_until_on,
            from_on=from_on,
            until_on=until_on,
        )
    for name, planned_on, expected_on, how in row["milestones"]:
        moments[name] = Milestone.objects.create(
            project=project, name=name, planned_on=planned_on, expected_on=expected_on, **_reached(how)
        )
    for earlier, later, lag_days in row["dependencies"]:
        Dependency.objects.create(
            project=project, lag_days=lag_days, **_end("earlier", moments[earlier]), **_end("later", moments[later])
        )


def _reached(how: Any) -> dict[str, Any]:
    """A day, a decision or round by its title, or nothing yet."""
    if not isinstance(how, str):
        return {"reached_on": how}
    kind, _, title = how.partition(": ")
    if kind == "round":
        return {"round": ApprovalRound.objects.get(title=title)}
    if kind == "decision":
        return {"decision": next(found for found in Decision.objects.all() if str(found.title) == title)}
    return {}


def _end(side: str, moment: Phase | Milestone) -> dict[str, Any]:
    return {f"{side}_{moment._meta.model_name}": moment}


def _ties(row: dict[str, Any], project: Project) -> None:
    items = [item for item in AgendaItem.objects.all() if str(item.title) in row["items"]]
    meetings = Meeting.objects.filter(body__name__in=row["bodies"])
    rounds = ApprovalRound.objects.filter(partnership__slug__in=row["partnerships"])
    ties = [Tie(project=project, item=item) for item in items]
    ties += [Tie(project=project, meeting=meeting) for meeting in meetings]
    ties += [Tie(project=project, round=round_) for round_ in rounds]
    Tie.objects.bulk_create(ties)

"""Loading the dossiers of a case, with their real days. What is there already stays as people made it."""

import datetime as dt
from typing import Any

from governance.models import ApprovalRound, Decision, Person
from projects.actions import case_budgets
from projects.actions.dossier_version import fix
from projects.models import (
    Call,
    Dossier,
    DossierState,
    Plan,
    Project,
    Requirement,
    Tie,
    VersionReason,
)
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

SUBMITTED = ("title", "summary", "from_on", "until_on", "deadline_on", "go_on", "submitted_on")
AFTERWARDS = ("state", "since_on", "awarded_on", "awarded_amount")


def load(row: dict[str, Any]) -> None:
    """One dossier of a project that was loaded; its call, plan and decision are found by their titles.

    It is submitted and awarded on the days of the row, each frozen with the budget that was fixed by then.
    """
    project = Project.objects.select_related("partnership__organisation").get(
        partnership__slug=row["partnership"], name=row["project"]
    )
    if project.dossiers.filter(title=row["title"]).exists():
        return
    dossier = Dossier.objects.create(
        project=project,
        call=Call.objects.filter(partnership=project.partnership, title=row["call"]).first(),
        applicant=Organisation.objects.get(name=row["applicant"]),
        plan=Plan.objects.get(partnership=project.partnership, title=row["plan"]),
        decision=next(found for found in Decision.objects.all() if str(found.title) == row["decision"]),
        state=DossierState.SUBMITTED,
        since_on=row["submitted_on"],
        **{name: row[name] for name in SUBMITTED},
    )
    _checklist(row["requirements"], dossier)
    Tie.objects.bulk_create(Tie(dossier=dossier, round=_round(title)) for title in row["rounds"])
    for name, step in row["milestones"]:
        project.milestones.filter(name=name).update(dossier=dossier, dossier_step=step, reached_on=None)
    _freeze(row, dossier)
    record("projects.case.loaded", dossier, by=None, scope=project.partnership.organisation)


def _freeze(row: dict[str, Any], dossier: Dossier) -> None:
    """What was submitted, and then what was awarded: the budgets that were fixed by that day go before each."""
    budgets = row.get("budgets", [])
    asked = [budget for budget in budgets if budget.get("fixed_on", dt.date.max) <= row["submitted_on"]]
    case_budgets.load(asked, dossier)
    fix(dossier, by=None, reason=VersionReason.SUBMITTED, on=row["submitted_on"])
    Dossier.objects.filter(pk=dossier.pk).update(**{name: row[name] for name in AFTERWARDS})
    dossier.refresh_from_db()
    case_budgets.load(budgets[len(asked) :], dossier)
    fix(dossier, by=None, reason=VersionReason.AWARDED, on=row["awarded_on"])


def _checklist(rows: list[dict[str, Any]], dossier: Dossier) -> None:
    """Rounds, boards and people stand in it by title, name and address."""
    for row in rows:
        around = {
            "round": _round(row.pop("round")) if "round" in row else None,
            "organisation": Organisation.objects.get(name=row.pop("organisation")) if "organisation" in row else None,
            "person": Person.objects.get(partnership=dossier.partnership, email=row.pop("person"))
            if "person" in row
            else None,
        }
        Requirement.objects.create(dossier=dossier, **row, **around)


def _round(title: str) -> ApprovalRound:
    return ApprovalRound.objects.get(title=title)

"""Loading the staff of a case's dossier, its collaborations and the hours that organisations gave each other.

What is there already stays as people made it: a dossier with staff, a project with collaborations and a ledger with
rows are left alone.
"""

from decimal import Decimal
from typing import Any

from governance.models import Partnership, Person, Theme
from projects.actions import work_form
from projects.models import (
    Collaboration,
    CollaborationEvaluation,
    Dossier,
    ExpertiseExchange,
    Project,
    StaffAllocation,
)
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

AMOUNTS = ("fte", "fte_real", "fte_rather", "yearly_cost", "staff_days")


def load(data: dict[str, Any]) -> None:
    """The file of a case; its dossier has been loaded."""
    dossier = Dossier.objects.select_related("project__partnership__organisation").get(
        project__partnership__slug=data["staff"]["partnership"],
        project__name=data["staff"]["project"],
        title=data["staff"]["dossier"],
    )
    project = dossier.project
    if not dossier.allocations.exists():
        _allocations(data["staff"]["allocations"], dossier)
    if not project.collaborations.exists():
        _collaborations(data["collaborations"], project, dossier)
    if not project.partnership.exchanges.exists():
        _exchanges(data["exchanges"]["rows"], project.partnership)


def _board(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def _values(row: dict[str, Any], *without: str) -> dict[str, Any]:
    """The columns of a row, amounts as such."""
    return {name: Decimal(value) if name in AMOUNTS else value for name, value in row.items() if name not in without}


def _allocations(rows: list[dict[str, Any]], dossier: Dossier) -> None:
    for row in rows:
        person = Person.objects.filter(partnership=dossier.partnership, email=row.get("email", "-")).first()
        values = _values(row, "organisation", "email")
        StaffAllocation.objects.create(
            dossier=dossier, organisation=_board(row["organisation"]), person=person, **values
        )
    _tell(dossier)


def _collaborations(rows: list[dict[str, Any]], project: Project, dossier: Dossier) -> None:
    themes = {theme.name: theme for theme in Theme.objects.filter(partnership=project.partnership)}
    for row in rows:
        made = Collaboration.objects.create(
            project=project,
            dossier=dossier,
            lead=_board(row["lead"]),
            partner=_board(row["partner"]),
            form=work_form.obtain(project.partnership, row["form"], by=None),
            theme=themes.get(row.get("theme", "")),
            **_values(row, "lead", "partner", "form", "theme", "evaluations"),
        )
        for evaluation in row.get("evaluations", []):
            CollaborationEvaluation.objects.create(
                collaboration=made,
                organisation=_board(evaluation["organisation"]),
                **_values(evaluation, "organisation"),
            )
        _tell(made)


def _exchanges(rows: list[list[Any]], partnership: Partnership) -> None:
    known = {row.subject: row for row in Collaboration.objects.filter(project__partnership=partnership)}
    for giver, receiver, given_on, form, hours, subject, collaboration in rows:
        ExpertiseExchange.objects.create(
            partnership=partnership,
            giver=_board(giver),
            receiver=_board(receiver),
            given_on=given_on,
            form=work_form.obtain(partnership, form, by=None),
            hours=Decimal(hours),
            subject=subject,
            collaboration=known.get(collaboration),
        )
    _tell(partnership)


def _tell(row: Any) -> None:
    scope = row.organisation if isinstance(row, Partnership) else row.partnership.organisation
    record("projects.case.loaded", row, by=None, scope=scope)

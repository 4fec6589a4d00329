"""Loading what a case reports to its funder. What is there already stays as people made it."""

from typing import Any

from governance.models import Partnership
from projects.models import Amendment, Dossier, Figure, FigureLine, Objective, ObjectiveCode, ReportingDeadline
from projects.models.plan_content import canonical, checksum_of
from projects.models.reporting_content import content_of_report
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import change as write


def load(row: dict[str, Any]) -> None:
    """All of one dossier that was loaded; actions are found by their titles, boards by their names."""
    partnership = Partnership.objects.select_related("organisation").get(slug=row["partnership"])
    dossier = Dossier.objects.get(project__partnership=partnership, title=row["dossier"])
    if dossier.reportings.exists():
        return
    actions = {action.title: action for action in Objective.objects.filter(plan=dossier.plan)}
    boards = {board.name: board for board in Organisation.objects.filter(memberships__partnership=partnership)}
    lines = {}
    for title, name, counting, target in row["lines"]:
        values = {"objective": actions[title], "counting": counting, "target": target}
        lines[name] = FigureLine.objects.create(dossier=dossier, name=name, **values)
    for name, board, from_on, until_on, value in row["figures"]:
        days = {"from_on": from_on, "until_on": until_on}
        Figure.objects.create(line=lines[name], organisation=boards[board], value=value, **days)
    for title, board, code in row["codes"]:
        ObjectiveCode.objects.create(objective=actions[title], organisation=boards[board], code=code)
    for number, amendment in enumerate(row["amendments"], start=1):
        Amendment.objects.create(dossier=dossier, number=number, **amendment)
    for report in row["reports"]:
        _report(dossier, report)
    record("projects.case.loaded", dossier, by=None, scope=partnership.organisation)


def _report(dossier: Dossier, row: dict[str, Any]) -> None:
    """One that was submitted is frozen with what is known of its period."""
    submitted_on = row.pop("submitted_on", None)
    report = ReportingDeadline.objects.create(dossier=dossier, **row)
    if submitted_on is not None:
        text = canonical(content_of_report(report))
        write(report, submitted_on=submitted_on, content=text, checksum=checksum_of(text))

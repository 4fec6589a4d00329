"""Loading the dossiers of a case, with their real days. What is there already stays as people made it."""

from typing import Any

from governance.models import Decision
from projects.models import Call, Dossier, Plan, Project
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

PLAIN = (
    "title",
    "summary",
    "from_on",
    "until_on",
    "deadline_on",
    "state",
    "since_on",
    "go_on",
    "submitted_on",
    "awarded_on",
)


def load(row: dict[str, Any]) -> None:
    """One dossier of a project that was loaded; its call, plan and decision are found by their titles."""
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
        awarded_amount=row["awarded_amount"],
        **{name: row[name] for name in PLAIN},
    )
    record("projects.case.loaded", dossier, by=None, scope=project.partnership.organisation)

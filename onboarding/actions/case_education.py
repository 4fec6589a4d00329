"""Loading the education projects of a case. What is made up in them is illustrative, and says so."""

from typing import Any

from governance.models import Theme
from onboarding.models import EducationPartner, EducationPhase, EducationProject
from projects.models import Project
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

PARTS = ("partners", "phases", "organisation", "purpose")
ADDED = "onboarding.education_project.added"


def load(data: dict[str, Any]) -> None:
    """Of one project that was loaded; one that has education projects already keeps those as people made them."""
    project = Project.objects.select_related("partnership__organisation").get(
        partnership__slug=data["partnership"], name=data["project"]
    )
    if EducationProject.objects.filter(project=project).exists():
        return
    theme, _made = Theme.objects.get_or_create(partnership=project.partnership, name="onderwijs")
    for row in data["education"]:
        _education(project, theme, row, data["note"])


def _education(project: Project, theme: Theme, row: dict[str, Any], note: str) -> None:
    plain = {name: value for name, value in row.items() if name not in PARTS}
    education = EducationProject.objects.create(
        project=project,
        theme=theme,
        organisation=Organisation.objects.get(name=row["organisation"]),
        purpose=f"{row['purpose']}\n\n{note}",
        **plain,
    )
    for name, kind, role, task in row["partners"]:
        if kind:
            organisation, _made = Organisation.objects.get_or_create(name=name, kind=kind)
        else:
            organisation = Organisation.objects.get(name=name)
        EducationPartner.objects.create(education=education, organisation=organisation, role=role, task=task)
    for name, from_on, until_on in row["phases"]:
        EducationPhase.objects.create(education=education, name=name, from_on=from_on, until_on=until_on)
    record(ADDED, education, by=None, scope=project.partnership.organisation)

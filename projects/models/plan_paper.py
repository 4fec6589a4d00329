"""The PDF of a version of a plan: a report like any other, found back by the version that it is of."""

from projects.models.plan import PlanVersion
from wegwijzer.reports.models import Report

KIND = "plan_version"


def paper_of(version: PlanVersion) -> Report | None:
    """As it was last asked for, whoever did so."""
    return Report.objects.about(KIND, str(version.pk)).order_by("-created_at", "-pk").first()

"""The versions of a plan that came through its gate."""

import json
from typing import Any

from projects.models import Plan, PlanVersion


def plan_versions_of(plan: Plan) -> list[PlanVersion]:
    """The newest first, without what is frozen in them."""
    return list(plan.versions.select_related("made_by", "round").defer("content").order_by("-number"))


def content_of_version(version: PlanVersion) -> Any:
    """What is frozen in it; of a version that was only noted nothing is."""
    return json.loads(version.content or "{}")

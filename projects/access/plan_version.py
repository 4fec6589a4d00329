"""The versions of a plan that came through its gate."""

import json
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from projects.models import Plan, PlanVersion
from wegwijzer.audit.models import Entry


def plan_versions_of(plan: Plan) -> list[PlanVersion]:
    """The newest first, without what is frozen in them."""
    return list(plan.versions.select_related("made_by", "round").defer("content").order_by("-number"))


def with_changes(plan: Plan) -> list[PlanVersion]:
    """The same with `is_changed`: whether history tells of a change in the plan, its lines or its modules since.

    That is quick to see; comparing a version with the plan of now looks at the texts themselves. What was removed has
    its history with the plan.
    """
    return list(_changed(plan).select_related("made_by").order_by("-number"))


def last_version_of(plan: Plan) -> PlanVersion | None:
    """The newest, with `is_changed`."""
    return _changed(plan).order_by("-number").first()


def _changed(plan: Plan) -> "QuerySet[PlanVersion]":
    frozen = Entry.objects.filter(
        verb="projects.plan_version.fixed", target_type="projects.planversion", target_id=OuterRef(OuterRef("pk"))
    )
    lines = Q(
        verb__startswith="projects.objective.",
        target_type="projects.objective",
        target_id__in=plan.objectives.order_by().values("pk"),
    )
    modules = Q(target_type="projects.planstep", target_id__in=plan.steps.order_by().values("pk"))
    itself = Q(target_type="projects.plan", target_id=plan.pk)
    itself &= Q(verb__startswith="projects.plan.") | Q(verb__startswith="projects.plan_step.")
    later = Entry.objects.filter(lines | modules | itself, pk__gt=Subquery(frozen.order_by("-pk").values("pk")[:1]))
    return plan.versions.select_related("round").defer("content").annotate(is_changed=Exists(later))


def content_of_version(version: PlanVersion) -> Any:
    """What is frozen in it; of a version that was only noted nothing is."""
    return json.loads(version.content or "{}")

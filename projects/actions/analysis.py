"""What findings, sheets and their links have in common: what they are about belongs to the same plan."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from governance.models import Theme
from projects.models import Objective, Plan, TargetGroup
from wegwijzer.lifecycle import Refused


def refuse_elsewhere(
    plan: Plan,
    *,
    theme: Theme | None = None,
    target_group: TargetGroup | None = None,
    objectives: Iterable[Objective] = (),
    **_others: Any,
) -> None:
    """Raise Refused, beside the field, for a theme or target group of another partnership or an objective of another
    plan."""
    if theme is not None and theme.partnership_id != plan.partnership_id:
        raise Refused(_("Dit thema hoort bij een ander samenwerkingsverband."), field="theme")
    if target_group is not None and target_group.partnership_id != plan.partnership_id:
        raise Refused(_("Deze doelgroep hoort bij een ander samenwerkingsverband."), field="target_group")
    if any(objective.plan_id != plan.pk for objective in objectives):
        raise Refused(_("Deze doelstelling hoort bij een ander plan."), field="objectives")

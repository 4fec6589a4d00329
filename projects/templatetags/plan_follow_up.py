"""For the pages of a meeting: which plans can be followed up there. Governance itself knows no plans."""

from typing import Any

from django import template
from django.template.context import Context

from governance.models import Meeting
from projects.access import plans_for
from projects.models.follow_up import plans_in

register = template.Library()


@register.inclusion_tag("projects/plans_to_follow_up.html", takes_context=True)
def plans_to_follow_up(context: Context, meeting: Meeting) -> dict[str, Any]:
    """The plans that are tied to this meeting or to something on its agenda, as far as this login sees them."""
    plans = plans_in(plans_for(context["request"].user), meeting)
    return {"meeting": meeting, "plans": plans}

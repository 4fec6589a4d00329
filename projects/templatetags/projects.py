"""How projects look, wherever they stand."""

from django import template
from django.utils.safestring import SafeString

from projects.models import Project, ProjectState
from wegwijzer.ui import states

register = template.Library()

TONES = {
    ProjectState.IDEA: "none",
    ProjectState.PREPARING: "draft",
    ProjectState.RUNNING: "waiting",
    ProjectState.CLOSING: "waiting",
    ProjectState.CLOSED: "agreed",
    ProjectState.STOPPED: "refused",
}


@register.simple_tag
def project_state(project: Project) -> SafeString:
    """The state of a project as word and shape."""
    state = ProjectState(project.state)
    return states.badge(state.value, state.label, TONES[state])

"""The lists of governance narrowed to a project: decisions, action points and rounds that are about it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.forms.more_filters import MoreFilter, register
from projects.access import project_names
from projects.models import Project, action_points_about, decisions_about, rounds_about


def register_filters() -> None:
    lists: dict[str, Callable[[Any, Project], Any]] = {
        "decisions": decisions_about,
        "action_points": action_points_about,
        "rounds": rounds_about,
    }
    for of, about in lists.items():
        register(of, _of_project(about))


def _of_project(about: Callable[[Any, Project], Any]) -> MoreFilter:
    return MoreFilter(
        name="project",
        label=_("voor"),
        anything=_("elk project"),
        said=_("van het project %s"),
        choices=project_names,
        narrow=lambda rows, key: about(rows, Project(pk=key)),
    )

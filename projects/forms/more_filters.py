"""The lists of governance narrowed to a project or a dossier: what is about it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.forms.more_filters import MoreFilter, register
from projects.access import dossier_names, project_names
from projects.models import Dossier, Project, action_points_about, decisions_about, meetings_about, rounds_about


def register_filters() -> None:
    lists: dict[str, Callable[[Any, Any], Any]] = {
        "meetings": meetings_about,
        "decisions": decisions_about,
        "action_points": action_points_about,
        "rounds": rounds_about,
    }
    for of, about in lists.items():
        register(of, _of_project(about))
        register(of, _of_dossier(about))


def _of_project(about: Callable[[Any, Any], Any]) -> MoreFilter:
    return MoreFilter(
        name="project",
        label=_("voor"),
        anything=_("elk project"),
        said=_("van het project %s"),
        choices=project_names,
        narrow=lambda rows, key: about(rows, Project(pk=key)),
    )


def _of_dossier(about: Callable[[Any, Any], Any]) -> MoreFilter:
    return MoreFilter(
        name="dossier",
        label=_("voor"),
        anything=_("elk dossier"),
        said=_("van het dossier %s"),
        choices=dossier_names,
        narrow=lambda rows, key: about(rows, Dossier(pk=key)),
    )

"""The story of a project: of which partnerships a reader is told, on the page and in a document."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.models import rights_of
from projects.access.gates import project_for
from projects.access.rules import Can
from projects.models import Project, StoryRef, Tie
from wegwijzer.accounts.models import User


def told_partnerships(user: User, project: Project) -> list[int]:
    """The partnership of the project, and those with something tied to it that this login reads wholly as well.

    Who only sits in a body of another partnership reads that body there, and hears nothing of the rest of it here.
    """
    ties = Tie.objects.filter(project=project)
    around = ("meeting__body__partnership", "item__body__partnership", "decision__body__partnership")
    found = {project.partnership.pk}
    for keys in ties.values_list(*around, "round__partnership"):
        found.update(key for key in keys if key is not None)
    return sorted((found & rights_of(user).reads_all_bodies_of) | {project.partnership.pk})


def may_see_story(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who is told of all those partnerships today."""
    asked = StoryRef.read(ref)
    if asked is None or not asked.partnerships:
        return False
    try:
        project = project_for(user, asked.project, Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return set(asked.partnerships) <= set(told_partnerships(user, project))

"""How projects look, wherever they stand."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.safestring import SafeString

from governance.models import AgendaItem, Decision, Meeting, Partnership
from projects import access
from projects.access import Can
from projects.forms.tie import TieHereForm
from projects.models import Project, ProjectState
from projects.templatetags import plans
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


@register.inclusion_tag("projects/projects_of.html", takes_context=True)
def projects_of(context: RequestContext, partnership: Partnership) -> dict[str, Any]:
    """The projects of a partnership that go on, on its own page; one query."""
    user = context["user"]
    rows = list(access.projects_for(user).filter(partnership=partnership).alive().select_related(None))
    for row in rows:
        row.badge = project_state(row)
    may_add = access.can(user, Can.EDIT_PROJECT, partnership)
    return {
        "projects": rows,
        "add_url": reverse("projects:project_add", args=[partnership.pk]) if may_add else "",
    }


@register.simple_tag
def percentage(share: int) -> SafeString:
    """ "43%" with its bar."""
    return plans.with_bar(share, SafeString(""))


@register.inclusion_tag("projects/subjects_of.html", takes_context=True)
def subjects_of(context: RequestContext, thing: access.Thing, items: Iterable[AgendaItem] = ()) -> dict[str, Any]:
    """To which projects, plans and dossiers a thing belongs, with a form for who may say so; one query.

    `items` are the agenda items on the page of a meeting.
    """
    user, titles = context["user"], {item.pk: str(item) for item in items}
    around = access.subjects_of(user, thing, titles)
    may_tie = access.can(user, Can.EDIT_PROJECT, thing)
    here = [subject for subject in around if subject.is_here]
    free = [subject for subject in around if subject.can_be_chosen and (subject.tie is None or titles)]
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token", ""),
        "subjects": [_shown(subject, titles, thing) for subject in here],
        "form": TieHereForm(subjects=free, items=titles) if may_tie and free else None,
        "may_tie": may_tie,
        "tie_url": _address(thing),
    }


def _shown(subject: access.Subject, titles: dict[int, str], thing: access.Thing) -> dict[str, Any]:
    """One line. A plan is followed up in the meeting where it is discussed."""
    in_meeting = subject.kind == "plan" and isinstance(thing, Meeting)
    page = f"projects:{subject.kind}_detail"
    return {
        "name": subject.name,
        "url": reverse(page, args=[subject.pk]),
        "follow_up": f"{reverse('projects:plan_follow_up', args=[subject.pk])}?bij={thing.pk}" if in_meeting else "",
        "tie": subject.tie,
        "titles": [titles[pk] for pk in subject.items],
    }


def _address(thing: access.Thing) -> str:
    nouns: dict[Any, str] = {Meeting: "meeting", Decision: "decision"}
    return reverse(f"projects:{nouns.get(type(thing), 'round')}_tie", args=[thing.pk])

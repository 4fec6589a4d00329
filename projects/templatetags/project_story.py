"""How a story looks: the kind of what happened, and where it leads."""

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.safestring import SafeString

from projects.models import StoryKind, pages_above
from wegwijzer.ui import states

register = template.Library()

TONE = {
    StoryKind.MEETING: "none",
    StoryKind.DECISION: "agreed",
    StoryKind.ASKED: "waiting",
    StoryKind.REACHED: "agreed",
    StoryKind.LAPSED: "refused",
    StoryKind.MILESTONE: "agreed",
    StoryKind.DOSSIER: "agreed",
    StoryKind.STAFF: "none",
    StoryKind.DELIVERABLE: "agreed",
    StoryKind.EVENT: "none",
    StoryKind.EDUCATION: "agreed",
}
PAGES = {
    "meeting": "governance:meeting_detail",
    "decision": "governance:decision_detail",
    "approvalround": "governance:approval_round_detail",
    "dossier": "projects:dossier_detail",
}


@register.simple_tag
def story_kind(kind: StoryKind) -> SafeString:
    return states.badge(kind.value, kind.label, TONE[kind])


@register.filter
def story_url(subject: Model) -> str:
    return reverse({**PAGES, **pages_above()}[subject._meta.model_name or ""], args=[subject.pk])

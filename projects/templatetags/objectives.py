"""How what belongs to an objective looks: a state that was noted, a measured number, a kind of finding."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects.models import FindingKind, ProgressState
from projects.templatetags.plans import TONE_OF_PROGRESS
from wegwijzer.ui import states, words

register = template.Library()

TONE_OF_FINDING = {
    FindingKind.STRENGTH: "agreed",
    FindingKind.WEAKNESS: "refused",
    FindingKind.OPPORTUNITY: "agreed",
    FindingKind.THREAT: "refused",
    FindingKind.OBSERVATION: "none",
}


@register.simple_tag
def progress_state(state: str) -> SafeString:
    """What a note says about how it stands."""
    found = ProgressState(state)
    return states.badge(found.value, found.label, TONE_OF_PROGRESS[found])


@register.simple_tag
def finding_kind(kind: str) -> SafeString:
    found = FindingKind(kind)
    return states.badge(found.value, found.label, TONE_OF_FINDING[found])


@register.filter
def amount(number: Decimal) -> str:
    """ "1.250" or "12,5": without decimals that say nothing."""
    whole = number.to_integral_value()
    return words.number(whole if number == whole else number.normalize())


@register.simple_tag
def name_list(key: str, names: Iterable[str]) -> SafeString:
    """Suggestions for a field with this list; there can be hundreds."""
    offered = format_html_join("", '<option value="{}"></option>', ((name,) for name in names))
    return format_html('<datalist id="{}">{}</datalist>', key, offered)

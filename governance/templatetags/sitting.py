"""How a decision, its vote and texts in several languages look."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from governance.models import Choice, Decision, Effect, EffectState, Outcome, StandingState, Vote, VoteKind, tally_on
from wegwijzer.localised import LANGUAGES, RIGHT_TO_LEFT, LocalisedText
from wegwijzer.ui import prose, states

register = template.Library()

TONE_OF_OUTCOME = {
    Outcome.NONE: "none",
    Outcome.ADOPTED: "agreed",
    Outcome.REJECTED: "refused",
    Outcome.POSTPONED: "postponed",
    Outcome.WITHDRAWN: "na",
    Outcome.NOTED: "agreed",
}
OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}


@register.simple_tag
def outcome_state(decision: Decision) -> SafeString:
    """What became of the proposal, as word and shape."""
    label = decision.get_outcome_display()
    return states.badge(decision.outcome or "open", label, TONE_OF_OUTCOME[Outcome(decision.outcome)])


TONE_OF_EFFECT = {
    EffectState.PENDING: "waiting",
    EffectState.EFFECTIVE: "agreed",
    EffectState.LAPSED: "refused",
}
TONE_OF_STEP = TONE_OF_EFFECT | {
    StandingState.REACHED: "agreed",
    StandingState.POSSIBLE: "waiting",
    StandingState.IMPOSSIBLE: "refused",
}


@register.simple_tag
def effect_state(effects: dict[int, Effect], decision: Decision) -> SafeString:
    """What became of a decision on condition; the outcome of any other says it all."""
    if decision.condition_id is None or decision.pk not in effects:
        return outcome_state(decision)
    state = effects[decision.pk].state
    return states.badge(state.value, state.label, TONE_OF_EFFECT[state])


@register.simple_tag
def step_state(state: StandingState | EffectState) -> SafeString:
    """The state of a step in the chain of a decision."""
    return states.badge(state.value, state.label, TONE_OF_STEP[state])


@register.filter
def vote_in_words(decision: Decision) -> str:
    """How it was voted: "handopsteking: 9 voor, 2 tegen, 0 onthoudingen"; without a vote, that."""
    kind = str(VoteKind(decision.vote_kind).label)
    tally = tally_on(decision)
    return f"{kind}: {tally}" if tally else kind


@register.filter
def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


@register.filter
def own_name(code: str) -> str:
    """What a language is called in that language itself."""
    return OWN_NAMES.get(code, LANGUAGES.get(code, code))


@register.filter
def best_in(text: LocalisedText, language: str) -> str:
    """The text in this language, or else in the first there is: a title is never left empty."""
    return text.in_language(language)


@register.filter
def by_choice(votes: Iterable[Vote]) -> list[dict[str, Any]]:
    """Votes by name, per choice: who was in favour, against, abstained. Empty for other kinds of vote."""
    votes = list(votes)
    groups = [{"label": choice.label, "votes": [v for v in votes if v.choice == choice]} for choice in Choice]
    return [group for group in groups if group["votes"]]


@register.filter
def direction(code: str) -> str:
    """The reading direction of a language, for dir=""."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


@register.filter
def in_language(text: LocalisedText, language: str) -> str:
    """The text in this language only; "" when it is not there."""
    return text.get(language, "") if text else ""


@register.simple_tag
def texts(text: LocalisedText, languages: Any, css: str = "prose") -> SafeString:
    """Every language of a text, each in its own block with its own lang; languages without text are left out."""
    return format_html_join(
        "",
        '<div class="{}" lang="{}" dir="{}">{}</div>',
        ((css, code, direction(code), prose.render(text[code])) for code in languages if text.get(code)),
    )

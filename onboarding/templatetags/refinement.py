"""How differences of texts and what organisations make of them look."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onboarding.actions.translation_file import Line
from onboarding.forms.local_text import LABELS
from onboarding.models import Mode, Stance
from onboarding.models.language_guard import LanguageState, in_words
from onboarding.models.refinement import LocalPart, LocalReading
from wegwijzer.localised import LANGUAGES, RIGHT_TO_LEFT
from wegwijzer.ui import prose, states
from wegwijzer.wording import Kind, Merge, Piece, Stretch, difference

register = template.Library()

TONES = {Stance.TAKES_OVER: "agreed", Stance.ADAPTS: "draft", Stance.DROPS: "na", Stance.ADDS: "draft"}
MODES = {Mode.LOCKED: "na", Mode.FILLABLE: "none", Mode.REFINABLE: "draft"}


@register.simple_tag
def words_changed(stretches: Iterable[Stretch]) -> SafeString:
    """A difference word by word: what went is struck through, what came underlined, and both are said."""
    return format_html_join("", "{}", ((_stretch(part.old, part.new),) for part in stretches))


@register.simple_tag
def unit_changed(line: Line) -> SafeString:
    """What a file would change in a translation, word by word."""
    return words_changed(difference(line.unit.target if line.unit else "", line.returned.target))


@register.simple_tag
def source_changed(line: Line) -> SafeString:
    """From the Dutch that a file was made of to that of now."""
    return words_changed(difference(line.returned.source, line.unit.source if line.unit else ""))


def _stretch(old: str, new: str) -> SafeString:
    if old == new:
        return format_html("{}", new)
    gone = _marked("del", _("geschrapt:"), old) if old else SafeString("")
    came = _marked("ins", _("toegevoegd:"), new) if new else SafeString("")
    return format_html("{}{}", gone, came)


def _marked(tag: str, word: str, said: str) -> SafeString:
    if not said.strip():  # only space: nothing to see, and nothing to read out
        return format_html("{}", said) if tag == "ins" else SafeString("")
    return format_html('<{0}><span class="visually-hidden">{1} </span>{2}</{0}>', SafeString(tag), word, said)


@register.simple_tag
def words_merged(merged: Merge) -> SafeString:
    """Both changes in one text: whose is what, and where they collide."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in merged.pieces))


def _piece(piece: Piece) -> SafeString:
    if piece.kind == Kind.CONFLICT:
        return format_html(
            '<span class="conflict"><strong>{}</strong> {} <strong>{}</strong> {}</span>',
            _("uw tekst:"),
            piece.ours or _("niets"),
            _("regio:"),
            piece.theirs or _("niets"),
        )
    if piece.kind == Kind.THEIRS:
        return _stretch(piece.base, piece.theirs)
    return format_html("{}", piece.text)


@register.simple_tag
def translation_state(state: LanguageState) -> SafeString:
    """How far a language is, as word and shape: one answer wherever it stands."""
    if not state.is_begun:
        return states.badge("missing", in_words(state), "none")
    if state.is_up_to_date:
        return states.badge("complete", in_words(state), "agreed")
    return states.badge("stale" if state.is_complete else "missing", in_words(state), "waiting")


@register.simple_tag
def stance_state(part: LocalPart) -> SafeString:
    """What the organisation does with it, as word and shape."""
    if part.is_affected:
        return states.badge("review", _("te bekijken"), "waiting")
    return states.badge(part.stance, part.stance_label, TONES[Stance(part.stance)])


@register.simple_tag
def mode_state(mode: str) -> SafeString:
    """What organisations may do with it."""
    return states.badge(mode, Mode(mode).label, MODES[Mode(mode)])


@register.simple_tag
def says(reading: LocalReading, text: Any, language: str = "nl") -> SafeString:
    """A text of an organisation with its places filled in; what is still open says so."""
    said = text.get(language, "") if isinstance(text, dict) else text
    return prose.render(reading.says(said, "**[{}: " + _("nog in te vullen") + "]**"))


@register.simple_tag
def part_of(reading: LocalReading, key: int) -> LocalPart | None:
    """What it makes of the section with that key."""
    return next((part for part in reading.parts if part.key == key), None)


@register.filter
def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


@register.filter
def direction(code: str) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


@register.filter
def field_label(name: str) -> str:
    """What a field of a section is called."""
    return str(LABELS[name])


@register.filter
def in_language(text: Any, code: str) -> str:
    """Only what it says in that language."""
    return str(text.get(code, ""))

"""The six meanings (and the draft): each has a shape, so that colour is never the only sign."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_OPEN = '<svg class="shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
_LINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
_DRAWINGS = {
    "agreed": '<circle cx="6" cy="6" r="5.5" fill="currentColor"/>',
    "waiting": f'<circle cx="6" cy="6" r="5" {_LINE}/><path d="M6 6V1a5 5 0 0 1 5 5z" fill="currentColor"/>',
    "refused": f'<path d="M2 2l8 8M10 2l-8 8" {_LINE}/>',
    "postponed": f'<path d="M1.5 9a4.5 4.5 0 0 1 8.6-1.9M10.7 3.2l-.5 4-3.8-1.1" {_LINE}/>',
    "none": f'<circle cx="6" cy="6" r="5" {_LINE}/>',
    "na": f'<path d="M1.5 6h9" {_LINE}/>',
    "draft": f'<path d="M2 10l.6-2.6L8.4 1.6l2 2-5.8 5.8z" {_LINE} stroke-linejoin="round"/>',
}
SHAPES: dict[str, SafeString] = {
    tone: mark_safe(f"{_OPEN}{drawing}</svg>")  # noqa: S308 - our own constant
    for tone, drawing in _DRAWINGS.items()
}
# For a page with very many of them: drawn once, and pointed at.
_SYMBOLS = [f'<symbol id="shape-{tone}" viewBox="0 0 12 12">{drawing}</symbol>' for tone, drawing in _DRAWINGS.items()]
SPRITE: SafeString = mark_safe(f"<svg hidden>{''.join(_SYMBOLS)}</svg>")  # noqa: S308 - our own constant
# For a picture of its own, 12 units wide and high.
PARTS: dict[str, SafeString] = {tone: mark_safe(drawing) for tone, drawing in _DRAWINGS.items()}  # noqa: S308 - idem
POINTERS: dict[str, SafeString] = {
    tone: format_html('<svg class="shape" aria-hidden="true"><use href="#shape-{}"/></svg>', tone) for tone in _DRAWINGS
}
TONE_OF_LEVEL = {"success": "agreed", "warning": "waiting", "error": "refused"}


@lru_cache(maxsize=256, typed=True)  # a list shows one on every row; escaped is another type than not escaped
def _badge(value: object, label: str, tone: str) -> SafeString:
    return format_html(
        '<span class="state state-{}" data-state="{}">{}<span>{}</span></span>', tone, value, SHAPES[tone], label
    )


def badge(value: object, label: object, tone: str) -> SafeString:
    """A state as word and shape. Raises KeyError for a tone that does not exist: a typing mistake should not pass."""
    return _badge(value, str(label), tone)

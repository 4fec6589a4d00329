"""A drawing as the text of an SVG: the same letters on the screen and in the PDF, coloured by classes.

No style in it, for the page forbids that: static/css/timeline.css colours it on the screen, picture.css on paper.
A link is called by the `<title>` in it. What can be dragged says so in data-move (static/js/timeline.js).
"""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wegwijzer.timeline.layout import BAND, BAR, CHARACTER, EDGE, HEAD, LANE_HEAD, Drawing, Placed, PlacedLane
from wegwijzer.timeline.legend import height_of, legend
from wegwijzer.timeline.strokes import bar_ghost, body_of, css_of, moment_at, number, point_ghost, tip

HIT = 24  # the smallest thing that a finger has to hit


def text_of(drawing: Drawing, title: str, key: str = "timeline") -> SafeString:
    """The picture as SVG. `title` is what it shows; `key` begins its ids, for a page with more than one."""
    height = drawing.height + height_of(drawing)
    lines = [
        f'<svg class="timeline" viewBox="-{EDGE} 0 {drawing.width + 2 * EDGE} {number(height)}" role="group"'
        f' aria-labelledby="{key}-title {key}-words" data-day="{drawing.width / drawing.window.length:.4f}">',
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-words">{escape(_in_words(drawing))}</desc>',
        *_head(drawing),
        *(_arrow(earlier, later) for earlier, later in drawing.arrows),
    ]
    for lane in drawing.lanes:
        lines += _lane(lane, drawing.width)
    lines += _today(drawing)
    lines += legend(drawing)
    lines.append("</svg>")
    return mark_safe("\n".join(lines))  # noqa: S308 - every word went through escape


def _in_words(drawing: Drawing) -> str:
    parts = [f"{lane.title}: {len(lane.marks)}" for lane in drawing.lanes]
    return f"{drawing.window.title}. {', '.join(parts)}. " + _("De tabel bij dit beeld zegt hetzelfde in woorden.")


def _head(drawing: Drawing) -> Iterator[str]:
    for left, right, label in drawing.heads:
        if label:
            yield f'<text class="tl-head" x="{number(left + 4)}" y="15">{escape(label)}</text>'
        if right < drawing.width:
            yield f'<path class="tl-edge" d="M{number(right)} 0V{number(drawing.height)}"/>'
    for left, right, label in drawing.parts:
        if label:
            yield f'<text class="tl-part" x="{number(left + 4)}" y="{BAND + 15}">{escape(label)}</text>'
        if right < drawing.width:
            yield f'<path class="tl-line" d="M{number(right)} {BAND}V{number(drawing.height)}"/>'
    yield f'<path class="tl-edge" d="M0 {HEAD}H{drawing.width}"/>'


def _lane(lane: PlacedLane, width: int) -> Iterator[str]:
    down = number(lane.top + LANE_HEAD - 9)
    yield f'<g class="tl-lane"><text class="tl-title" x="0" y="{down}">{escape(lane.title)}</text>'
    for place in lane.marks:
        yield _mark(place)
    yield f'<path class="tl-edge" d="M0 {number(lane.bottom)}H{width}"/></g>'


def _mark(place: Placed) -> str:
    mark = place.mark
    css = f"tl-mark {css_of(mark.drawn_as, mark.tone, mark.look)}"
    inside = [f"<title>{escape(mark.in_words)}</title>", _hit(place), *_drawn(place)]
    anchor = ' text-anchor="end"' if place.label_ends else ""
    at, down = number(place.label_at), number(place.middle + (3 if place.is_bar else 4))
    inside.append(f'<text class="tl-label" x="{at}" y="{down}"{anchor}>{escape(place.label)}</text>')
    move = f' data-move="{escape(mark.move_url)}"' if mark.move_url else ""
    if mark.url:
        return f'<a class="{css}" href="{escape(mark.url)}"{move}>{"".join(inside)}</a>'
    return f'<g class="{css}"{move}>{"".join(inside)}</g>'


def _drawn(place: Placed) -> Iterator[str]:
    """Where it was planned, what it is, and the day within it that mattered."""
    mark = place.mark
    if place.ghost and mark.drawn_as is None:
        yield bar_ghost(place.ghost, place.middle + BAR / 2 + 2)
    elif place.ghost and mark.drawn_as:
        now = place.own.middle if place.own else None
        yield from point_ghost(mark.drawn_as, place.ghost.middle, now, place.middle)
    if place.own:
        yield from body_of(mark.drawn_as, place.own, place.middle, mark.tone, mark.look)
    if place.moment is not None:
        yield moment_at(place.moment, place.middle)


def _hit(place: Placed) -> str:
    """What answers to a finger: the mark with its name, as high as a finger needs."""
    left, top = min(place.first, place.last - HIT), place.middle - HIT / 2
    wide = number(place.last - left)
    return f'<rect class="tl-hit" x="{number(left)}" y="{number(top)}" width="{wide}" height="{HIT}"/>'


def _arrow(earlier: Placed, later: Placed) -> str:
    """From the end of what comes first to the begin of what waits for it, around and never through either."""
    assert earlier.own is not None
    assert later.own is not None
    half = BAR / 2
    start = earlier.own.right - 4
    end = max(later.own.left + 4, min(start, later.own.right - 4))
    down = 1 if later.middle > earlier.middle else -1
    if later.middle == earlier.middle:
        begin, under, finish = (earlier.middle + half + more for more in (0, 4, 1))
        path = f"M{number(start)} {number(begin)}V{number(under)}H{number(end)}V{number(finish)}"
        return f'<path class="tl-arrow" d="{path}{tip(-1)}"/>'
    turn = later.middle - down * (half + 5)
    begin, finish = earlier.middle + down * half, later.middle - down * (half + 1)
    path = f"M{number(start)} {number(begin)}V{number(turn)}H{number(end)}V{number(finish)}"
    return f'<path class="tl-arrow" d="{path}{tip(down)}"/>'


def _today(drawing: Drawing) -> Iterator[str]:
    if drawing.today is None:
        return
    word, on, bottom = str(_("vandaag")), drawing.today, drawing.height
    wide = len(word) * CHARACTER + 12
    left = max(0, min(on - wide / 2, drawing.width - wide))
    yield f'<path class="tl-today" d="M{number(on)} {BAND}V{number(bottom)}"/>'
    at = f'x="{number(left)}" y="{number(bottom)}"'
    yield f'<rect class="tl-today-box" {at} width="{number(wide)}" height="18" rx="3"/>'
    yield f'<text class="tl-now" x="{number(left + 6)}" y="{number(bottom + 13)}">{escape(word)}</text>'

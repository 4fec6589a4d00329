"""A drawing as the text of an SVG: the same letters on the screen and in the PDF, coloured by classes.

No style in it, for the page forbids that: static/css/timeline.css colours it on the screen, picture.css on paper.
A link is called by the `<title>` in it. What can be dragged says so in data-move (static/js/timeline.js).
"""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wegwijzer.timeline.layout import (
    BAND,
    BAR,
    CHARACTER,
    EDGE,
    GHOST,
    HEAD,
    LANE_HEAD,
    POINT,
    Drawing,
    Placed,
    PlacedLane,
    Stretch,
)
from wegwijzer.timeline.marks import Look, Point, Shape

LEGEND = 56
POINTED = 6  # how far the end of a bar that goes on sticks out
HIT = 24  # the smallest thing that a finger has to hit


def text_of(drawing: Drawing, title: str, key: str = "timeline") -> SafeString:
    """The picture as SVG. `title` is what it shows; `key` begins its ids, for a page with more than one."""
    height = drawing.height + LEGEND
    lines = [
        f'<svg class="timeline" viewBox="-{EDGE} 0 {drawing.width + 2 * EDGE} {_n(height)}" role="group"'
        f' aria-labelledby="{key}-title {key}-words" data-day="{drawing.width / drawing.window.length:.4f}">',
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-words">{escape(_in_words(drawing))}</desc>',
        *_head(drawing),
        *(_arrow(earlier, later) for earlier, later in drawing.arrows),
    ]
    for lane in drawing.lanes:
        lines += _lane(lane, drawing.width)
    lines += _today(drawing)
    lines += _legend(drawing.height)
    lines.append("</svg>")
    return mark_safe("\n".join(lines))  # noqa: S308 - every word went through escape


def _n(number: float) -> str:
    return f"{round(number, 1):g}"


def _in_words(drawing: Drawing) -> str:
    parts = [f"{lane.title}: {len(lane.marks)}" for lane in drawing.lanes]
    return f"{drawing.window.title}. {', '.join(parts)}. " + _("De tabel bij dit beeld zegt hetzelfde in woorden.")


def _head(drawing: Drawing) -> Iterator[str]:
    for left, right, label in drawing.heads:
        if label:
            yield f'<text class="tl-head" x="{_n(left + 4)}" y="15">{escape(label)}</text>'
        if right < drawing.width:
            yield f'<path class="tl-edge" d="M{_n(right)} 0V{_n(drawing.height)}"/>'
    for left, right, label in drawing.parts:
        if label:
            yield f'<text class="tl-part" x="{_n(left + 4)}" y="{BAND + 15}">{escape(label)}</text>'
        if right < drawing.width:
            yield f'<path class="tl-line" d="M{_n(right)} {BAND}V{_n(drawing.height)}"/>'
    yield f'<path class="tl-edge" d="M0 {HEAD}H{drawing.width}"/>'


def _lane(lane: PlacedLane, width: int) -> Iterator[str]:
    down = _n(lane.top + LANE_HEAD - 9)
    yield f'<g class="tl-lane"><text class="tl-title" x="0" y="{down}">{escape(lane.title)}</text>'
    for place in lane.marks:
        yield _mark(place)
    yield f'<path class="tl-edge" d="M0 {_n(lane.bottom)}H{width}"/></g>'


def _mark(place: Placed) -> str:
    mark = place.mark
    css = f"tl-mark {'tl-bar' if place.is_bar else 'tl-point'} tone-{mark.tone} {mark.look}"
    inside = [f"<title>{escape(mark.in_words)}</title>", _hit(place)]
    draw = _bar if place.is_bar else _point
    inside += draw(place)
    anchor = ' text-anchor="end"' if place.label_ends else ""
    at, down = _n(place.label_at), _n(place.middle + (3 if place.is_bar else 4))
    inside.append(f'<text class="tl-label" x="{at}" y="{down}"{anchor}>{escape(place.label)}</text>')
    move = f' data-move="{escape(mark.move_url)}"' if mark.move_url else ""
    if mark.url:
        return f'<a class="{css}" href="{escape(mark.url)}"{move}>{"".join(inside)}</a>'
    return f'<g class="{css}"{move}>{"".join(inside)}</g>'


def _hit(place: Placed) -> str:
    """What answers to a finger: the mark with its name, as high as a finger needs."""
    left, top = min(place.first, place.last - HIT), place.middle - HIT / 2
    return f'<rect class="tl-hit" x="{_n(left)}" y="{_n(top)}" width="{_n(place.last - left)}" height="{HIT}"/>'


def _bar(place: Placed) -> Iterator[str]:
    top = place.middle - BAR / 2
    if place.ghost:
        yield f'<path class="tl-ghost" d="{_box(place.ghost, top + BAR + 2, GHOST)}"/>'
    if place.own:
        yield f'<path class="tl-shape" d="{_box(place.own, top, BAR)}"/>'
        if place.mark.look == Look.FILLED:
            yield _base(place.own, top + BAR)
        if place.mark.look == Look.CROSSED:
            left, right, middle = _n(place.own.left), _n(place.own.right), _n(place.middle)
            yield f'<path class="tl-cross" d="M{left} {middle}H{right}"/>'
    if place.moment is not None:
        yield f'<circle class="tl-moment" cx="{_n(place.moment)}" cy="{_n(place.middle)}" r="5"/>'


def _base(stretch: Stretch, bottom: float) -> str:
    """The thick lower edge of a bar that is done or under way: names stay readable in it, and grey paper shows it."""
    left = stretch.left + (POINTED if stretch.cut_left else 0)
    right = stretch.right - (POINTED if stretch.cut_right else 0)
    return f'<path class="tl-base" d="M{_n(left)} {_n(bottom - 2)}H{_n(max(left, right))}"/>'


def _box(stretch: Stretch, top: float, height: float) -> str:
    """The outline of a bar; an end that goes on outside of the picture is pointed."""
    left, right, middle, bottom = stretch.left, stretch.right, top + height / 2, top + height
    point = min(POINTED, (right - left) / 2)
    start = (
        f"M{_n(left + point)} {_n(bottom)}L{_n(left)} {_n(middle)}L{_n(left + point)} {_n(top)}"
        if stretch.cut_left
        else f"M{_n(left)} {_n(bottom)}V{_n(top)}"
    )
    end = (
        f"H{_n(right - point)}L{_n(right)} {_n(middle)}L{_n(right - point)} {_n(bottom)}Z"
        if stretch.cut_right
        else f"H{_n(right)}V{_n(bottom)}Z"
    )
    return start + end


def _point(place: Placed) -> Iterator[str]:
    shape = place.mark.shape if isinstance(place.mark, Point) else Shape.CIRCLE
    centres = [(stretch.left + stretch.right) / 2 if stretch else None for stretch in (place.ghost, place.own)]
    was, now = centres
    if was is not None:
        if now is not None:
            yield f'<path class="tl-ghost" d="M{_n(was)} {_n(place.middle)}H{_n(now)}"/>'
        yield _outline("tl-ghost", shape, was, place.middle)
    if now is not None:
        yield _outline("tl-shape", shape, now, place.middle)
        if place.mark.look == Look.CROSSED:
            yield f'<path class="tl-cross" d="M{_n(now - 4)} {_n(place.middle - 4)}l8 8m0 -8l-8 8"/>'


def _outline(css: str, shape: Shape, x: float, y: float) -> str:
    left, right, top, bottom = _n(x - POINT), _n(x + POINT), _n(y - POINT), _n(y + POINT)
    match shape:
        case Shape.DIAMOND:
            return f'<path class="{css}" d="M{left} {_n(y)}L{_n(x)} {top}L{right} {_n(y)}L{_n(x)} {bottom}Z"/>'
        case Shape.SQUARE:
            side = 2 * POINT - 2
            return f'<path class="{css}" d="M{_n(x - POINT + 1)} {_n(y - POINT + 1)}h{side}v{side}h-{side}Z"/>'
    return f'<circle class="{css}" cx="{_n(x)}" cy="{_n(y)}" r="{POINT - 1}"/>'


def _arrow(earlier: Placed, later: Placed) -> str:
    """From the end of what comes first to the begin of what waits for it, around and never through either."""
    assert earlier.own is not None
    assert later.own is not None
    half = BAR / 2
    start = earlier.own.right - 4
    end = max(later.own.left + 4, min(start, later.own.right - 4))
    down = 1 if later.middle > earlier.middle else -1
    if later.middle == earlier.middle:
        under = earlier.middle + half + 4
        path = f"M{_n(start)} {_n(earlier.middle + half)}V{_n(under)}H{_n(end)}V{_n(later.middle + half + 1)}"
        return f'<path class="tl-arrow" d="{path}{_tip(-1)}"/>'
    turn = later.middle - down * (half + 5)
    begin, finish = earlier.middle + down * half, later.middle - down * (half + 1)
    path = f"M{_n(start)} {_n(begin)}V{_n(turn)}H{_n(end)}V{_n(finish)}"
    return f'<path class="tl-arrow" d="{path}{_tip(down)}"/>'


def _tip(down: int) -> str:
    return f"l-2.5 {-3.5 * down:g}h5l-2.5 {3.5 * down:g}"


def _today(drawing: Drawing) -> Iterator[str]:
    if drawing.today is None:
        return
    word, on, bottom = str(_("vandaag")), drawing.today, drawing.height
    wide = len(word) * CHARACTER + 12
    left = max(0, min(on - wide / 2, drawing.width - wide))
    yield f'<path class="tl-today" d="M{_n(on)} {BAND}V{_n(bottom)}"/>'
    yield f'<rect class="tl-today-box" x="{_n(left)}" y="{_n(bottom)}" width="{_n(wide)}" height="18" rx="3"/>'
    yield f'<text class="tl-now" x="{_n(left + 6)}" y="{_n(bottom + 13)}">{escape(word)}</text>'


def _legend(top: float) -> Iterator[str]:
    """What the drawing says without colour."""
    middle, at = top + 38, 0.0
    for look, word in (
        (Look.FILLED, _("gedaan of bezig")),
        (Look.HOLLOW, _("te komen")),
        (Look.CROSSED, _("gaat niet door")),
    ):
        box = _box(Stretch(at, at + 22), middle - 6, 12)
        cross = f'<path class="tl-cross" d="M{_n(at)} {_n(middle)}h22"/>' if look == Look.CROSSED else ""
        base = _base(Stretch(at, at + 22), middle + 6) if look == Look.FILLED else ""
        yield f'<g class="tone-none {look}"><path class="tl-shape" d="{box}"/>{base}{cross}</g>'
        yield f'<text class="tl-key" x="{_n(at + 28)}" y="{_n(middle + 4)}">{escape(word)}</text>'
        at += 28 + len(word) * CHARACTER + 24
    yield f'<path class="tl-ghost" d="{_box(Stretch(at, at + 22), middle - 3, GHOST)}"/>'
    yield f'<text class="tl-key" x="{_n(at + 28)}" y="{_n(middle + 4)}">{escape(_("wat gepland was"))}</text>'

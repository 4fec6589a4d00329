"""The strokes of which marks are drawn, for the picture and for the legend under it alike.

How far something is has a sign of its own beside its colour: a thick lower edge or a full point (done), the same in
dashes or with an open rim (begun), nothing (to come), an exclamation mark (late), a line through it (off).
"""

from collections.abc import Iterator

from wegwijzer.timeline.layout import BAR, GHOST, POINT, Stretch
from wegwijzer.timeline.marks import Look, Meaning, Shape, meaning_of

POINTED = 6  # how far the end of a bar that goes on sticks out
CORE = 3  # half of what is full in a point that has begun
BADGE = 5.5
LOOKS_OF_POINTS = {Meaning.DONE: "filled", Meaning.BEGUN: "begun", Meaning.OFF: "crossed"}


def number(value: float) -> str:
    return f"{round(value, 1):g}"


def css_of(shape: Shape | None, tone: str, look: Look) -> str:
    """The classes of a mark; shape None is a bar."""
    if shape is None:
        return f"tl-bar tone-{tone} {look}"
    return f"tl-point tone-{tone} {LOOKS_OF_POINTS.get(meaning_of(tone, look), 'hollow')}"


def body_of(
    shape: Shape | None, own: Stretch, middle: float, tone: str, look: Look, tall: float = BAR
) -> Iterator[str]:
    """What a mark is, and how far it is."""
    meaning = meaning_of(tone, look)
    return _bar(own, middle, meaning, look, tall) if shape is None else _point(shape, own.middle, middle, meaning)


def _bar(own: Stretch, middle: float, meaning: Meaning, look: Look, tall: float) -> Iterator[str]:
    top = middle - tall / 2
    yield f'<path class="tl-shape" d="{box(own, top, tall)}"/>'
    if look == Look.FILLED:
        yield _base(own, top + tall, is_done=meaning == Meaning.DONE)
    if meaning == Meaning.OFF:
        yield f'<path class="tl-cross" d="M{number(own.left)} {number(middle)}H{number(own.right)}"/>'
    if meaning == Meaning.LATE:
        yield f'<circle class="tl-badge" cx="{number(own.right)}" cy="{number(top)}" r="{BADGE}"/>'
        yield _exclamation("tl-late-on", own.right, top)


def _point(shape: Shape, x: float, y: float, meaning: Meaning) -> Iterator[str]:
    yield outline("tl-shape", shape, x, y)
    if meaning == Meaning.BEGUN:
        yield outline("tl-core", shape, x, y, CORE)
    if meaning == Meaning.LATE:
        yield _exclamation("tl-late", x, y)
    if meaning == Meaning.OFF:
        yield f'<path class="tl-cross" d="M{number(x - 4)} {number(y - 4)}l8 8m0 -8l-8 8"/>'


def _exclamation(css: str, x: float, y: float) -> str:
    return f'<path class="{css}" d="M{number(x)} {number(y - 3.5)}v4m0 1.5v1.8"/>'


def _base(stretch: Stretch, bottom: float, *, is_done: bool) -> str:
    """The thick lower edge of a bar that is done or under way: names stay readable in it, and grey paper shows it."""
    left = stretch.left + (POINTED if stretch.cut_left else 0)
    right = stretch.right - (POINTED if stretch.cut_right else 0)
    css = "tl-base" if is_done else "tl-base tl-begun"
    return f'<path class="{css}" d="M{number(left)} {number(bottom - 2)}H{number(max(left, right))}"/>'


def box(stretch: Stretch, top: float, height: float) -> str:
    """The outline of a bar; an end that goes on outside of the picture is pointed."""
    left, right, middle, bottom = stretch.left, stretch.right, top + height / 2, top + height
    point = min(POINTED, (right - left) / 2)
    start = (
        f"M{number(left + point)} {number(bottom)}L{number(left)} {number(middle)}L{number(left + point)} {number(top)}"
        if stretch.cut_left
        else f"M{number(left)} {number(bottom)}V{number(top)}"
    )
    end = (
        f"H{number(right - point)}L{number(right)} {number(middle)}L{number(right - point)} {number(bottom)}Z"
        if stretch.cut_right
        else f"H{number(right)}V{number(bottom)}Z"
    )
    return start + end


def outline(css: str, shape: Shape, x: float, y: float, half: float = POINT) -> str:
    """A point; `half` of its width. Squares and circles are a little smaller, to look as large as a diamond."""
    match shape:
        case Shape.DIAMOND:
            left, right, top, bottom = number(x - half), number(x + half), number(y - half), number(y + half)
            across, down = number(x), number(y)
            return f'<path class="{css}" d="M{left} {down}L{across} {top}L{right} {down}L{across} {bottom}Z"/>'
        case Shape.SQUARE:
            side = number(2 * half - 2)
            return f'<path class="{css}" d="M{number(x - half + 1)} {number(y - half + 1)}h{side}v{side}h-{side}Z"/>'
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(half - 1)}"/>'


def bar_ghost(planned: Stretch, top: float) -> str:
    return f'<path class="tl-ghost" d="{box(planned, top, GHOST)}"/>'


def point_ghost(shape: Shape, was: float, now: float | None, y: float) -> Iterator[str]:
    """Where a point was planned, and the way from there to where it is."""
    if now is not None:
        yield f'<path class="tl-ghost" d="M{number(was)} {number(y)}H{number(now)}"/>'
    yield outline("tl-ghost", shape, was, y)


def moment_at(x: float, y: float) -> str:
    return f'<circle class="tl-moment" cx="{number(x)}" cy="{number(y)}" r="5"/>'


def tip(down: int) -> str:
    return f"l-2.5 {-3.5 * down:g}h5l-2.5 {3.5 * down:g}"

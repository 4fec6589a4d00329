"""What explains a picture of time: every shape, every look and every line that it shows, and nothing that it does not.

Each word stands beside what was drawn, so that grey paper is read like coloured. Samples are drawn by `strokes`, which
draws the marks themselves: a legend can not show something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _

from wegwijzer.timeline.layout import CHARACTER, GHOST, POINT, WIDTH, Drawing, Placed, Stretch
from wegwijzer.timeline.marks import Look, Meaning, Shape
from wegwijzer.timeline.strokes import bar_ghost, body_of, box, css_of, moment_at, number, point_ghost, tip

UNDER = 38  # from the picture to the middle of the first line: "vandaag" hangs in between
LINE, BELOW = 24, 18
SAMPLE, TALL = 24, 12  # a bar in it
BESIDE, APART, BETWEEN = 7, 22, 6


@dataclass(frozen=True)
class Sample:
    """Something drawn around height 0 from 0 on, `width` wide."""

    text: str
    width: float


@dataclass(frozen=True)
class Entry:
    samples: tuple[Sample, ...]
    words: str

    @property
    def width(self) -> float:
        drawn = sum(sample.width for sample in self.samples) + BETWEEN * (len(self.samples) - 1)
        return drawn + BESIDE + len(self.words) * CHARACTER


def height_of(drawing: Drawing) -> float:
    """How much higher a picture is with its legend."""
    rows = list(_rows(drawing))
    return UNDER + LINE * (len(rows) - 1) + BELOW if rows else UNDER - BELOW


def legend(drawing: Drawing) -> Iterator[str]:
    """Its lines under the picture."""
    for place, row in enumerate(_rows(drawing)):
        at, middle = 0.0, drawing.height + UNDER + place * LINE
        for entry in row:
            yield f'<g class="tl-entry" transform="translate({number(at)} {number(middle)})">{_drawn(entry)}</g>'
            at += entry.width + APART


def _drawn(entry: Entry) -> str:
    parts, at = [], 0.0
    for sample in entry.samples:
        parts.append(f'<g transform="translate({number(at)} 0)">{sample.text}</g>' if at else sample.text)
        at += sample.width + BETWEEN
    at += BESIDE - BETWEEN
    parts.append(f'<text class="tl-key" x="{number(at)}" y="4">{escape(entry.words)}</text>')
    return "".join(parts)


def _rows(drawing: Drawing) -> Iterator[list[Entry]]:
    """What things are on a line of its own, then how far they are, then the rest; as many lines as it takes."""
    for group in (_kinds(drawing), _looks(drawing), _rest(drawing)):
        row: list[Entry] = []
        width = 0.0
        for entry in group:
            if row and width + entry.width > WIDTH:
                yield row
                row, width = [], 0.0
            row.append(entry)
            width += entry.width + APART
        if row:
            yield row


def _kinds(drawing: Drawing) -> Iterator[Entry]:
    """Which lanes have bars, and which have points of each shape."""
    lanes: dict[Shape | None, list[str]] = {}
    for lane in drawing.lanes:
        for place in lane.marks:
            names = lanes.setdefault(place.mark.drawn_as, [])
            if lane.name not in names:
                names.append(lane.name)
    for shape, names in lanes.items():
        yield Entry((_sample(shape, "none", Look.HOLLOW),), ", ".join(names))


def _looks(drawing: Drawing) -> Iterator[Entry]:
    """Per meaning everything that says it: a bar and a point of each colour."""
    words = {
        Meaning.DONE: _("klaar of voorbij"),
        Meaning.BEGUN: _("bezig"),
        Meaning.TO_COME: _("te komen"),
        Meaning.LATE: _("te laat of niet gehaald"),
        Meaning.OFF: _("gaat niet door"),
    }
    found: dict[Meaning, dict[tuple[Shape | None, str, Look], None]] = {}
    for place in _places(drawing):
        if place.own:
            mark = place.mark
            found.setdefault(mark.meaning, {})[mark.drawn_as, mark.tone, mark.look] = None
    for meaning, word in words.items():
        if meaning in found:
            yield Entry(tuple(_sample(*one) for one in found[meaning]), word)


def _rest(drawing: Drawing) -> Iterator[Entry]:
    """Lines and dots beside the marks."""
    bars, points = ([p for p in _places(drawing) if p.is_bar is is_bar] for is_bar in (True, False))
    ghosts = [Sample(bar_ghost(Stretch(0, SAMPLE), -GHOST / 2), SAMPLE)] if any(place.ghost for place in bars) else []
    shapes = dict.fromkeys(place.mark.drawn_as or Shape.CIRCLE for place in points if place.ghost)
    ghosts += [Sample("".join(point_ghost(shape, POINT, 2 * SAMPLE, 0)), 2 * SAMPLE) for shape in shapes]
    if ghosts:
        yield Entry(tuple(ghosts), _("waar het gepland was"))
    if any(place.moment is not None for place in bars):
        yield Entry((Sample(moment_at(6, 0), 12),), _("dag waarop het bereikt werd"))
    if drawing.arrows:
        arrow = f'<path class="tl-arrow" d="M1 -7V0H17V6{tip(1)}"/>'
        yield Entry((Sample(arrow, 20),), _("het ene wacht op het andere"))
    if any(stretch and (stretch.cut_left or stretch.cut_right) for p in bars for stretch in (p.own, p.ghost)):
        cut = Stretch(0, SAMPLE, cut_right=True)
        outline = f'<g class="tone-none hollow"><path class="tl-shape" d="{box(cut, -6, 12)}"/></g>'
        yield Entry((Sample(outline, SAMPLE),), _("loopt door buiten het beeld"))


def _places(drawing: Drawing) -> Iterator[Placed]:
    return (place for lane in drawing.lanes for place in lane.marks)


def _sample(shape: Shape | None, tone: str, look: Look) -> Sample:
    width = SAMPLE if shape is None else 2 * POINT
    drawn = "".join(body_of(shape, Stretch(0, width), 0, tone, look, tall=TALL))
    return Sample(f'<g class="{css_of(shape, tone, look)}">{drawn}</g>', width)

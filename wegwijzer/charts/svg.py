"""A chart as the text of an SVG: the same letters on the screen and in the PDF, coloured by classes.

No style in it, for the page forbids that: static/css/chart.css colours it on the screen, picture.css on paper.
Areas are told apart by texture and lines by dashes, so that grey paper says as much as a coloured screen.
"""

from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wegwijzer.charts.layout import BAND, CHARACTER, LEFT, PLOT, TOP, WIDTH, Drawing, Place, PlacedArea, PlacedLine

SAMPLE, KEY_HEIGHT = 26, 22  # of the legend
# What is drawn in a square of `size` that is repeated over the area, by texture; those that are missing are plain.
TEXTURES = {
    3: (8, "M-2 10L10 -2M-2 2L2 -2M6 10L10 6"),
    4: (7, "M3.5 2.5v2M2.5 3.5h2"),
    5: (6, "M0 3h6"),
    6: (8, "M0 4h8M4 0v8"),
}


def text_of(drawing: Drawing, title: str, words: str = "", key: str = "chart") -> SafeString:
    """The picture as SVG. `title` is what it shows, `words` what it comes to; `key` begins its ids."""
    rows = _legend_rows(drawing)
    height = drawing.height + 10 + len(rows) * KEY_HEIGHT
    said = " ".join(part for part in (words, _("De tabel bij dit beeld zegt hetzelfde in woorden.")) if part)
    lines = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {_n(height)}" role="img" aria-labelledby="{key}-title {key}-words">',
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-words">{escape(said)}</desc>',
        *_textures(drawing, key),
        *_grid(drawing),
    ]
    for area in drawing.areas:
        lines += _area(area, key)
    lines += [_line(line) for line in drawing.lines]
    lines += _levels(drawing)
    lines += _today(drawing)
    lines += [_name(area) for area in drawing.areas if area.label_at]
    for number, row in enumerate(rows):
        lines += _legend(row, drawing.height + 10 + (number + 0.5) * KEY_HEIGHT, key)
    lines.append("</svg>")
    return mark_safe("\n".join(lines))  # noqa: S308 - every word went through escape


def _n(number: float) -> str:
    return f"{round(number, 1):g}"


def _path(places: Sequence[Place]) -> str:
    (left, top), *others = places
    return f"M{_n(left)} {_n(top)}" + "".join(f"L{_n(x)} {_n(y)}" for x, y in others)


def _textures(drawing: Drawing, key: str) -> Iterator[str]:
    used = sorted({area.texture for area in drawing.areas} & TEXTURES.keys())
    if not used:
        return
    yield "<defs>"
    for number in used:
        size, path = TEXTURES[number]
        yield (
            f'<pattern id="{key}-texture-{number}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
            f'<path class="ch-hatch" d="{path}"/></pattern>'
        )
    yield "</defs>"


def _grid(drawing: Drawing) -> Iterator[str]:
    """The numbers at the left with their lines, and the time under it."""
    right, bottom = LEFT + PLOT, drawing.bottom
    for left, end, label in drawing.parts:
        if label:
            yield f'<text class="ch-part" x="{_n(left + 4)}" y="{_n(bottom + 15)}">{escape(label)}</text>'
        if end < right:
            yield f'<path class="ch-line" d="M{_n(end)} {TOP}V{_n(bottom + BAND)}"/>'
    for left, end, label in drawing.heads:
        if label:
            yield f'<text class="ch-head" x="{_n(left + 4)}" y="{_n(bottom + BAND + 15)}">{escape(label)}</text>'
        if end < right:
            yield f'<path class="ch-edge" d="M{_n(end)} {TOP}V{_n(bottom + 2 * BAND)}"/>'
    for height, label in drawing.ticks:
        yield f'<path class="ch-line" d="M{LEFT} {_n(height)}H{right}"/>'
        yield f'<text class="ch-part" x="{LEFT - 8}" y="{_n(height + 4)}" text-anchor="end">{escape(label)}</text>'
    yield f'<path class="ch-edge" d="M{LEFT} {TOP}V{_n(bottom)}H{right}"/>'


def _fill(texture: int, path: str, key: str) -> Iterator[str]:
    yield f'<path class="ch-area ch-area-{texture}" d="{path}"/>'
    if texture in TEXTURES:
        yield f'<path class="ch-texture" fill="url(#{key}-texture-{texture})" d="{path}"/>'


def _area(area: PlacedArea, key: str) -> Iterator[str]:
    if area.shapes:
        path = "".join(f"{_path(shape)}Z" for shape in area.shapes)
        yield f'<g class="ch-series"><title>{escape(area.series.label)}</title>'
        yield from _fill(area.texture, path, key)
        yield "</g>"


def _name(area: PlacedArea) -> str:
    """The name in the area itself, on paper of its own so that no texture runs through the letters."""
    assert area.label_at is not None
    (x, y), label = area.label_at, area.series.label
    wide = len(label) * CHARACTER + 8
    return (
        f'<rect class="ch-box" x="{_n(x - wide / 2)}" y="{_n(y - 9)}" width="{_n(wide)}" height="18" rx="3"/>'
        f'<text class="ch-name" x="{_n(x)}" y="{_n(y + 4)}" text-anchor="middle">{escape(label)}</text>'
    )


def _line(line: PlacedLine) -> str:
    path = "".join(_path(part) for part in line.parts)
    if not path:
        return ""
    title = f"<title>{escape(line.series.label)}</title>"
    run = f'<path class="ch-halo" d="{path}"/><path class="ch-run ch-{line.series.stroke}" d="{path}"/>'
    return f'<g class="ch-series">{title}{run}</g>'


def _levels(drawing: Drawing) -> Iterator[str]:
    right = LEFT + PLOT
    for placed in drawing.levels:
        label, height = placed.level.label, placed.height
        wide = len(label) * CHARACTER + 8
        yield f'<path class="ch-level" d="M{LEFT} {_n(height)}H{right}"/>'
        yield f'<rect class="ch-box" x="{_n(right - wide)}" y="{_n(height - 20)}" width="{_n(wide)}" height="17"/>'
        yield f'<text class="ch-name" x="{right - 4}" y="{_n(height - 7)}" text-anchor="end">{escape(label)}</text>'


def _today(drawing: Drawing) -> Iterator[str]:
    if drawing.today is None:
        return
    word, on = _("vandaag"), drawing.today
    wide = len(word) * CHARACTER + 12
    left = max(LEFT, min(on - wide / 2, LEFT + PLOT - wide))
    yield f'<path class="ch-today" d="M{_n(on)} {TOP - 4}V{_n(drawing.bottom)}"/>'
    yield f'<rect class="ch-today-box" x="{_n(left)}" y="{TOP - 22}" width="{_n(wide)}" height="18" rx="3"/>'
    yield f'<text class="ch-now" x="{_n(left + 6)}" y="{TOP - 9}">{escape(word)}</text>'


Key = PlacedArea | PlacedLine


def _legend_rows(drawing: Drawing) -> list[list[tuple[float, Key]]]:
    """What stands on the picture under each other, as many on a row as fit, each with its left side."""
    rows: list[list[tuple[float, Key]]] = []
    left = float(WIDTH)
    keys: list[Key] = [*drawing.areas, *drawing.lines]
    for one in keys:
        wide = SAMPLE + 8 + len(one.series.label) * CHARACTER + 24
        if left + wide > WIDTH:
            rows.append([])
            left = float(LEFT)
        rows[-1].append((left, one))
        left += wide
    return rows


def _legend(row: Sequence[tuple[float, Key]], middle: float, key: str) -> Iterator[str]:
    for left, one in row:
        if isinstance(one, PlacedArea):
            yield from _fill(one.texture, f"M{_n(left)} {_n(middle - 7)}h{SAMPLE}v14h-{SAMPLE}Z", key)
        else:
            yield f'<path class="ch-run ch-{one.series.stroke}" d="M{_n(left)} {_n(middle)}h{SAMPLE}"/>'
        label = escape(one.series.label)
        yield f'<text class="ch-key" x="{_n(left + SAMPLE + 8)}" y="{_n(middle + 4)}">{label}</text>'

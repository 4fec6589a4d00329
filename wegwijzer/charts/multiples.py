"""Small multiples: one little picture per place, all on one scale, so that one look compares them.

Columns with their number on top, the mean of all as a dashed line across. What is not known, or is left out, has its
sign where the column would stand. The own picture is filled and has a heavy frame: it is told apart in grey too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wegwijzer.charts.axis import ticks

ACROSS = 4
WIDTH, PANEL, TALL, GAP = 800, 188, 132, 16
HEAD, FOOT, SIDE = 22, 18, 8  # of a panel: its name, its years, and air beside the columns
LEGEND = 26
CHARACTER = 6.6


@dataclass(frozen=True)
class Panel:
    """`values` per step; `signs` stand on each column, or where it would stand: short, like "12", "< 5" or "?"."""

    label: str
    values: tuple[Decimal | None, ...]
    signs: tuple[str, ...]
    is_own: bool = False


@dataclass(frozen=True)
class Multiples:
    """A page has css/chart.css among its styles and shows `picture`, with the same figures as a table beside it.

    `reference` is drawn across every panel, per step; `key` begins the ids of a page with more than one.
    """

    title: str
    steps: Sequence[str]
    panels: Sequence[Panel]
    reference: Sequence[Decimal | None] = ()
    reference_label: str = ""
    summary: str = ""
    key: str = "multiples"

    @property
    def picture(self) -> SafeString:
        rows = -(-len(self.panels) // ACROSS)
        height = rows * (TALL + GAP) + LEGEND
        said = " ".join(part for part in (self.summary, _("De tabel bij dit beeld zegt hetzelfde in woorden.")) if part)
        lines = [
            f'<svg class="chart multiples" viewBox="0 0 {WIDTH} {height}" role="img"'
            f' aria-labelledby="{self.key}-title {self.key}-words">',
            f'<title id="{self.key}-title">{escape(self.title)}</title>',
            f'<desc id="{self.key}-words">{escape(said)}</desc>',
        ]
        for index, panel in enumerate(self.panels):
            left, top = (index % ACROSS) * (PANEL + GAP), (index // ACROSS) * (TALL + GAP)
            lines += self._panel(panel, left, top)
        lines += self._legend(rows * (TALL + GAP) + LEGEND / 2)
        lines.append("</svg>")
        return mark_safe("\n".join(lines))  # noqa: S308 - every word went through escape

    @cached_property
    def highest(self) -> Decimal:
        """The top of the one scale."""
        known = [value for panel in self.panels for value in panel.values if value is not None]
        known += [value for value in self.reference if value is not None]
        return ticks(Decimal(0), max(known, default=Decimal(0)))[-1]

    def _y(self, value: Decimal, top: float) -> float:
        room = TALL - HEAD - FOOT - 14  # a number stands on the highest column
        return top + TALL - FOOT - room * float(value / self.highest)

    def _panel(self, panel: Panel, left: float, top: float) -> Iterator[str]:
        bottom, wide = top + TALL - FOOT, (PANEL - 2 * SIDE) / len(self.steps)
        own = " ch-panel-own" if panel.is_own else ""
        yield f'<g class="ch-series"><title>{escape(panel.label)}</title>'
        frame = f'x="{_n(left + 1)}" y="{_n(top + 1)}" width="{PANEL - 2}" height="{TALL - 2}"'
        yield f'<rect class="ch-panel{own}" {frame}/>'
        yield f'<text class="ch-head" x="{_n(left + SIDE)}" y="{_n(top + 15)}">{escape(_short(panel.label))}</text>'
        signs: list[str] = []
        for index, (value, sign) in enumerate(zip(panel.values, panel.signs, strict=True)):
            x = left + SIDE + index * wide
            middle, high = x + wide / 2, bottom if value is None else self._y(value, top)
            if value is not None:
                fill = "ch-area-1" if panel.is_own else "ch-area-2"
                path = f"M{_n(x + 3)} {_n(bottom)}V{_n(high)}h{_n(wide - 6)}V{_n(bottom)}Z"
                yield f'<path class="ch-area {fill}" d="{path}"/>'
            signs += _sign(middle, high - 3, sign)
            yield _text("ch-small ch-part", middle, bottom + 13, self.steps[index])
        yield f'<path class="ch-edge" d="M{_n(left + SIDE)} {_n(bottom)}H{_n(left + PANEL - SIDE)}"/>'
        yield from self._across(left, top, wide)
        yield from signs  # over the line of the mean, so that it runs through no number
        yield "</g>"

    def _across(self, left: float, top: float, wide: float) -> Iterator[str]:
        """The mean of all, a piece over each column of which it is told."""
        for index, value in enumerate(self.reference):
            if value is not None:
                x = left + SIDE + index * wide
                yield f'<path class="ch-level" d="M{_n(x)} {_n(self._y(value, top))}h{_n(wide)}"/>'

    def _legend(self, middle: float) -> Iterator[str]:
        x = 0.0
        if any(panel.is_own for panel in self.panels):
            yield f'<rect class="ch-area ch-area-1" x="1" y="{_n(middle - 7)}" width="22" height="14"/>'
            word = _("de eigen gemeente")
            yield f'<text class="ch-key" x="30" y="{_n(middle + 4)}">{escape(word)}</text>'
            x = 30 + len(word) * 7.2 + 24
        if any(value is not None for value in self.reference):
            yield f'<path class="ch-level" d="M{_n(x)} {_n(middle)}h26"/>'
            yield f'<text class="ch-key" x="{_n(x + 34)}" y="{_n(middle + 4)}">{escape(self.reference_label)}</text>'
            x += 34 + len(self.reference_label) * 7.2 + 24
        word = _("alle beelden hebben dezelfde schaal")
        yield f'<text class="ch-part" x="{_n(x)}" y="{_n(middle + 4)}">{escape(word)}</text>'


def _sign(x: float, y: float, words: str) -> list[str]:
    """What stands on a column, on paper of its own."""
    wide = len(words) * CHARACTER + 4
    box = f'<rect class="ch-box" x="{_n(x - wide / 2)}" y="{_n(y - 9)}" width="{_n(wide)}" height="11"/>'
    return [box, _text("ch-small", x, y, words)]


def _text(css: str, x: float, y: float, words: str) -> str:
    return f'<text class="{css}" x="{_n(x)}" y="{_n(y)}" text-anchor="middle">{escape(words)}</text>'


def _n(number: float) -> str:
    return f"{round(number, 1):g}"


def _short(label: str) -> str:
    most = int((PANEL - 2 * SIDE) / CHARACTER)
    return label if len(label) <= most else f"{label[: most - 1]}…"

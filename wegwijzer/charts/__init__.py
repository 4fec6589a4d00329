"""Pictures of how much over time: stacked areas, steps and lines on the time scale of `wegwijzer.timeline`.

Knows no domain: an app says how much there is from which day on (`series`), `Chart` draws it as one SVG for screen and
paper and says the same as rows of a table (`{% include chart.template %}` shows both). `Multiples` are little pictures
on one scale, a place each; its page says the same as a table.
"""

from wegwijzer.charts.axis import ticks
from wegwijzer.charts.chart import Chart
from wegwijzer.charts.layout import Drawing, draw
from wegwijzer.charts.multiples import Multiples, Panel
from wegwijzer.charts.series import Kind, Level, Series, Stroke, days_of_change, steps_of
from wegwijzer.charts.svg import text_of

__all__ = [
    "Chart",
    "Drawing",
    "Kind",
    "Level",
    "Multiples",
    "Panel",
    "Series",
    "Stroke",
    "days_of_change",
    "draw",
    "steps_of",
    "text_of",
    "ticks",
]

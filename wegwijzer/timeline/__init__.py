"""Pictures of time: lanes of bars and points on a scale, as plain coordinates and as one SVG for screen and paper.

Knows no domain: an app says what stands where (`marks`), `layout.draw` gives it a place, `svg.text_of` writes it down.
"""

from wegwijzer.timeline.layout import Drawing, draw, draw_sheets, is_shown
from wegwijzer.timeline.marks import Bar, Lane, Look, Mark, Point, Shape, difference
from wegwijzer.timeline.scale import ZOOM_LABELS, Window, Zoom, window_around, window_at
from wegwijzer.timeline.svg import text_of

__all__ = [
    "ZOOM_LABELS",
    "Bar",
    "Drawing",
    "Lane",
    "Look",
    "Mark",
    "Point",
    "Shape",
    "Window",
    "Zoom",
    "difference",
    "draw",
    "draw_sheets",
    "is_shown",
    "text_of",
    "window_around",
    "window_at",
]

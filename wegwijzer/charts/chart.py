"""A chart as a page shows it: the picture, and the same in rows for who does not see it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wegwijzer.charts.layout import Drawing, draw
from wegwijzer.charts.series import DAY, NOTHING, Kind, Level, Series, days_of_change
from wegwijzer.charts.svg import text_of
from wegwijzer.timeline import Window
from wegwijzer.ui.words import day


@dataclass(frozen=True)
class Chart:
    """A picture and its table: a page has css/chart.css among its styles and says `{% include chart.template %}`.

    `words` writes a value ("0,50 VTE"); `summary` says in a sentence what the picture comes to; `key` begins the ids
    of a page with more than one; `with_total` adds the sum of the areas to the rows.
    """

    title: str
    window: Window
    series: Sequence[Series]
    words: Callable[[Decimal], str]
    levels: Sequence[Level] = ()
    summary: str = ""
    today: dt.date | None = None
    key: str = "chart"
    with_total: bool = True

    template: ClassVar = "components/chart.html"

    @property
    def is_empty(self) -> bool:
        return not any(one.points for one in self.series)

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.series, self.window, self.words, self.levels, self.today)

    @property
    def picture(self) -> SafeString:
        return text_of(self.drawing, self.title, self.summary, self.key)

    @cached_property
    def areas(self) -> list[Series]:
        return [one for one in self.series if one.kind == Kind.AREA]

    @cached_property
    def head(self) -> list[str]:
        """The names of the columns after the first."""
        names = [one.label for one in self.series]
        return [*names, _("samen")] if self._sums else names

    @property
    def _sums(self) -> bool:
        return self.with_total and len(self.areas) > 1

    @cached_property
    def rows(self) -> list[tuple[str, list[str]]]:
        """From when until when, and how much of each: a row for every day on which something changes.

        Where nothing goes in a straight line that holds for the whole period; a line says its value on the first day.
        """
        days = days_of_change(self.series, self.window.first, self.window.last)
        ends = [*(later - DAY for later in days[1:]), self.window.last]
        found = []
        for first, last in zip(days, ends, strict=True):
            values = [one.on(first) for one in self.series]
            cells = ["" if value is None else self.words(value) for value in values]
            if self._sums:
                cells.append(self.words(sum((one.on(first) or NOTHING for one in self.areas), NOTHING)))
            found.append((day(first) if first == last else f"{day(first)} – {day(last)}", cells))
        return found

"""A municipality beside all members: its figure, and what those of all come to, inside or as it may be published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from onboarding.models.indicator import Indicator
from onboarding.models.indicator_book import IndicatorBook, Place, per_thousand
from onboarding.models.shield import LIMIT, Shielded, shield
from wegwijzer.ui.forms.numbers import written

NOTHING = "–"
NOUGHT = Decimal(0)


@dataclass(frozen=True)
class FrameYear:
    """One indicator in one year. `is_published` leaves out what may not be told outside."""

    book: IndicatorBook
    indicator: Indicator
    year: int
    is_published: bool

    @cached_property
    def values(self) -> Mapping[int, Decimal]:
        """What is known of the members, by the key of the place."""
        found = {place.pk: self.book.value(self.indicator, place, self.year) for place in self.members}
        return {pk: value for pk, value in found.items() if value is not None}

    @cached_property
    def members(self) -> Sequence[Place]:
        return self.book.members(self.year)

    @cached_property
    def shielded(self) -> "Shielded[int]":
        if not (self.is_published and self.indicator.is_guarded_count):
            return Shielded()
        return shield(self.values)

    @property
    def known(self) -> str:
        """ "6 van 7": how many members the rest is about."""
        return _("%(known)s van %(members)s") % {"known": len(self.values), "members": len(self.members)}

    # --- in words: what is left out says so

    def of(self, place: Place) -> str:
        """The figure of one place."""
        if place.pk in self.shielded.hidden:
            return small_words()
        if place not in self.members:
            # Outside its membership it is in no sum, and nothing of it is told to others.
            value = None if self.is_published else self.book.value(self.indicator, place, self.year)
        else:
            value = self.values.get(place.pk)
        if value is None:
            known = self.book.cell(self.indicator, place, self.year) if place in self.members else None
            return _("niet gekend") if known else NOTHING
        return self._said(value)

    @property
    def total(self) -> str:
        if not self.indicator.adds_up or not self.values:
            return NOTHING
        return beside_words() if self.shielded.hides_total else self._said(self.sum)

    @property
    def mean(self) -> str:
        if not self.values:
            return NOTHING
        return beside_words() if self.shielded.hides_total else self._said(self.mean_value, more=1)

    @property
    def median(self) -> str:
        """Only what is told itself: the middle of an even number would tell its half that is left out."""
        if not self.values:
            return NOTHING
        order = sorted(self.values, key=lambda pk: (self.values[pk], pk))
        middle = {order[(len(order) - 1) // 2], order[len(order) // 2]}
        if middle & self.shielded.hidden:
            return beside_words()
        return self._said(Decimal(median(self.values.values())), more=1)

    @property
    def lowest(self) -> str:
        if not self.values:
            return NOTHING
        return small_words() if self.shielded.hidden else self._said(min(self.values.values()))

    @property
    def highest(self) -> str:
        if not self.values:
            return NOTHING
        top = max(self.values, key=lambda pk: self.values[pk])
        if top in self.shielded.hidden:
            return small_words()
        return self._said(self.values[top])

    @property
    def range(self) -> str:
        return f"{self.lowest} – {self.highest}" if self.values else NOTHING

    def rate_of(self, place: Place) -> str:
        """Per 1,000 inhabitants of that year, where they are known and it makes sense."""
        people, value = self.book.inhabitants(place, self.year), self.values.get(place.pk)
        if not self.has_rate or not people or value is None:
            return NOTHING
        return beside_words() if place.pk in self.shielded.hidden else written(per_thousand(value, people), 1)

    @property
    def rate(self) -> str:
        """The same of all members together, where the inhabitants of each that counted are known."""
        counted = [place for place in self.members if place.pk in self.values]
        people = [self.book.inhabitants(place, self.year) for place in counted]
        if not self.has_rate or not counted or not all(people):
            return NOTHING
        if self.shielded.hides_total:
            return beside_words()
        return written(per_thousand(self.sum, sum(number or 0 for number in people)), 1)

    @property
    def has_rate(self) -> bool:
        """A number of people or things; not a percentage, what overlaps, or the inhabitants themselves."""
        return self.indicator.adds_up and self.indicator.origin != "population"

    @property
    def sum(self) -> Decimal:
        return sum(self.values.values(), NOUGHT)

    @property
    def mean_value(self) -> Decimal:
        """Of the members that counted, each weighing the same."""
        return self.sum / len(self.values)

    def _said(self, value: Decimal, more: int = 0) -> str:
        places = min(self.indicator.decimals + more, 4)
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if more and rounded == rounded.to_integral_value() and not self.indicator.decimals:
            places = 0
        return written(rounded, places)


@dataclass(frozen=True)
class ReferenceFrame:
    """An indicator over the years of a book; `place` is the one that is looked at, None for the region."""

    book: IndicatorBook
    indicator: Indicator
    place: Place | None = None
    is_published: bool = False

    @cached_property
    def years(self) -> list[FrameYear]:
        """Those in which anybody was a member."""
        years = [FrameYear(self.book, self.indicator, year, self.is_published) for year in self.book.years]
        return [year for year in years if year.members]

    @cached_property
    def has_values(self) -> bool:
        return any(year.values for year in self.years)

    @cached_property
    def hides_anything(self) -> bool:
        return any(year.shielded.hidden for year in self.years)

    @property
    def head(self) -> list[str]:
        own = [self.place.name] if self.place else []
        return [*own, *(label for label, _words in self._columns)]

    @property
    def _columns(self) -> list[tuple[str, Any]]:
        """What stands beside the own figure, and how it is said of a year."""
        columns: list[tuple[str, Any]] = []
        if self.indicator.adds_up:
            columns.append((_("alle leden samen"), lambda year: year.total))
        columns.append((_("gemiddelde"), lambda year: year.mean))
        columns.append((_("mediaan"), lambda year: year.median))
        columns.append((_("laagste – hoogste"), lambda year: year.range))
        if any(year.has_rate and year.rate != NOTHING for year in self.years):
            if self.place:
                own = self.place
                columns.append((_("eigen per 1.000 inwoners"), lambda year: year.rate_of(own)))
            columns.append((_("alle leden per 1.000 inwoners"), lambda year: year.rate))
        columns.append((_("gekend van"), lambda year: year.known))
        return columns

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """Per year the own figure and what those of all come to."""
        found = []
        for year in self.years:
            own = [year.of(self.place)] if self.place else []
            found.append((year.year, [*own, *(words(year) for _label, words in self._columns)]))
        return found

    @property
    def labelled_rows(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """The same with the name of its column beside each cell, for a narrow screen."""
        return [(year, list(zip(self.head, cells, strict=True))) for year, cells in self.rows]

    @property
    def table(self) -> list[tuple[Place, list[str]]]:
        """Every place with its figure per year."""
        return [(place, [year.of(place) for year in self.years]) for place in self.book.places]

    @property
    def totals(self) -> list[str]:
        return [year.total for year in self.years]


def told_count(number: int | Decimal) -> str:
    """A count of people on its own, as it may be published."""
    return small_words() if number < LIMIT else str(number)


def small_words() -> str:
    return f"< {LIMIT:f}"


def beside_words() -> str:
    """What is left out to keep a small number hidden."""
    return _("afgeschermd")

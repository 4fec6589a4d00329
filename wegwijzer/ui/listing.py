"""A list page: search, filters, order and one page of rows out of an address that anybody may have written.

Names in the address are looked up in closed maps and never become names of columns (CVE-2025-64459 and its kin); what
can not be read is put right or said, and is never an error page. A page costs two queries: the count and the rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wegwijzer import search as words
from wegwijzer.ui.forms.text import LineField

Row = TypeVar("Row", bound=Model)
LONGEST_SEARCH = 200  # characters
MOST_WORDS = 10


class FilterForm(forms.Form):
    """What a list can be narrowed to. A value that is not valid narrows nothing, and is told beside its field."""

    use_required_attribute = False

    def narrow(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        """The rows that remain; reads `self.cleaned_data.get(…)`, which holds the valid values only."""
        raise NotImplementedError

    def sentence(self) -> str:
        """The filters that are on, to follow the noun: "van het beheerscomité in 2015"; "" when none is."""
        return ""


class SearchField(LineField):
    default_error_messages = {
        "too_long": gettext_lazy("Zoek met hoogstens %(limit)s tekens, het zijn er nu %(length)s.")
    }


@dataclass(frozen=True)
class Heading:
    """One way to sort: where its column heading leads, and the value of its aria-sort."""

    link: str
    direction: str  # "ascending", "descending" or "none"


@dataclass(frozen=True)
class PageLink:
    """A number in the pager; `number` is None where numbers are left out."""

    number: int | None
    link: str = ""
    is_current: bool = False


class Listing(Generic[Row]):
    """One page of `rows`, as the address of `request` asks for it (`q`, `sort`, `page`, and the fields of `filters`).

    `sorts` maps the words of the address to orderings ("naam": "name"); "-naam" is the same order backwards, the first
    of the map is the order when none is asked. `search` are the columns that `q` looks in, of the row itself or of one
    that it belongs to; `search_within` those of many rows that belong to it ("articles__text"). Other forms of a Dutch
    word are found too (wegwijzer.search). `noun` is one and many: ("besluit", "besluiten").
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: "QuerySet[Row]",
        *,
        sorts: Mapping[str, str | Sequence[Any]],
        search: Sequence[str] = (),
        search_within: Sequence[str] = (),
        filters: FilterForm | None = None,
        noun: tuple[str, str] | None = None,
        per_page: int = 25,
    ) -> None:
        self.asked = request.GET
        self.sorts = sorts
        self.search = search
        self.search_within = search_within
        self.filters = filters
        self.noun = noun
        self.per_page = per_page
        self.typed = self.asked.get("q", "") if search else ""
        self.text, self.problem = self._read_search()
        self.sort, self.is_backwards = self._read_sort()
        self._all = self._ordered(self._found(self._narrowed(rows)))

    # --- reading the address

    def _read_search(self) -> tuple[str, str]:
        """What is searched for, and what was wrong with it in words."""
        try:
            return SearchField(max_length=LONGEST_SEARCH, required=False).clean(self.typed), ""
        except ValidationError as error:
            return "", error.messages[0]

    def _read_sort(self) -> tuple[str, bool]:
        asked = self.asked.get("sort", "")
        name = asked.removeprefix("-")
        return (name, asked.startswith("-")) if name in self.sorts else (next(iter(self.sorts)), False)

    def _read_page(self) -> int:
        """The page asked for, as far as it exists: below the first is the first, past the last is the last."""
        asked = self.asked.get("page", "")
        if not re.fullmatch("[0-9]+", asked):
            return 1
        last = self.paginator.num_pages
        # An absurd number is past the last page; turning it into an int could take long or be refused.
        return last if len(asked) > 9 else min(max(int(asked), 1), last)

    # --- the rows

    def _narrowed(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        if self.filters is None or not self.filters.is_bound:
            return rows
        self.filters.is_valid()
        return self.filters.narrow(rows)

    def _found(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        """Every word must be somewhere in the row, in any of its forms; % and _ mean themselves."""
        for word in self.text.split()[:MOST_WORDS]:
            somewhere = Q()
            for column in self.search:
                somewhere |= Q(**{f"{column}{words.SAYS}": word})
            for column in self.search_within:
                # By key, because a join to many rows would show a row twice.
                holding = rows.model._base_manager.filter(**{f"{column}{words.SAYS}": word})
                somewhere |= Q(pk__in=holding.values("pk"))
            rows = rows.filter(somewhere)
        return rows

    def _ordered(self, rows: "QuerySet[Row]") -> "QuerySet[Row]":
        order = self.sorts[self.sort]
        columns = (order,) if isinstance(order, str) else tuple(order)
        # The key comes last, so that equal rows keep their place from page to page.
        rows = rows.order_by(*columns, "pk")
        return rows.reverse() if self.is_backwards else rows

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self._all, self.per_page)

    @cached_property
    def page(self) -> Page:
        return self.paginator.page(self._read_page())

    @cached_property
    def rows(self) -> list[Row]:
        return list(self.page.object_list) if self.total else []

    @property
    def total(self) -> int:
        """How many rows there are on all pages together."""
        return self.paginator.count

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        """How many rows stand on this page."""
        return len(self.rows)

    def __bool__(self) -> bool:
        return True

    # --- words and links

    @property
    def _filtered(self) -> str:
        return self.filters.sentence() if self.filters is not None and self.filters.is_bound else ""

    @property
    def is_filtered(self) -> bool:
        """Whether one of the filters is on."""
        return bool(self._filtered)

    @property
    def is_narrowed(self) -> bool:
        """Whether something was searched or filtered: an empty list then says something else."""
        return bool(self.text or self._filtered)

    @property
    def sentence(self) -> str:
        """'3 besluiten van het beheerscomité in 2015 met “budget”'."""
        one, many = self.noun or (_("resultaat"), _("resultaten"))
        parts = [str(self.total), one if self.total == 1 else many, self._filtered]
        if self.text:
            parts.append(_("met “%(text)s”") % {"text": self.text})
        return " ".join(part for part in parts if part)

    def link(self, **changes: Any) -> str:
        """This address with other values; an empty value takes its name away."""
        asked = self.asked.copy()
        for name, value in changes.items():
            asked[name] = str(value)
        for name in [name for name, value in asked.items() if not value]:
            del asked[name]
        return "?" + asked.urlencode()

    @cached_property
    def headings(self) -> dict[str, Heading]:
        """Per word of `sorts` its heading; the current one leads to the same order backwards."""
        return {name: self._heading(name) for name in self.sorts}

    def _heading(self, name: str) -> Heading:
        if name != self.sort:
            return Heading(self.link(sort=name, page=""), "none")
        order = self.sorts[name]
        first = order if isinstance(order, str) else order[0]
        falls = isinstance(first, str) and first.startswith("-")  # the newest first, before anybody asks
        direction = "descending" if falls != self.is_backwards else "ascending"
        return Heading(self.link(sort=name if self.is_backwards else f"-{name}", page=""), direction)

    @cached_property
    def pages(self) -> list[PageLink]:
        """The numbers of the pager; empty when everything stands on one page."""
        if self.paginator.num_pages == 1:
            return []
        numbers = self.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [self._page_link(number) for number in numbers]

    def _page_link(self, number: Any) -> PageLink:
        if not isinstance(number, int):
            return PageLink(None)
        return PageLink(number, self.link(page=number), number == self.page.number)

    @property
    def previous_link(self) -> str:
        return self.link(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_link(self) -> str:
        return self.link(page=self.page.number + 1) if self.page.has_next() else ""


class ReadListing(Listing[Any]):
    """A list of rows that were read already, in their own order: `rows` is any sequence, and nothing sorts it."""

    def __init__(self, request: HttpRequest, rows: Sequence[Any], **options: Any) -> None:
        super().__init__(request, rows, sorts={"": ()}, **options)  # type: ignore[arg-type]

    def _ordered(self, rows: Any) -> Any:
        return rows

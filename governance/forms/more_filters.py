"""Filters of our lists that somebody else owns: who stands above governance registers one, and the list offers it.

    register("decisions", MoreFilter("project", _("van"), …))

The lists that ask are "meetings", "decisions", "action_points" and "rounds".
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from wegwijzer.accounts.models import User
from wegwijzer.ui.listing import FilterForm


@dataclass(frozen=True)
class MoreFilter:
    """`choices(user)` gives {key: name} of what this login may see; `narrow(rows, key)` the rows that remain.

    `anything` is the choice that narrows nothing; `said` tells the choice in the sentence of the list, with one %s.
    """

    name: str
    label: Any
    anything: Any
    said: Any
    choices: Callable[[User], Mapping[int, str]]
    narrow: Callable[[Any, int], Any]


_registered: dict[str, dict[str, MoreFilter]] = defaultdict(dict)


def register(of: str, more: MoreFilter) -> None:
    """Let the list `of` be narrowed by `more` as well."""
    _registered[of][more.name] = more


class MoreFilters(FilterForm):
    """For the filters of the list `of`. Each costs a query; one without choices is left out."""

    of = ""

    def offer_more(self, user: User) -> None:
        for more in _registered[self.of].values():
            names = more.choices(user)
            if names:
                choices = [("", more.anything), *names.items()]
                field = forms.TypedChoiceField(
                    label=more.label, choices=choices, coerce=int, empty_value=None, required=False, widget=forms.Select
                )
                self.fields[more.name] = field

    @property
    def asks_more(self) -> bool:
        """Whether something was asked of one of them, before anything is looked at."""
        return any(self.data.get(name) for name in _registered[self.of])

    def narrow(self, rows: Any) -> Any:
        for more, key in self._asked():
            rows = more.narrow(rows, key)
        return rows

    def sentence(self) -> str:
        return " ".join(str(more.said) % self._name_of(more, key) for more, key in self._asked())

    def _asked(self) -> list[tuple[MoreFilter, int]]:
        chosen = getattr(self, "cleaned_data", {}).get
        found = [(more, chosen(more.name)) for more in _registered[self.of].values()]
        return [(more, key) for more, key in found if key is not None]

    def _name_of(self, more: MoreFilter, key: int) -> str:
        return str(dict(self.fields[more.name].choices)[key])  # type: ignore[attr-defined]

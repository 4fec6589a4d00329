"""What is counted, the grid in which it is filled in, and the own codes of a board."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.actions.figure import Cell, Typed
from projects.models import Counting, FigureBook, FigureLine, Objective
from projects.models.figure_book import Days
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, NumberField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.forms.numbers import written

LARGEST = Decimal("9999999999.99")


class FigureField(NumberField):
    """A number that may have two decimals, and is written back without those that say nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=2, largest=LARGEST, required=False, **kwargs)

    def write(self, value: Decimal | int) -> str:
        return written(value, 0 if value == int(value) else 2)


class FigureLineForm(forms.Form):
    """`actions` are those of the plan with their codes, by key."""

    objective = forms.ModelChoiceField(
        Objective.objects.none(), label=_("Voor welke actie?"), empty_label=_("Kies een actie")
    )
    name = LineField(
        label=_("Wat telt u?"), max_length=120, help_text=_("Bijvoorbeeld: uitgedeelde brochures, deelnemers.")
    )
    counting = forms.ChoiceField(
        label=_("Over meer periodes"), choices=Counting.choices, initial=Counting.SUM, widget=forms.RadioSelect
    )
    target = FigureField(label=_("Streefcijfer"), help_text=_("Voor alle besturen samen, over het hele dossier."))

    def __init__(self, *args: Any, actions: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "objective", Objective.objects.filter(pk__in=actions), actions)


class FigureLineChangeForm(VersionMixin, FigureLineForm):
    def saved_values(self, current: FigureLine) -> dict[str, Any]:
        return {name: getattr(current, name) for name in self.fields}


class FiguresForm(forms.Form):
    """A cell per line and board, in one period. Beside each goes what stood there when the page was made."""

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None, *, book: FigureBook, days: Days, boards: Sequence[Organisation]
    ) -> None:
        super().__init__(data)
        self.book, self.days, self.boards = book, days, boards
        for line in book.lines:
            for board in boards:
                value = book.value(line, board.pk, days)
                label = f"{line}, {board}"
                cell = forms.TextInput(attrs={"aria-label": label})
                self.fields[name_of(line, board)] = FigureField(label=label, initial=value, widget=cell)
                shown = FigureField(label=label, initial=value, widget=forms.HiddenInput)
                self.fields[f"was-{name_of(line, board)}"] = shown

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Per line its cells, and what the others counted that are not on this page."""
        return [
            {
                "line": line,
                "code": self.book.code(line),
                "cells": [
                    {
                        "field": self[name_of(line, board)],
                        "was": self[f"was-{name_of(line, board)}"],
                    }
                    for board in self.boards
                ],
                "total": self.book.row(line, self.days).total,
            }
            for line in self.book.lines
        ]

    @property
    def typed(self) -> dict[Cell, Typed]:
        """What was sent, once it is valid."""
        cleaned = self.cleaned_data
        return {
            Cell(line.pk, board.pk): Typed(cleaned[f"was-{name_of(line, board)}"], cleaned[name_of(line, board)])
            for line in self.book.lines
            for board in self.boards
            if name_of(line, board) in self.data
        }

    def refuse(self, cells: Mapping[Cell, Decimal | None]) -> None:
        """Say beside each cell what somebody else filled in; sent again, what is typed here counts."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for cell, value in cells.items():
            name = f"c-{cell.line}-{cell.organisation}"
            said = FigureField().write(value) if value is not None else _now("niets")
            self.data[f"was-{name}"] = FigureField().write(value) if value is not None else ""  # type: ignore[index]
            self.add_error(name, _now("Iemand vulde intussen %s in. Bewaar opnieuw als uw cijfer juist is.") % said)

    @property
    def wrong(self) -> list[tuple[str, str, str]]:
        """For the summary on top: the id, the name and what is wrong."""
        return [
            (self[name].id_for_label, str(self.fields[name].label), " ".join(map(str, errors)))
            for name, errors in self.errors.items()
            if name in self.fields
        ]


def name_of(line: FigureLine, board: Organisation) -> str:
    return f"c-{line.pk}-{board.pk}"


class CodesForm(forms.Form):
    """The code of one board for each action that is counted."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, actions: Iterable[tuple[int, str]], codes: Mapping[int, str]
    ) -> None:
        super().__init__(data)
        for pk, name in actions:
            self.fields[f"code-{pk}"] = LineField(label=name, max_length=40, required=False, initial=codes.get(pk, ""))

    @property
    def codes(self) -> dict[int, str]:
        return {int(name.removeprefix("code-")): value for name, value in self.cleaned_data.items()}


class FiguresAskedForm(forms.Form):
    """Which period a grid or a list is about; what can not be read means the period of today."""

    periode = forms.ChoiceField(label=_("Periode"), required=False)

    def __init__(self, *args: Any, periods: Sequence[Days], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = [(days.key, str(days)) for days in periods]  # type: ignore[attr-defined]

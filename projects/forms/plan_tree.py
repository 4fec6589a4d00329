"""Which lines of a plan to show."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models import Level, Node, PlanBook, ProgressState, chapter_name
from wegwijzer.ui.listing import FilterForm


class PlanTreeFilterForm(FilterForm):
    """By level, chapter, who is responsible and how far; `book` is the plan."""

    niveau = forms.ChoiceField(label=_("niveau"), required=False, choices=[("", _("elk niveau")), *Level.choices])
    thema = forms.ChoiceField(label=_("over"), required=False)
    wie = forms.ChoiceField(label=_("met"), required=False)
    stand = forms.ChoiceField(label=_("stand"), required=False, choices=[("", _("elke stand")), *ProgressState.choices])

    def __init__(self, *args: Any, book: PlanBook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        themes = {node.theme.pk if node.theme else 0: node.theme for node in book.tree.walk()}
        self._offer("thema", _now("elk thema"), {str(pk): chapter_name(theme) for pk, theme in themes.items()})
        names = sorted({name for names in book.responsible.values() for name in names}, key=str.lower)
        self._offer("wie", _now("elke verantwoordelijke"), {name: name for name in names})

    def _offer(self, name: str, empty: str, words: dict[str, str]) -> None:
        if words:
            self.fields[name].choices = [("", empty), *words.items()]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def narrow(self, rows: Iterable[Node]) -> list[Node]:  # type: ignore[override]
        asked = self.cleaned_data.get
        level, theme, who, state = asked("niveau"), asked("thema"), asked("wie"), asked("stand")
        return [
            node
            for node in rows
            if (not level or node.objective.level == level)
            and (not theme or (node.theme.pk if node.theme else 0) == int(theme))
            and (not who or who in self.book.names(node))
            and (not state or self.book.standings[node.pk].state == state)
        ]

    def sentence(self) -> str:
        asked = self.cleaned_data.get
        theme = dict(self.fields["thema"].choices).get(asked("thema")) if asked("thema") else ""  # type: ignore[attr-defined]
        parts = (
            _now("van het niveau %s") % Level(asked("niveau")).label if asked("niveau") else "",
            _now("over ‘%s’") % theme if theme else "",
            _now("met %s") % asked("wie") if asked("wie") else "",
            _now("met als stand ‘%s’") % ProgressState(asked("stand")).label if asked("stand") else "",
        )
        return " ".join(part for part in parts if part)

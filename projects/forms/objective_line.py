"""One line of a plan: its words, its level and its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.actions.outline import Place
from projects.forms.typed_line import LONGEST_TITLE, read_line
from projects.models import Level, Node, Tree, chapter_name
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField

# A place as it stands in an address: "na-12", "onder-12", "thema-3", or "thema-0" for the cross-sector lines.
WORDS = {"na": "after", "onder": "under", "thema": "theme"}


class PlaceField(forms.ChoiceField):
    """Where a line goes: in a chapter or under a line of `tree`; right after one where the address said so."""

    default_error_messages = {
        "required": _("Kies een plaats."),
        "invalid_choice": _("Die lijn staat niet in dit plan. Kies een andere plaats."),
    }

    def offer(self, tree: Tree, without: Node | None = None) -> None:
        """Let all of `tree` be chosen, except the branch of `without`."""
        self.tree, own = tree, {node.pk for node in without.walk()} if without else set()
        themes = {chapter.theme.pk if chapter.theme else 0: chapter.theme for chapter in tree.chapters}
        themes.setdefault(0, None)
        self.choices = [
            (_now("Bovenaan in een hoofdstuk"), [(f"thema-{pk}", chapter_name(theme)) for pk, theme in themes.items()]),
            (
                _now("Onder een lijn"),
                [
                    (f"onder-{node.pk}", "\u2003" * node.depth + f"{node.code} {node.objective.title}"[:90])
                    for node in tree.walk()
                    if node.pk not in own
                ],
            ),
        ]

    def also_after(self, asked: str) -> None:
        """Offer the place right after a line, when the address asks for it."""
        found = re.fullmatch(r"na-([0-9]{1,18})", asked)
        node = self.tree.nodes.get(int(found[1])) if found else None
        if node is not None:
            label = _now("Na %(code)s %(title)s") % {"code": node.code, "title": node.objective.title}
            self.choices = [(asked, label[:90]), *self.choices]

    def clean(self, value: Any) -> Place:
        chosen = super().clean(value)
        word, _dash, pk = str(chosen).partition("-")
        return Place(**{WORDS[word]: int(pk) or None})


class LineAddForm(forms.Form):
    """A new line; `asked` is the place that the page was opened for, `responsible` who is so for the others."""

    title = LineField(
        label=_("Doelstelling of actie"),
        max_length=LONGEST_TITLE + 300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wie ervoor instaat en wanneer, kan erachter: het bestuur informeert | secretaris + cel | kort"),
    )
    place = PlaceField(label=_("Plaats"))

    def __init__(
        self, *args: Any, tree: Tree, responsible: Mapping[int, Sequence[str]], asked: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.responsible = responsible
        field = self.fields["place"]
        assert isinstance(field, PlaceField)
        field.offer(tree)
        field.also_after(self.data.get("place", "") if self.is_bound else asked)
        self.initial.setdefault("place", asked)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        title, place = cleaned.get("title"), cleaned.get("place")
        if title and place:
            before = self.responsible.get(place.after or place.under or 0, ())
            try:
                cleaned["typed"] = read_line(title, 0, tuple(before))
            except forms.ValidationError as error:
                self.add_error("title", error)
        return cleaned


class LineNameForm(VersionMixin, forms.Form):
    title = LineField(
        label=_("Doelstelling of actie"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2})
    )


class LineLevelForm(VersionMixin, forms.Form):
    level = forms.ChoiceField(label=_("Niveau"), choices=Level.choices)


class LinePlaceForm(VersionMixin, forms.Form):
    """Anywhere else in the plan, with all that is below it."""

    place = PlaceField(label=_("Nieuwe plaats"))

    def __init__(self, *args: Any, tree: Tree, node: Node, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, PlaceField)
        field.offer(tree, without=node)


UP, DOWN, IN, OUT = "omhoog", "omlaag", "in", "uit"


class LineMoveForm(forms.Form):
    """One step: up or down among its own kind, in under the line before it, or out from under the one above it."""

    to = forms.ChoiceField(
        label=_("Waarheen"),
        choices=[(UP, _("Omhoog")), (DOWN, _("Omlaag")), (IN, _("Lager niveau")), (OUT, _("Hoger niveau"))],
    )
    version = IntegerField(required=False, widget=forms.HiddenInput)


class LineRemoveForm(VersionMixin, forms.Form):
    with_below = forms.BooleanField(label=_("Verwijder ook wat eronder staat"), required=False)

    def __init__(self, *args: Any, below: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not below:
            del self.fields["with_below"]

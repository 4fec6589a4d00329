"""What of the board of answers is shown, as a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.models import BoardChoice, Partnership, RoundKind, RoundLine, Who
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm


class BoardFilter(FilterForm):
    """Only partnerships, kinds and years in which there is something to see are offered."""

    verband = forms.ModelChoiceField(
        Partnership.objects.none(), label=_("rondes van"), required=False, empty_label=None
    )
    soort = forms.ChoiceField(label=_("soort"), required=False)
    jaar = forms.TypedChoiceField(label=_("jaar"), required=False, coerce=int, empty_value=None)
    loopt = forms.ChoiceField(
        label=_("stand"), required=False, choices=[("", _("alle rondes")), ("ja", _("alleen wat loopt"))]
    )
    wie = forms.ChoiceField(label=_("antwoorden van"), required=False, choices=Who.choices)

    def __init__(self, *args: Any, lines: Sequence[RoundLine], partnerships: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        # Who asked last stands first, and is what is shown when nothing was chosen.
        newest = dict.fromkeys(line.partnership for line in reversed(lines))
        names = {pk: partnerships[pk] for pk in newest if pk in partnerships}
        offer(self, "verband", Partnership.objects.filter(pk__in=names), names)
        if len(names) < 2:
            del self.fields["verband"]
        kinds = {line.kind for line in lines}
        words = [(kind.value, kind.label) for kind in RoundKind if kind.value in kinds]
        self.fields["soort"].choices = [("", _("elke soort")), *words]  # type: ignore[attr-defined]
        years = sorted({line.of_year for line in lines}, reverse=True)
        self.fields["jaar"].choices = [("", _("elk jaar")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    @property
    def choice(self) -> BoardChoice | None:
        """What is shown; without a partnership that of the round that was asked last, None without any round."""
        if not self.lines:
            return None
        self.is_valid()
        told = self.cleaned_data if self.is_bound else {}
        chosen = told.get("verband")
        return BoardChoice(
            chosen.pk if chosen else self.lines[-1].partnership,
            told.get("soort") or "",
            told.get("jaar"),
            told.get("loopt") == "ja",
            told.get("wie") or "",
        )

    def narrow(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        return rows  # the board is narrowed by the choice, columns and rows together

    def sentence(self) -> str:
        choice = self.choice
        return choice.sentence if choice else ""

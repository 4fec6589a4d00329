"""What is measured: its name, unit, kind, where it comes from, and how careful one has to be with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onboarding.models import Indicator, IndicatorKind, Origin
from onboarding.models.indicator import FIRST_YEAR, LAST_YEAR, MOST_DECIMALS
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, ProseField, YearField


class IndicatorForm(forms.Form):
    name = LineField(label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: instroom van nieuwkomers."))
    kind = forms.ChoiceField(
        label=_("Soort"), choices=IndicatorKind.choices, initial=IndicatorKind.COUNT, widget=forms.RadioSelect
    )
    unit = LineField(label=_("Eenheid"), max_length=40, required=False, help_text=_("Personen, talen, %, euro."))
    definition = ProseField(
        label=_("Wat het zegt"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie of wat telt mee, en wanneer: zo telt elke gemeente hetzelfde."),
    )
    origin = forms.ChoiceField(
        label=_("Herkomst"), choices=Origin.choices, initial=Origin.TYPED, widget=forms.RadioSelect
    )
    source = LineField(label=_("Gewone bron"), max_length=200, required=False)
    decimals = IntegerField(label=_("Cijfers na de komma"), smallest=0, largest=MOST_DECIMALS, initial=0)
    is_guarded = forms.BooleanField(
        label=_("Het telt mensen in kleine groepen"),
        required=False,
        help_text=_("Wat gepubliceerd wordt, toont dan geen aantallen onder 5. Binnen Wegwijzer blijven ze te zien."),
    )
    adds_up = forms.BooleanField(
        label=_("De cijfers van gemeenten mogen opgeteld worden"),
        required=False,
        initial=True,
        help_text=_("Niet voor wat overlapt, zoals talen, en nooit voor percentages."),
    )
    first_year = YearField(label=_("Eerste jaar"), required=False, smallest=FIRST_YEAR, largest=LAST_YEAR)
    last_year = YearField(
        label=_("Laatste jaar"),
        required=False,
        smallest=FIRST_YEAR,
        largest=LAST_YEAR,
        help_text=_("Daarna vragen wij er niet meer naar. Wat ingevuld is, blijft."),
    )


class IndicatorEditForm(VersionMixin, IndicatorForm):
    def saved_values(self, current: Indicator) -> dict[str, Any]:
        return {name: getattr(current, name) for name in self.fields}

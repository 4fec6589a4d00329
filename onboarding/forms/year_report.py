"""Which year report is asked for: of which year, and of whom."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onboarding.models import Place

REGION = 0  # chosen instead of the key of a municipality


class YearReportForm(forms.Form):
    """`years` are the newest first; `places` are those of any of them."""

    year = forms.TypedChoiceField(label=_("Over welk jaar?"), coerce=int)
    place = forms.TypedChoiceField(
        label=_("Van wie?"),
        coerce=int,
        help_text=_("Aantallen onder 5 mensen staan nooit in een jaarverslag."),
    )

    def __init__(self, *args: Any, years: Sequence[int], places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.pk: place for place in places}
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (REGION, _now("de hele regio")),
            *((place.pk, place.name) for place in places),
        ]

    @property
    def chosen(self) -> Place | None:
        return self.places.get(self.cleaned_data.get("place", REGION))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        year = cleaned.get("year")
        if year is not None and self.chosen is not None and year not in self.chosen.years:
            self.add_error(
                "place", _now("%(place)s was in %(year)s geen lid.") % {"place": self.chosen.name, "year": year}
            )
        return cleaned

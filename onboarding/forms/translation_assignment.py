"""Who translates a text into a language, and by when."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onboarding.models import TranslationAssignment
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField


class TranslationAssignmentForm(VersionMixin):
    """Both empty takes the assignment back."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Welke organisatie vertaalt?"),
        required=False,
        help_text=_("Wie voor haar spreekt, ziet het op de startpagina en mag deze taal vertalen."),
    )
    role = LineField(
        label=_("Of wie, volgens functie"),
        max_length=120,
        required=False,
        help_text=_("Zoals ‘sociaal vertaler’ of ‘vertaalbureau’. Geen namen van mensen."),
    )
    due_on = DateField(label=_("Tegen"), required=False)

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def saved_values(self, current: TranslationAssignment | None) -> dict[str, Any]:
        """For the page of two versions."""
        names = ("organisation", "role", "due_on")
        return {name: getattr(current, name) if current else None for name in names}

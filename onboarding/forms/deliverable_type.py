"""A type of deliverable: what a project wants, and by when."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.models import Theme
from onboarding.models import DeliverableKind, RegionalText
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField


class DeliverableTypeForm(forms.Form):
    """Without a name it is called after its kind."""

    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("kies")), *DeliverableKind.choices])
    name = LineField(
        label=_("Naam"),
        max_length=120,
        required=False,
        help_text=_("Zoals het boven de kolom staat. Leeg: de naam van de soort."),
    )
    explanation = ProseField(
        label=_("Wat er gevraagd wordt"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wanneer is het goed? Wie ermee bezig is, leest dit erbij."),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thema"), required=False, empty_label=_("geen thema in het bijzonder")
    )
    text = forms.ModelChoiceField(
        RegionalText.objects.none(),
        label=_("Regionale tekst waar het uit komt"),
        required=False,
        empty_label=_("geen"),
        help_text=_("Wijzigt die tekst, dan staat in de matrix welke organisaties iets te herzien hebben."),
    )
    due_on = DateField(
        label=_("Tegen"),
        required=False,
        help_text=_("De dag voor iedereen. Een organisatie kan een andere dag krijgen."),
    )
    needs_document = forms.BooleanField(
        label=_("Er hoort een document bij"), required=False, help_text=_("Opleveren kan dan pas met een bestand.")
    )
    is_reviewed = forms.BooleanField(
        label=_("De coördinator kijkt het na"),
        required=False,
        help_text=_("Contactpersonen dienen het in. De coördinator noteert dan dat het opgeleverd is."),
    )

    def __init__(self, *args: Any, themes: "QuerySet[Theme]", texts: "QuerySet[RegionalText]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["text"].queryset = texts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") and "name" in cleaned and not cleaned["name"]:
            label = str(DeliverableKind(cleaned["kind"]).label)
            cleaned["name"] = label[:1].upper() + label[1:]
        return cleaned


class DeliverableTypeEditForm(VersionMixin, DeliverableTypeForm):
    """The same for one that is there already."""

"""A file to put with an agenda item."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.forms import DocumentField, LineField


class DocumentForm(forms.Form):
    """A document with a title of its own; without one the name of the file serves."""

    file = DocumentField(label=_("Bestand"), help_text=_("PDF, tekst, rekenblad, presentatie of beeld."))
    title = LineField(
        label=_("Titel"), max_length=200, required=False, help_text=_("Laat leeg om de bestandsnaam te gebruiken.")
    )
    language = forms.ChoiceField(label=_("Taal van het document"))

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(dict.fromkeys([*languages, "nl", "fr", "en"]))
        self.fields["language"].choices = [(code, LANGUAGES[code]) for code in known]  # type: ignore[attr-defined]
        self.fields["language"].initial = known[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None and not cleaned.get("title"):
            cleaned["title"] = file.clean_name.rpartition(".")[0] or file.clean_name
        return cleaned


class DocumentVersionForm(forms.Form):
    file = DocumentField(label=_("Nieuwe versie"), help_text=_("De vorige versie blijft bewaard."))

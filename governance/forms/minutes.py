"""Minutes per language, their approval, and a correction afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.texts import add_fields, labelled
from governance.models import AgendaItem, Meeting
from wegwijzer.accounts.periods import today
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.forms import DateField, IntegerField, LineField, ProseField

MINUTES = _("Verslag")


def boxes(meeting: Meeting) -> list[tuple[str, str]]:
    """The languages in which minutes are written, each with the label of its box; for a page with many items."""
    return labelled(str(MINUTES), meeting.languages)


class MinutesForm(forms.Form):
    """The minutes of one item in the languages of the meeting; `version` is the one the writer started from."""

    version = IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_item{item.pk}_%s")
        super().__init__(*args, **kwargs)
        assert item.meeting is not None
        self.item = item
        self.languages = item.meeting.languages
        self.initial.setdefault("version", item.minutes_version)
        add_fields(self, "text", self.languages, _prose, str(MINUTES), initial=item.minutes)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed per language; an empty text is there too, since it takes away what was written."""
        return {language: self.cleaned_data[f"text_{language}"] for language in self.languages}


def _prose() -> ProseField:
    return ProseField(required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 4}))


class ApprovalForm(forms.Form):
    """The day on which minutes were approved outside a meeting that is kept here."""

    on = DateField(label=_("Goedgekeurd op"), initial=today, latest=today)


class CorrectionForm(forms.Form):
    """One text of approved minutes, anew, with the reason."""

    version = IntegerField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Taal"))
    after = ProseField(required=False, max_length=50_000, label=_("De tekst zoals hij moet zijn"))
    reason = LineField(
        max_length=300, label=_("Reden"), help_text=_("Staat in het verslag onder dit punt. Geen namen van inwoners.")
    )

    def __init__(self, *args: Any, item: AgendaItem, language: str, **kwargs: Any) -> None:
        initial = {"version": item.minutes_version, "language": language, "after": item.minutes.get(language, "")}
        super().__init__(*args, initial=initial, **kwargs)
        assert item.meeting is not None
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, LANGUAGES[code]) for code in item.meeting.languages]
        field.widget = forms.HiddenInput()
        self.fields["after"].widget.attrs["lang"] = language

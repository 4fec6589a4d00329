"""What an organisation makes of a text: filling places, refining a section, own sections."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onboarding.forms.regional_text import WordsForm, current_value
from onboarding.models import LocalText, RegionalText, Stance
from onboarding.models.edition_content import FACTS
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField
from wegwijzer.ui.forms.personal import NoPersonalData

LABELS = {
    "title": _("Titel"),
    "body": _("Tekst"),
    "actor": _("Wie doet het"),
    "moment": _("Wanneer"),
    "documents": _("Nodige documenten"),
    "pictures": _("Foto’s"),
}


class FillForm(VersionMixin):
    """One field per place, by its name; `card` has what stands there when it is left empty."""

    def __init__(
        self, *args: Any, local: LocalText, places: Sequence[str], card: Mapping[str, str], **kwargs: Any
    ) -> None:
        self.places = {f"place_{number}": name for number, name in enumerate(places)}
        start = {key: local.fillings.get(name, "") for key, name in self.places.items()}
        kwargs["initial"] = start | {"version": local.version if local.pk else 0}
        super().__init__(*args, **kwargs)
        for key, name in self.places.items():
            hint = _now("Leeg laten neemt de kaart van de organisatie over: %s.") % card[name] if card.get(name) else ""
            label = name[:1].upper() + name[1:]
            self.fields[key] = LineField(label=label, max_length=200, required=False, help_text=hint)

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[key] for key, name in self.places.items()}

    def saved_values(self, current: LocalText) -> dict[str, Any]:
        return {key: current.fillings.get(name, "") for key, name in self.places.items()}


class RefineForm(NoPersonalData, VersionMixin):
    """Take over, adapt or drop; the text is asked only of who adapts. `edition` is what it is made from."""

    edition = IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        label=_("Wat doet uw bestuur met deze sectie?"),
        choices=[
            (Stance.TAKES_OVER, _("Wij nemen ze over zoals ze is")),
            (Stance.ADAPTS, _("Wij passen ze aan")),
            (Stance.DROPS, _("Wij laten ze weg")),
        ],
        widget=forms.RadioSelect,
    )
    reason = LineField(
        label=_("Reden"),
        max_length=500,
        required=False,
        help_text=_("Nodig als u aanpast of weglaat. De coördinator leest dit."),
    )

    def __init__(self, *args: Any, text: RegionalText, known: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = WordsForm(text=text)
        self.words, self.known_texts = list(words.fields), known
        self.watched = ("reason", *self.words)
        for name, field in words.fields.items():
            self.fields[name] = field
            field.required = False

    def clean(self) -> dict[str, Any]:
        if self.data.get("stance") != Stance.ADAPTS:
            self.watched = ("reason",)  # what stands in the other fields is not kept
        data = super().clean() or self.cleaned_data
        stance = data.get("stance")
        if stance in (Stance.ADAPTS, Stance.DROPS) and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Zeg kort waarom: de regio leert daaruit."))
        if stance == Stance.ADAPTS:
            for name in ("title", "body"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit veld in."))
        return data

    def known(self) -> Sequence[str]:
        return self.known_texts

    def saved_values(self, current: Any) -> dict[str, Any]:
        return {name: current_value(current, name) for name in self.words} | {"edition": self.data.get("edition")}


class OwnSectionForm(NoPersonalData, WordsForm):
    """A section of the organisation itself; `position` is the number of the section that it follows."""

    watched: tuple[str, ...] = ("title", "body", *FACTS)

    def __init__(self, *args: Any, after: Sequence[tuple[int, str]], known: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_texts = known
        choices = [(0, _now("helemaal vooraan")), *after]
        self.fields["position"] = forms.TypedChoiceField(
            label=_now("Na welke sectie?"), choices=choices, coerce=int, initial=after[-1][0] if after else 0
        )

    def known(self) -> Sequence[str]:
        return self.known_texts


class OwnSectionEditForm(OwnSectionForm, VersionMixin):
    """To correct one."""

"""A picture in a section, with what who can not see it reads, in each language of the text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onboarding.models import RegionalText, SectionPicture
from onboarding.models.regional_text import SOURCE
from wegwijzer.localised import LANGUAGES, LocalisedText
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, PictureField

LONGEST = 300
TEXTS = ("alt", "caption")


class SectionPictureForm(forms.Form):
    picture = PictureField(
        label=_("Foto"),
        help_text=_(
            "PNG, JPEG of WebP, hoogstens 10 MB. Plaats en toestel halen wij eruit. Toon geen herkenbare mensen."
        ),
    )
    alt = LineField(
        label=_("Wat is er te zien?"),
        max_length=LONGEST,
        required=False,
        help_text=_("Voor wie de foto niet ziet, bijvoorbeeld: het gemeentehuis, met de ingang links."),
    )
    is_decorative = forms.BooleanField(
        label=_("Alleen versiering: de foto zegt niets dat er niet staat"), required=False
    )
    caption = LineField(label=_("Onderschrift"), max_length=LONGEST, required=False)

    def __init__(self, *args: Any, text: RegionalText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = text.translations
        labels = {"alt": _now("Wat is er te zien, in het %s"), "caption": _now("Onderschrift in het %s")}
        for code in self.codes:
            for name in TEXTS:
                widget = forms.TextInput(attrs={"lang": code, "dir": "auto"})
                label = labels[name] % LANGUAGES[code]
                self.fields[f"{name}_{code}"] = LineField(
                    label=label, max_length=LONGEST, required=False, widget=widget
                )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("is_decorative") and not data.get("alt") and "alt" not in self.errors:
            self.add_error("alt", _("Zeg wat er te zien is, of duid aan dat de foto alleen versiering is."))
        return data

    def values(self) -> dict[str, Any]:
        """What the action takes. What only decorates is not described."""
        data = self.cleaned_data
        said = {
            name: LocalisedText({SOURCE: data[name], **{code: data[f"{name}_{code}"] for code in self.codes}})
            for name in TEXTS
        }
        for name, text in said.items():
            if not text.get(SOURCE) or (name == "alt" and data["is_decorative"]):
                said[name] = LocalisedText()
        return said | {"picture": data["picture"], "is_decorative": data["is_decorative"]}

    def saved_values(self, current: SectionPicture) -> dict[str, Any]:
        return saved_of(current, self.codes)


class SectionPictureEditForm(SectionPictureForm, VersionMixin):
    """Other words; another picture only where one is chosen."""

    def __init__(self, *args: Any, row: SectionPicture, **kwargs: Any) -> None:
        text = row.text
        kwargs["initial"] = saved_of(row, text.translations) | {"version": row.version}
        super().__init__(*args, text=text, **kwargs)
        self.fields["picture"].required = False
        self.fields["picture"].label = _now("Andere foto in de plaats")

    def values(self) -> dict[str, Any]:
        return super().values() | {"version": self.cleaned_data["version"]}


def saved_of(row: SectionPicture, codes: list[str]) -> dict[str, Any]:
    said = {name: getattr(row, name).get(SOURCE, "") for name in TEXTS}
    others = {f"{name}_{code}": getattr(row, name).get(code, "") for name in TEXTS for code in codes}
    return said | others | {"is_decorative": row.is_decorative}

"""A chapter of a plan: its theme, mission and vision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, ProseField


class ThemeNameField(LineField):
    """The name of one theme, as themes are kept: in lower case."""

    def to_python(self, value: object) -> str:
        return " ".join(super().to_python(value).split()).lower()


class ChapterForm(forms.Form):
    mission = ProseField(label=_("Missie"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    vision = ProseField(label=_("Visie"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ChapterAddForm(ChapterForm):
    field_order = ("name", "mission", "vision")

    name = ThemeNameField(
        label=_("Thema"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
        help_text=_("Kies een thema van het samenwerkingsverband, of noem een nieuw. Bijvoorbeeld: huisvesting."),
    )


class ChapterChangeForm(VersionMixin, ChapterForm):
    """The words of a chapter; its theme stays."""

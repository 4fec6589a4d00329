"""A regional text, its sections in draft, their translations, and publishing them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership
from onboarding.models import Mode, RegionalText, TextKind
from onboarding.models.edition_content import FACTS
from onboarding.models.regional_text import LONGEST, LONGEST_TITLE, SOURCE
from wegwijzer.localised import LANGUAGES, LocalisedText
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, ProseField

OTHERS = [(code, name) for code, name in LANGUAGES.items() if code != SOURCE]


class RegionalTextForm(forms.Form):
    """What it is for and for whom is asked once, here."""

    kind = forms.ChoiceField(label=_("Soort"), choices=TextKind.choices)
    title = LineField(label=_("Titel"), max_length=LONGEST_TITLE)
    purpose = ProseField(
        label=_("Waarvoor dient de tekst?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Andere talen dan het Nederlands mogen alleen voor een doel dat dit nodig maakt."),
    )
    audience = LineField(label=_("Voor wie?"), max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("Ook in deze talen"), choices=OTHERS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean_languages(self) -> str:
        return ",".join(self.cleaned_data["languages"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == TextKind.PROCEDURE and data.get("languages"):
            self.add_error("languages", _("Een procedure is voor wie ermee werkt en heeft geen vertalingen."))
        return data


class RegionalTextAddForm(RegionalTextForm):
    partnership = forms.ModelChoiceField(Partnership.objects.none(), label=_("Samenwerkingsverband"))

    def __init__(self, *args: Any, partnerships: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partnership"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = partnerships
        if len(partnerships) == 1:
            field.initial, field.widget = partnerships[0], forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "title" in data:
            data["title"] = LocalisedText(data["title"])
        return data


class RegionalTextEditForm(RegionalTextForm, VersionMixin):
    """With its title in each of its languages."""

    def __init__(self, *args: Any, text: RegionalText, **kwargs: Any) -> None:
        kwargs["initial"] = saved_of(text) | {"languages": text.translations, "version": text.version}
        super().__init__(*args, **kwargs)
        self.before = text.title
        self.codes = text.translations
        self.older = [code for code in self.codes if code in text.title_sources and code in text.title]
        for code in self.codes:
            self._add_title(code, text)

    def _add_title(self, code: str, text: RegionalText) -> None:
        language = LANGUAGES[code]
        widget = forms.TextInput(attrs={"lang": code, "dir": "auto"})
        field = LineField(
            label=_now("Titel in het %s") % language, max_length=LONGEST_TITLE, required=False, widget=widget
        )
        self.fields[f"title_{code}"] = field
        if code in self.older:
            field.help_text = _now("Vertaald toen het Nederlands zei: ‘%s’.") % text.title_sources[code]
            self.fields[f"holds_{code}"] = forms.BooleanField(
                label=_now("De titel in het %s klopt nog") % language, required=False
            )

    def values(self) -> dict[str, Any]:
        """The columns, and for which languages (`holds`) the title still is right."""
        data = dict(self.cleaned_data)
        titles = {code: data.pop(f"title_{code}") for code in self.codes}
        holds = [code for code in self.older if data.pop(f"holds_{code}")]
        return data | {"title": LocalisedText({**self.before, **titles, SOURCE: data["title"]}), "holds": holds}

    def saved_values(self, current: RegionalText) -> dict[str, Any]:
        return saved_of(current)


def saved_of(text: RegionalText) -> dict[str, Any]:
    said = {"kind": text.kind, "title": str(text.title), "purpose": text.purpose, "audience": text.audience}
    titles = {f"title_{code}": text.title.get(code, "") for code in text.translations}
    return said | {"languages": text.languages} | titles


class WordsForm(forms.Form):
    """Title and text in Dutch, and of a step who does it, when, and what is needed."""

    title = LineField(label=_("Titel"), max_length=LONGEST_TITLE)
    body = ProseField(
        label=_("Tekst"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Een lege regel begint een alinea, ‘- ’ een opsomming. {telefoon} en {openingsuren} vult elke gemeente in;"
            " {naam}, {gemeente}, {adres}, {e-mail} en {website} vullen zichzelf in."
        ),
    )
    actor = LineField(label=_("Wie doet het"), max_length=150, required=False)
    moment = LineField(label=_("Wanneer"), max_length=150, required=False)
    documents = ProseField(
        label=_("Nodige documenten"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, text: RegionalText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not text.is_procedure:
            for name in FACTS:
                del self.fields[name]

    def saved_values(self, current: Any) -> dict[str, Any]:
        """For the page of two versions: the Dutch of the row."""
        return {name: current_value(current, name) for name in ("title", "body")}


def current_value(row: Any, name: str) -> str:
    said = getattr(row, name)
    return said.get(SOURCE, "") if isinstance(said, LocalisedText) else str(said or "")


def words_of(row: Any) -> dict[str, str]:
    """What the fields of a WordsForm start from."""
    return {name: current_value(row, name) for name in ("title", "body", *FACTS)}


class SectionForm(WordsForm):
    mode = forms.ChoiceField(
        label=_("Wat mogen gemeenten?"),
        choices=[
            (Mode.REFINABLE, _("verfijnen: overnemen, aanpassen of weglaten")),
            (Mode.FILLABLE, _("alleen de open plaatsen invullen")),
            (Mode.LOCKED, _("niets: vast voor iedereen")),
        ],
        initial=Mode.REFINABLE,
        widget=forms.RadioSelect,
    )


class SectionEditForm(SectionForm, VersionMixin):
    """To correct one."""


class TranslationForm(VersionMixin):
    """What a section says in one other language."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"lang": language, "dir": "auto"}
        self.language = language
        self.fields["title"] = LineField(
            label=_now("Titel in het %s") % LANGUAGES[language],
            max_length=LONGEST_TITLE,
            required=False,
            widget=forms.TextInput(attrs=attrs),
        )
        self.fields["body"] = ProseField(
            label=_now("Tekst in het %s") % LANGUAGES[language],
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs=attrs | {"rows": 10}),
        )

    def saved_values(self, current: Any) -> dict[str, Any]:
        return {name: getattr(current, name).get(self.language, "") for name in ("title", "body")}


class PublishForm(forms.Form):
    """`seen` is the checksum of the draft that was on the screen."""

    note = ProseField(
        label=_("Wat is er nieuw?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eén of twee zinnen voor de gemeenten: zij lezen dit bij de versie en in de mail."),
    )
    seen = LineField(widget=forms.HiddenInput, max_length=64)

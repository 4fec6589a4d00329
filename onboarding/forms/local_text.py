"""What an organisation makes of a text: filling places, refining a section, deciding after a new edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onboarding.forms.regional_text import LONGEST, WordsForm, current_value
from onboarding.models import LocalText, RegionalText, Stance
from onboarding.models.edition_content import FACTS
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, ProseField
from wegwijzer.wording import Choice, Merge

OURS_MARK, THEIRS_MARK, END_MARK = "[[uw tekst: ", " || regio: ", "]]"
OPEN = OURS_MARK + "{ours}" + THEIRS_MARK + "{theirs}" + END_MARK
LABELS = {
    "title": _("Titel"),
    "body": _("Tekst"),
    "actor": _("Wie doet het"),
    "moment": _("Wanneer"),
    "documents": _("Nodige documenten"),
}


class FillForm(VersionMixin):
    """One field per place, by its name."""

    def __init__(self, *args: Any, local: LocalText, places: Sequence[str], **kwargs: Any) -> None:
        self.places = {f"place_{number}": name for number, name in enumerate(places)}
        start = {key: local.fillings.get(name, "") for key, name in self.places.items()}
        kwargs["initial"] = start | {"version": local.version if local.pk else 0}
        super().__init__(*args, **kwargs)
        for key, name in self.places.items():
            self.fields[key] = LineField(label=name[:1].upper() + name[1:], max_length=200, required=False)

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[key] for key, name in self.places.items()}

    def saved_values(self, current: LocalText) -> dict[str, Any]:
        return {key: current.fillings.get(name, "") for key, name in self.places.items()}


class RefineForm(VersionMixin):
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

    def __init__(self, *args: Any, text: RegionalText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = WordsForm(text=text)
        self.words = list(words.fields)
        for name, field in words.fields.items():
            self.fields[name] = field
            field.required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stance = data.get("stance")
        if stance in (Stance.ADAPTS, Stance.DROPS) and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Zeg kort waarom: de regio leert daaruit."))
        if stance == Stance.ADAPTS:
            for name in ("title", "body"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit veld in."))
        return data

    def saved_values(self, current: Any) -> dict[str, Any]:
        return {name: current_value(current, name) for name in self.words} | {"edition": self.data.get("edition")}


class OwnSectionForm(WordsForm):
    """A section of the organisation itself; `position` is the number of the section that it follows."""

    def __init__(self, *args: Any, after: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(0, _now("helemaal vooraan")), *after]
        self.fields["position"] = forms.TypedChoiceField(
            label=_now("Na welke sectie?"), choices=choices, coerce=int, initial=after[-1][0] if after else 0
        )


class OwnSectionEditForm(OwnSectionForm, VersionMixin):
    """To correct one."""


class DecideForm(VersionMixin):
    """After a new edition: take the region's, keep the own text, or both together with a choice per conflict.

    The texts start from the merge; what nobody chose yet stands in them between marks, with both texts.
    """

    edition = IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, merges: Mapping[str, Merge], options: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: dict[str, tuple[str, int]] = {}
        self.merges = merges
        labels = {
            "merge": _now("Voeg beide samen, zoals hieronder"),
            "take": _now("Neem de tekst van de regio over"),
            "keep": _now("Houd de eigen tekst"),
        }
        choices = [(name, label) for name, label in labels.items() if name in options]
        self.fields["what"] = forms.ChoiceField(
            label=_now("Wat wordt het?"), choices=choices, widget=forms.RadioSelect, initial=choices[0][0]
        )
        if "merge" in options:
            for name in merges:
                self._add(name, merges[name])

    def _add(self, name: str, merged: Merge) -> None:
        for number, piece in enumerate(merged.conflicts):
            key = f"choice_{name}_{number}"
            self.conflicts[key] = (name, number)
            ours, theirs = (Truncator(said.strip()).chars(120) or _now("niets") for said in (piece.ours, piece.theirs))
            self.fields[key] = forms.ChoiceField(
                label=_now("%(field)s, botsing %(number)s") % {"field": LABELS[name], "number": number + 1},
                choices=[
                    (Choice.OURS, _now("uw tekst: %s") % ours),
                    (Choice.THEIRS, _now("de regio: %s") % theirs),
                    (Choice.BOTH, _now("allebei, na elkaar")),
                ],
                required=False,
                widget=forms.RadioSelect,
            )
        line = name not in ("body", "documents")
        kind: Any = LineField if line else ProseField
        room = 2 * LONGEST if name == "body" else 2000
        self.fields[name] = kind(label=LABELS[name], max_length=room, required=False, initial=merged.text(open_=OPEN))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("what") != "merge":
            return data
        for name, merged in self.merges.items():
            if name in data:
                data[name] = said = self._chosen(name, merged, data[name], data)
                if OURS_MARK in said or THEIRS_MARK in said:
                    words = _("Hier staan nog twee teksten naast elkaar. Kies bij elke botsing, of wis wat weg moet.")
                    self.add_error(name, words)
                elif not said and name in ("title", "body"):
                    self.add_error(name, _("Vul dit veld in."))
                elif len(said) > (LONGEST if name == "body" else 1000):
                    self.add_error(name, _("Maak deze tekst korter."))
        return data

    @staticmethod
    def _chosen(name: str, merged: Merge, said: str, data: Mapping[str, Any]) -> str:
        """The text with each marked conflict that was chosen in replaced by those words."""
        for number, piece in enumerate(merged.conflicts):
            chosen = data.get(f"choice_{name}_{number}")
            if chosen:
                words = {Choice.OURS: piece.ours, Choice.THEIRS: piece.theirs, Choice.BOTH: piece.text}[Choice(chosen)]
                mark = OURS_MARK + piece.ours + THEIRS_MARK + piece.theirs + END_MARK
                said = said.replace(mark, words, 1)
        return said

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {name: data.get(name, "") for name in ("title", "body", *FACTS)}

    def saved_values(self, current: Any) -> dict[str, Any]:
        return {name: current_value(current, name) for name in ("title", "body", *FACTS)}

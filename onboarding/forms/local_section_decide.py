"""What becomes of a refined section after a next edition: the region's, the own, or both, part by part."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onboarding.forms.local_text import LABELS
from onboarding.forms.regional_text import LONGEST, current_value
from onboarding.models.edition_content import FACTS
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, ProseField
from wegwijzer.ui.forms.personal import NoPersonalData
from wegwijzer.wording import Choice, Merge, merge

OURS_MARK, THEIRS_MARK, END_MARK = "[[uw tekst: ", " || regio: ", "]]"
OPEN = OURS_MARK + "{ours}" + THEIRS_MARK + "{theirs}" + END_MARK
SHOWN = 120  # characters of a change in its label
BEFORE = 4  # words that say where a change stands


class DecideForm(NoPersonalData, VersionMixin):
    """After a new edition: take the region's, keep the own text, or both together, part by part.

    The texts start from the merge. What the region changed alone is in it, and is taken out again where it is not
    ticked; where both changed something it stands between marks, with both texts, until somebody chose.
    """

    watched: tuple[str, ...] = ("title", "body", *FACTS)

    edition = IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        merges: Mapping[str, Merge],
        options: Sequence[str],
        known: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known_texts = known
        self.conflicts: dict[str, tuple[str, int]] = {}
        self.merges = merges if "merge" in options else {}
        labels = {
            "merge": _("Voeg beide samen, zoals hieronder"),
            "take": _("Neem de tekst van de regio over"),
            "keep": _("Houd de eigen tekst"),
        }
        choices = [(name, label) for name, label in labels.items() if name in options]
        self.fields["what"] = forms.ChoiceField(
            label=_("Wat wordt het?"), choices=choices, widget=forms.RadioSelect, initial=choices[0][0]
        )
        self._offer()
        for name in self.merges:
            self._add(name, self.merges[name])

    def _offer(self) -> None:
        """A tick for each thing that the region changed alone."""
        found = [
            (f"{name}:{number}", f"{LABELS[name]}: {_in_words(merged, places)}")
            for name, merged in self.merges.items()
            for number, places in enumerate(merged.offers)
        ]
        if found:
            self.fields["taken"] = forms.MultipleChoiceField(
                label=_("Wat neemt u over van de regio?"),
                choices=found,
                initial=[key for key, _label in found],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Vink uit wat bij u blijft zoals het was: bij het bewaren gaat het uit de tekst."),
            )

    def _add(self, name: str, merged: Merge) -> None:
        for number, piece in enumerate(merged.conflicts):
            key = f"choice_{name}_{number}"
            self.conflicts[key] = (name, number)
            ours, theirs = (Truncator(said.strip()).chars(SHOWN) or _("niets") for said in (piece.ours, piece.theirs))
            self.fields[key] = forms.ChoiceField(
                label=_("%(field)s, botsing %(number)s") % {"field": LABELS[name], "number": number + 1},
                choices=[
                    (Choice.OURS, _("uw tekst: %s") % ours),
                    (Choice.THEIRS, _("de regio: %s") % theirs),
                    (Choice.BOTH, _("allebei, na elkaar")),
                ],
                required=False,
                widget=forms.RadioSelect,
            )
        line = name not in ("body", "documents")
        kind: Any = LineField if line else ProseField
        room = 2 * LONGEST if name == "body" else 2000
        self.fields[name] = kind(label=LABELS[name], max_length=room, required=False, initial=merged.text(open_=OPEN))

    def known(self) -> Sequence[str]:
        return self.known_texts

    def clean(self) -> dict[str, Any]:
        if self.data.get("what") != "merge":
            self.watched = ()  # what stands in the fields is not kept
        data = super().clean() or self.cleaned_data
        if data.get("what") != "merge":
            return data
        for name, merged in self.merges.items():
            if name not in data:
                continue
            data[name] = said = self._chosen(name, merged, self._taken(name, merged, data), data)
            if OURS_MARK in said or THEIRS_MARK in said:
                words = _("Hier staan nog twee teksten naast elkaar. Kies bij elke botsing, of wis wat weg moet.")
                self.add_error(name, words)
            elif not said and name in ("title", "body"):
                self.add_error(name, gettext_lazy("Vul dit veld in."))
            elif len(said) > (LONGEST if name == "body" else 1000):
                self.add_error(name, _("Maak deze tekst korter."))
        return data

    def _taken(self, name: str, merged: Merge, data: Mapping[str, Any]) -> str:
        """What was typed, without what is not taken; what was typed over by hand as well is asked again."""
        said, ticked = str(data[name]), data.get("taken") or ()
        left = {number for number in range(len(merged.offers)) if f"{name}:{number}" not in ticked}
        if not left:
            return said
        again = merge(merged.text(open_=OPEN), said, merged.without(left).text(open_=OPEN))
        if not again.is_clean:
            words = _(
                "U vinkte iets uit en schreef op die plaats ook zelf. Vink het weer aan: dan geldt wat u schreef."
            )
            self.add_error("taken", words)
            return said
        return again.text().strip()

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


def _in_words(merged: Merge, places: range) -> str:
    """What the region changed there: ‘maand’ wordt ‘week’, after the words before it."""
    pieces = [merged.pieces[at] for at in places]
    old, new = (Truncator("".join(said).strip()).chars(SHOWN) for said in _sides(pieces))
    before = "".join(piece.text for piece in merged.pieces[: places.start]).split()
    words = {"old": old, "new": new, "before": " ".join(before[-BEFORE:])}
    if not old:
        if not before:
            return _("‘%(new)s’ komt er vooraan bij") % words
        return _("‘%(new)s’ komt erbij na ‘%(before)s’") % words
    if not new:
        return _("‘%(old)s’ valt weg") % words
    if not before:
        return _("‘%(old)s’ wordt ‘%(new)s’") % words
    return _("‘%(old)s’ wordt ‘%(new)s’, na ‘%(before)s’") % words


def _sides(pieces: Sequence[Any]) -> tuple[list[str], list[str]]:
    return [piece.base for piece in pieces], [piece.theirs for piece in pieces]

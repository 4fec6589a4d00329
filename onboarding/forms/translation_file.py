"""A translation out of a file, looked at before anything is kept."""

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onboarding.actions.translation_file import Proposal, Returned, propose
from onboarding.forms.xliff_reading import MOST_UNITS, FileUnit, TranslationFile, Unreadable, read_xliff
from onboarding.models.regional_text import LONGEST, LONGEST_TITLE, SOURCE
from onboarding.models.translation_unit import Handout
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.forms import DocumentField, LineField, ProseField
from wegwijzer.ui.forms.text import TextField
from wegwijzer.ui.inspection.refusal import Refusal

MOST_BYTES = 3 * 512 * 1024  # sixty full sections in two scripts; written as letters it still fits a form
UNREADABLE: dict[str, Any] = {
    "document_type": _("Dit bestand haalt bij het openen iets op van elders. Bewaar het opnieuw als XLIFF 1.2."),
    "damaged": _("Dit bestand is beschadigd of niet volledig. Bewaar het opnieuw en probeer nog eens."),
    "other": _("Dit is geen XLIFF-bestand. Kies het bestand dat u hier ophaalde en dat vertaald is."),
    "version": _("Dit is een andere versie van XLIFF. Bewaar het als XLIFF 1.2, zoals het hier opgehaald werd."),
    "several": _("In dit bestand staan meer teksten samen. Stuur ze een voor een."),
    "too_many": _("Dit bestand telt meer dan %s delen. Kies het bestand dat u hier ophaalde.") % MOST_UNITS,
}


class XliffField(DocumentField):
    """An .xlf; the value is its text."""

    default_error_messages = {
        "kind": _("Dit soort bestand kan hier niet. Kies een XLIFF-bestand (.xlf of .xliff)."),
        "damaged": UNREADABLE["damaged"],
        "fetches": UNREADABLE["document_type"],
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=("xliff",), **kwargs)

    def to_python(self, data: Any) -> Any:
        if data is not None and getattr(data, "size", 0) > MOST_BYTES:
            raise self.refuse("too_big", limit="1,5")
        file = super().to_python(data)
        return None if file is None else self.text_of(file)

    def text_of(self, file: UploadedFile) -> TranslationFile:
        try:
            return read_xliff(file.read())
        except (Unreadable, Refusal) as unreadable:
            raise ValidationError(UNREADABLE[str(unreadable)], code=str(unreadable)) from None


class ReadField(TextField):
    """What was read from a file, as plain letters, to come back with the answer; each unit is judged by itself."""

    widget = forms.HiddenInput
    default_error_messages = {"too_long": UNREADABLE["damaged"], "invalid": UNREADABLE["damaged"]}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=3 * MOST_BYTES, **kwargs)

    def lines(self, text: str) -> str:
        return text

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return restored(text) if text else None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise self.refuse("invalid") from None


def written(file: TranslationFile) -> str:
    """As letters that no form or browser changes."""
    return json.dumps(asdict(file))


def restored(text: str) -> TranslationFile:
    """What `written` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    said = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError("not written here")
    units = [FileUnit(**unit) for unit in said.pop("units")]
    file = TranslationFile(**said, units=units)
    texts = [value for key, value in asdict(file).items() if key != "units"]
    texts += [one for unit in units for one in (unit.key, unit.source, unit.target or "", unit.standing, *unit.strange)]
    if not all(isinstance(one, str) for one in texts) or len(units) > MOST_UNITS:
        raise ValueError("not written here")
    "".join(texts).encode()  # half a letter is none
    return file


class TranslationFileForm(forms.Form):
    """`proposal` is the preview. What is sent again with its digest (`seen`) is meant to be kept."""

    file = XliffField(
        label=_("Het vertaalde bestand"),
        required=False,
        help_text=_("Een XLIFF-bestand (.xlf) dat u hier ophaalde en dat vertaald is."),
    )
    read = ReadField(required=False)
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, handout: Handout, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handout = handout
        self.proposal: Proposal | None = None
        self.returned: list[Returned] = []
        self.found: TranslationFile | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.proposal is not None and self.cleaned_data["seen"] == self.proposal.digest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in self.errors or "read" in self.errors:
            return cleaned
        self.found = found = cleaned.get("file") or cleaned.get("read")
        if found is None:
            self.add_error("file", _now("Kies een bestand."))
        elif wrong := self._wrong(found):
            self.add_error("file", wrong)
        else:
            self.returned = [_returned(unit) for unit in found.units]
            self.proposal = propose(self.handout, self.returned)
        return cleaned

    def _wrong(self, found: TranslationFile) -> str:
        """Why it is not a file for this place."""
        if found.original != self.handout.name:
            return _now("Dit bestand is van een andere tekst. Kies het bestand dat u op deze bladzijde ophaalde.")
        language, source = (code.split("-")[0].lower() for code in (found.target_language, found.source_language))
        if source != SOURCE:
            return _now("Dit bestand vertaalt niet uit het Nederlands.")
        if language != self.handout.language:
            asked, given = LANGUAGES[self.handout.language], LANGUAGES.get(language, language[:20] or "?")
            return _now("Dit bestand is naar het %(given)s, en hier hoort %(asked)s.") % {
                "given": given,
                "asked": asked,
            }
        return "" if found.units else _now("In dit bestand staat niets om te vertalen.")

    def shown_again(self) -> "TranslationFileForm":
        """The same form to show, with what was in the file in it; what is seen is what will be kept."""
        data: Any = self.data
        self.data = data = data.copy()
        data["read"] = written(self.found) if self.found is not None and self.proposal is not None else ""
        data["seen"] = self.proposal.digest if self.proposal else ""
        return self


def _returned(unit: FileUnit) -> Returned:
    """With its words cleaned as those of a form are; what is wrong with them is said."""
    is_title = unit.key.endswith("titel")
    longest = LONGEST_TITLE if is_title else LONGEST
    field = (LineField if is_title else ProseField)(max_length=longest, required=False)
    problems = [_now("Hier staat een code die er niet hoort: <%s>.") % code for code in dict.fromkeys(unit.strange)]
    target = ""
    try:
        target = field.clean(unit.target or "")
    except ValidationError as error:
        problems += error.messages
    return Returned(unit.key, unit.source, target, unit.standing, tuple(problems))

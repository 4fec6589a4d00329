"""Text per language in a form: one field per language of the meeting, `<name>_<language>`."""

from collections.abc import Callable, Iterable, Sequence

from django import forms
from django.utils.translation import gettext as _

from wegwijzer.localised import LANGUAGES, RIGHT_TO_LEFT, LocalisedText


def labelled(label: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Each language with what its field is called: with one language `label`, with more "`label`, Frans"."""
    if len(languages) == 1:
        return [(languages[0], label)]
    return [(language, f"{label}, {_(LANGUAGES[language])}") for language in languages]


def add_fields(
    form: forms.BaseForm,
    name: str,
    languages: Iterable[str],
    make: Callable[[], forms.Field],
    label: str,
    *,
    initial: LocalisedText | None = None,
) -> None:
    """Add a field per language.

    Only the first language can be required: a translation may come later.
    """
    for position, (language, called) in enumerate(labelled(label, list(languages))):
        field = make()
        field.required = field.required and position == 0
        field.label = called
        field.widget.attrs["lang"] = language
        if language in RIGHT_TO_LEFT:
            field.widget.attrs["dir"] = "rtl"
        form.fields[f"{name}_{language}"] = field
        if initial is not None:
            form.initial.setdefault(f"{name}_{language}", initial.get(language, ""))


def gathered(
    form: forms.BaseForm, name: str, languages: Iterable[str], kept: LocalisedText | None = None
) -> LocalisedText:
    """The texts that were typed; languages that the form does not show keep what is in `kept`."""
    typed = {language: form.cleaned_data.get(f"{name}_{language}", "") for language in languages}
    return LocalisedText({**(kept or {}), **typed})

"""Text per language in a form: one field per language of the meeting, `<name>_<language>`."""

from collections.abc import Callable, Iterable

from django import forms
from django.utils.translation import gettext as _

from wegwijzer.localised import LANGUAGES, RIGHT_TO_LEFT, LocalisedText


def add_fields(
    form: forms.BaseForm,
    name: str,
    languages: Iterable[str],
    make: Callable[[], forms.Field],
    label: str,
    *,
    initial: LocalisedText | None = None,
) -> None:
    """Add a field per language; with one language it is called `label`, with more "`label`, Frans".

    Only the first language can be required: a translation may come later.
    """
    languages = list(languages)
    for position, language in enumerate(languages):
        field = make()
        field.required = field.required and position == 0
        field.label = label if len(languages) == 1 else f"{label}, {_(LANGUAGES[language])}"
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

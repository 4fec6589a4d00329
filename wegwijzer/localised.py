"""Text in several languages: the one mechanism for every model (minutes, brochures, types).

A value is a LocalisedText, {"nl": "…", "fr": "…"}; the column is plain text with JSON in it, so that searching with
`icontains` finds it on SQLite and on PostgreSQL alike.
"""

import json
from typing import Any

from django.db import models

LANGUAGES = {
    "nl": "Nederlands",
    "fr": "Frans",
    "en": "Engels",
    "de": "Duits",
    "ar": "Arabisch",
    "uk": "Oekraïens",
    "tr": "Turks",
    "fa": "Dari/Farsi",
    "ti": "Tigrinya",
    "es": "Spaans",
}
RIGHT_TO_LEFT = {"ar", "fa"}


class LocalisedText(dict[str, str]):
    """Text per language code; empty texts are not kept. As a string: Dutch, or else the first there is."""

    def __init__(self, value: Any = None, **texts: str) -> None:
        if isinstance(value, str):
            value = {"nl": value}
        merged = dict(value or {}) | texts
        super().__init__({language: text for language, text in merged.items() if text})

    def in_language(self, language: str) -> str:
        """The text in this language, or else in the first language there is; "" when there is none."""
        return self.get(language) or str(self)

    def __str__(self) -> str:
        return self.get("nl") or next(iter(self.values()), "")


class LocalisedTextField(models.TextField):
    """A column of LocalisedText; a plain string that is assigned counts as Dutch."""

    # What the type checker reads a column as (django-stubs); nothing exists of it when the program runs.
    _pyi_private_set_type: "LocalisedText | dict[str, str] | str"  # type: ignore[assignment]
    _pyi_private_get_type: "LocalisedText"  # type: ignore[assignment]

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> LocalisedText:
        return LocalisedText(json.loads(value)) if value else LocalisedText()

    def to_python(self, value: Any) -> LocalisedText:
        if isinstance(value, LocalisedText):
            return value
        if isinstance(value, str) and value.startswith("{"):
            return LocalisedText(json.loads(value))
        return LocalisedText(value)

    def get_default(self) -> LocalisedText:
        """A row that was only just made has the same sort of value as one that was read."""
        return self.to_python(super().get_default())

    def get_prep_value(self, value: Any) -> str:
        return json.dumps(self.to_python(value), ensure_ascii=False) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

"""The words around a text for newcomers, in each language that texts come in: on its web page, and on paper."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from wegwijzer.localised import LANGUAGES, RIGHT_TO_LEFT

PATH = Path(__file__).resolve().parent.parent / "data" / "page_words.toml"


@cache
def _all() -> dict[str, dict[str, Any]]:
    return tomllib.loads(PATH.read_text())


def words_in(language: str) -> dict[str, Any]:
    """By name, with the seven `days` from Monday on, the `own_name` of the language and its `direction`."""
    return _all()[language] | {"direction": "rtl" if language in RIGHT_TO_LEFT else "ltr"}


def own_names() -> dict[str, str]:
    """Each language as it calls itself."""
    return {code: _all()[code]["own_name"] for code in LANGUAGES}

"""Which printout of a regional text is asked for: the text, the organisation, and the language."""

import re
from typing import NamedTuple

from wegwijzer.localised import LANGUAGES

SHAPE = re.compile(r"(\d{1,18})-(\d{1,18})(?:-([a-z]{2}))?", re.ASCII)


class TextRef(NamedTuple):
    """As text `12-3-fr`; without a language Dutch."""

    text: int
    organisation: int
    language: str = "nl"

    @classmethod
    def read(cls, ref: str) -> "TextRef | None":
        """None when it is no such reference."""
        match = SHAPE.fullmatch(ref)
        language = (match[3] or "nl") if match else ""
        if match is None or language not in LANGUAGES:
            return None
        return cls(int(match[1]), int(match[2]), language)

    def __str__(self) -> str:
        return f"{self.text}-{self.organisation}-{self.language}"

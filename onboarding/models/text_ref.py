"""Which printout of a regional text is asked for: the text, the organisation, and the language."""

import re
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from wegwijzer.localised import LANGUAGES

WRITTEN = re.compile(r"(\d{1,18})-(\d{1,18})(?:-([a-z]{2})(?:-([a-z0-9]{2,8}))?)?", re.ASCII)
ALL_WRITTEN = re.compile(r"(\d{1,18})(?:-([a-z0-9]{2,8}))?", re.ASCII)


class Shape(models.TextChoices):
    """What a brochure looks like on paper. A procedure is A4 and nothing else."""

    A5 = "a5", _("A5-bladzijden")
    A4 = "a4", _("A4-bladzijden")
    BOOKLET = "boekje", _("boekje om te plooien")
    SHEET = "fiche", _("fiche op één blad")


class TextRef(NamedTuple):
    """As text `12-3-fr`, or `12-3-fr-boekje`; without a language Dutch, without a shape pages of A5."""

    text: int
    organisation: int
    language: str = "nl"
    shape: str = Shape.A5

    @classmethod
    def read(cls, ref: str) -> "TextRef | None":
        """None when it is no such reference."""
        match = WRITTEN.fullmatch(ref)
        language, shape = (match[3] or "nl", match[4] or Shape.A5) if match else ("", "")
        if match is None or language not in LANGUAGES or shape not in Shape.values:
            return None
        return cls(int(match[1]), int(match[2]), language, shape)

    def __str__(self) -> str:
        return f"{self.text}-{self.organisation}-{self.language}{_ending(self.shape)}"


class AllRef(NamedTuple):
    """Every brochure of a text, as text `12`, or `12-boekje`."""

    text: int
    shape: str = Shape.A5

    @classmethod
    def read(cls, ref: str) -> "AllRef | None":
        """None when it is no such reference."""
        match = ALL_WRITTEN.fullmatch(ref)
        shape = (match[2] or Shape.A5) if match else ""
        return cls(int(match[1]), shape) if match and shape in Shape.values else None

    def __str__(self) -> str:
        return f"{self.text}{_ending(self.shape)}"


def _ending(shape: str) -> str:
    return "" if shape == Shape.A5 else f"-{shape}"

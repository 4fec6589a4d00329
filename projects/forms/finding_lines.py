"""Findings as people note them in a working group: one per line, with a sign or a word for what it is.

Nothing is guessed: a line without a sign is only read when it was said what such a line is.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from projects.models import FindingKind
from wegwijzer.ui.forms.typed import tidy

MOST_LINES = 200
LONGEST = 2000  # characters of one finding
SIGNS = {
    "+": FindingKind.STRENGTH,
    "-": FindingKind.WEAKNESS,
    "–": FindingKind.WEAKNESS,  # a word processor makes one of a hyphen
    "−": FindingKind.WEAKNESS,
}
LETTERS = {"k": FindingKind.OPPORTUNITY, "b": FindingKind.THREAT, "v": FindingKind.OBSERVATION}
WORDS = {
    "sterkte": FindingKind.STRENGTH,
    "zwakte": FindingKind.WEAKNESS,
    "kans": FindingKind.OPPORTUNITY,
    "bedreiging": FindingKind.THREAT,
    "vaststelling": FindingKind.OBSERVATION,
}
BULLET = re.compile(r"^(?:[•·▪◦*]|\d{1,3}[.)])\s+")
MARKED = re.compile(
    rf"(?P<sign>[{re.escape(''.join(SIGNS))}])\s*(?P<after_sign>.*)"
    rf"|(?P<letter>[{''.join(LETTERS)}])(?:\s*[:.)]\s*|\s+)(?P<after_letter>.*)"
    rf"|(?P<word>{'|'.join(WORDS)})\s*:\s*(?P<after_word>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """A line that says something; `number` is its place in what was typed, from one."""

    number: int
    text: str
    kind: str = ""
    error: str = ""


def read(text: str, usual: str = "") -> list[Line]:
    """The lines of `text` that are not empty; one without a sign is a `usual`, or a mistake when that is empty."""
    lines: list[Line] = []
    first: dict[tuple[str, str], int] = {}
    for number, typed in enumerate(text.split("\n"), start=1):
        if not tidy(typed):
            continue
        kind, said = _parts(BULLET.sub("", tidy(typed)), usual)
        error = _problem(kind, said) or _repeated(first.setdefault((kind, said), number), number)
        lines.append(Line(number, said or tidy(typed), kind, error))
    return lines


def _parts(line: str, usual: str) -> tuple[str, str]:
    """What a line is and what it says."""
    match = MARKED.fullmatch(line)
    if match is None:
        return usual, line
    if match["sign"]:
        return SIGNS[match["sign"]], match["after_sign"]
    if match["letter"]:
        return LETTERS[match["letter"].lower()], match["after_letter"]
    return WORDS[match["word"].lower()], match["after_word"]


def _problem(kind: str, said: str) -> str:
    if not kind:
        return _("Zet +, -, k, b of v voor deze regel, of kies onder de tekst wat een regel zonder teken is.")
    if not said:
        return _("Na het teken staat niets. Vul aan, of haal deze regel weg.")
    if len(said) > LONGEST:
        return _("Maak deze bevinding korter: hoogstens %(limit)s tekens, het zijn er nu %(length)s.") % {
            "limit": LONGEST,
            "length": len(said),
        }
    return ""


def _repeated(first: int, number: int) -> str:
    return "" if first == number else _("Deze bevinding staat ook op regel %s.") % first

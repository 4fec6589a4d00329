"""Several names in one cell, each with a task if there is one, so that they can be read back without a loss.

One a line, "naam: taak". What could be taken for a separator stands between quotation marks.
"""

import re
from collections.abc import Iterable

Named = tuple[str, str]  # name, task
SEPARATOR = re.compile(r"\s*(?:[\n;]|(?<= )\+ )\s*")
COLON = re.compile(r"\s*:(?:\s+|$)")
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\s*(?:[:;\n]|\+ |\Z))')
BARE_NAME = re.compile(r"(?:(?! \+ |: )[^\n;])*")
BARE_TASK = re.compile(r"(?:(?! \+ )[^\n;])*")
NOT_BARE = re.compile(r'[;:+"\n]')


def written(rows: Iterable[Named]) -> str:
    """One a line."""
    return "\n".join(_safe(name) + (f": {_safe(task)}" if task else "") for name, task in rows)


def _safe(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if NOT_BARE.search(text) else text


def read(text: str) -> list[Named]:
    """What `written` wrote; a person may also put ";" or " + " between names."""
    found: list[Named] = []
    at = 0
    while at < len(text):
        name, at = _part(BARE_NAME, text, at)
        colon, task = COLON.match(text, at), ""
        if colon:
            task, at = _part(BARE_TASK, text, colon.end())
        if name:
            found.append((name, task))
        following = SEPARATOR.search(text, at)
        at = following.end() if following else len(text)
    return found


def _part(bare: "re.Pattern[str]", text: str, at: int) -> tuple[str, int]:
    """The name or task that begins there, and where it ends."""
    while text[at : at + 1] == " ":
        at += 1
    quoted = QUOTED.match(text, at)
    if quoted:
        return quoted[1].replace('""', '"').strip(), quoted.end()
    match = bare.match(text, at)
    assert match is not None  # it may be empty, and then matches as well
    return match[0].strip(), match.end()

"""The cells of a table as domain values, and where each row stands in the tree."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects.actions.outline import MOST_DEEP
from projects.actions.plan_lines import Line
from projects.actions.plan_state import EMPTY
from projects.exports import names
from projects.exports.plan_columns import BUDGET, BY_KEY, CHOICES, WORDS, plain
from projects.forms.plan_table import Table, as_said
from projects.models import Level
from projects.models.tree import PREFIX, RANK
from wegwijzer.ui.forms import AmountField, DateField, IntegerField, LineField, NumberField, ProseField

LONGEST_TEXT = 8000  # characters, as in the form of an objective
MOST_PARTIES = 40
LONGEST = {"party": 120, "task": 300, "target_groups": 60, "theme": 60}
CODE = re.compile(r"(?P<level>SD|TD|OD|A)? ?(?P<path>[0-9]{1,4}(?:\.[0-9]{1,4})*)[.:]?")
LEVEL_OF = {prefix: level for level, prefix in PREFIX.items() if prefix}
IDEM = ("idem", "id.", "id")
NO_DAY = ("from_on", "until_on", "target_by")


@cache
def _fields() -> dict[str, forms.Field]:
    """How the text of each column is read."""
    fields: dict[str, forms.Field] = {
        "key": IntegerField(required=False),
        "depth": IntegerField(required=False, smallest=1, largest=MOST_DEEP),
        "title": LineField(max_length=500, error_messages={"required": _("schrijf wat u wilt bereiken of doen.")}),
        "explanation": ProseField(required=False, max_length=LONGEST_TEXT),
        "theme": LineField(required=False, max_length=LONGEST["theme"]),
        "product": ProseField(required=False, max_length=LONGEST_TEXT),
        "effect": ProseField(required=False, max_length=LONGEST_TEXT),
        "target_number": NumberField(required=False),
        "target_unit": LineField(required=False, max_length=60),
        "external_code": LineField(required=False, max_length=40),
        BUDGET: AmountField(required=False),
    }
    return fields | {name: DateField(required=False) for name in NO_DAY}


def lines_of(table: Table) -> list[Line]:
    """The rows in their order; what is wrong in one stands in its `errors`."""
    lines: list[Line] = []
    above: Mapping[str, str] = {}
    places = _Places(table)
    for number, given in table.rows:
        cells = {
            key: above.get(key, "") if text and key not in ("title", "code") and plain(text) in IDEM else text
            for key, text in given.items()
        }
        line = _line(number, cells)
        places.settle(line, cells.get("code", ""))
        lines.append(line)
        above = cells
    return lines


def _line(number: int, cells: Mapping[str, str]) -> Line:
    line = Line(number)
    for key, text in cells.items():
        if key == "code" or (key in BY_KEY and not BY_KEY[key].is_read):
            continue
        try:
            line.values[key] = _value(key, text)
        except ValidationError as error:
            line.errors += [as_said(key, sentence) for sentence in error.messages]
    line.key = line.values.pop("key", None)
    line.depth = line.values.pop("depth", None)
    if not line.values.get("level", "x"):
        del line.values["level"]  # follows from the code, or from what it stands under
    return line


def _value(key: str, text: str) -> Any:
    if not text and key != "title":
        return EMPTY.get(key)  # most cells are
    if key in CHOICES:
        return _choice(key, text)
    if key in ("target_groups", "responsible", "partners"):
        return _names(key, text)
    return _fields()[key.split(" ")[0]].clean(text)


@cache
def _meant(key: str, _language: str) -> dict[str, str]:
    """The choice that each word stands for, as people of that language write it."""
    meant: dict[str, str] = {}
    for choice in CHOICES[key]:
        for word in (plain(choice.label), plain(choice.value)):
            meant.setdefault(word, str(choice.value))
    return {word: str(value) for word, value in WORDS[key].items()} | meant


def _choice(key: str, text: str) -> str:
    wanted = plain(text)
    if wanted in (meant := _meant(key, get_language())):
        return meant[wanted]
    if not wanted:
        return ""
    known = ", ".join(str(choice.label) for choice in CHOICES[key] if choice.value)
    raise ValidationError(_("‘%(typed)s’ kennen wij niet. Schrijf een van deze: %(known)s.") % {
        "typed": text.strip()[:60], "known": known
    })  # fmt: skip


def _names(key: str, text: str) -> list[tuple[str, str]]:
    clean = ProseField(required=False).clean(text)
    found = names.read(clean)
    if len(found) > MOST_PARTIES:
        raise ValidationError(_("dit zijn er meer dan %s.") % MOST_PARTIES)
    longest = LONGEST.get(key, LONGEST["party"])
    for name, task in found:
        if len(name) > longest:
            raise ValidationError(_("‘%(name)s …’ is te lang: hoogstens %(most)s tekens.") % {
                "name": name[:40], "most": longest
            })  # fmt: skip
        if task and key == "target_groups":
            raise ValidationError(_("een doelgroep heeft geen taak: ‘%s’.") % name)
        if len(task) > LONGEST["task"]:
            raise ValidationError(_("de taak van %(name)s is te lang: hoogstens %(most)s tekens.") % {
                "name": name, "most": LONGEST["task"]
            })  # fmt: skip
    return found


class _Places:
    """Depth in the tree: from a column, from indentation, from codes, or from levels."""

    def __init__(self, table: Table) -> None:
        self.indents = table.indents
        self.has_column = "depth" in table.columns
        self.stack: list[tuple[tuple[int, ...], int]] = []  # path and rank of each row above, by depth
        self.markers: list[str] = []  # kinds of dashes and letters that are open under the last numbered row
        self.widths: list[int] = []

    def settle(self, line: Line, code: str) -> None:
        code = code.strip()
        match = CODE.fullmatch(code)
        prefix = (match and match["level"]) or ""
        path = tuple(int(part) for part in match["path"].split(".")) if match else ()
        if prefix and "level" not in line.values:
            line.values["level"] = str(LEVEL_OF[prefix])
        line.path = path
        if self.has_column:
            if line.depth is None and not line.errors:
                line.errors.append(as_said("depth", _("schrijf 1 voor wat bovenaan staat, 2 voor wat eronder hoort.")))
        elif self.indents:
            self._by_indent(line)
        elif path and (not prefix or len(path) > 1 or prefix == "SD"):
            self._by_path(line, path)
        elif path or "level" in line.values:
            self._by_level(line)
        elif code:
            self._by_marker(line, code)
        else:
            line.depth = 1
        self._remember(line, path)

    def _remember(self, line: Line, path: tuple[int, ...]) -> None:
        depth = line.depth or 1
        level = line.values.get("level")
        above = self.stack[depth - 2][1] if 1 < depth <= len(self.stack) + 1 else -1
        rank = RANK[Level(level)] if level else above + 1
        del self.stack[depth - 1 :]
        self.stack += [((), above)] * (depth - 1 - len(self.stack))
        self.stack.append((path, rank))

    def _by_indent(self, line: Line) -> None:
        width = self.indents[line.number]
        while self.widths and self.widths[-1] >= width:
            self.widths.pop()
        self.widths.append(width)
        line.depth = len(self.widths)
        if line.depth > MOST_DEEP:
            line.errors.append(_("Dit staat te diep: hoogstens %s niveaus.") % MOST_DEEP)

    def _by_path(self, line: Line, path: tuple[int, ...]) -> None:
        self.markers = []
        line.depth = len(path)
        if len(path) > 1 and (len(self.stack) < len(path) - 1 or self.stack[len(path) - 2][0] != path[:-1]):
            line.above = path[:-1]

    def _by_level(self, line: Line) -> None:
        self.markers = []
        rank = RANK[Level(line.values["level"])]
        depth = len(self.stack)
        while depth and self.stack[depth - 1][1] >= rank:
            depth -= 1
        line.depth = depth + 1

    def _by_marker(self, line: Line, code: str) -> None:
        """A dash, a letter: under the last row that had a number, deeper for every other kind of mark."""
        kind = "letter" if code[0].isalpha() else "number" if code[0].isdigit() else code[0]
        base = len(self.stack) - len(self.markers)
        if kind in self.markers:
            del self.markers[self.markers.index(kind) + 1 :]
        else:
            self.markers.append(kind)
        line.depth = base + len(self.markers)

"""A table or an outline out of a word processor or a spreadsheet, as rows of cells under the columns we know."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from projects.actions.plan_lines import MOST_ROWS
from projects.exports.plan_columns import BY_KEY, column_of, heading_of
from projects.forms.plan_files import MOST_COLUMNS
from wegwijzer.ui.forms.tables import cells_of

LEVELS = "SD|TD|OD|A"
NUMBERED = re.compile(
    rf"(?P<code>(?:{LEVELS}) ?[0-9]+(?:\.[0-9]+)*[.:)]?|[0-9]+(?:\.[0-9]+)+[.:)]?|[0-9]+[.)]|[a-zA-Z]\)|[ivx]{{2,4}}\)"
    r"|[-–—•*·▪])\s+(?P<title>\S.*)"
)


@dataclass
class Table:
    """`rows` is [(row number, {column: text})]; `wrong` are sentences about the whole, `ignored` unknown headings."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    indents: dict[int, int] = field(default_factory=dict)


def read(text: str) -> Table:
    """The table in this text: with a heading row, or else a list of codes and titles, indented or not."""
    numbered = [(number, row) for number, row in enumerate(cells_of(text), start=1) if any(map(str.strip, row))]
    if not numbered:
        return Table(wrong=[_("Hier staat niets in. Plak minstens één rij, of kies een bestand.")])
    if len(numbered) > MOST_ROWS + 1:
        return Table(wrong=[_("Dit zijn meer dan %s rijen. Haal het plan in delen binnen.") % MOST_ROWS])
    keys = [column_of(cell) for cell in numbered[0][1]]
    if "title" in keys or sum(map(bool, keys)) > 1:
        return _with_heading(numbered, keys)
    return _outline(numbered)


def _with_heading(numbered: list[tuple[int, list[str]]], keys: list[str]) -> Table:
    heading = numbered[0][1]
    table = Table(columns=[key for key in keys if key])
    unknown = (cell.strip() for cell, key in zip(heading, keys, strict=True) if not key)
    table.ignored = [name for name in unknown if name]
    if "title" not in keys:
        table.wrong.append(_("De kolom ‘%s’ ontbreekt.") % BY_KEY["title"].heading)
    for key in dict.fromkeys(table.columns):
        if table.columns.count(key) > 1:
            table.wrong.append(_("De kolom ‘%s’ staat er twee keer. Laat er één staan.") % heading_of(key))
    if len(keys) > MOST_COLUMNS:
        table.wrong.append(_("Dit zijn meer dan %s kolommen. Laat de andere weg.") % MOST_COLUMNS)
    for number, row in numbered[1:]:
        if any(cell.strip() for cell in row[len(keys) :]):
            said = _("Rij %s heeft meer cellen dan er kolommen zijn. Staat er een regeleinde in een cel?")
            table.wrong.append(said % number)
        table.rows.append((number, {key: cell for key, cell in zip(keys, row, strict=False) if key}))
    if not table.rows and not table.wrong:
        table.wrong.append(_("Onder de kolommen staat geen enkele rij."))
    return table


def _outline(numbered: list[tuple[int, list[str]]]) -> Table:
    """A line each: how far it stands to the right, a code or a dash if it has one, and the title."""
    table = Table(columns=["code", "title"])
    for number, row in numbered:
        line = "\t".join(row).replace("\u00a0", " ").rstrip()
        text = line.lstrip("\t ")
        indent = len(line[: len(line) - len(text)].expandtabs(4))
        first, _tab, rest = text.partition("\t")
        if "\t" in rest.strip():
            said = _("Zet boven de tabel een rij met de namen van de kolommen: Code, Doelstelling, Termijn …")
            return Table(wrong=[said])
        match = NUMBERED.fullmatch(text)
        if rest.strip() and len(first) <= 12:
            cells = {"code": first.strip(), "title": rest.strip()}
        elif match:
            cells = {"code": match["code"], "title": match["title"]}
        else:
            cells = {"code": "", "title": " ".join(text.split())}
        table.indents[number] = indent
        table.rows.append((number, cells))
    if len(set(table.indents.values())) == 1:
        table.indents = {}
    return table


def as_said(column: str, sentence: Any) -> str:
    """What is wrong in a cell, with the name of its column."""
    return _("%(column)s: %(sentence)s") % {"column": heading_of(column), "sentence": sentence}

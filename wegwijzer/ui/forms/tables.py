"""Rows and cells as text: what a spreadsheet copies, what a .csv holds, and what a page sends back."""

import csv
import io
import re

CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*+)"(?=[\t\n]|\Z)|(?P<bare>[^\t\n]*)')
MARKS = "\t;,"  # between the cells of a .csv, the likeliest first


def written(rows: list[list[str]]) -> str:
    """Cells as a spreadsheet copies them: what has a tab, a line end or a quotation mark in front stands in quotes."""
    return "\n".join("\t".join(_quoted(cell) for cell in row).rstrip("\t") for row in rows)


def _quoted(cell: str) -> str:
    if "\t" in cell or "\n" in cell or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def cells_of(text: str) -> list[list[str]]:
    """The rows of what was pasted."""
    if "\t" not in text:
        return [[line] for line in text.split("\n")]
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        match = CELL.match(text, at)
        assert match is not None  # an empty cell matches
        quoted = match["quoted"]
        rows[-1].append(match["bare"] if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def separated(text: str) -> list[list[str]]:
    """The rows of a .csv, or of what was copied out of one: by tab, else by semicolon, else by comma.

    Which of them, the first line says: a comma there is no decimal comma yet.
    """
    first = text.split("\n", 1)[0]
    mark = next((mark for mark in MARKS if mark in first), ";")
    if mark == "\t":
        return cells_of(text)
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=mark)]

"""The money of a dossier for print: tables of amounts per year, a few years beside each other."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.reports.dossier_words import amount, count, on, per_year

Content = dict[str, Any]
MOST_YEARS = 5


def budget(content: Content) -> Content | None:
    row = content["budget"]
    if not row or not row["lines"]:
        return None
    blocks = _blocks(row["years"])
    return row | {
        "title": _("Begroting, versie %(number)s: %(name)s") % row,
        "fixed_on": on(row["fixed_on"]),
        "kinds_by": [_kinds(row, years, number == len(blocks)) for number, years in enumerate(blocks, start=1)],
        "money_by": [_money(row, years, number == len(blocks)) for number, years in enumerate(blocks, start=1)],
        "lines": [_line(line) for line in row["lines"]],
        "total": amount(row["total"]),
    }


def _blocks(years: list[int]) -> list[list[int]]:
    """Years that fit beside each other."""
    return [years[at : at + MOST_YEARS] for at in range(0, len(years), MOST_YEARS)]


def _table(years: list[int], rows: list[tuple[str, Mapping[str, str], str]], has_total: bool) -> Content:
    """Amounts per year; the total over all years only in the last block, where it belongs."""
    return {
        "years": years,
        "has_total": has_total,
        "rows": [(name, [*per_year(years, amounts), *([amount(total)] * has_total)]) for name, amounts, total in rows],
    }


def _kinds(row: Content, years: list[int], has_total: bool) -> Content:
    rows = [(capfirst(kind["name"]), kind["years"], kind["total"]) for kind in row["kinds"]]
    return _table(years, [*rows, (_("Totaal"), row["costs"], row["total"])], has_total)


def _money(row: Content, years: list[int], has_total: bool) -> Content:
    rows = [(source["name"], source["years"], source["total"]) for source in row["sources"]]
    rows.append((_("Eigen middelen van de besturen"), row["own"], row["own_total"]))
    known = [amounts for _name, amounts, _total in rows]
    summed = {str(year): str(sum((Decimal(one.get(str(year), "0")) for one in known), Decimal())) for year in years}
    total = str(sum((Decimal(total) for _name, _years, total in rows), Decimal()))
    return _table(years, [*rows, (_("Totaal"), summed, total)], has_total)


def _line(line: Content) -> Content:
    months = f" {_('per jaar')} × {count(line['months'])} {_('maanden')}" if line["months"] else ""
    return line | {
        "how": f"{count(line['quantity'])} × {amount(line['unit_cost'])}{months}",
        "amount": amount(line["amount"]),
    }


def shares(content: Content) -> Content | None:
    row = content["budget"]
    if not row or not row["shares"]:
        return None
    rows = [(share["name"], share["years"], share["total"]) for share in row["shares"]]
    blocks = _blocks(row["years"])
    tables = [
        _table(years, [*rows, (_("Totaal"), row["own"], row["own_total"])], number == len(blocks))
        for number, years in enumerate(blocks, start=1)
    ]
    return {"tables": tables, "keys": row["keys"]}

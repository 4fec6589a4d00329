"""Kept values of a dossier as print writes them: days in full, amounts in euro, "–" where there is nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wegwijzer.ui.words import euro, number

NONE = "–"


def on(day: str | None) -> str:
    """`30 september 2015` of an ISO day; nothing for None."""
    return date_format(dt.date.fromisoformat(day), "j F Y") if day else ""


def period(row: Mapping[str, Any]) -> str:
    """From a day until a day, in words."""
    first, last = on(row.get("from_on")), on(row.get("until_on"))
    if first and last:
        return _("%(first)s tot en met %(last)s") % {"first": first, "last": last}
    return (_("vanaf %s") % first) if first else (_("tot en met %s") % last) if last else ""


def amount(value: str | None) -> str:
    """In euro with two decimals; "–" for nothing at all or zero."""
    return euro(Decimal(value)) if value is not None and Decimal(value) else NONE


def count(value: str | None) -> str:
    """A number without the zeros behind it."""
    return number(Decimal(value).normalize() + 0) if value is not None else ""


def per_year(years: Iterable[int], amounts: Mapping[str, str]) -> list[str]:
    return [amount(amounts.get(str(year))) for year in years]

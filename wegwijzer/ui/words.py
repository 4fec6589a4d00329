"""How dates, moments and amounts are written on the screen, in mails and in print: one spelling for all."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NARROW = "\u00a0"  # an amount and its sign stay on one line


def day(value: dt.date | None) -> str:
    """`ma 14 sep 2015`; a moment counts as its day in Belgium; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(value: dt.datetime | dt.time | None) -> str:
    """`14.00 uur` on a Belgian clock; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}.{value.minute:02} uur"


def moment(value: dt.datetime | None) -> str:
    """`ma 14 sep 2015, 14.00 uur`; nothing for None."""
    return f"{day(value)}, {clock(value)}" if value is not None else ""


def number(value: Decimal | int) -> str:
    """`1.000,50`: point per thousand, comma for decimals, as many decimals as the value has."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def short(value: Decimal | int) -> str:
    """`12,5` or `1.000`: a number without decimals that say nothing."""
    return number(Decimal(value).normalize() + 0)


def euro(value: Decimal | int | None) -> str:
    """`€ 1.000,50`, rounded to cents for the eye; nothing for None."""
    if value is None:
        return ""
    return f"€{NARROW}{number(Decimal(value).quantize(Decimal('0.01')))}"


def euro_more(value: Decimal | int | None) -> str:
    """A difference: `+ € 766,02`, `− € 766,02` or `€ 0,00`; nothing for None."""
    if value is None:
        return ""
    sign = f"+{NARROW}" if value > 0 else f"−{NARROW}" if value < 0 else ""
    return f"{sign}{euro(abs(Decimal(value)))}"

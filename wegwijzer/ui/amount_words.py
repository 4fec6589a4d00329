"""An amount in Dutch words, as it stands on a claim beside the figures.

After the Taalunie: one word up to duizend, a space after duizend and around miljoen and miljard, a diaeresis where two
vowels would run together (tweeëntwintig).
"""

from decimal import Decimal

SMALL = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    *("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
LARGE = ((10**9, "miljard"), (10**6, "miljoen"))
LARGEST = Decimal("999999999999.99")


def amount_in_words(amount: Decimal) -> str:
    """Euro, two places: "duizend tweehonderdvijftig euro en vijftig cent".

    Raises ValueError for what is negative, has parts of a cent, or is a billion (10¹²) or more.
    """
    if not 0 <= amount <= LARGEST or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"not an amount: {amount}")
    whole, cents = divmod(int(amount * 100), 100)
    said = f"{number_in_words(whole)} euro"
    return f"{said} en {number_in_words(cents)} cent" if cents else said


def number_in_words(number: int) -> str:
    """A whole number from 0, below a billion (10¹²)."""
    parts = []
    for size, name in LARGE:
        count, number = divmod(number, size)
        if count:
            parts.append(f"{_below_million(count)} {name}")
    if number or not parts:
        parts.append(_below_million(number))
    return " ".join(parts)


def _below_million(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    said = "duizend" if thousands == 1 else f"{_below_thousand(thousands)}duizend"
    return f"{said} {_below_thousand(rest)}" if rest else said


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    said = "honderd" if hundreds == 1 else f"{SMALL[hundreds]}honderd"
    return said + _below_hundred(rest) if rest else said


def _below_hundred(number: int) -> str:
    if number < len(SMALL):
        return SMALL[number]
    tens, units = divmod(number, 10)
    ten = TENS[tens - 2]
    if not units:
        return ten
    unit = SMALL[units]
    return f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}"

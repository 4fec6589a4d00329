"""Places in a text that each municipality fills: {telefoon}, {openingsuren}. Some fill themselves."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from onboarding.models.page_words import words_in
from onboarding.models.regional_text import SOURCE
from wegwijzer.accounts.models import Contact
from wegwijzer.accounts.opening_hours import Interval

PLACE = re.compile(r"\{([a-zé][a-zé0-9 -]{0,38})\}")
OPEN = "……"  # what stands in print where nothing was filled in


def own_of(contact: Contact, language: str = SOURCE) -> dict[str, str]:
    """What an organisation's own card fills, by the name of the place; opening hours in the words of `language`."""
    organisation = contact.organisation
    return {
        "naam": organisation.name,
        "gemeente": organisation.territory or organisation.city,
        "adres": ", ".join(contact.address_lines),
        "telefoon": contact.phone,
        "e-mail": contact.email,
        "website": contact.website.removeprefix("https://").rstrip("/"),
        "openingsuren": hours_in_words(contact, language),
    }


OWN_NAMES = ("naam", "gemeente", "adres", "e-mail", "website")
CARD_NAMES = ("telefoon", "openingsuren")  # filled by the card too, and by hand where a text needs other words


def hours_in_words(contact: Contact, language: str) -> str:
    """`maandag – vrijdag 9:00–12:00; zaterdag 10:00–12:00 op afspraak`; days that are alike stand together."""
    words = words_in(language)
    told = []
    for intervals, days in groupby(contact.week, key=lambda day: contact.week[day]):
        names = [words["days"][day - 1] for day in days]
        if intervals:
            span = " – ".join(dict.fromkeys((names[0], names[-1])))
            told.append(f"{span} {', '.join(_interval(one, words) for one in intervals)}")
    return "; ".join(told)


def _interval(one: Interval, words: Mapping[str, Any]) -> str:
    # Isolated, or the hours would change places in a line from right to left (Unicode UAX 9).
    said = f"\u2066{one}\u2069" if words["direction"] == "rtl" else str(one)
    return f"{said} {words['appointment']}" if one.by_appointment else said


def places_in(texts: Iterable[str]) -> list[str]:
    """The names of the places to fill by hand, in the order in which they come."""
    found = dict.fromkeys(name for text in texts for name in PLACE.findall(text))
    return [name for name in found if name not in OWN_NAMES]


def filled(text: str, values: Mapping[str, str], open_: str = OPEN) -> str:
    """The text with its places filled; `open_` where there is nothing, with {} for the name of the place."""

    def value(match: "re.Match[str]") -> str:
        return values.get(match[1], "") or open_.replace("{}", match[1])

    return PLACE.sub(value, text)

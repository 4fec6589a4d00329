"""Places in a text that each municipality fills: {telefoon}, {openingsuren}. Some fill themselves."""

import re
from collections.abc import Iterable, Mapping

from wegwijzer.accounts.models import Organisation

PLACE = re.compile(r"\{([a-zé][a-zé0-9 -]{0,38})\}")
OPEN = "……"  # what stands in print where nothing was filled in


def own_of(organisation: Organisation) -> dict[str, str]:
    """What an organisation's own card fills, by the name of the place."""
    return {
        "naam": organisation.name,
        "gemeente": organisation.territory or organisation.city,
        "adres": ", ".join(part for part in (organisation.address, organisation.place_line) if part),
        "e-mail": organisation.email,
        "website": organisation.website.removeprefix("https://").rstrip("/"),
    }


OWN_NAMES = ("naam", "gemeente", "adres", "e-mail", "website")


def places_in(texts: Iterable[str]) -> list[str]:
    """The names of the places to fill by hand, in the order in which they come."""
    found = dict.fromkeys(name for text in texts for name in PLACE.findall(text))
    return [name for name in found if name not in OWN_NAMES]


def filled(text: str, values: Mapping[str, str], open_: str = OPEN) -> str:
    """The text with its places filled; `open_` where there is nothing, with {} for the name of the place."""

    def value(match: "re.Match[str]") -> str:
        return values.get(match[1], "") or open_.replace("{}", match[1])

    return PLACE.sub(value, text)

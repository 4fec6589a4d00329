"""How an organisation is reached, in the words of a language: for the page and the paper of a text."""

from typing import Any
from urllib.parse import urlencode

from onboarding.models.page_words import words_in
from onboarding.models.refinement import LocalReading
from wegwijzer.accounts.periods import today

MAP = "https://www.openstreetmap.org/search?"


def contact_block(reading: LocalReading, language: str) -> dict[str, Any]:
    """The context of a contact block: `contact`, `week` [(day, intervals)], `closed` from today on, `map_url`."""
    contact = reading.contact
    address = ", ".join(contact.address_lines)
    days = words_in(language)["days"]
    return {
        "contact": contact,
        "week": [(days[day - 1], intervals) for day, intervals in contact.week.items()] if contact.has_hours else [],
        "closed": [row for row in contact.closed if row.last >= today()],
        "map_url": MAP + urlencode({"query": address}) if address else "",
    }

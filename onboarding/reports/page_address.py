"""Where a text stands on the web. Its numbers are the address and stay; the words behind them are for people."""

import re
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from onboarding.models import RegionalText
from onboarding.models.regional_text import SOURCE
from wegwijzer.accounts.models import Organisation

LONGEST_WORDS = 60


class Numbered(NamedTuple):
    """`12-gemeente-olen` in an address: the key of a row, and words that may be left out."""

    pk: int
    words: str = ""

    def __str__(self) -> str:
        return f"{self.pk}-{self.words}" if self.words else str(self.pk)


class NumberedConverter:
    regex = r"[0-9]+(?:-[a-z0-9_-]{1,80})?"

    def to_python(self, value: str) -> Numbered:
        match = re.fullmatch(r"([0-9]+)-?(.*)", value)
        assert match is not None
        return Numbered(int(match[1]), match[2])

    def to_url(self, value: object) -> str:
        return str(value)


def numbered(row: RegionalText | Organisation) -> Numbered:
    """With the words of today."""
    name = row.title.get(SOURCE, "") if isinstance(row, RegionalText) else row.name
    return Numbered(row.pk, slugify(name)[:LONGEST_WORDS].strip("-"))


def page_of(text: RegionalText, organisation: Organisation, language: str) -> str:
    """The page of a text in one language, with words in its address."""
    return reverse("onboarding:public_text", args=[numbered(organisation), numbered(text), language])


def list_of(organisation: Organisation) -> str:
    """The page with all texts and languages of an organisation."""
    return reverse("onboarding:public_text_list", args=[numbered(organisation)])


def whole(path: str) -> str:
    """With the host that this installation is known by: never the one that a request came with."""
    return settings.SITE_URL + path


def printed_address(text: RegionalText, organisation: Organisation, language: str) -> str:
    """For on paper: short enough to type, and the same for ever."""
    return whole(reverse("onboarding:public_text", args=[organisation.pk, text.pk, language]))

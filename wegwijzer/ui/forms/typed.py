"""What all strict fields share: text comes in, a domain value comes out, and what was typed stays as it was typed."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Spaces that word processors and spreadsheets put inside numbers and dates.
WIDE_SPACES = re.compile("[\u00a0\u2007\u2009\u202f\t]")
ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
SURROGATES = re.compile("[\ud800-\udfff]")


def tidy(text: str) -> str:
    """The same characters with ordinary spaces; not for prose, where such characters may mean something."""
    return ZERO_WIDTH.sub("", WIDE_SPACES.sub(" ", text)).strip(" \r\n")


class Typed(str):
    """Text as somebody typed it: shown again unchanged, where a stored value is shown the way it is usually written."""

    __slots__ = ()


def showable(data: Any) -> Any:
    """What was typed, fit to be shown again: half a surrogate pair can not be written to a page."""
    return Typed(SURROGATES.sub("\ufffd", data)) if isinstance(data, str) else data


class StrictField(forms.Field):
    """Base of the fields whose text stands for one value (a date, an amount, a number with check digits).

    Subclasses write `parse` (text → value, or `refuse`) and `write` (value → text, the way a form shows it).
    """

    longest = 60  # characters; what is longer was not meant as one value
    default_error_messages = {
        "required": _("Vul dit veld in."),
        "too_long": _("Dit is te lang: schrijf hoogstens %(longest)s tekens."),
    }

    def parse(self, text: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        return str(value)

    def refuse(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        text = tidy(value)
        if not text:
            return None
        if len(text) > self.longest:
            raise self.refuse("too_long", longest=self.longest)
        return self.parse(text)

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.write(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return showable(super().bound_data(data, initial))

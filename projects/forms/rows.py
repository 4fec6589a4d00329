"""A few rows of the same fields in one form, with an empty one to spare: works without script."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

MOST_ROWS = 40
SPARE = 2  # empty rows to begin with
NUMBER = re.compile("[1-9][0-9]{0,2}")
MORE = "more"  # the button that only asks for one more row; its value is the name of the rows


def rows_in(data: Mapping[str, Any] | None, name: str, filled: int) -> range:
    """The numbers of the rows to show: those that are filled and some to spare, or those that were sent.

    A browser sends what the page showed; who asked for one more gets that.
    """
    if data is None:
        return range(1, min(filled + SPARE, MOST_ROWS) + 1)
    numbers = [key.removeprefix(f"{name}_") for key in data if key.startswith(f"{name}_")]
    sent = [int(number) for number in numbers if NUMBER.fullmatch(number)]
    last = max((number for number in sent if number <= MOST_ROWS), default=SPARE)
    if data.get(MORE) == name:
        last += 1
    return range(1, min(last, MOST_ROWS) + 1)


def asks_for_more(data: Mapping[str, Any] | None) -> bool:
    return data is not None and MORE in data


def unjudged(form: forms.Form) -> forms.Form:
    """The form with what was typed so far, not looked at yet: somebody only wants a row more."""
    form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
    return form

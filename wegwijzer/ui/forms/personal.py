"""Asks once more when free text seems to hold personal data: a national register number, a birth date, a phone number.

    class EventForm(NoPersonalData, forms.Form):
        watched = ("title", "description")

What was found is said beside its field, with a tick under it for who is sure that it is nobody's data. No list of
patterns knows everything, and a number of a town hall is no personal data: so it asks, and does not refuse.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.periods import today

REGISTER = re.compile(r"(?<!\d)(\d{2})[.\s]?(\d{2})[.\s]?(\d{2})[-\s.]?(\d{3})[-\s.]?(\d{2})(?!\d)")
PHONE = re.compile(r"(?<![\d.,/])(?:(?:\+|00)\d{2}|0\d{1,3})(?:[\s./-]?\d){6,10}(?!\d)")
KBO = re.compile(r"(?<!\d)(?:BE\s?)?([01]\d{3})([.\s]?)(\d{3})\2(\d{3})(?!\d)", re.IGNORECASE)
KBO_SAID = re.compile(
    r"(?:\bKBO\b|\bBTW\b|ondernemingsnummer|\bBE\s?(?=[01]\d))\W*(?:nummer|nr\.?)?\W*(?:BE\s?)?$", re.IGNORECASE
)
DAY = re.compile(r"(?<!\d)(\d{1,2})[-/.\s](\d{1,2})[-/.\s]((?:19|20)\d{2})(?!\d)")
BORN = re.compile(r"(?:\bgeb(?:oren)?\b\.?|\bgeboortedatum\b|°)\D{0,12}\d", re.IGNORECASE)
YOUNGEST_YEARS = 12  # a day longer ago than this is rather somebody's birthday than a day in a plan


def is_register_number(first_nine: str, check: str) -> bool:
    """Whether the check digits fit: 97 less the rest by 97, with a 2 in front for who was born since 2000."""
    return int(check) in {97 - int(f"{century}{first_nine}") % 97 for century in ("", "2")}


def personal_in(text: str, known: Iterable[str] = ()) -> str:
    """What kind of personal data this seems to hold, in words; "" when nothing was seen.

    `known` are texts that anybody may read, as the number of a town hall: what stands in them is nobody's. Neither is
    a number of an enterprise (KBO), which is asked for by its name or has its own check digits and points.
    """
    text = KBO.sub(_without_kbo, text)
    for match in REGISTER.finditer(text):
        if is_register_number("".join(match.groups()[:4]), match[5]):
            return _now("een rijksregisternummer")
    if BORN.search(text) or any(_is_birthday(*match.groups()) for match in DAY.finditer(text)):
        return _now("een geboortedatum")
    public = {_digits(match[0]) for said in known for match in PHONE.finditer(said)}
    numbers = (_digits(match[0]) for match in PHONE.finditer(DAY.sub(" ", text)))
    return _now("een telefoonnummer") if any(number not in public for number in numbers) else ""


def _without_kbo(match: "re.Match[str]") -> str:
    digits = "".join(match.group(1, 3, 4))
    is_checked = 97 - int(digits[:8]) % 97 == int(digits[8:])
    is_said = KBO_SAID.search(match.string[: match.start()]) or match[0][:2].upper() == "BE"
    return " " if is_said or (is_checked and match[2] == ".") else match[0]


def _digits(text: str) -> str:
    """Of a number of a telephone as it is dialled inside Belgium."""
    return re.sub(r"^(?:0032|32)", "0", re.sub(r"\D", "", text))


def _is_birthday(day: str, month: str, year: str) -> bool:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return found.year <= today().year - YOUNGEST_YEARS


class NoPersonalData(forms.Form):
    """`watched` are the names of fields with free text; `known` gives what may stand in them (see `personal_in`)."""

    watched: tuple[str, ...] = ()
    is_nobodys = forms.BooleanField(
        label=_("Dit is geen persoonsgegeven"),
        required=False,
        help_text=_("Bijvoorbeeld het algemene nummer van een dienst. Gegevens van nieuwkomers horen hier nooit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["is_nobodys"]

    def known(self) -> Iterable[str]:
        """Texts that anybody may read."""
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        known = list(self.known())
        said = {name: str(cleaned.get(name) or "") for name in self.watched}
        found = {name: what for name, text in said.items() if (what := personal_in(text, known))}
        is_sure = cleaned.pop("is_nobodys", False)
        if not found:
            self.fields.pop("is_nobodys", None)
            return cleaned
        names = [name for name in self.fields if name != "is_nobodys"]
        names.insert(names.index(list(found)[-1]) + 1, "is_nobodys")
        self.order_fields(names)
        if not is_sure:
            for name, what in found.items():
                words = _now("Dit lijkt op %s. Haal het weg, of vink aan dat het van niemand is.")
                self.add_error(name, ValidationError(words % what))
        return cleaned

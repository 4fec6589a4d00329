"""Numbers with check digits, and codes out of a list."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum import exceptions, iban
from stdnum.be import ogm_vcs, vat

from wegwijzer.accounts import municipalities
from wegwijzer.ui.communication import in_groups
from wegwijzer.ui.forms.typed import StrictField, Typed


class KboField(StrictField):
    """An enterprise number of the Crossroads Bank for Enterprises, as ten digits ("0316380841").

    Dots, spaces, "BE" and the nine digits of before 2005 are understood. The check digits are those of the royal decree
    of 24 June 2003, article 2: 97 minus the remainder of the first eight digits by 97.
    """

    longest = 30
    default_error_messages = {
        "required": _("Vul een ondernemingsnummer in."),
        "invalid": _("Schrijf een ondernemingsnummer met tien cijfers, bijvoorbeeld 0316.380.841."),
        "check": _("De controlecijfers van dit ondernemingsnummer kloppen niet. Kijk de cijfers na."),
        "establishment": _("Dit is een vestigingsnummer. Schrijf het ondernemingsnummer: het begint met 0 of 1."),
    }

    def parse(self, text: str) -> str:
        # stdnum reads look-alikes of digits as digits; a number that people compare by eye may not contain them.
        match = re.fullmatch(r"(?:BE)?[ .]?([0-9][0-9. ]*)", text.upper())
        if match is None:
            raise self.refuse("invalid")
        digits = re.sub("[. ]", "", match[1])
        if len(digits) == 10 and digits[0] in "2345678":
            raise self.refuse("establishment")
        try:
            number = vat.validate(digits)
        except exceptions.InvalidChecksum:
            raise self.refuse("check") from None
        except exceptions.ValidationError:
            raise self.refuse("invalid") from None
        # 0000.000.097 passes the check, but the register starts at 0200.000.000.
        if number.startswith("00"):
            raise self.refuse("check")
        return number

    def prepare_value(self, value: Any) -> Any:
        if value and not isinstance(value, Typed):
            return f"{value[:4]}.{value[4:7]}.{value[7:]}"
        return value


class NisField(StrictField):
    """The NIS code of a Belgian municipality (Statbel), as five digits."""

    longest = 10
    default_error_messages = {
        "required": _("Vul een NIS-code in."),
        "invalid": _("Schrijf een NIS-code met vijf cijfers, bijvoorbeeld 13029."),
        "unknown": _("Geen gemeente heeft deze NIS-code. Kijk de cijfers na."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off"}

    def parse(self, text: str) -> str:
        if not re.fullmatch("[0-9]{5}", text):
            raise self.refuse("invalid")
        if municipalities.by_nis(text) is None:
            raise self.refuse("unknown")
        return text


class IbanField(StrictField):
    """A Belgian account number, as sixteen characters without spaces ("BE68539007547034").

    Checked twice: ISO 13616 (the two digits after BE) and the Belgian check of the last two digits. The code of the
    bank is not compared with a list: banks merge, and old accounts stay.
    """

    longest = 60
    default_error_messages = {
        "required": _("Vul een rekeningnummer in."),
        "invalid": _("Schrijf een rekeningnummer als BE68 5390 0754 7034: BE en veertien cijfers."),
        "check": _("De controlecijfers van dit rekeningnummer kloppen niet. Kijk de cijfers na."),
        "foreign": _("Hier kan alleen een Belgisch rekeningnummer. Het begint met BE."),
    }

    def parse(self, text: str) -> str:
        number = re.sub("[ .-]", "", text).upper()
        if re.fullmatch("(?!BE)[A-Z]{2}[0-9]{2}[A-Z0-9]{4,30}", number):
            raise self.refuse("foreign")
        if not re.fullmatch("BE[0-9]{14}", number):
            raise self.refuse("invalid")
        # 00, 01 and 99 have the same remainder as 97, 98 and 02, and are never given out.
        if number[2:4] in ("00", "01", "99") or int(number[4:14]) % 97 != int(number[14:]) % 97 or number[14:] == "00":
            raise self.refuse("check")
        try:
            return iban.validate(number, check_country=False)
        except exceptions.ValidationError:
            raise self.refuse("check") from None

    def prepare_value(self, value: Any) -> Any:
        return iban.format(value) if value and not isinstance(value, Typed) else value


class CommunicationField(StrictField):
    """A structured communication (OGM-VCS), as twelve digits ("090933755493").

    The plus signs or asterisks around it, slashes and spaces are understood. The last two digits check the ten before:
    the remainder by 97, and 97 where that is 0 (Febelfin).
    """

    default_error_messages = {
        "required": _("Vul een gestructureerde mededeling in."),
        "invalid": _("Schrijf een gestructureerde mededeling met twaalf cijfers, bijvoorbeeld +++090/9337/55493+++."),
        "check": _("De controlecijfers van deze mededeling kloppen niet. Kijk de cijfers na."),
    }

    def parse(self, text: str) -> str:
        match = re.fullmatch(r"(?P<mark>(?:\+{3}|\*{3})?) ?(?P<number>[0-9](?:[0-9/ .]*[0-9])?) ?(?P=mark)", text)
        digits = re.sub("[/ .]", "", match["number"]) if match else ""
        if len(digits) != 12:
            raise self.refuse("invalid")
        if not ogm_vcs.is_valid(digits) or digits.startswith("0" * 10):
            raise self.refuse("check")
        return digits

    def prepare_value(self, value: Any) -> Any:
        return in_groups(value) if value and not isinstance(value, Typed) else value

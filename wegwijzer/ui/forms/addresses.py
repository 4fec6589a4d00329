"""Addresses on the web: kept and shown, never fetched."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.text import LineField

is_web_address = URLValidator(schemes=["https"])


class HttpsUrlField(LineField):
    """An https address of a named host; "www.olen.be" gets its https:// added."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"})
    default_error_messages = {
        "invalid": _("Schrijf een webadres als https://www.voorbeeld.be."),
        "scheme": _("Dit adres is niet beveiligd. Begin het met https://."),
        "host": _("Schrijf de naam van een website, bijvoorbeeld https://www.voorbeeld.be."),
        "login": _("Laat de naam of het wachtwoord voor @ weg uit het adres."),
    }

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        if "://" not in text and ":" not in text.split("/")[0]:
            text = "https://" + text
        scheme, _colon, rest = text.partition(":")
        if scheme.lower() != "https":
            raise self.refuse("scheme" if rest.startswith("//") else "invalid")
        text = "https:" + rest
        self.refuse_odd_host(text)
        try:
            is_web_address(text)
        except ValidationError:
            raise self.refuse("invalid") from None
        if len(text) > self.longest:
            raise self.refuse("too_long", limit=self.longest, length=len(text))
        return text

    def refuse_odd_host(self, text: str) -> None:
        """No numbers for a host, no name inside the house, no "https://bank.be@elsewhere"."""
        try:
            parts = urlsplit(text)
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            raise self.refuse("invalid") from None
        if "\\" in text or not text.startswith("https://"):
            raise self.refuse("invalid")
        if "@" in parts.netloc:
            raise self.refuse("login")
        if "." not in host or is_ip(host):
            raise self.refuse("host")


def is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit()
    return True

"""How the public reaches an organisation, on one form that can be filled in with a thumb."""

import re
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import Contact, ContactPoint
from wegwijzer.accounts.opening_hours import DAYS, closed_of, week_of
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import ClosedDaysField, EmailField, HoursField, HttpsUrlField, LineField, PhoneField

NAMES = ("name", "phone", "email", "website", "address", "postcode", "city", "note")
DAY_LABELS = [_("Maandag"), _("Dinsdag"), _("Woensdag"), _("Donderdag"), _("Vrijdag"), _("Zaterdag"), _("Zondag")]


class ContactPointForm(VersionMixin):
    name = LineField(
        label=_("Naam van het loket"),
        max_length=150,
        required=False,
        help_text=_("Alleen als die anders is dan de naam van uw bestuur, bijvoorbeeld Onthaal nieuwkomers."),
    )
    phone = PhoneField(label=_("Telefoon"), required=False)
    email = EmailField(label=_("E-mail"), max_length=254, required=False)
    website = HttpsUrlField(label=_("Website"), required=False)
    address = LineField(label=_("Straat en nummer"), max_length=150, required=False)
    postcode = LineField(label=_("Postcode"), max_length=4, required=False)
    city = LineField(label=_("Plaats"), max_length=80, required=False)
    note = LineField(
        label=_("Opmerking"), max_length=300, required=False, help_text=_("Bijvoorbeeld: ingang langs de achterkant.")
    )
    closed = ClosedDaysField(
        label=_("Gesloten dagen"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Eén dag of periode per regel, met de reden erachter: 21/7/2026 Nationale feestdag."),
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        point = contact.point or ContactPoint()
        start = {name: getattr(point, name) for name in NAMES} | _hours_of(point)
        kwargs["initial"] = start | {"version": point.version if contact.point else 0}
        super().__init__(*args, **kwargs)
        for day, label in zip(DAYS, DAY_LABELS, strict=True):
            self.fields[f"day_{day}"] = HoursField(label=label, required=False)
        self.fields["day_1"].help_text = _now("Bijvoorbeeld: 9-12, 13.30-16.30 afspraak. Een lege dag is gesloten.")
        self.fields["postcode"].widget.attrs |= {"size": 5, "inputmode": "numeric"}
        own = contact.organisation
        if own.address or own.city:
            words = _now("Leeg laten is het adres van uw bestuur: %s.")
            self.fields["address"].help_text = words % ", ".join(filter(None, (own.address, own.place_line)))
        self.helper = BaseHelper()
        days = [f"day_{day}" for day in DAYS]
        self.helper.layout = Layout(
            "version",
            Fieldset(_now("Hoe men u bereikt"), *NAMES),
            Fieldset(
                _now("Wanneer u open bent (bijvoorbeeld: 9-12, 13.30-16.30 afspraak; leeg is gesloten)"),
                *days,
                "closed",
            ),
        )

    def clean_postcode(self) -> str:
        postcode = str(self.cleaned_data["postcode"])
        if postcode and not re.fullmatch("[1-9][0-9]{3}", postcode):
            raise forms.ValidationError(_("Schrijf een postcode met vier cijfers, bijvoorbeeld 2250."))
        return postcode

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("address") and not data.get("city") and "city" not in self.errors:
            self.add_error("city", _("Schrijf ook de plaats bij dit adres."))
        return data

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        week = {day: data[f"day_{day}"] for day in DAYS}
        return {name: data[name] for name in (*NAMES, "closed", "version")} | {"week": week}

    def saved_values(self, current: ContactPoint) -> dict[str, Any]:
        return {name: getattr(current, name) for name in NAMES} | _hours_of(current)


def _hours_of(point: ContactPoint) -> dict[str, Any]:
    week = week_of(point.hours)
    return {f"day_{day}": week[day] for day in DAYS} | {"closed": closed_of(point.closed)}

"""Where and when the public reaches an organisation: a desk, which may be elsewhere than its seat."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models.organisation import Organisation
from wegwijzer.accounts.opening_hours import ClosedDays, Week, closed_of, week_of


class ContactPoint(models.Model):
    """Of one organisation. What is left empty is what its own card says."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="contact_point", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam van het loket"), max_length=150, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("straat en nummer"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    note = models.CharField(_("opmerking"), max_length=300, blank=True)
    hours = models.JSONField(_("openingsuren"), default=dict, blank=True)  # see opening_hours.plain_week
    closed = models.JSONField(_("gesloten dagen"), default=list, blank=True)  # see opening_hours.plain_closed
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("contactpunt")
        verbose_name_plural = _("contactpunten")
        ordering = ["organisation"]
        constraints = [
            models.CheckConstraint(
                name="contact_point_address_has_city", condition=models.Q(address="") | ~models.Q(city="")
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation)


@dataclass(frozen=True)
class Contact:
    """How an organisation is reached: its contact point, completed with its own card."""

    organisation: Organisation
    point: ContactPoint | None = None

    def _said(self, name: str) -> str:
        return getattr(self.point, name, "") or getattr(self.organisation, name, "")

    @property
    def name(self) -> str:
        return self.point.name if self.point and self.point.name else self.organisation.name

    @property
    def phone(self) -> str:
        return self.point.phone if self.point else ""

    @property
    def tel(self) -> str:
        """The number as telephones dial it (RFC 3966): with the code of Belgium where none was written."""
        digits = "".join(sign for sign in self.phone if sign.isdigit())
        if self.phone.startswith("+"):
            return f"+{digits}"
        if digits.startswith("00"):
            return f"+{digits[2:]}"
        return f"+32{digits[1:]}" if digits.startswith("0") else digits

    @property
    def email(self) -> str:
        return self._said("email")

    @property
    def website(self) -> str:
        return self._said("website")

    @property
    def note(self) -> str:
        return self.point.note if self.point else ""

    @property
    def _place(self) -> Any:
        """An address stays whole: never the street of the one with the city of the other."""
        return self.point if self.point and self.point.city else self.organisation

    @property
    def address_lines(self) -> list[str]:
        place = self._place
        return [line for line in (place.address, f"{place.postcode} {place.city}".strip()) if line]

    @cached_property
    def week(self) -> Week:
        return week_of(self.point.hours if self.point else {})

    @property
    def has_hours(self) -> bool:
        return any(self.week.values())

    @cached_property
    def closed(self) -> list[ClosedDays]:
        return closed_of(self.point.closed if self.point else [])


def contacts_of(organisations: Iterable[Organisation]) -> dict[int, Contact]:
    """Of each organisation, by its key: one query for all."""
    rows = list(organisations)
    points = {row.organisation_id: row for row in ContactPoint.objects.filter(organisation__in=rows)}
    return {row.pk: Contact(row, points.get(row.pk)) for row in rows}

"""Any party: a municipality, an OCMW, a province, an agency, a school, a partnership as a party of its own."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wegwijzer.choices import Labels


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("gemeente")
    OCMW = "ocmw", _("OCMW")
    PARTNERSHIP = "partnership", _("samenwerkingsverband")
    PROVINCE = "province", _("provincie")
    AGENCY = "agency", _("agentschap")
    FEDERAL = "federal", _("federale overheidsdienst")
    SCHOOL = "school", _("school")
    SCHOOL_COMMUNITY = "school_community", _("scholengemeenschap")
    ASSOCIATION = "association", _("vereniging")
    COMPANY = "company", _("onderneming")


LOCAL_BOARDS = (OrganisationKind.MUNICIPALITY, OrganisationKind.OCMW)


class OrganisationQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """Per territory the municipality before its OCMW, so that a pair stands together."""
        return self.order_by("territory", "kind", "name")


class Organisation(Labels):
    """A party. A municipality and its OCMW share a territory (`nis_code`), and so stand as a pair."""

    kind = models.CharField(_("soort"), max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(_("naam"), max_length=150)
    territory = models.CharField(_("grondgebied"), max_length=80, blank=True)
    nis_code = models.CharField(_("NIS-code"), max_length=5, blank=True)
    kbo_number = models.CharField(_("ondernemingsnummer (KBO)"), max_length=10, blank=True)
    address = models.CharField(_("straat en nummer"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kbo_number"],
                condition=~Q(kbo_number=""),
                name="organisation_kbo_once",
                violation_error_message=_("Er is al een organisatie met dit ondernemingsnummer."),
            ),
            models.UniqueConstraint(
                fields=["kind", "nis_code"],
                condition=~Q(nis_code=""),
                name="organisation_kind_once_per_nis",
                violation_error_message=_("Er is al een organisatie van deze soort met deze NIS-code."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=LOCAL_BOARDS) | ~Q(nis_code=""),
                name="organisation_board_has_nis",
                violation_error_message=_("Een gemeente of OCMW heeft een NIS-code nodig."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place_line(self) -> str:
        """ "2250 Olen", as far as it is known."""
        return f"{self.postcode} {self.city}".strip()

    @property
    def kbo_in_groups(self) -> str:
        """The KBO number as the register prints it: 0316.380.841."""
        number = self.kbo_number
        return f"{number[:4]}.{number[4:7]}.{number[7:]}" if number else ""


class Population(models.Model):
    """Inhabitants of a territory on 1 January of a year (persons)."""

    nis_code = models.CharField(_("NIS-code"), max_length=5)
    year = models.PositiveSmallIntegerField(_("jaar"))
    inhabitants = models.PositiveIntegerField(_("inwoners"))
    source = models.CharField(_("bron"), max_length=120)

    class Meta:
        verbose_name = _("bevolkingscijfer")
        verbose_name_plural = _("bevolkingscijfers")
        constraints = [models.UniqueConstraint(fields=["nis_code", "year"], name="population_once_per_year")]

    def __str__(self) -> str:
        return f"{self.nis_code} {self.year}"

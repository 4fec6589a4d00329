"""Who works together: partnerships with members over time, services with participants over time."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.rights import rights_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, holds_on, period_constraint


class LegalForm(models.TextChoices):
    DE_FACTO = "de_facto", _("feitelijke vereniging")
    INTERLOCAL = "interlocal", _("interlokale vereniging")
    PROJECT = "project", _("projectvereniging")
    SERVICE = "service", _("dienstverlenende vereniging")
    MANDATED = "mandated", _("opdrachthoudende vereniging")
    WELFARE = "welfare", _("welzijnsvereniging")
    NETWORK = "network", _("netwerk")


class PartnershipQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(pk__in=rights_of(user).partnerships)

    def with_members_count(self, day: dt.date) -> Self:
        """Adds `members_count`: how many organisations are a member on that day."""
        counted = models.Count("memberships", filter=holds_on(day, "memberships__"), distinct=True)
        return self.annotate(members_count=counted)


class Partnership(models.Model):
    """A *samenwerkingsverband*. It is also a party of its own (`organisation`), so that it can join another network.

    An interlokale vereniging has no legal personality; staff, contracts and money run through the managing
    authority (decree of 6 July 2001, art. 6-9; since 2019 decree on local government, art. 392-395).
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="partnership", verbose_name=_("organisatie")
    )
    name = models.CharField(_("korte naam"), max_length=60)
    slug = models.SlugField(_("adres op het scherm"), unique=True)
    legal_form = models.CharField(_("rechtsvorm"), max_length=20, choices=LegalForm.choices)
    founded_on = models.DateField(_("opgericht op"), null=True, blank=True)
    ended_on = models.DateField(_("ontbonden op"), null=True, blank=True)
    managing_authority = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="manages",
        verbose_name=_("beherend bestuur"),
    )
    purpose = models.TextField(_("doel"), blank=True)
    principles = models.TextField(_("principes"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("samenwerkingsverband")
        verbose_name_plural = _("samenwerkingsverbanden")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="partnership_life_in_order",
                condition=Q(founded_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                violation_error_message=_("De ontbinding ligt voor de oprichting."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Self:
        return self

    def members_on(self, day: dt.date | None = None) -> "models.QuerySet[Membership]":
        """The memberships that hold on that day, pairs of municipality and OCMW together."""
        return self.memberships.on(day).select_related("organisation").order_by(*PAIRED)

    def membership_of(self, organisation: Organisation, day: dt.date | None = None) -> "Membership | None":
        """The membership of that organisation on that day (today), if it has one."""
        return self.memberships.on(day).filter(organisation=organisation).first()


PAIRED = ("organisation__territory", "organisation__kind", "organisation__name")


class PartnershipPartQuerySet(PeriodQuerySet):
    """Rows that belong to one partnership, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class Membership(Period):
    """An organisation in a partnership, from a day until a day. Leaving sets the end; history stays."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("samenwerkingsverband")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("organisatie")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            period_constraint("membership"),
            models.UniqueConstraint(
                fields=["partnership", "organisation", "from_on"], name="membership_once_per_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.partnership}"


class ServiceQuerySet(PartnershipPartQuerySet):
    def with_participants_count(self, day: dt.date) -> Self:
        """Adds `participants_count`: how many organisations take part on that day."""
        counted = models.Count("participations", filter=holds_on(day, "participations__"), distinct=True)
        return self.annotate(participants_count=counted)


class Service(Period):
    """What a partnership offers its members: legal aid, employment, a social rental agency."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="services", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("omschrijving"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("dienst")
        verbose_name_plural = _("diensten")
        ordering = ["name"]
        constraints = [
            period_constraint("service"),
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="service_name_once",
                violation_error_message=_("Er is al een dienst met deze naam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceParticipationQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(service__partnership__in=rights_of(user).partnerships)


class ServiceParticipation(Period):
    """Who takes part in a service: a choice apart from membership (Kasterlee left ISOM and kept the legal aid)."""

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="participations", verbose_name=_("dienst")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations", verbose_name=_("organisatie")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ServiceParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        constraints = [
            period_constraint("participation"),
            models.UniqueConstraint(fields=["service", "organisation", "from_on"], name="participation_once_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.service}"

    @property
    def partnership(self) -> Partnership:
        return self.service.partnership

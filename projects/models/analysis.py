"""The analysis behind a plan: findings (SWOT), and what already exists per organisation, theme and target group."""

import datetime as dt
from typing import Self

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Theme
from projects.models.objective import Objective, TargetGroup
from projects.models.plan import Plan, PlanPartQuerySet
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels


class FindingKind(models.TextChoices):
    """Strengths and weaknesses lie inside the own organisations, opportunities and threats outside."""

    STRENGTH = "strength", _("sterkte")
    WEAKNESS = "weakness", _("zwakte")
    OPPORTUNITY = "opportunity", _("kans")
    THREAT = "threat", _("bedreiging")
    OBSERVATION = "observation", _("vaststelling")


class FindingSource(models.TextChoices):
    WORKING_GROUP = "working_group", _("werkgroep")
    INTERVIEW = "interview", _("interview")
    FORM = "form", _("formulier")
    FIGURES = "figures", _("cijfers")
    DOCUMENT = "document", _("document")


class Finding(Labels):
    """One SWOT entry or observation, per theme and target group, with where it comes from."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="findings", verbose_name=_("plan"))
    kind = models.CharField(_("soort"), max_length=12, choices=FindingKind.choices)
    text = models.TextField(_("wat er is vastgesteld"))
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="findings", verbose_name=_("thema")
    )
    target_group = models.ForeignKey(
        TargetGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="findings",
        verbose_name=_("doelgroep"),
    )
    source = models.CharField(_("bron"), max_length=14, choices=FindingSource.choices)
    source_detail = models.CharField(_("welke"), max_length=150, blank=True)
    found_on = models.DateField(_("op"), null=True, blank=True)
    objectives = models.ManyToManyField(
        Objective, blank=True, related_name="findings", verbose_name=_("verantwoordt doelstellingen")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


# A salt of its own: what is signed for another purpose opens nothing here.
SIGNER = signing.Signer(salt="projects.sheet_request", sep=".")


class SheetRequest(models.Model):
    """A third party is asked to fill in its own sheets by a signed link, without an account.

    `created_at` is part of the key, so that a fresh link makes the older one useless; the key itself is kept nowhere.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sheet_requests", verbose_name=_("plan"))
    name = models.CharField(_("organisatie of dienst"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("uit de lijst")
    )
    email = models.EmailField(_("e-mail van de dienst"), max_length=190)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    expires_at = models.DateTimeField(_("geldig tot"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag om een fiche")
        verbose_name_plural = _("vragen om fiches")
        ordering = ["name"]
        indexes = [models.Index(fields=["expires_at"], name="sheet_request_open", condition=Q(withdrawn_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "email"],
                name="sheet_request_once",
                violation_error_message=_("Dit adres is al gevraagd voor dit plan."),
            ),
            models.CheckConstraint(
                name="sheet_request_expires_after_making", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def key(self) -> str:
        """What stands in the address."""
        return SIGNER.sign(f"{self.pk}-{int(self.created_at.timestamp())}")

    def is_open(self, now: dt.datetime | None = None) -> bool:
        return self.withdrawn_at is None and (now or timezone.now()) < self.expires_at


EMPTY_SHEET = Q(sheets__client_level="", sheets__organisation_level="", sheets__policy_level="")  # of a request


class ServiceSheetQuerySet(PlanPartQuerySet):
    def filled_in(self) -> Self:
        return self.exclude(client_level="", organisation_level="", policy_level="")


class ServiceSheet(models.Model):
    """An *inventarisatiefiche*: what an organisation offers for a theme and target group, at three levels."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sheets", verbose_name=_("plan"))
    name = models.CharField(_("organisatie of dienst"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("uit de lijst")
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("thema of grondrecht")
    )
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("doelgroep")
    )
    client_level = models.TextField(_("cliëntniveau: aanbod voor burgers"), blank=True)
    organisation_level = models.TextField(_("organisatieniveau: samenwerking"), blank=True)
    policy_level = models.TextField(_("beleidsniveau: beleidskeuzes"), blank=True)
    request = models.ForeignKey(
        SheetRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="sheets", editable=False
    )
    filled_in_at = models.DateTimeField(_("ingevuld op"), null=True, editable=False)
    filled_in_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("ingevuld door"), editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ServiceSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("inventarisatiefiche")
        verbose_name_plural = _("inventarisatiefiches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name", "theme", "target_group"],
                name="service_sheet_once",
                violation_error_message=_("Deze fiche bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.theme}, {self.target_group}"

    @property
    def says_something(self) -> bool:
        """Whether any of its three levels is filled in."""
        return bool(self.client_level or self.organisation_level or self.policy_level)

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

"""A plan: the project plan, a municipality's plan of action, a policy plan, a sector plan, or a regional catalogue."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import ApprovalRound, Body, Partnership, Theme, rights_of
from projects.models.project import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint
from wegwijzer.choices import Labels


class PlanKind(models.TextChoices):
    PROJECT = "project", _("projectplan")
    LOCAL = "local", _("lokaal plan van aanpak")
    POLICY = "policy", _("beleidsplan")
    SECTOR = "sector", _("sectorplan")
    CATALOGUE = "catalogue", _("regionale catalogus")


class PlanQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class Plan(Labels, Period):
    """One model for every plan. Owned by organisations, or by the whole partnership when it names none.

    A catalogue is a plan that others start from: what they take over points back to it (`Objective.origin`). A plan
    that is `part_of` another (childcare inside the social policy plan) stays traceable in it and prints on its own.
    Of the body that it is `steered_by` the document tells who sits in it, when it met about the plan and whom it tells.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="plans", verbose_name=_("samenwerkingsverband")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=PlanKind.choices)
    title = models.CharField(_("titel"), max_length=160)
    owners = models.ManyToManyField(Organisation, blank=True, related_name="plans", verbose_name=_("van"))
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="plans", verbose_name=_("project")
    )
    catalogue = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="started",
        verbose_name=_("vertrekt van catalogus"),
    )
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", verbose_name=_("deel van")
    )
    steered_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="plans", verbose_name=_("opgevolgd door")
    )
    short_term_until_on = models.DateField(_("korte termijn tot en met"), null=True, blank=True)
    mission = models.TextField(_("missie"), blank=True)
    vision = models.TextField(_("visie"), blank=True)
    analysis = models.TextField(_("omgevingsanalyse"), blank=True)
    communication = models.TextField(_("communicatie"), blank=True)
    participation = models.TextField(_("participatie"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")
        ordering = ["title"]
        constraints = [
            period_constraint("plan"),
            models.UniqueConstraint(
                fields=["partnership", "title"],
                name="plan_title_once",
                violation_error_message=_("Er is al een plan met deze titel."),
            ),
            models.CheckConstraint(
                name="plan_short_term_within",
                condition=Q(short_term_until_on__isnull=True)
                | (
                    (Q(from_on__isnull=True) | Q(short_term_until_on__gte=F("from_on")))
                    & (Q(until_on__isnull=True) | Q(short_term_until_on__lte=F("until_on")))
                ),
                violation_error_message=_("De korte termijn eindigt binnen de periode van het plan."),
            ),
            models.CheckConstraint(name="plan_not_part_of_itself", condition=~Q(part_of=F("pk"))),
            models.CheckConstraint(name="plan_not_from_itself", condition=~Q(catalogue=F("pk"))),
        ]

    def __str__(self) -> str:
        return self.title


class PlanTheme(models.Model):
    """A theme as a chapter of a plan, with its own mission and vision. Objectives without theme are cross-sector."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="chapters", verbose_name=_("plan"))
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="chapters", verbose_name=_("thema"))
    position = models.PositiveSmallIntegerField(_("plaats"))
    mission = models.TextField(_("missie"), blank=True)
    vision = models.TextField(_("visie"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("hoofdstuk")
        verbose_name_plural = _("hoofdstukken")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "theme"],
                name="plan_theme_once",
                violation_error_message=_("Dit thema staat al in het plan."),
            )
        ]

    def __str__(self) -> str:
        return str(self.theme)

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership


class PlanPartQuerySet(models.QuerySet):
    """Rows that belong to one plan, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(plan__partnership__in=rights_of(user).partnerships)


class PlanVersion(models.Model):
    """The plan as it stood on a day, frozen: what councils are asked about and what next versions are compared with.

    `content` is canonical JSON; `checksum` is the SHA-256 of it. Whether it is approved follows from the round that
    asked it, or from `adopted_on` where that was done outside the system.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    made_on = models.DateField(_("vastgelegd op"))
    made_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    evaluation = models.TextField(_("evaluatie en bijsturing"), blank=True)
    content = models.TextField(_("inhoud"), editable=False)
    checksum = models.CharField(_("controlegetal"), max_length=64, editable=False)
    round = models.ForeignKey(
        ApprovalRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_versions",
        verbose_name=_("gevraagd met ronde"),
    )
    adopted_on = models.DateField(_("buiten het systeem goedgekeurd op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van een plan")
        verbose_name_plural = _("versies van plannen")
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.CheckConstraint(
                name="plan_version_approved_one_way",
                condition=Q(round__isnull=True) | Q(adopted_on__isnull=True),
                violation_error_message=_("Deze versie wordt met een ronde goedgekeurd."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {_('versie')} {self.number}"

    @property
    def partnership(self) -> Any:
        return self.plan.partnership

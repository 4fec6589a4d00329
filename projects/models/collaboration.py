"""A large and a small organisation that work together inside a project, and what both make of it afterwards."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Theme, rights_of
from projects.models.dossier import Dossier
from projects.models.project import Project
from projects.models.work_form import WorkForm
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint, today


class CollaborationStage(models.TextChoices):
    """Read from the days and the evaluations; never stored."""

    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("loopt")
    TO_EVALUATE = "to_evaluate", _("nog te evalueren")
    EVALUATED = "evaluated", _("geëvalueerd")
    STOPPED = "stopped", _("vroeger gestopt")


class CollaborationQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__partnership__in=rights_of(user).partnerships)

    def to_evaluate(self, day: dt.date | None = None) -> Self:
        """Those that are over and of which nobody has said anything."""
        return self.filter(until_on__lt=day or today(), evaluations__isnull=True)


class Collaboration(Period):
    """A *samenwerking*: `lead` is the organisation that guides, `partner` the one that it works with."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="collaborations", verbose_name=_("project")
    )
    dossier = models.ForeignKey(
        Dossier,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="collaborations",
        verbose_name=_("dossier"),
    )
    subject = models.CharField(_("waarover"), max_length=160)
    lead = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("trekker (de grotere organisatie)")
    )
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner (de kleinere organisatie)")
    )
    form = models.ForeignKey(
        WorkForm, on_delete=models.PROTECT, related_name="collaborations", verbose_name=_("werkvorm")
    )
    theme = models.ForeignKey(
        Theme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="collaborations",
        verbose_name=_("thema"),
    )
    frequency = models.CharField(_("hoe vaak"), max_length=120, blank=True)
    staff_days = models.DecimalField(_("personeelsdagen"), max_digits=6, decimal_places=1, null=True, blank=True)
    goals = models.TextField(_("leerdoelen"), blank=True)
    stop_reason = models.CharField(_("vroeger gestopt omdat"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(CollaborationQuerySet)()

    class Meta:
        verbose_name = _("samenwerking")
        verbose_name_plural = _("samenwerkingen")
        ordering = ["-from_on", "-pk"]
        constraints = [
            period_constraint("collaboration"),
            models.CheckConstraint(
                name="collaboration_of_two",
                condition=~Q(lead=F("partner")),
                violation_error_message=_("Kies twee verschillende organisaties."),
            ),
            models.CheckConstraint(
                name="collaboration_days_not_negative",
                condition=Q(staff_days__isnull=True) | Q(staff_days__gte=0),
            ),
            models.CheckConstraint(
                name="collaboration_stopped_on_a_day",
                condition=Q(stop_reason="") | Q(until_on__isnull=False),
                violation_error_message=_("Vul de laatste dag in van wat vroeger stopte."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership

    @property
    def party_keys(self) -> frozenset[int]:
        """The organisations whose own it is."""
        return frozenset({self.lead_id, self.partner_id})

    @property
    def stage(self) -> CollaborationStage:
        """As it is today; prefetch `evaluations` where several are listed."""
        if self.evaluations.all():
            return CollaborationStage.EVALUATED
        if self.stop_reason:
            return CollaborationStage.STOPPED
        if self.until_on is not None and self.until_on < today():
            return CollaborationStage.TO_EVALUATE
        if self.from_on is not None and self.from_on > today():
            return CollaborationStage.PLANNED
        return CollaborationStage.RUNNING


class CollaborationEvaluationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(collaboration__project__partnership__in=rights_of(user).partnerships)


class CollaborationEvaluation(models.Model):
    """What one of both organisations learned: a row of the lessons register that opens with the next call."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="evaluations", verbose_name=_("samenwerking")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("volgens wie")
    )
    advantages = models.TextField(_("wat goed ging"), blank=True)
    disadvantages = models.TextField(_("wat moeilijk ging"), blank=True)
    budget = models.TextField(_("over het budget"), blank=True)
    would_differ = models.TextField(_("wat u anders zou doen"), blank=True)
    written_on = models.DateField(_("opgeschreven op"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opgeschreven door"),
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CollaborationEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluatie van een samenwerking")
        verbose_name_plural = _("evaluaties van samenwerkingen")
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "organisation"],
                name="collaboration_evaluation_once",
                violation_error_message=_("Deze organisatie heeft de samenwerking al geëvalueerd."),
            ),
            models.CheckConstraint(
                name="collaboration_evaluation_says_something",
                condition=~Q(advantages="", disadvantages="", budget="", would_differ=""),
                violation_error_message=_("Vul minstens één van de vier in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}, {self.organisation}"

    @property
    def partnership(self) -> Partnership:
        return self.collaboration.partnership

    @property
    def party_keys(self) -> frozenset[int]:
        return frozenset({self.organisation_id})

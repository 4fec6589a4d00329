"""A subsidy dossier: one application of a project for money, from the idea to the last payment."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Decision, Partnership, rights_of
from projects.models.call import Call
from projects.models.plan import Plan
from projects.models.project import ALIVE_STATES, Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint
from wegwijzer.choices import Labels


class DossierState(models.TextChoices):
    IDEA = "idea", _("idee")
    GO = "go", _("beslist om in te dienen")
    NO_GO = "no_go", _("niet ingediend")
    DRAFTING = "drafting", _("wordt opgemaakt")
    IN_APPROVAL = "in_approval", _("ter goedkeuring")
    SUBMITTED = "submitted", _("ingediend")
    AWARDED = "awarded", _("toegekend")
    REFUSED = "refused", _("geweigerd")
    RUNNING = "running", _("loopt")
    FINAL_REPORT = "final_report", _("eindverslag")
    CLOSED = "closed", _("afgesloten")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class DossierStep(models.TextChoices):
    """What a milestone may wait for in the life of a dossier."""

    GO = "go", _("beslist om in te dienen")
    SUBMITTED = "submitted", _("ingediend")
    AWARDED = "awarded", _("toegekend")
    CLOSED = "closed", _("afgesloten")


BEFORE_GO = (DossierState.IDEA, DossierState.NO_GO)
BEFORE_SUBMISSION = (DossierState.IDEA, DossierState.GO, DossierState.DRAFTING, DossierState.IN_APPROVAL)
WITH_GRANT = (DossierState.AWARDED, DossierState.RUNNING, DossierState.FINAL_REPORT, DossierState.CLOSED)
WAS_SUBMITTED = (DossierState.SUBMITTED, DossierState.REFUSED, *WITH_GRANT)
OVER = (DossierState.NO_GO, DossierState.REFUSED, DossierState.CLOSED, DossierState.WITHDRAWN)
ENDED_BY_HAND = (DossierState.NO_GO, DossierState.WITHDRAWN)  # somebody says why


class DossierQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__partnership__in=rights_of(user).partnerships)

    def alive(self) -> Self:
        """Those that still go on."""
        return self.exclude(state__in=OVER)

    def to_submit(self) -> Self:
        """Those that were not submitted yet, of projects that go on.

        With `by_on`, the last day to do so (None while that is not known).
        """
        rows = self.filter(state__in=BEFORE_SUBMISSION, project__state__in=ALIVE_STATES)
        return rows.annotate(by_on=Coalesce("deadline_on", "call__deadline_on"))

    def decided_ideas(self) -> Self:
        """Those that may be ‘go’: the decision to apply has its number, and the project goes on."""
        rows = self.filter(state=DossierState.IDEA, decision__number__isnull=False)
        return rows.filter(project__state__in=ALIVE_STATES)

    def to_submit_between(self, first: dt.date, last: dt.date) -> Self:
        """Those of which that day is from `first` to `last`, both included."""
        return self.to_submit().filter(by_on__range=(first, last))


class Dossier(Labels, Period):
    """A *subsidiedossier*. Its period is the one that the grant covers; budget, checklist, staff, claims hang on it.

    What it tells is elsewhere already: objectives in `plan`, decisions and approvals in the ties of the project.
    `applicant` is the managing authority that signs. `decision` is the one to apply; go waits until that took effect.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="dossiers", verbose_name=_("project"))
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers", verbose_name=_("oproep")
    )
    title = models.CharField(_("titel"), max_length=160)
    applicant = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dossiers",
        verbose_name=_("aanvrager"),
    )
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers", verbose_name=_("projectplan")
    )
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dossiers",
        verbose_name=_("besluit om in te dienen"),
    )
    summary = models.TextField(_("samenvatting"), blank=True)
    reference = models.CharField(_("dossiernummer bij de subsidiegever"), max_length=80, blank=True)
    deadline_on = models.DateField(_("indienen tegen"), null=True, blank=True)
    state = models.CharField(
        _("stand"), max_length=12, choices=DossierState.choices, default=DossierState.IDEA, editable=False
    )
    since_on = models.DateField(_("in deze stand sinds"), null=True, editable=False)
    go_on = models.DateField(_("beslist op"), null=True, editable=False)
    submitted_on = models.DateField(_("ingediend op"), null=True, editable=False)
    awarded_on = models.DateField(_("toegekend op"), null=True, editable=False)
    awarded_amount = models.DecimalField(
        _("toegekend bedrag"), max_digits=12, decimal_places=2, null=True, editable=False
    )
    refused_on = models.DateField(_("geweigerd op"), null=True, editable=False)
    ended_on = models.DateField(_("beëindigd op"), null=True, editable=False)
    end_reason = models.CharField(_("reden"), max_length=300, blank=True, editable=False)
    override_reason = models.CharField(_("ingediend ondanks"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("subsidiedossier")
        verbose_name_plural = _("subsidiedossiers")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "deadline_on"], name="dossier_to_submit")]
        constraints = [
            period_constraint("dossier"),
            models.UniqueConstraint(
                fields=["project", "title"],
                name="dossier_title_once",
                violation_error_message=_("Dit project heeft al een dossier met deze titel."),
            ),
            models.CheckConstraint(
                name="dossier_go_has_day",
                condition=Q(state__in=[*BEFORE_GO, "withdrawn"]) | Q(go_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_submitted_has_day",
                condition=~Q(state__in=WAS_SUBMITTED) | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_awarded_has_day_and_amount",
                condition=Q(state__in=WITH_GRANT, awarded_on__isnull=False, awarded_amount__gte=0)
                | (~Q(state__in=WITH_GRANT) & Q(awarded_on__isnull=True, awarded_amount__isnull=True)),
            ),
            models.CheckConstraint(
                name="dossier_refused_has_day",
                condition=Q(state="refused", refused_on__isnull=False)
                | (~Q(state="refused") & Q(refused_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="dossier_ended_has_day",
                condition=Q(state__in=["closed", *ENDED_BY_HAND], ended_on__isnull=False)
                | (~Q(state__in=["closed", *ENDED_BY_HAND]) & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="dossier_ended_by_hand_has_reason",
                condition=~Q(state__in=ENDED_BY_HAND) | ~Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership

    @property
    def coordinator_name(self) -> str:
        """Who acts when nobody else is named (select_related)."""
        return str(self.project.coordinator or _now("de coördinator"))

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def submit_by(self) -> dt.date | None:
        """The last day to submit: its own, or else that of its call (select_related)."""
        return self.deadline_on or (self.call.deadline_on if self.call else None)

    def reached(self, step: str) -> dt.date | None:
        """On which day it came that far, None while it did not."""
        closed_on = self.ended_on if self.state == DossierState.CLOSED else None
        days = {"go": self.go_on, "submitted": self.submitted_on, "awarded": self.awarded_on, "closed": closed_on}
        return days[DossierStep(step).value]

    def lost(self, step: str) -> dt.date | None:
        """On which day it became clear that it will not come that far; None while it can, or did."""
        return None if self.reached(step) or not self.is_over else self.refused_on or self.ended_on

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return _now("Dat kan niet terwijl het dossier “%s” is.") % self.get_state_display()


class DossierPartQuerySet(models.QuerySet):
    """Rows that belong to one dossier, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(dossier__project__partnership__in=rights_of(user).partnerships)


class DossierPart(models.Model):
    """What every row of a dossier knows."""

    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.dossier.partnership  # type: ignore[attr-defined,no-any-return]

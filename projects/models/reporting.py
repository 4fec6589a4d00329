"""What is due to the funder: interim and final reports, each frozen on the day on which it was submitted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Question, rights_of
from governance.models.follow_up import FollowUp, FollowUpQuerySet
from projects.models.dossier import Dossier, DossierPart, DossierPartQuerySet
from projects.models.project import ALIVE_STATES
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import Period, period_constraint
from wegwijzer.choices import Labels


class ReportingKind(models.TextChoices):
    INTERIM = "interim", _("tussentijds verslag")
    FINAL = "final", _("eindverslag")
    OTHER = "other", _("ander verslag")


class ReportingQuerySet(FollowUpQuerySet):
    def visible_to(self, user: User) -> "ReportingQuerySet":
        return self.filter(dossier__project__partnership__in=rights_of(user).partnerships)

    def to_submit(self) -> "ReportingQuerySet":
        """Those that the funder still expects, of dossiers and projects that go on."""
        return self.open().filter(dossier__ended_on__isnull=True, dossier__project__state__in=ALIVE_STATES)


class ReportingDeadline(DossierPart, FollowUp, Labels, Period):
    """A report that the funder expects, over a period, by `due_on`. What was submitted keeps its content and checksum.

    `content` is canonical JSON (`reporting_content`), the checksum its SHA-256; `remarks` are the own words in it.
    """

    ENDS = "submitted_on"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="reportings", verbose_name=_("dossier"))
    kind = models.CharField(_("soort"), max_length=8, choices=ReportingKind.choices)
    title = models.CharField(_("titel"), max_length=160, blank=True)
    due_on = models.DateField(_("indienen tegen"))
    remarks = models.TextField(_("in eigen woorden"), blank=True)
    submitted_on = models.DateField(_("ingediend op"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    content = models.TextField(_("inhoud"), blank=True, editable=False)
    checksum = models.CharField(_("controlegetal"), max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReportingQuerySet.as_manager()

    class Meta:
        verbose_name = _("verslag aan de subsidiegever")
        verbose_name_plural = _("verslagen aan de subsidiegever")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], name="reporting_to_submit", condition=Q(submitted_on=None))]
        constraints = [
            period_constraint("reporting"),
            models.UniqueConstraint(
                fields=["dossier", "kind", "due_on"],
                name="reporting_once",
                violation_error_message=_("Dit verslag staat er al, met dezelfde dag."),
            ),
            models.CheckConstraint(
                name="reporting_has_period",
                condition=Q(from_on__isnull=False, until_on__isnull=False),
                violation_error_message=_("Geef de eerste en de laatste dag waarover het verslag gaat."),
            ),
            models.CheckConstraint(
                name="reporting_submitted_is_kept",
                condition=Q(submitted_on__isnull=True, content="", checksum="")
                | (Q(submitted_on__isnull=False) & ~Q(content="") & ~Q(checksum="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title or _now("%(kind)s tegen %(day)s") % {
            "kind": self.get_kind_display().capitalize(),
            "day": f"{self.due_on:%d/%m/%Y}",
        }

    @property
    def is_submitted(self) -> bool:
        return self.submitted_on is not None


class DossierQuestion(DossierPart):
    """A question to the funder that belongs to a dossier. The question itself, with its answer, is governance's."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="funder_questions", verbose_name=_("dossier")
    )
    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, related_name="dossier_tie", verbose_name=_("vraag")
    )

    objects = models.Manager.from_queryset(DossierPartQuerySet)()

    class Meta:
        verbose_name = _("vraag van een dossier")
        verbose_name_plural = _("vragen van dossiers")

    def __str__(self) -> str:
        return str(self.question)


def missing_final_report(dossier: Dossier) -> list[str]:
    """What closing a dossier asks of its reports: a final report that was submitted. Dutch sentences, [] when it is."""
    final = [row for row in dossier.reportings.all() if row.kind == ReportingKind.FINAL]
    if not final:
        return [_now("Zet eerst het eindverslag op de lijst van verslagen aan de subsidiegever.")]
    return [_now("Dien eerst het eindverslag in.")] if any(not row.is_submitted for row in final) else []

"""What the decree asks of an interlokale vereniging: an agreement with nine clauses, and accounts every year.

Decree of 6 July 2001 on intermunicipal cooperation, art. 7 and 9; since 2019 decree on local government, art. 392-395.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.approval_round import ApprovalRound
from governance.models.decision import Decision
from governance.models.document import WithDocument
from governance.models.partnership import Partnership, PartnershipPartQuerySet
from wegwijzer.accounts.periods import Period, period_constraint


class ClauseKind(models.TextChoices):
    """The nine, in the order of the decree."""

    DURATION = "duration", _("duur en mogelijke verlenging")
    TERMINATION = "termination", _("beëindiging")
    CONTRIBUTION = "contribution", _("inbreng van de deelnemers en beheer ervan")
    ORGANISATION = "organisation", _("interne organisatie")
    RIGHTS = "rights", _("wederzijdse rechten en verplichtingen, met financiële gevolgen")
    INFORMATION = "information", _("informatie aan de deelnemers en jaarlijkse evaluatie")
    ACCOUNTS = "accounts", _("opstellen van de rekeningen en bestemming van het resultaat")
    CONTROL = "control", _("financiële controle")
    LIQUIDATION = "liquidation", _("vereffening")


class Statutes(Period, WithDocument):
    """A version of the agreement, in force from a day until a day; agreed in a round, kept as a document."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="statutes", verbose_name=_("samenwerkingsverband")
    )
    number = models.PositiveSmallIntegerField(_("versie"))
    title = models.CharField(_("titel"), max_length=160)
    round = models.ForeignKey(
        ApprovalRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statutes",
        verbose_name=_("goedgekeurd in de ronde"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("statuten")
        verbose_name_plural = _("statuten")
        ordering = ["-number"]
        constraints = [
            period_constraint("statutes"),
            models.UniqueConstraint(fields=["partnership", "number"], name="statutes_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def missing_clauses(self) -> list[str]:
        """What the decree asks for and the checklist has no place of; prefetch `clauses` for a list."""
        found = {clause.kind for clause in self.clauses.all() if clause.reference}
        return [str(kind.label) for kind in ClauseKind if kind.value not in found]


class StatuteClause(models.Model):
    """Where in the statutes one of the nine stands."""

    statutes = models.ForeignKey(Statutes, on_delete=models.CASCADE, related_name="clauses", verbose_name=_("statuten"))
    kind = models.CharField(_("bepaling"), max_length=15, choices=ClauseKind.choices)
    reference = models.CharField(_("artikel"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("bepaling")
        verbose_name_plural = _("bepalingen")
        constraints = [models.UniqueConstraint(fields=["statutes", "kind"], name="statute_clause_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class YearlyAccounts(WithDocument):
    """Accounts of a year: drawn up by the managing municipality, established by the committee, approved by councils.

    How far they are is read from its parts: the day of drawing up, the decision that establishes, the round.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="accounts", verbose_name=_("samenwerkingsverband")
    )
    year = models.PositiveSmallIntegerField(_("jaar"), validators=[MinValueValidator(1988), MaxValueValidator(2100)])
    drawn_up_on = models.DateField(_("opgemaakt op"), null=True, blank=True)
    result = models.DecimalField(_("resultaat"), max_digits=12, decimal_places=2, null=True, blank=True)
    established_in = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts",
        verbose_name=_("vastgesteld in"),
    )
    round = models.OneToOneField(
        ApprovalRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts",
        verbose_name=_("voorgelegd aan de raden in"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartnershipPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("jaarrekening")
        verbose_name_plural = _("jaarrekeningen")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year"],
                name="yearly_accounts_once",
                violation_error_message=_("De jaarrekening van dat jaar staat er al."),
            ),
            models.CheckConstraint(
                name="yearly_accounts_in_order",
                condition=(Q(established_in__isnull=True) | Q(drawn_up_on__isnull=False))
                & (Q(round__isnull=True) | Q(established_in__isnull=False)),
                violation_error_message=_("Eerst opmaken, dan vaststellen, dan voorleggen aan de raden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('jaarrekening')} {self.year}"

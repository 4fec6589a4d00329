"""What a claim is made of: amounts against lines of the budget, and the evidence of them."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Document, Partnership
from projects.models.budget import BudgetLine
from projects.models.claim import Claim, claims_seen_by
from wegwijzer.accounts.models import User


class ClaimPartQuerySet(models.QuerySet):
    """Rows that belong to one claim, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(claims_seen_by(user, "claim__"))


class ClaimPart(models.Model):
    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.claim.partnership  # type: ignore[attr-defined,no-any-return]


class ClaimLine(ClaimPart):
    """An amount against a line of the budget, in euro. Verified: what was accepted of it, with the reason of the rest.

    `over_reason` says why it is more than what was left on that line.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines", verbose_name=_("schuldvordering"))
    budget_line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="claim_lines", verbose_name=_("begrotingslijn")
    )
    description = models.CharField(_("omschrijving"), max_length=160)
    amount = models.DecimalField(_("bedrag"), max_digits=12, decimal_places=2)
    over_reason = models.CharField(_("waarom meer dan er over is"), max_length=300, blank=True)
    accepted = models.DecimalField(_("aanvaard"), max_digits=12, decimal_places=2, null=True, editable=False)
    accepted_reason = models.CharField(_("waarom niet alles"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ClaimPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("lijn van een schuldvordering")
        verbose_name_plural = _("lijnen van schuldvorderingen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="claim_line_is_something",
                condition=Q(amount__gt=0),
                violation_error_message=_("Schrijf een bedrag van meer dan 0."),
            ),
            models.CheckConstraint(
                name="claim_line_accepted_within",
                condition=Q(accepted__isnull=True) | Q(accepted__gte=0, accepted__lte=F("amount")),
                violation_error_message=_("Aanvaard hoogstens wat gevorderd wordt."),
            ),
            models.CheckConstraint(
                name="claim_line_less_has_reason",
                condition=Q(accepted__isnull=True) | Q(accepted=F("amount")) | ~Q(accepted_reason=""),
                violation_error_message=_("Zeg waarom u niet alles aanvaardt."),
            ),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def counts(self) -> Decimal:
        """What it takes from its line of the budget, euro."""
        return self.amount if self.accepted is None else self.accepted


class ClaimEvidence(ClaimPart):
    """A *bewijsstuk*: the file that shows a cost."""

    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("schuldvordering")
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name=_("document"))

    objects = ClaimPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewijsstuk")
        verbose_name_plural = _("bewijsstukken")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["claim", "document"], name="claim_evidence_once")]

    def __str__(self) -> str:
        return str(self.document)

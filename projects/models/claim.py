"""A claim: what a board has to get for a dossier, from draft to paid, as it must hold up in an audit."""

import json
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import rights_of
from projects.models.bank_account import BankAccount
from projects.models.dossier import Dossier, DossierPart
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint
from wegwijzer.choices import Labels
from wegwijzer.lifecycle import Move
from wegwijzer.ui.communication import communication, in_groups

MOST_CLAIMS = 999  # per dossier; the communication of a claim holds its number
MOST_DOSSIERS = 8_999_999  # those that begin with a 9 are of contributions


class PaymentKind(models.TextChoices):
    ADVANCE = "advance", _("voorschot")
    INSTALMENT = "instalment", _("schijf")
    BALANCE = "balance", _("saldo")
    CONTRIBUTION = "contribution", _("bijdrage")  # of a board to the applicant; never claimed


CLAIM_KINDS = [choice for choice in PaymentKind.choices if choice[0] != PaymentKind.CONTRIBUTION]


class ClaimState(models.TextChoices):
    DRAFT = "draft", _("ontwerp")
    SUBMITTED = "submitted", _("ingediend")
    RETURNED = "returned", _("teruggestuurd")
    VERIFIED = "verified", _("goedgekeurd")
    PAID = "paid", _("betaald")
    WITHDRAWN = "withdrawn", _("ingetrokken")


EDITABLE = (ClaimState.DRAFT, ClaimState.RETURNED)
ACCEPTED = (ClaimState.VERIFIED, ClaimState.PAID)
COUNTING = (ClaimState.SUBMITTED, *ACCEPTED)  # what takes from the budget


class ClaimQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(claims_seen_by(user))

    def counting(self) -> Self:
        """Those that take from the budget."""
        return self.filter(state__in=COUNTING)


def claims_seen_by(user: User, prefix: str = "") -> Q:
    """Which claims: those of the whole partnership, or those of the own side; a debtor sees what was submitted.

    `prefix` reaches through a relation, for example "claim__".
    """
    rights = rights_of(user)
    within = f"{prefix}dossier__project__partnership"
    seen = Q(**{f"{within}__in": rights.coordinates | rights.reads})
    for partnership, own in rights.speaks_for.items():
        creditor = Q(**{f"{prefix}creditor__in": own})
        debtor = Q(**{f"{prefix}debtor__in": own, f"{prefix}first_submitted_at__isnull": False})
        seen |= Q(**{within: partnership}) & (creditor | debtor)
    return seen


class Claim(DossierPart, Labels, Period):
    """A *schuldvordering* of `creditor` on `debtor`. Its number counts per dossier, from 1, without gaps.

    Its period is when the costs were made. A board claims from the applicant of the dossier, the applicant from the
    funder. `as_submitted` keeps who the parties were on that day (names, addresses, account), as JSON.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="claims", verbose_name=_("dossier"))
    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=CLAIM_KINDS)
    creditor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="claims_to_get", verbose_name=_("schuldeiser")
    )
    debtor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="claims_to_pay", verbose_name=_("schuldenaar")
    )
    account = models.ForeignKey(
        BankAccount,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
        verbose_name=_("te betalen op rekening"),
    )
    communication = models.CharField(_("gestructureerde mededeling"), max_length=12, unique=True, editable=False)
    remarks = models.TextField(_("opmerkingen"), blank=True)
    state = models.CharField(
        _("stand"), max_length=10, choices=ClaimState.choices, default=ClaimState.DRAFT, editable=False
    )
    signer_name = models.CharField(_("ondertekenaar"), max_length=120, blank=True)
    signer_function = models.CharField(_("functie van de ondertekenaar"), max_length=120, blank=True)
    first_submitted_at = models.DateTimeField(_("eerst ingediend op"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("ingediend op"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    as_submitted = models.TextField(_("partijen bij het indienen"), blank=True, editable=False)
    verified_at = models.DateTimeField(_("goedgekeurd op"), null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    returned_at = models.DateTimeField(_("teruggestuurd op"), null=True, editable=False)
    return_reason = models.TextField(_("waarom teruggestuurd"), blank=True, editable=False)
    paid_on = models.DateField(_("betaald op"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, editable=False)
    withdraw_reason = models.CharField(_("waarom ingetrokken"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("schuldvordering")
        verbose_name_plural = _("schuldvorderingen")
        ordering = ["dossier", "number"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="claim_waiting")]
        constraints = [
            period_constraint("claim"),
            models.UniqueConstraint(fields=["dossier", "number"], name="claim_number_once"),
            models.CheckConstraint(
                name="claim_between_two",
                condition=~Q(creditor=F("debtor")),
                violation_error_message=_("Een bestuur vordert niets van zichzelf."),
            ),
            models.CheckConstraint(
                name="claim_submitted_has_stamps",
                condition=Q(state__in=["draft", "withdrawn"])
                | (
                    Q(submitted_at__isnull=False, first_submitted_at__isnull=False, account__isnull=False)
                    & ~Q(signer_name="")
                ),
            ),
            models.CheckConstraint(
                name="claim_verified_has_stamps",
                condition=Q(state__in=ACCEPTED, verified_at__isnull=False)
                | (~Q(state__in=ACCEPTED) & Q(verified_at__isnull=True, verified_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="claim_returned_has_reason",
                condition=~Q(state="returned") | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
            ),
            models.CheckConstraint(
                name="claim_paid_has_day",
                condition=Q(state="paid", paid_on__isnull=False) | (~Q(state="paid") & Q(paid_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="claim_withdrawn_has_reason",
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return _now("Schuldvordering %(number)s van %(creditor)s") % {"number": self.number, "creditor": self.creditor}

    @property
    def is_editable(self) -> bool:
        """Whether the creditor works on it."""
        return self.state in EDITABLE

    @property
    def is_to_funder(self) -> bool:
        """From the applicant to the funder; else from a board to the applicant."""
        return self.creditor_id == self.dossier.applicant_id

    @property
    def in_groups(self) -> str:
        """Its communication as a transfer prints it."""
        return in_groups(self.communication)

    @property
    def parts(self) -> list[Any]:
        """Its lines; prefetch `lines` where more than one of these figures is asked."""
        return list(self.lines.all())

    @property
    def amount(self) -> Decimal:
        """What is claimed, euro."""
        return sum((line.amount for line in self.parts), Decimal("0.00"))

    @property
    def accepted(self) -> Decimal:
        """What was accepted of it, euro; nothing before it is verified."""
        return sum((line.accepted or Decimal(0) for line in self.parts), Decimal("0.00"))

    @property
    def due(self) -> Decimal:
        """What counts of it today: what was accepted, or before that what is claimed."""
        return self.accepted if self.state in ACCEPTED else self.amount

    @property
    def parties(self) -> dict[str, Any]:
        """Who the parties were on the day of submission; empty before that."""
        return dict(json.loads(self.as_submitted)) if self.as_submitted else {}

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        if verb == "verify" and self.state in ACCEPTED:
            return _now("Deze schuldvordering is al goedgekeurd.")
        return _now("Dat kan niet terwijl de schuldvordering “%s” is.") % self.get_state_display()

    def missing_to_submit(self) -> list[str]:
        """What a claim needs before it can be signed."""
        reasons = []
        if not self.parts:
            reasons.append(_now("Voeg eerst minstens één lijn toe."))
        if self.from_on is None or self.until_on is None:
            reasons.append(_now("Zeg eerst over welke periode het gaat."))
        if not self.evidence.exists():
            reasons.append(_now("Voeg eerst een bewijsstuk toe, zoals een factuur of een loonfiche."))
        return reasons

    def missing_to_verify(self) -> list[str]:
        """Nothing accepted is no approval."""
        if self.parts and not self.accepted:
            return [_now("Er is niets aanvaard. Stuur de schuldvordering terug, met de reden.")]
        return []

    def missing_to_return(self) -> list[str]:
        """What is paid is not looked at again."""
        if self.payments.filter(cancelled_at__isnull=True).exists():
            return [_now("Er is al op betaald. Maak eerst de betaling ongedaan.")]
        return []


CLAIM_LIFECYCLE = {
    "submit": Move(EDITABLE, ClaimState.SUBMITTED, Claim.missing_to_submit),
    "verify": Move([ClaimState.SUBMITTED], ClaimState.VERIFIED, Claim.missing_to_verify),
    "return": Move([ClaimState.SUBMITTED, ClaimState.VERIFIED], ClaimState.RETURNED, Claim.missing_to_return),
    "pay": Move([ClaimState.VERIFIED], ClaimState.PAID),
    "reopen": Move([ClaimState.PAID], ClaimState.VERIFIED),
    "withdraw": Move([*EDITABLE, ClaimState.SUBMITTED], ClaimState.WITHDRAWN),
}


def communication_of(dossier: Dossier, number: int) -> str:
    """The communication for claim `number` of a dossier: no two claims of an installation have the same.

    Raises ValueError past 999 claims or nine million dossiers: there the digits end.
    """
    if not (0 < number <= MOST_CLAIMS and dossier.pk <= MOST_DOSSIERS):
        raise ValueError(f"no communication for claim {number} of dossier {dossier.pk}")
    return communication(dossier.pk * (MOST_CLAIMS + 1) + number)

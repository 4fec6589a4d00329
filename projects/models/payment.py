"""Money that went from one party of a dossier to another: advances, instalments, balances."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import rights_of
from projects.models.claim import Claim, PaymentKind
from projects.models.dossier import Dossier, DossierPart
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels
from wegwijzer.ui.communication import in_groups
from wegwijzer.ui.words import day, euro


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Who reads the whole partnership sees them all, who speaks for an organisation what it paid and got."""
        rights = rights_of(user)
        seen = Q(dossier__project__partnership__in=rights.coordinates | rights.reads)
        for partnership, own in rights.speaks_for.items():
            seen |= Q(dossier__project__partnership=partnership) & (Q(payer__in=own) | Q(payee__in=own))
        return self.filter(seen)

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(cancelled_at__isnull=True)

    def contributions(self) -> Self:
        """What boards paid to the applicant because the key of the budget says so."""
        return self.filter(kind=PaymentKind.CONTRIBUTION)

    def for_costs(self) -> Self:
        """All but contributions: what goes from the funder to the applicant, and on to who made the costs."""
        return self.exclude(kind=PaymentKind.CONTRIBUTION)


class Payment(DossierPart, Labels):
    """A *betaling*, for a claim or without one: grant money comes from the funder and is passed on by the applicant.

    The other way goes a contribution: what a board pays to the applicant for a `year`, at once or in parts.

    What was noted by mistake is taken back with a reason, and stays to be read.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="payments", verbose_name=_("dossier"))
    kind = models.CharField(_("soort"), max_length=12, choices=PaymentKind.choices)
    payer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="payments_made", verbose_name=_("betaald door")
    )
    payee = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="payments_received", verbose_name=_("betaald aan")
    )
    amount = models.DecimalField(_("bedrag"), max_digits=12, decimal_places=2)
    paid_on = models.DateField(_("betaald op"))
    communication = models.CharField(_("gestructureerde mededeling"), max_length=12, blank=True)
    claim = models.ForeignKey(
        Claim,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="payments",
        verbose_name=_("schuldvordering"),
    )
    year = models.PositiveSmallIntegerField(_("bijdrage voor het jaar"), null=True, blank=True)
    note = models.CharField(_("opmerking"), max_length=200, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    cancelled_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, editable=False)
    cancel_reason = models.CharField(_("waarom ongedaan gemaakt"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("betaling")
        verbose_name_plural = _("betalingen")
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "payer", "payee", "paid_on", "amount", "communication"],
                condition=Q(cancelled_at__isnull=True),
                name="payment_once",
                violation_error_message=_("Deze betaling staat er al."),
            ),
            models.CheckConstraint(
                name="payment_is_something",
                condition=Q(amount__gt=0),
                violation_error_message=_("Schrijf een bedrag van meer dan 0."),
            ),
            models.CheckConstraint(
                name="payment_between_two",
                condition=~Q(payer=F("payee")),
                violation_error_message=_("Een bestuur betaalt zichzelf niet."),
            ),
            models.CheckConstraint(
                name="payment_contribution_has_year",
                condition=Q(kind="contribution", year__isnull=False, claim__isnull=True)
                | (~Q(kind="contribution") & Q(year__isnull=True)),
                violation_error_message=_("Een bijdrage is voor een jaar, een andere betaling niet."),
            ),
            models.CheckConstraint(
                name="payment_cancelled_has_reason", condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason="")
            ),
        ]

    def __str__(self) -> str:
        return _now("%(amount)s op %(day)s aan %(payee)s") % {
            "amount": euro(self.amount),
            "day": day(self.paid_on),
            "payee": self.payee,
        }

    @property
    def in_groups(self) -> str:
        """Its communication as a transfer prints it."""
        return in_groups(self.communication)

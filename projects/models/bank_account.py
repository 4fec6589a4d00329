"""On which account a partnership pays an organisation, from a day until a day. Earlier ones stay, with their claims."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from stdnum import iban

from governance.models import Partnership, rights_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint


class BankAccountQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        """Who reads the whole partnership sees them all, who speaks for an organisation those of that one."""
        rights = rights_of(user)
        seen = Q(partnership__in=rights.coordinates | rights.reads)
        for partnership, own in rights.speaks_for.items():
            seen |= Q(partnership=partnership, organisation__in=own)
        return self.filter(seen)


class BankAccount(Period):
    """A *rekening* of an organisation, as this partnership knows it. Its number never changes: a new one is a next row.

    `iban` is without spaces ("BE68539007547034").
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="bank_accounts", verbose_name=_("samenwerkingsverband")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bank_accounts", verbose_name=_("organisatie")
    )
    iban = models.CharField(_("rekeningnummer (IBAN)"), max_length=16)
    holder = models.CharField(_("op naam van"), max_length=120)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("rekening")
        verbose_name_plural = _("rekeningen")
        ordering = ["organisation__name", "-from_on", "-pk"]
        constraints = [
            period_constraint("bank_account"),
            models.UniqueConstraint(
                fields=["partnership", "organisation"],
                condition=Q(until_on__isnull=True),
                name="bank_account_one_in_use",
                violation_error_message=_("Deze organisatie heeft al een rekening die geldt. Beëindig die eerst."),
            ),
        ]

    def __str__(self) -> str:
        return self.in_groups

    @property
    def in_groups(self) -> str:
        """As a bank prints it: BE68 5390 0754 7034."""
        return str(iban.format(self.iban))

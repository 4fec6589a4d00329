"""The ledger of give and take: hours of expertise that one organisation gave another. Counts, never who was helped."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from projects.models.collaboration import Collaboration
from projects.models.work_form import WorkForm
from wegwijzer.accounts.models import Organisation, User


class ExpertiseExchangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class ExpertiseExchange(models.Model):
    """Hours that `giver` spent on helping `receiver` on one day."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="exchanges", verbose_name=_("samenwerkingsverband")
    )
    collaboration = models.ForeignKey(
        Collaboration,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exchanges",
        verbose_name=_("samenwerking"),
    )
    given_on = models.DateField(_("dag"))
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("wie gaf"))
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("wie kreeg"))
    form = models.ForeignKey(WorkForm, on_delete=models.PROTECT, related_name="exchanges", verbose_name=_("werkvorm"))
    hours = models.DecimalField(_("uren"), max_digits=6, decimal_places=2)
    subject = models.CharField(_("waarover"), max_length=160)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ExpertiseExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitwisseling van expertise")
        verbose_name_plural = _("uitwisselingen van expertise")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="expertise_exchange_of_two",
                condition=~Q(giver=F("receiver")),
                violation_error_message=_("Kies twee verschillende organisaties."),
            ),
            models.CheckConstraint(
                name="expertise_exchange_has_hours",
                condition=Q(hours__gt=0),
                violation_error_message=_("Vul meer dan 0 uren in."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def party_keys(self) -> frozenset[int]:
        """The organisations whose own it is."""
        return frozenset({self.giver_id, self.receiver_id})

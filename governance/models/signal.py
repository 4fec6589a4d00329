"""A *beleidssignaal*: what the field tells policy, to whom it was passed on, and what became of it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.agenda_item import AgendaItem
from governance.models.decision import Decision
from governance.models.follow_up import FollowUpQuerySet
from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from governance.models.theme import Theme
from wegwijzer.accounts.models import Organisation, User


class SignalQuerySet(FollowUpQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class Signal(models.Model):
    """From source to outcome. No names of newcomers: a signal is about a pattern, never about a case."""

    ENDS = "closed_on"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="signals", verbose_name=_("samenwerkingsverband")
    )
    subject = models.CharField(_("onderwerp"), max_length=160)
    text = models.TextField(_("het signaal"))
    source = models.CharField(_("bron"), max_length=150)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisatie die het meldt"),
    )
    noted_on = models.DateField(_("opgetekend op"))
    addressee = models.CharField(_("bestemd voor"), max_length=150, blank=True)
    passed_on = models.DateField(_("doorgegeven op"), null=True, blank=True)
    outcome = models.TextField(_("wat er van werd"), blank=True)
    closed_on = models.DateField(_("afgerond op"), null=True, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="signals", verbose_name=_("thema’s"))
    items = models.ManyToManyField(AgendaItem, blank=True, related_name="signals", verbose_name=_("agendapunten"))
    decisions = models.ManyToManyField(Decision, blank=True, related_name="signals", verbose_name=_("besluiten"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("beleidssignaal")
        verbose_name_plural = _("beleidssignalen")
        ordering = ["-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="signal_closed_with_outcome",
                condition=Q(closed_on__isnull=True) | ~Q(outcome=""),
                violation_error_message=_("Zeg wat er van het signaal werd."),
            ),
            models.CheckConstraint(
                name="signal_passed_on_after_noting",
                condition=Q(passed_on__isnull=True) | Q(passed_on__gte=F("noted_on")),
                violation_error_message=_("Het signaal is doorgegeven voor het werd opgetekend."),
            ),
            models.CheckConstraint(
                name="signal_closed_after_noting",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("noted_on")),
                violation_error_message=_("Het signaal is afgerond voor het werd opgetekend."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

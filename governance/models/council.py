"""The deciding organs of an organisation and their calendars: shared by everything that is ever asked of it."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.organisation import organisations_visible_to
from wegwijzer.accounts.models import Organisation, OrganisationKind, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint


class CouncilKind(models.TextChoices):
    """Who decides for an organisation; since 2019 both councils of a territory have the same members (DLB art. 68)."""

    MUNICIPAL_COUNCIL = "municipal_council", _("gemeenteraad")
    COLLEGE = "college", _("college van burgemeester en schepenen")
    WELFARE_COUNCIL = "welfare_council", _("raad voor maatschappelijk welzijn")
    PERMANENT_BUREAU = "permanent_bureau", _("vast bureau")
    SPECIAL_COMMITTEE = "special_committee", _("bijzonder comité voor de sociale dienst")
    CONSULTATION = "consultation", _("overlegcomité")
    BOARD = "board", _("raad van bestuur")


# The first one is who decides when nobody says otherwise.
ORGANS_OF: dict[str, tuple[CouncilKind, ...]] = {
    OrganisationKind.MUNICIPALITY: (
        CouncilKind.MUNICIPAL_COUNCIL,
        CouncilKind.COLLEGE,
        CouncilKind.CONSULTATION,
    ),
    OrganisationKind.OCMW: (
        CouncilKind.WELFARE_COUNCIL,
        CouncilKind.PERMANENT_BUREAU,
        CouncilKind.SPECIAL_COMMITTEE,
        CouncilKind.CONSULTATION,
    ),
}


def organs_of(kind: str) -> tuple[CouncilKind, ...]:
    """The organs that can decide for an organisation of that kind, the usual one first."""
    return ORGANS_OF.get(kind, (CouncilKind.BOARD,))


# Who decides for the other board of the same territory at the same level.
TWINS = {
    CouncilKind.MUNICIPAL_COUNCIL: CouncilKind.WELFARE_COUNCIL,
    CouncilKind.WELFARE_COUNCIL: CouncilKind.MUNICIPAL_COUNCIL,
    CouncilKind.COLLEGE: CouncilKind.PERMANENT_BUREAU,
    CouncilKind.PERMANENT_BUREAU: CouncilKind.COLLEGE,
}


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(organisation__in=organisations_visible_to(user))

    def with_next(self, day: dt.date) -> Self:
        """Adds `next_on`: the first sitting on that day or later."""
        return self.annotate(next_on=models.Min("sittings__held_on", filter=Q(sittings__held_on__gte=day)))

    def in_pair_with(self, organisation: Organisation) -> Self:
        """Those of the organisation, and of the other board of its territory."""
        pair = Q(organisation__nis_code=organisation.nis_code) & ~Q(organisation__nis_code="")
        return self.filter(Q(organisation=organisation) | pair).order_by("organisation__kind", "pk")


class Council(models.Model):
    """One organ of one organisation, with how long before a sitting its agenda closes (days)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="councils", verbose_name=_("organisatie")
    )
    kind = models.CharField(_("orgaan"), max_length=20, choices=CouncilKind.choices)
    closing_days = models.PositiveSmallIntegerField(
        _("dagen tussen het sluiten van de agenda en de zitting"), default=14, validators=[MaxValueValidator(90)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("raad")
        verbose_name_plural = _("raden")
        ordering = ["organisation", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                name="council_once",
                violation_error_message=_("Dit orgaan staat al bij deze organisatie."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.organisation}"

    def closes_on(self, held_on: dt.date) -> dt.date:
        """The day on which the agenda of a sitting on `held_on` closes, by the habit of this council."""
        return held_on - dt.timedelta(days=self.closing_days)


class CouncilSittingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(council__organisation__in=organisations_visible_to(user))

    def of(self, organisation: Organisation, kind: str) -> Self:
        """Those of one organ."""
        return self.filter(council__organisation=organisation, council__kind=kind)


class CouncilSitting(models.Model):
    """One sitting of a council, and the last day on which an item can be put on its agenda."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="sittings", verbose_name=_("raad"))
    held_on = models.DateField(_("zitting op"))
    agenda_closes_on = models.DateField(_("agenda sluit op"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CouncilSittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("zitting")
        verbose_name_plural = _("zittingen")
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "held_on"],
                name="council_sitting_once",
                violation_error_message=_("Deze raad heeft op die dag al een zitting."),
            ),
            models.CheckConstraint(
                name="council_sitting_closes_before",
                condition=Q(agenda_closes_on__lte=F("held_on")),
                violation_error_message=_("De agenda sluit ten laatste op de dag van de zitting."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on:%d-%m-%Y}"

    @property
    def organisation(self) -> Organisation:
        return self.council.organisation


class RecessQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(organisation__in=organisations_visible_to(user))


class Recess(Period):
    """Weeks in which the organs of an organisation do not sit, usually July and August."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="recesses", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=60, default="zomerreces")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecessQuerySet.as_manager()

    class Meta:
        verbose_name = _("reces")
        verbose_name_plural = _("recessen")
        ordering = ["from_on"]
        constraints = [
            period_constraint("recess"),
            models.CheckConstraint(
                name="recess_has_both_days",
                condition=Q(from_on__isnull=False, until_on__isnull=False),
                violation_error_message=_("Geef de eerste en de laatste dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.span}"

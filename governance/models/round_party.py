"""Who is asked in a round, and what has to be reached."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.approval_round import ApprovalRound
from governance.models.council import CouncilKind
from governance.models.partnership import Partnership
from governance.models.threshold import Clause, Days, Measure, Rule, Whose
from wegwijzer.accounts.models import Organisation, Population, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint, span, today

DAY = dt.timedelta(days=1)


class RoundPartyQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(round__in=ApprovalRound.objects.visible_to(user))


class RoundParty(Period):
    """An organisation that is asked, and which of its organs decides. It has days only when it joined or left later.

    `contribution` is its own share in euro; `inhabitants` those of its territory when the round was made. `absences`
    are the days, all of them past, on which it had left and was not back: a list of [first, last], both included.
    """

    round = models.ForeignKey(ApprovalRound, on_delete=models.CASCADE, related_name="parties", verbose_name=_("ronde"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="asked", verbose_name=_("organisatie")
    )
    organ = models.CharField(_("orgaan dat beslist"), max_length=20, choices=CouncilKind.choices)
    contribution = models.DecimalField(
        _("eigen bijdrage"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    inhabitants = models.PositiveIntegerField(_("inwoners"), default=0)
    leave_reason = models.CharField(_("waarom niet meer gevraagd"), max_length=300, blank=True)
    absences = models.JSONField(_("intussen niet gevraagd"), default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevraagde organisatie")
        verbose_name_plural = _("gevraagde organisaties")
        constraints = [
            period_constraint("round_party"),
            models.UniqueConstraint(
                fields=["round", "organisation"],
                name="round_party_once",
                violation_error_message=_("Deze organisatie wordt al gevraagd."),
            ),
            models.CheckConstraint(
                name="round_party_contribution_positive",
                condition=Q(contribution__isnull=True) | Q(contribution__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def partnership(self) -> Partnership:
        return self.round.partnership

    @property
    def away(self) -> tuple[Days, ...]:
        return days_in(self.absences)

    @property
    def away_in_words(self) -> list[str]:
        """ "van 1 mei 2026 tot en met 9 mei 2026", for each absence."""
        return [span(*days) for days in self.away]

    @property
    def asked_since(self) -> dt.date:
        """The first of the days on which it is asked without interruption."""
        if self.away:
            return self.away[-1][1] + DAY
        return self.from_on or self.round.asked_on or today()

    @property
    def first_day_back(self) -> dt.date:
        """From when it can be asked again: who leaves today is asked until tonight, and then just goes on."""
        assert self.until_on is not None
        return min(self.until_on + DAY, today())

    @property
    def was_answered(self) -> bool:
        """Whether it ever told anything, also what was taken back: then it stays in the round."""
        return self.responses.exists()


def days_in(absences: Sequence[Sequence[str]]) -> tuple[Days, ...]:
    """The column `absences` as days."""
    return tuple((dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in absences)


def inhabitants_of(organisations: Iterable[Organisation], year: int) -> dict[int, int]:
    """Per organisation (key) the people of its territory: in the latest year known up to `year`, else the earliest."""
    listed = list(organisations)
    codes = {organisation.nis_code for organisation in listed if organisation.nis_code}
    known: dict[str, int] = {}
    for row in Population.objects.filter(nis_code__in=codes).order_by("year"):
        if row.year <= year or row.nis_code not in known:
            known[row.nis_code] = row.inhabitants
    return {organisation.pk: known.get(organisation.nis_code, 0) for organisation in listed}


class ThresholdClause(models.Model):
    """One thing that has to be reached; a round is reached when all its clauses are."""

    round = models.ForeignKey(ApprovalRound, on_delete=models.CASCADE, related_name="clauses", verbose_name=_("ronde"))
    position = models.PositiveSmallIntegerField(_("volgorde"), default=1)
    measure = models.CharField(_("wat telt"), max_length=20, choices=Measure.choices)
    whose = models.CharField(_("welk bestuur beslist"), max_length=20, choices=Whose.choices, default=Whose.ALL)
    rule = models.CharField(_("hoeveel"), max_length=10, choices=Rule.choices)
    number = models.PositiveIntegerField(_("aantal"), null=True, blank=True)
    numerator = models.PositiveSmallIntegerField(_("teller"), null=True, blank=True)
    denominator = models.PositiveSmallIntegerField(_("noemer"), null=True, blank=True)

    class Meta:
        verbose_name = _("drempel")
        verbose_name_plural = _("drempels")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="threshold_clause_once"),
            models.CheckConstraint(
                name="threshold_clause_number_with_rule",
                condition=Q(rule="number", number__isnull=False, number__gte=1) & ~Q(measure="population")
                | (~Q(rule="number") & Q(number__isnull=True)),
                violation_error_message=_("Geef het aantal, of kies een andere regel."),
            ),
            models.CheckConstraint(
                name="threshold_clause_share_with_rule",
                condition=Q(
                    rule__in=["share", "more"],
                    numerator__isnull=False,
                    denominator__isnull=False,
                    numerator__gte=1,
                    denominator__gte=F("numerator"),
                )
                | (~Q(rule__in=["share", "more"]) & Q(numerator__isnull=True, denominator__isnull=True)),
                violation_error_message=_("Geef het deel, of kies een andere regel."),
            ),
            models.CheckConstraint(
                name="threshold_clause_boards_one_by_one",
                condition=~Q(measure="boards") | ~Q(whose="any"),
                violation_error_message=_("‘Minstens één bestuur’ kan alleen als u gemeenten of inwoners telt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()} {self.get_measure_display()}"

    @property
    def clause(self) -> Clause:
        """For the count."""
        return Clause(
            Measure(self.measure),
            Rule(self.rule),
            Whose(self.whose),
            self.number or 0,
            self.numerator or 0,
            self.denominator or 1,
        )

"""Changes after the award: other partners, another budget, another period or content, each asked of the funder."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models.budget import Budget
from projects.models.dossier import WITH_GRANT, Dossier, DossierPart, DossierPartQuerySet, DossierState
from projects.models.dossier_partners import partners_on
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import Period, period_constraint, today
from wegwijzer.audit.record import names_of
from wegwijzer.choices import Labels
from wegwijzer.lifecycle import Move
from wegwijzer.ui.words import day as day_words

AFTER_AWARD = tuple(state for state in WITH_GRANT if state != DossierState.CLOSED)


class AmendmentKind(models.TextChoices):
    PARTNERS = "partners", _("partners")
    BUDGET = "budget", _("begroting")
    PERIOD = "period", _("periode")
    CONTENT = "content", _("inhoud")


class AmendmentState(models.TextChoices):
    DRAFT = "draft", _("in voorbereiding")
    ASKED = "asked", _("gevraagd")
    APPROVED = "approved", _("goedgekeurd")
    REFUSED = "refused", _("geweigerd")


class Amendment(DossierPart, Labels, Period):
    """One change that is asked of the funder: numbered per dossier, with what it was and what it becomes.

    Of the period `from_on` and `until_on` are the new days; of the budget `budget` is the new version; of the partners
    `joins` and `leaves` say who, from `from_on`. `before` is what held on the day of asking, in words, and stays.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="amendments", verbose_name=_("dossier"))
    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    kind = models.CharField(_("soort"), max_length=8, choices=AmendmentKind.choices)
    title = models.CharField(_("wat verandert er"), max_length=160)
    reason = models.TextField(_("waarom"))
    becomes = models.TextField(_("zo wordt het"), blank=True)
    before = models.TextField(_("zo was het"), blank=True, editable=False)
    budget = models.ForeignKey(
        Budget,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="amendments",
        verbose_name=_("nieuwe begroting"),
    )
    joins = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("treedt toe"))
    leaves = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("stapt uit"))
    state = models.CharField(
        _("stand"), max_length=8, choices=AmendmentState.choices, default=AmendmentState.DRAFT, editable=False
    )
    asked_on = models.DateField(_("gevraagd op"), null=True, editable=False)
    decided_on = models.DateField(_("beslist op"), null=True, editable=False)
    decision_note = models.CharField(_("wat de subsidiegever zei"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(DossierPartQuerySet)()

    class Meta:
        verbose_name = _("wijziging na toekenning")
        verbose_name_plural = _("wijzigingen na toekenning")
        ordering = ["-number"]
        constraints = [
            period_constraint("amendment"),
            models.UniqueConstraint(fields=["dossier", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                name="amendment_asked_has_day",
                condition=Q(state="draft", asked_on__isnull=True) | (~Q(state="draft") & Q(asked_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="amendment_decided_has_day",
                condition=Q(state__in=["approved", "refused"], decided_on__isnull=False)
                | (~Q(state__in=["approved", "refused"]) & Q(decided_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="amendment_decided_after_asking",
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("asked_on")),
            ),
            models.CheckConstraint(
                name="amendment_budget_only_of_budget", condition=Q(budget__isnull=True) | Q(kind="budget")
            ),
            models.CheckConstraint(
                name="amendment_days_only_of_period",
                condition=Q(kind="period")
                | Q(kind="partners", until_on__isnull=True)
                | Q(from_on__isnull=True, until_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return _now("Wijziging %(number)s: %(title)s") % {"number": self.number, "title": self.title}

    @property
    def is_decided(self) -> bool:
        return self.state in (AmendmentState.APPROVED, AmendmentState.REFUSED)

    @property
    def after(self) -> str:
        """What it becomes, in words: the new days, who joins and leaves, the new budget, and what was written."""
        parts = []
        if self.kind == AmendmentKind.PERIOD:
            parts.append(self.span)
        if self.kind == AmendmentKind.PARTNERS and self.from_on is not None:
            words = {"day": day_words(self.from_on)}
            for told, rows in (
                (_now("Treedt toe vanaf %(day)s: %(who)s"), self.joins.all()),
                (_now("Stapt uit vanaf %(day)s: %(who)s"), self.leaves.all()),
            ):
                if rows:
                    parts.append(told % (words | {"who": names_of(rows)}))
        if self.budget is not None:
            parts.append(str(self.budget))
        return "\n".join(part for part in (*parts, self.becomes) if part)

    def now(self) -> str:
        """What holds today of what it changes, in words, as far as the dossier says it by itself."""
        if self.kind == AmendmentKind.PERIOD:
            return self.dossier.span
        if self.kind == AmendmentKind.BUDGET:
            fixed = self.dossier.budgets.filter(fixed_on__isnull=False).order_by("-number")
            last = next((row for row in fixed[:2] if row.pk != self.budget_id), None)
            return str(last) if last else ""
        if self.kind == AmendmentKind.PARTNERS:
            return names_of(partners_on(self.dossier, self.eve))
        return ""

    @property
    def eve(self) -> dt.date:
        """Until when it is as it was: the day before it holds, or today when that is not said."""
        return self.from_on - dt.timedelta(days=1) if self.from_on else today()

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return _now("Dat kan niet terwijl de wijziging “%s” is.") % self.get_state_display()


def missing_to_ask(amendment: Amendment) -> list[str]:
    """What it has to say before it can be asked."""
    if amendment.dossier.state not in AFTER_AWARD:
        return [_now("Een wijziging vraagt u pas nadat de subsidie toegekend is, en voor het dossier afgesloten is.")]
    if amendment.kind == AmendmentKind.PERIOD and not (amendment.from_on and amendment.until_on):
        return [_now("Geef de nieuwe eerste en laatste dag.")]
    if amendment.kind == AmendmentKind.BUDGET and (amendment.budget is None or not amendment.budget.is_fixed):
        return [_now("Kies de begroting die het wordt, en leg die versie eerst vast.")]
    if amendment.kind == AmendmentKind.CONTENT and not amendment.becomes:
        return [_now("Schrijf hoe het wordt.")]
    return missing_to_approve(amendment)


def missing_to_approve(amendment: Amendment) -> list[str]:
    """Of other partners: who joins is none yet on that day, who leaves is one, and is not the board that signs."""
    if amendment.kind != AmendmentKind.PARTNERS:
        return []
    joins, leaves, day = list(amendment.joins.all()), list(amendment.leaves.all()), amendment.from_on
    if day is None or not (joins or leaves):
        return [_now("Kies wie toetreedt of uitstapt, en vanaf welke dag.")]
    dossier = amendment.dossier
    there = {board.pk for board in partners_on(dossier, day)}
    found = [_now("%s is op die dag al partner.") % board for board in joins if board.pk in there]
    found += [_now("%s is op die dag geen partner.") % board for board in leaves if board.pk not in there]
    signs = [board for board in leaves if board.pk == dossier.applicant_id]
    return found + [_now("%s ondertekent de aanvraag. Kies eerst een andere aanvrager.") % board for board in signs]


AMENDMENT_LIFECYCLE = {
    "ask": Move([AmendmentState.DRAFT], AmendmentState.ASKED, missing_to_ask),
    "approve": Move([AmendmentState.ASKED], AmendmentState.APPROVED, missing_to_approve),
    "refuse": Move([AmendmentState.ASKED], AmendmentState.REFUSED),
    "take_back": Move([AmendmentState.ASKED], AmendmentState.DRAFT),
}

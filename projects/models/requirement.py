"""The checklist of a dossier: what has to be there on the day, who sees to it, and by what it is met."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import ApprovalRound, Decision, Person, Rights, WithDocument, rights_of
from projects.models.dossier import OVER, Dossier, DossierPart, DossierPartQuerySet
from projects.models.project import ALIVE_STATES
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels


class RequirementKind(models.TextChoices):
    DOCUMENT = "document", _("document")  # met by a file
    APPROVAL = "approval", _("goedkeuring")  # met by a round that is reached, or a decision that took effect
    CONDITION = "condition", _("voorwaarde")  # met when somebody says so


class RequirementQuerySet(DossierPartQuerySet):
    def visible_to(self, user: User) -> Self:
        """What is confidential shows to the coordinator, and to who sees to it."""
        rights = rights_of(user)
        seen = Q(is_confidential=False) | Q(dossier__project__partnership__in=rights.coordinates)
        return super().visible_to(user).filter(seen | seen_to_by(rights))

    def unmet(self) -> Self:
        """Those that nobody met or waived by hand; what waits for a round or decision can be met by that."""
        return self.filter(document__isnull=True, met_on__isnull=True, waived_reason="")

    def to_see_to(self) -> Self:
        """Those that somebody has to see to, of dossiers and projects that go on. What fills itself waits elsewhere."""
        rows = self.unmet().filter(round=None, decision=None, dossier__project__state__in=ALIVE_STATES)
        return rows.exclude(dossier__state__in=OVER)


def seen_to_by(rights: Rights) -> Q:
    """Which requirements this login sees to: its own person, or, where no person is named, the board it speaks for."""
    own = Q(person__in=rights.persons)
    for partnership, boards in rights.speaks_for.items():
        own |= Q(dossier__project__partnership=partnership, organisation__in=boards, person=None)
    return own


class Requirement(DossierPart, WithDocument, Labels):
    """One row of the checklist. A document is met by its file, an approval by its round or decision, else by hand.

    What does not apply here is waived with a reason. What is confidential stays out of the dossier that goes around.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="requirements", verbose_name=_("dossier")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=RequirementKind.choices)
    title = models.CharField(_("wat"), max_length=160)
    explanation = models.TextField(_("uitleg"), blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("bestuur")
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requirements",
        verbose_name=_("verantwoordelijke"),
    )
    due_on = models.DateField(_("tegen"), null=True, blank=True)
    is_confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    round = models.ForeignKey(
        ApprovalRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requirements",
        verbose_name=_("ronde"),
    )
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requirements",
        verbose_name=_("besluit"),
    )
    met_on = models.DateField(_("in orde op"), null=True, blank=True)
    waived_reason = models.CharField(_("niet nodig omdat"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("vereiste")
        verbose_name_plural = _("vereisten")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="requirement_to_see_to",
                condition=Q(document=None, met_on=None, round=None, decision=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "title"],
                name="requirement_title_once",
                violation_error_message=_("Dit staat al op de lijst."),
            ),
            models.CheckConstraint(
                name="requirement_approval_waits_for_one_thing",
                condition=Q(round__isnull=True, decision__isnull=True)
                | (Q(kind="approval") & (Q(round__isnull=True) | Q(decision__isnull=True))),
                violation_error_message=_("Alleen een goedkeuring wacht op een ronde of besluit, en op één daarvan."),
            ),
            models.CheckConstraint(
                name="requirement_document_only_of_document",
                condition=Q(document__isnull=True) | Q(kind="document"),
            ),
            models.CheckConstraint(
                name="requirement_met_by_hand",
                condition=Q(met_on__isnull=True) | Q(round__isnull=True, decision__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_seen_to_by(self, rights: Rights) -> bool:
        """The same of one row."""
        if self.person_id is not None:
            return self.person_id in rights.persons
        return self.organisation_id in rights.speaks_for.get(self.partnership.pk, frozenset())

    @property
    def name_outside(self) -> str:
        """What it is called where others may read along: in a calendar, in a mail."""
        return _now("vertrouwelijk stuk") if self.is_confidential else self.title

    @property
    def fills_itself(self) -> bool:
        return self.round_id is not None or self.decision_id is not None

    @property
    def who(self) -> str:
        """Who sees to it: a person, else a board, else who coordinates the project (select_related)."""
        return str(self.person or self.organisation or self.dossier.coordinator_name)

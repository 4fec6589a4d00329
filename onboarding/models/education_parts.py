"""What hangs on an education project: its schools and partners, its phases, its files."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Document, Partnership, rights_of
from onboarding.models.education_project import EducationProject
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.choices import Labels


class PartnerRole(models.TextChoices):
    SCHOOL = "school", _("school")
    COMMUNITY = "community", _("scholengemeenschap")
    PARTNER = "partner", _("partner")


class EducationPartQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(education__project__partnership__in=rights_of(user).partnerships)


class EducationPart(Labels):
    """Anything that hangs on an education project."""

    objects = models.Manager.from_queryset(EducationPartQuerySet)()
    education: "models.ForeignKey[EducationProject, EducationProject]"

    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.education.partnership


class EducationPartner(EducationPart):
    """A school, a school community or another organisation, with its task."""

    education = models.ForeignKey(
        EducationProject, on_delete=models.CASCADE, related_name="partners", verbose_name=_("onderwijsproject")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    role = models.CharField(_("rol"), max_length=10, choices=PartnerRole.choices)
    task = models.CharField(_("taak"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("school of partner")
        verbose_name_plural = _("scholen en partners")
        ordering = ["-role", "pk"]  # schools first
        constraints = [
            models.UniqueConstraint(fields=["education", "organisation"], name="education_partner_once"),
            models.CheckConstraint(name="education_partner_role_known", condition=Q(role__in=PartnerRole.values)),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class EducationPhase(EducationPart):
    """A stretch of it; how far it is follows from its days."""

    education = models.ForeignKey(
        EducationProject, on_delete=models.CASCADE, related_name="phases", verbose_name=_("onderwijsproject")
    )
    name = models.CharField(_("naam"), max_length=120)
    from_on = models.DateField(_("van"))
    until_on = models.DateField(_("tot en met"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("fase van een onderwijsproject")
        verbose_name_plural = _("fasen van onderwijsprojecten")
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="education_phase_in_order",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
            models.UniqueConstraint(
                fields=["education", "name"],
                name="education_phase_once",
                violation_error_message=_("Er is al een fase met deze naam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> str:
        """ "coming", "now" or "past", today."""
        day = today()
        if day < self.from_on:
            return "coming"
        return "past" if day > self.until_on else "now"


class EducationDocument(EducationPart):
    """A file of it, kept version by version."""

    education = models.ForeignKey(
        EducationProject, on_delete=models.CASCADE, related_name="attached", verbose_name=_("onderwijsproject")
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name=_("document"))

    class Meta:
        verbose_name = _("document van een onderwijsproject")
        verbose_name_plural = _("documenten van onderwijsprojecten")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["education", "document"], name="education_document_once")]

    def __str__(self) -> str:
        return str(self.document)

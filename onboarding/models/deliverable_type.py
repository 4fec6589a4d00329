"""What a project wants from its organisations: a brochure, a ceremony, a policy plan. Every project has its own set."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Theme, rights_of
from onboarding.models.regional_text import RegionalText
from projects.models import Project
from wegwijzer.accounts.models import User
from wegwijzer.choices import Labels


class DeliverableKind(models.TextChoices):
    BROCHURE = "brochure", _("onthaalbrochure")
    SHEET = "sheet", _("onthaalfiche")
    WELCOME = "welcome", _("onthaalmoment")
    CEREMONY = "ceremony", _("inburgeringsceremonie")
    TRAINING = "training", _("vorming")
    POLICY_PLAN = "policy_plan", _("beleidsplan")
    LOI_PLAN = "loi_plan", _("beleidsplan LOI")
    VOLUNTEER_PLAN = "volunteer_plan", _("beleidsplan vrijwilligers")
    EDUCATION = "education", _("onderwijsproject")
    PROCEDURE = "procedure", _("onthaalprocedure")
    OTHER = "other", _("iets anders")


class DeliverableTypeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__partnership__in=rights_of(user).partnerships)


class DeliverableType(Labels):
    """A column of the status matrix. `due_on` is what a new cell starts from; each can have its own day later."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="deliverable_types", verbose_name=_("project")
    )
    kind = models.CharField(_("soort"), max_length=16, choices=DeliverableKind.choices)
    name = models.CharField(_("naam"), max_length=120)
    explanation = models.TextField(_("wat er gevraagd wordt"), blank=True)
    theme = models.ForeignKey(
        Theme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliverable_types",
        verbose_name=_("thema"),
    )
    # What it is printed from: whoever delivered it sees when that text is in revision.
    text = models.ForeignKey(
        RegionalText,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliverable_types",
        verbose_name=_("regionale tekst"),
    )
    due_on = models.DateField(_("tegen"), null=True, blank=True)
    needs_document = models.BooleanField(_("vraagt een document"), default=False)
    is_reviewed = models.BooleanField(_("de coördinator kijkt het na"), default=False)
    position = models.PositiveSmallIntegerField(_("plaats"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(DeliverableTypeQuerySet)()

    class Meta:
        verbose_name = _("soort resultaat")
        verbose_name_plural = _("soorten resultaten")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="deliverable_type_once",
                violation_error_message=_("Er is al een soort resultaat met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership

"""Who is around a project: staff, funders, and everybody who has a stake in it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models import Body, Partnership, Person, WithDocument, rights_of
from projects.models.project import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint
from wegwijzer.choices import Labels


class ProjectPartQuerySet(PeriodQuerySet):
    """Rows that belong to one project, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(project__partnership__in=rights_of(user).partnerships)


class ProjectPart(models.Model):
    """What every row of a project knows."""

    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership  # type: ignore[attr-defined,no-any-return]


class ProjectStaff(ProjectPart, Period):
    """A person with a role in the project, from a day until a day."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="staff", verbose_name=_("project"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="project_roles", verbose_name=_("persoon")
    )
    role = models.CharField(_("rol"), max_length=100)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProjectPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        ordering = ["from_on", "pk"]
        constraints = [
            period_constraint("project_staff"),
            models.UniqueConstraint(
                fields=["project", "person", "role"],
                name="project_staff_once",
                violation_error_message=_("Deze persoon heeft die rol al in het project."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"

    @property
    def in_full(self) -> str:
        """As history tells it."""
        return f"{self}, {self.span}"


class Funder(ProjectPart, WithDocument):
    """Who pays for a project, and is named on what it publishes; its document is its logo, a PNG or JPEG."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="funders", verbose_name=_("project"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="funds", verbose_name=_("organisatie")
    )
    grant = models.CharField(_("onder welke naam"), max_length=150, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(ProjectPartQuerySet)()

    class Meta:
        verbose_name = _("subsidiegever")
        verbose_name_plural = _("subsidiegevers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                name="funder_once",
                violation_error_message=_("Deze organisatie staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def in_full(self) -> str:
        """As history tells it."""
        return f"{self} ({self.grant})" if self.grant else str(self)


class StakeholderGroup(models.TextChoices):
    POLICY = "policy", _("beleid")
    TARGET_GROUP = "target_group", _("doelgroep")
    FIELD = "field", _("werkveld")
    SCHOOLS = "schools", _("scholen")
    EXPERTS = "experts", _("deskundigen")


class Stakeholder(ProjectPart, Labels):
    """A group, body or organisation with a stake in a project, and how it is involved. Never a single newcomer."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="stakeholders", verbose_name=_("project")
    )
    group = models.CharField(_("groep"), max_length=16, choices=StakeholderGroup.choices)
    name = models.CharField(_("wie"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("orgaan")
    )
    involvement = models.TextField(_("hoe betrokken"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(ProjectPartQuerySet)()

    class Meta:
        verbose_name = _("betrokkene")
        verbose_name_plural = _("betrokkenen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "group", "name"],
                name="stakeholder_once",
                violation_error_message=_("Deze betrokkene staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def also(self) -> list[str]:
        """The body and organisation that it is, where their names say more than its own."""
        names = [str(row) for row in (self.body, self.organisation) if row is not None]
        return [name for name in names if name != self.name]

    @property
    def in_full(self) -> str:
        """As history tells it."""
        parts = (self.organisation, self.body, self.involvement)
        words = ", ".join(str(part) for part in parts if part)
        return f"{self.get_group_display()}: {self.name}" + (f" – {words}" if words else "")

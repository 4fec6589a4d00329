"""The ways in which organisations work together and pass on what they know: a list that a partnership keeps itself."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from wegwijzer.accounts.models import User

# What a partnership starts from: the forms between large and small centres in calls of the federal administration and
# of the European fund. They become rows when they are first used; afterwards the list is the partnership's own.
USUAL_FORMS = (
    _("immersie"),
    _("groepswerk"),
    _("individuele begeleiding"),
    _("lerend netwerk"),
    _("intervisie"),
    _("mentoring"),
    _("stage"),
    _("vorming"),
    _("teamcoaching"),
    _("draaiboek"),
)


class WorkFormQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class WorkForm(models.Model):
    """A *werkvorm*: immersion, intervision, training … Collaborations and exchanges of expertise speak of the same."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="work_forms", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=60)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WorkFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkvorm")
        verbose_name_plural = _("werkvormen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="work_form_name_once",
                violation_error_message=_("Er is al een werkvorm met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.name

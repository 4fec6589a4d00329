"""What something is about, in the words of the partnership: one short list for decisions, signals and plans."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import User


class ThemeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class Theme(models.Model):
    """A policy domain or fundamental right, for example "onthaal" or "onderwijs"."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="themes", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=60)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="theme_once",
                violation_error_message=_("Dit thema bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return self.name

"""Pictures in a section of a regional text: the draft. What an edition shows is pinned in its content."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import DocumentVersion, Partnership, rights_of
from onboarding.models.regional_text import RegionalText, Section
from wegwijzer.accounts.models import User
from wegwijzer.localised import LocalisedTextField


class SectionPictureQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(section__text__partnership__in=rights_of(user).partnerships)


class SectionPicture(models.Model):
    """One picture. Who can not see it reads `alt`, unless it only decorates. `width` and `height` are in points."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="pictures", verbose_name=_("sectie"))
    file = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("foto"))
    width = models.PositiveSmallIntegerField(_("breedte"))
    height = models.PositiveSmallIntegerField(_("hoogte"))
    is_decorative = models.BooleanField(_("alleen versiering"), default=False)
    alt = LocalisedTextField(_("wat er te zien is"), blank=True)
    caption = LocalisedTextField(_("onderschrift"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(SectionPictureQuerySet)()

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto’s")
        ordering = ["section", "pk"]
        constraints = [
            models.CheckConstraint(
                name="section_picture_says_what_it_shows",
                condition=Q(is_decorative=True, alt="") | (Q(is_decorative=False) & ~Q(alt="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.alt or self.caption or self.file.name)

    @property
    def text(self) -> RegionalText:
        return self.section.text

    @property
    def partnership(self) -> Partnership:
        return self.section.text.partnership

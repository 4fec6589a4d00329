"""What one organisation makes of a regional text: what it takes over, adapts, adds or drops, and what it fills in."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from onboarding.models.regional_text import Edition, RegionalText, Section, TextPartQuerySet, Wording
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels


class Stance(models.TextChoices):
    TAKES_OVER = "takes_over", _("neemt over")
    ADAPTS = "adapts", _("past aan")
    DROPS = "drops", _("laat weg")
    ADDS = "adds", _("voegt toe")


class LocalText(models.Model):
    """One organisation × one regional text. Nothing said of a section means that it is taken over as it is."""

    text = models.ForeignKey(
        RegionalText, on_delete=models.PROTECT, related_name="locals", verbose_name=_("regionale tekst")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="local_texts", verbose_name=_("organisatie")
    )
    fillings = models.JSONField(_("ingevuld"), default=dict, blank=True)  # {placeholder: what stands there}
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(TextPartQuerySet)()

    class Meta:
        verbose_name = _("lokale tekst")
        verbose_name_plural = _("lokale teksten")
        ordering = ["text", "organisation"]
        constraints = [models.UniqueConstraint(fields=["text", "organisation"], name="local_text_once")]

    def __str__(self) -> str:
        return f"{self.text} – {self.organisation}"

    @property
    def partnership(self) -> Partnership:
        return self.text.partnership

    def is_on_the_web(self) -> bool:
        """Whether everybody may read it; a query only where the text is public."""
        public = RegionalText.objects.public_for(self.organisation.pk)
        return self.text.is_public and public.filter(pk=self.text.pk).exists()


class LocalSectionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(local__text__partnership__in=rights_of(user).partnerships)


class LocalSection(Labels, Wording):
    """What an organisation makes of one section, or an own section (`section` is then empty).

    `base` is the edition that it was made from: what the region changed since is read from the two editions.
    """

    local = models.ForeignKey(
        LocalText, on_delete=models.CASCADE, related_name="sections", verbose_name=_("lokale tekst")
    )
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT, related_name="locals", verbose_name=_("sectie")
    )
    stance = models.CharField(_("wat uw bestuur doet"), max_length=10, choices=Stance.choices)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    base = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("gemaakt van versie")
    )
    position = models.PositiveSmallIntegerField(_("na sectie nummer"), default=0)  # of an own section
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(LocalSectionQuerySet)()

    class Meta:
        verbose_name = _("lokale sectie")
        verbose_name_plural = _("lokale secties")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["local", "section"], name="local_section_once"),
            models.CheckConstraint(
                name="local_section_added_has_no_source",
                condition=Q(stance=Stance.ADDS, section__isnull=True, base__isnull=True)
                | (~Q(stance=Stance.ADDS) & Q(section__isnull=False, base__isnull=False)),
            ),
            models.CheckConstraint(
                name="local_section_says_why",
                condition=Q(stance__in=[Stance.TAKES_OVER, Stance.ADDS]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="local_section_has_text",
                condition=Q(stance__in=[Stance.TAKES_OVER, Stance.DROPS]) | ~Q(body="") & ~Q(title=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title or self.section or "")

    @property
    def text(self) -> RegionalText:
        return self.local.text

    @property
    def organisation(self) -> Organisation:
        return self.local.organisation

    @property
    def partnership(self) -> Partnership:
        return self.local.text.partnership

"""What a region writes once for all its municipalities: a procedure, a brochure, a sheet. In sections, by editions."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Membership, Partnership, rights_of
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.choices import Labels
from wegwijzer.localised import LANGUAGES, LocalisedText, LocalisedTextField

SOURCE = "nl"  # what every translation is a translation of
LONGEST_TITLE = 150
LONGEST = 6000  # characters of a section: two pages of a brochure


class TextKind(models.TextChoices):
    PROCEDURE = "procedure", _("onthaalprocedure")
    BROCHURE = "brochure", _("onthaalbrochure")
    SHEET = "sheet", _("onthaalfiche")


class Mode(models.TextChoices):
    """What a municipality may do with a section."""

    LOCKED = "locked", _("vast")
    FILLABLE = "fillable", _("in te vullen")
    REFINABLE = "refinable", _("te verfijnen")


class RegionalTextQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)

    def public_for(self, organisation: int) -> Self:
        """What everybody may read of a member of today: made public, with an edition."""
        member_of = Membership.objects.on().filter(organisation=organisation).values("partnership")
        goes_on = Q(partnership__ended_on__isnull=True) | Q(partnership__ended_on__gte=today())
        rows = self.filter(goes_on, is_public=True, partnership__in=member_of)
        return rows.filter(Exists(Edition.objects.filter(text=OuterRef("pk"))))


class RegionalText(Labels):
    """One model for every text that municipalities refine. Its steps or sections are `Section`s.

    What it is for and for whom is asked once: the use of another language than Dutch is allowed for a purpose and an
    audience, never in general (Belgian law on the use of languages in administrative matters, 18 July 1966).
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="texts", verbose_name=_("samenwerkingsverband")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=TextKind.choices)
    title = LocalisedTextField(_("titel"))
    # Per language the Dutch title that was translated, where the Dutch says something else by now.
    title_sources = LocalisedTextField(_("titel vertaald uit"), blank=True, default="", editable=False)
    purpose = models.TextField(_("doel"))
    audience = models.CharField(_("doelgroep"), max_length=200)
    languages = models.CharField(_("andere talen"), max_length=60, blank=True)  # codes, with commas between them
    is_public = models.BooleanField(_("publiek op het web"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(RegionalTextQuerySet)()

    class Meta:
        verbose_name = _("regionale tekst")
        verbose_name_plural = _("regionale teksten")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(name="regional_text_says_what_for", condition=~Q(purpose="") & ~Q(audience="")),
            models.CheckConstraint(name="regional_text_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="regional_text_public_is_no_procedure",
                condition=Q(is_public=False) | ~Q(kind=TextKind.PROCEDURE),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_procedure(self) -> bool:
        return self.kind == TextKind.PROCEDURE

    @property
    def translations(self) -> list[str]:
        """The languages beside Dutch, in the order of LANGUAGES."""
        chosen = set(self.languages.split(","))
        return [code for code in LANGUAGES if code in chosen and code != SOURCE]


class TextPartQuerySet(models.QuerySet):
    """Rows that belong to one regional text, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(text__partnership__in=rights_of(user).partnerships)


class Wording(models.Model):
    """What a step or section says, of the region or of a municipality.

    `sources` keeps per language the Dutch that was translated, so that it is seen how much was said otherwise since.
    """

    title = LocalisedTextField(_("titel"), blank=True)
    body = LocalisedTextField(_("tekst"), blank=True)
    sources = LocalisedTextField(_("vertaald uit"), blank=True, editable=False)
    actor = models.CharField(_("wie"), max_length=150, blank=True)
    moment = models.CharField(_("wanneer"), max_length=150, blank=True)
    documents = models.TextField(_("nodige documenten"), blank=True)

    class Meta:
        abstract = True

    @property
    def dutch(self) -> str:
        """What a translation is made from."""
        return dutch_of(self.title, self.body)


def dutch_of(title: LocalisedText, body: LocalisedText) -> str:
    return "\n\n".join(said for said in (title.get(SOURCE, ""), body.get(SOURCE, "")) if said)


class Section(Labels, Wording):
    """A section, or a step of a procedure: the draft that the next edition is made of. It stays itself over editions.

    Placeholders in the text, as {telefoon}, are filled by each municipality; some fill themselves (see `placeholder`).
    What is retired stands in older editions only.
    """

    text = models.ForeignKey(
        RegionalText, on_delete=models.CASCADE, related_name="sections", verbose_name=_("regionale tekst")
    )
    position = models.PositiveSmallIntegerField(_("plaats"))
    mode = models.CharField(_("gemeenten mogen"), max_length=10, choices=Mode.choices, default=Mode.REFINABLE)
    is_retired = models.BooleanField(_("geschrapt"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(TextPartQuerySet)()

    class Meta:
        verbose_name = _("sectie")
        verbose_name_plural = _("secties")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="section_has_title", condition=~Q(title="")),
            models.CheckConstraint(name="section_mode_known", condition=Q(mode__in=Mode.values)),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def partnership(self) -> Partnership:
        return self.text.partnership


class Edition(models.Model):
    """A text as it was published, for good: `content` is canonical JSON, `checksum` the SHA-256 of it."""

    text = models.ForeignKey(
        RegionalText, on_delete=models.PROTECT, related_name="editions", verbose_name=_("regionale tekst")
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    note = models.TextField(_("wat er nieuw is"))
    published_at = models.DateTimeField(_("gepubliceerd op"))
    published_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("gepubliceerd door")
    )
    content = models.TextField(_("inhoud"), editable=False)
    checksum = models.CharField(_("controlegetal"), max_length=64, editable=False)

    objects = models.Manager.from_queryset(TextPartQuerySet)()

    class Meta:
        verbose_name = _("versie van een regionale tekst")
        verbose_name_plural = _("versies van regionale teksten")
        ordering = ["text", "-number"]
        indexes = [models.Index(fields=["published_at"], name="edition_published")]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="edition_once"),
            models.CheckConstraint(name="edition_counts_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.text}, {_('versie')} {self.number}"

    @property
    def partnership(self) -> Partnership:
        return self.text.partnership

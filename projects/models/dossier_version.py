"""A dossier as it stood on a day, frozen: what was submitted, awarded or amended, and what every made document says.

A row is never altered or deleted, whoever holds the connection: the database itself refuses. Only its documents are
filled in, once, by the job that makes them.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Document
from projects.models.dossier import Dossier, DossierPart, DossierPartQuerySet
from wegwijzer.accounts.models import User
from wegwijzer.audit.append_only import AppendOnly
from wegwijzer.choices import Labels


class VersionReason(models.TextChoices):
    SUBMITTED = "submitted", _("ingediend")
    AWARDED = "awarded", _("toegekend")
    AMENDED = "amended", _("gewijzigd na toekenning")
    SHARED = "shared", _("gedeeld met een gast")
    PRINTED = "printed", _("gedrukt")


# Those that somebody fixed; their documents are kept. What was only printed keeps its data.
KEPT_AS_FILE = (VersionReason.SUBMITTED, VersionReason.AWARDED, VersionReason.AMENDED, VersionReason.SHARED)


class DossierVersionQuerySet(DossierPartQuerySet):
    def fixed(self) -> Self:
        """Those that were fixed on purpose, not because somebody printed."""
        return self.filter(reason__in=KEPT_AS_FILE)

    def printed_only(self) -> Self:
        return self.exclude(reason__in=KEPT_AS_FILE)


class DossierVersion(DossierPart, Labels):
    """`content` is canonical JSON of everything the document says; `checksum` is the SHA-256 of it, in hexadecimal.

    `drawing` are the sheets of the time line (SVG, as a JSON list) as they were drawn then: they follow from the rows
    and do not count in the checksum. `document` is the PDF without confidential pieces, `confidential_document` the
    whole one where it differs. Both are printed from `content`, so they say what was frozen, whenever they are made.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions", verbose_name=_("dossier"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    reason = models.CharField(_("waarom"), max_length=10, choices=VersionReason.choices)
    made_on = models.DateField(_("vastgelegd op"))
    made_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    content = models.TextField(_("inhoud"), editable=False)
    drawing = models.TextField(_("tekening van de tijdlijn"), default="[]", editable=False)
    checksum = models.CharField(_("controlegetal"), max_length=64, editable=False)
    document = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("document")
    )
    confidential_document = models.ForeignKey(
        Document,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("document met de vertrouwelijke stukken"),
    )

    objects = models.Manager.from_queryset(DossierVersionQuerySet)()

    class Meta:
        verbose_name = _("versie van een dossier")
        verbose_name_plural = _("versies van dossiers")
        ordering = ["dossier", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="dossier_version_once"),
            models.CheckConstraint(name="dossier_version_has_checksum", condition=~Q(checksum="") & ~Q(content="")),
            AppendOnly(name="dossier_version_append_only", fills=("document", "confidential_document")),
        ]
        indexes = [models.Index(fields=["dossier", "checksum"], name="dossier_version_checksum")]

    def __str__(self) -> str:
        return _now("%(dossier)s, versie %(number)s") % {"dossier": self.dossier, "number": self.number}

    @property
    def short_checksum(self) -> str:
        """The first sixteen digits in groups of four, as they stand at the foot of every page."""
        return " ".join(self.checksum[at : at + 4] for at in range(0, 16, 4))

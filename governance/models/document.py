"""A file with versions. It has no address of its own: it is downloaded through whatever it belongs to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.partnership import Partnership
from wegwijzer.localised import LANGUAGES


def stored_name(version: "DocumentVersion", given: str) -> str:
    """Where a file lies: a random name; the name that its owner gave stays in the database."""
    return f"documents/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"


class Document(models.Model):
    """What a file is about; the file itself is in its versions. Who may see the owner may see the document."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("titel"), max_length=200)
    language = models.CharField(_("taal"), max_length=2, choices=list(LANGUAGES.items()), default="nl")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def newest(self) -> "DocumentVersion":
        """The latest version; prefetch `versions` where several documents are listed."""
        return max(self.versions.all(), key=lambda version: version.number)


class DocumentVersion(models.Model):
    """One file. `checksum` is SHA-256 in hexadecimal, `size` in bytes."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    file = models.FileField(_("bestand"), upload_to=stored_name, max_length=120)
    name = models.CharField(_("bestandsnaam"), max_length=150)
    content_type = models.CharField(_("soort"), max_length=100)
    size = models.PositiveBigIntegerField(_("grootte"))
    checksum = models.CharField(_("controlegetal"), max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("opgeladen op"), default=timezone.now)

    class Meta:
        verbose_name = _("versie van een document")
        verbose_name_plural = _("versies van documenten")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document} (versie {self.number})"


class WithDocument(models.Model):
    """A row with one document of its own, kept version by version."""

    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("document")
    )

    class Meta:
        abstract = True

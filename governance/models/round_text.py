"""The wording of a round: pinned with a checksum, so that everybody decides on the same text."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.approval_round import ApprovalRound
from governance.models.document import DocumentVersion


class RoundText(models.Model):
    """A wording of the question. Pinned once it was sent; from then on a change is a new wording beside it."""

    round = models.ForeignKey(ApprovalRound, on_delete=models.CASCADE, related_name="texts", verbose_name=_("ronde"))
    number = models.PositiveSmallIntegerField(_("versie"), default=1)
    question = models.TextField(_("de vraag, voluit"))
    grounds = models.TextField(_("juridische gronden"), blank=True)
    facts = models.TextField(_("feiten en motivering"), blank=True)
    articles = models.TextField(_("artikelen"), blank=True)
    from_on = models.DateField(_("geldt vanaf"), null=True, blank=True)
    needs_new_answer = models.BooleanField(_("wie al antwoordde, moet opnieuw beslissen"), default=True)
    change_reason = models.CharField(_("wat er anders is"), max_length=300, blank=True)
    checksum = models.CharField(_("controlegetal"), max_length=64, blank=True, editable=False)
    pinned_at = models.DateTimeField(_("vastgelegd op"), null=True, editable=False)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("tekst van een ronde")
        verbose_name_plural = _("teksten van rondes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="round_text_once"),
            models.CheckConstraint(
                name="round_text_pinned_whole",
                condition=Q(pinned_at__isnull=True, checksum="")
                | (Q(pinned_at__isnull=False, from_on__isnull=False) & ~Q(checksum="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} ({_('versie')} {self.number})"

    def differences_from(self, older: "RoundText") -> list[tuple[str, str, str]]:
        """[(what, as it was, as it is)]: the parts of the wording that are not the same, and the files with it."""
        parts = [
            (str(self._meta.get_field(name).verbose_name), getattr(older, name), getattr(self, name))
            for name in ("question", "grounds", "facts", "articles")
        ]
        parts.append((str(_("bijlagen")), older.files_in_words, self.files_in_words))
        return [part for part in parts if part[1] != part[2]]

    @property
    def files_in_words(self) -> str:
        """The names of the files, each on a line."""
        return "\n".join(f"{version.name} ({version.checksum[:8]})" for version in self.files)

    @property
    def files(self) -> list[DocumentVersion]:
        """What goes with this wording, in order."""
        return [annex.document_version for annex in self.annexes.select_related("document_version")]

    def compute_checksum(self) -> str:
        """SHA-256, in hexadecimal, over the wording and the files with it, in order."""
        files = [annex.document_version.checksum for annex in self.annexes.select_related("document_version")]
        parts = [self.question, self.grounds, self.facts, self.articles, files]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class RoundAnnex(models.Model):
    """A file that goes with a wording: that version of it, and no later one."""

    text = models.ForeignKey(RoundText, on_delete=models.CASCADE, related_name="annexes")
    document_version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="annexes")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=1)

    class Meta:
        verbose_name = _("bijlage van een ronde")
        verbose_name_plural = _("bijlagen van rondes")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["text", "document_version"], name="round_annex_once")]

    def __str__(self) -> str:
        return str(self.document_version)

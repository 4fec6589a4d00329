"""An item on the agenda of a meeting, or in the backlog of a body until it finds one."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.document import Document
from governance.models.meeting import Meeting
from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import User
from wegwijzer.choices import Labels
from wegwijzer.localised import LocalisedTextField


class ItemKind(models.TextChoices):
    INFORMATION = "information", _("ter informatie")
    ADVICE = "advice", _("ter advies")
    DECISION = "decision", _("ter beslissing")
    ROUND_TABLE = "round_table", _("rondvraag")
    APPROVAL = "approval", _("goedkeuring verslag")


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Items of meetings one may see; closed ones only for the coordinator and who sits in the body."""
        rights = rights_of(user)
        own = Q(body__partnership__in=rights.coordinates) | Q(body__in=rights.bodies)
        told = Q(body__partnership__in=rights.reads_all_bodies_of, meeting__convened_at__isnull=False, is_public=True)
        return self.filter(own | told)

    def with_documents(self) -> Self:
        """With the attached documents and their versions at hand."""
        attached = models.Prefetch("attached", ItemDocument.objects.select_related("document"))
        return self.prefetch_related(attached, "attached__document__versions")

    def backlog(self) -> Self:
        """Waiting for a meeting, oldest first."""
        return self.filter(meeting__isnull=True).order_by("pk")


class AgendaItem(Labels):
    """One item. Texts are per language of the meeting. Without a meeting it waits in the body's backlog.

    `minutes_version` counts the changes of the minutes alone: moving an item makes no writer's text stale.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="items", verbose_name=_("orgaan"))
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="items", verbose_name=_("vergadering")
    )
    position = models.PositiveSmallIntegerField(_("nummer"), default=0)
    kind = models.CharField(_("soort"), max_length=12, choices=ItemKind.choices, default=ItemKind.INFORMATION)
    title = LocalisedTextField(_("titel"))
    explanation = LocalisedTextField(_("toelichting"), blank=True)
    presenter = models.CharField(_("gebracht door"), max_length=120, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("duur in minuten"), null=True, blank=True)
    is_public = models.BooleanField(_("openbaar"), default=True)
    minutes = LocalisedTextField(_("verslag"), blank=True)
    approves = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approval_items",
        verbose_name=_("keurt het verslag goed van"),
    )
    minutes_version = models.PositiveIntegerField(default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_approval_names_meeting",
                condition=Q(kind="approval", approves__isnull=False) | (~Q(kind="approval") & Q(approves__isnull=True)),
            ),
            models.CheckConstraint(
                name="agenda_item_approves_another",
                condition=Q(approves__isnull=True) | Q(meeting__isnull=True) | ~Q(approves=F("meeting")),
            ),
            models.UniqueConstraint(
                fields=["meeting", "approves"],
                condition=Q(approves__isnull=False),
                name="agenda_item_approves_once_per_meeting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def partnership(self) -> Partnership:
        return self.body.partnership

    @property
    def documents(self) -> list[Document]:
        """What goes with this item, by title; see `with_documents` for lists."""
        return sorted((link.document for link in self.attached.all()), key=lambda document: document.title.casefold())


class ItemDocument(models.Model):
    """A document that goes with an agenda item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="attached")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="items")

    class Meta:
        verbose_name = _("bijlage bij een agendapunt")
        verbose_name_plural = _("bijlagen bij agendapunten")
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="item_document_once")]

    def __str__(self) -> str:
        return str(self.document)

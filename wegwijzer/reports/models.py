"""A report as a row: asked for, being made, finished or failed, and always one of these whoever is killed when."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.lifecycle import Move
from wegwijzer.logbook import trace
from wegwijzer.reports.registry import kinds

LEASE = dt.timedelta(seconds=90)  # several times the pause between two signs of life of who makes it
MOST_ATTEMPTS = 3


class ReportState(models.TextChoices):
    QUEUED = "queued", _("in de wachtrij")
    WORKING = "working", _("wordt gemaakt")
    DONE = "done", _("klaar")
    FAILED = "failed", _("mislukt")
    REMOVED = "removed", _("verwijderd")


OPEN = [ReportState.QUEUED, ReportState.WORKING]
WAS_MADE = [ReportState.DONE, ReportState.REMOVED]
# Since when it waits: asked again, it stands in the queue anew. A row of the release before this one has no moment.
QUEUED_AT = Coalesce(F("queued_at"), F("created_at"))
TONES = {
    ReportState.QUEUED: "none",
    ReportState.WORKING: "waiting",
    ReportState.DONE: "agreed",
    ReportState.FAILED: "refused",
    ReportState.REMOVED: "none",
}


def _is_left_alone(report: "Report") -> list[str]:
    """A report that somebody works on can only be taken over when its maker gave no sign of life for LEASE."""
    if report.alive_at is not None and report.alive_at > timezone.now() - LEASE:
        return [report.refusal("claim")]
    return []


LIFECYCLE = {
    "claim": Move(OPEN, ReportState.WORKING, missing=_is_left_alone),
    "finish": Move([ReportState.WORKING], ReportState.DONE),
    "fail": Move([ReportState.WORKING], ReportState.FAILED),
    "retry": Move([ReportState.FAILED, ReportState.REMOVED], ReportState.QUEUED),
    "remove": Move([ReportState.DONE], ReportState.REMOVED),
}


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """Asked for, and neither finished nor failed yet."""
        return self.filter(state__in=OPEN)

    def due(self, now: dt.datetime) -> Self:
        """To be made now: nobody began, or who began is gone. The one that waits longest first."""
        abandoned = Q(state=ReportState.WORKING, alive_at__lte=now - LEASE)
        return self.filter(Q(state=ReportState.QUEUED) | abandoned).order_by(QUEUED_AT, "pk")

    def asked_before(self, report: "Report") -> Self:
        """Before it in the queue."""
        moment = report.queued_at or report.created_at
        rows = self.alias(place=QUEUED_AT)
        return rows.filter(Q(place__lt=moment) | Q(place=moment, pk__lt=report.pk))

    def made_before(self, moment: dt.datetime) -> Self:
        """With a file that was ready before `moment`, the oldest first."""
        return self.filter(state=ReportState.DONE, done_at__lt=moment).order_by("done_at", "pk")

    def requested_by(self, user: User) -> Self:
        return self.filter(requested_by=user)

    def about(self, kind: str, ref: str) -> Self:
        return self.filter(kind=kind, ref=ref)


class Report(models.Model):
    """One document that one person asked for. `kind` and `ref` say of what; the registry knows how to make it.

    `alive_at` is the last sign of life of who makes it; `checksum` is the SHA-256 of the file (hex). A file is a copy
    of what the rows say and goes after a while; its checksum stays, so that a printout can still be recognised.
    """

    kind = models.CharField(_("soort"), max_length=40)
    ref = models.CharField(_("waarover"), max_length=100)
    title = models.CharField(_("titel"), max_length=200, blank=True)
    language = models.CharField(_("taal"), max_length=8, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=ReportState.choices, default=ReportState.QUEUED)
    progress = models.CharField(_("voortgang"), max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(_("voortgang in procent"), default=0)
    error = models.CharField(_("reden"), max_length=500, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("bestand"), max_length=120, blank=True)
    file_name = models.CharField(_("bestandsnaam"), max_length=150, blank=True)
    checksum = models.CharField(_("controlegetal"), max_length=64, blank=True)
    size_bytes = models.PositiveBigIntegerField(_("grootte in bytes"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("bladzijden"), null=True, blank=True)
    left_out = models.TextField(_("wat er niet in zit"), blank=True, help_text=_("Eén bijlage per lijn, met de reden."))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    scope = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    created_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    queued_at = models.DateTimeField(_("het laatst gevraagd op"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    alive_at = models.DateTimeField(_("laatste teken"), null=True, blank=True)
    done_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    failed_at = models.DateTimeField(_("mislukt op"), null=True, blank=True)
    removed_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)
    # Of the request or job that asked for it: its id in the log, which so comes along through the queue.
    request_id = models.CharField(max_length=trace.LONGEST, blank=True, default="", db_default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ref", "requested_by"], condition=Q(state__in=OPEN), name="report_open_once"
            ),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(state=ReportState.WORKING, claimed_at__isnull=False, alive_at__isnull=False)
                | (~Q(state=ReportState.WORKING) & Q(claimed_at__isnull=True, alive_at__isnull=True)),
                name="report_claimed_while_working",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ReportState.DONE, done_at__isnull=False, size_bytes__isnull=False, pages__isnull=False)
                    & ~Q(file="")
                    & ~Q(file_name="")
                    & ~Q(checksum="")
                )
                | (Q(state=ReportState.REMOVED, done_at__isnull=False, file="") & ~Q(checksum=""))
                | (~Q(state__in=WAS_MADE) & Q(done_at__isnull=True, file="", checksum="")),
                name="report_done_has_file",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.REMOVED, removed_at__isnull=False)
                | (~Q(state=ReportState.REMOVED) & Q(removed_at__isnull=True)),
                name="report_removed_has_moment",
            ),
            models.CheckConstraint(
                condition=(Q(state=ReportState.FAILED, failed_at__isnull=False) & ~Q(error=""))
                | (~Q(state=ReportState.FAILED) & Q(failed_at__isnull=True, error="")),
                name="report_failed_has_reason",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="report_percent_in_range"),
        ]
        indexes = [
            models.Index(fields=["state", "alive_at"], name="report_due"),
            models.Index(fields=["requested_by", "-created_at"], name="report_mine"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind_label} {self.ref}"

    @property
    def kind_label(self) -> str:
        """What the screen calls this sort of report; its bare name when no app knows it any more."""
        return kinds[self.kind].label if self.kind in kinds else self.kind

    @property
    def lines_left_out(self) -> list[str]:
        """Each annex that the document only names, with the reason."""
        return self.left_out.splitlines()

    @property
    def is_series(self) -> bool:
        """Whether it is many documents: what is left out of it are documents then, and not annexes."""
        return self.kind in kinds and kinds[self.kind].is_series

    @property
    def form(self) -> str:
        """What sort of file it is, as the screen calls it."""
        return "zip" if self.file_name.endswith(".zip") else "PDF"

    @property
    def content_type(self) -> str:
        return "application/zip" if self.form == "zip" else "application/pdf"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def stays_until(self) -> dt.datetime | None:
        """Until when the file can be fetched; None when there is none."""
        return self.done_at + dt.timedelta(days=settings.REPORT_DAYS) if self.file and self.done_at else None

    @property
    def tone(self) -> str:
        """The meaning of the state, as the look knows it."""
        return TONES[ReportState(self.state)]

    def refusal(self, verb: str) -> str:
        sentences = {
            "claim": _("Dit verslag wordt al gemaakt."),
            "retry": _("Alleen een verslag dat mislukt of verwijderd is, kan opnieuw worden gemaakt."),
        }
        return str(sentences.get(verb, _("Dit verslag is %(state)s.") % {"state": self.get_state_display()}))

"""What the job processes know about themselves: who is alive, and which periodic work ran when."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.jobs.labels import queue_label
from wegwijzer.lifecycle import Move

BEAT_EVERY = dt.timedelta(seconds=5)
ALIVE = dt.timedelta(seconds=30)
LEASE = dt.timedelta(minutes=15)  # longer than the time limit of the task, so an older claim has nobody behind it
LATE = dt.timedelta(minutes=5)  # what is due is taken up within seconds, so this is long
MOST_ATTEMPTS = 3


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, now: dt.datetime) -> Self:
        return self.filter(at__gt=now - ALIVE)

    def beat(self, worker: str, queues: Iterable[str], now: dt.datetime) -> None:
        """Note that `worker` is alive; a clock that was set back may not make it look alive for longer."""
        self.update_or_create(worker=worker, defaults={"at": now, "queues": " ".join(sorted(queues))})
        self.filter(at__lt=now - dt.timedelta(days=1)).delete()

    def served(self, now: dt.datetime) -> set[str]:
        """The queues that a living worker takes from."""
        return {queue for queues in self.alive(now).values_list("queues", flat=True) for queue in queues.split()}


class Heartbeat(models.Model):
    """One row per worker process, refreshed as long as it lives."""

    worker = models.CharField(_("proces"), max_length=190, unique=True)
    at = models.DateTimeField(_("laatst gezien"))
    # A worker of an earlier release, which knows no queues, takes everything.
    queues = models.CharField(_("wachtrijen"), max_length=100, default="jobs pdf", db_default="jobs pdf")

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("hartslag")
        verbose_name_plural = _("hartslagen")

    def __str__(self) -> str:
        return self.worker

    @property
    def tasks(self) -> list[str]:
        """What it takes work of, as the screen calls it."""
        return [queue_label(name) for name in self.queues.split()]


class RunState(models.TextChoices):
    DUE = "due", _("wacht")
    RUNNING = "running", _("bezig")
    DONE = "done", _("klaar")
    FAILED = "failed", _("mislukt")


def _is_still_done(run: "Run") -> list[str]:
    """What is not in the timetable any more would wait for ever."""
    return [] if run.name in settings.PERIODIC_JOBS else [str(_("Dit werk wordt niet meer gedaan."))]


LIFECYCLE = {
    "start": Move([RunState.DUE], RunState.RUNNING),
    "finish": Move([RunState.RUNNING], RunState.DONE),
    "try_later": Move([RunState.RUNNING], RunState.DUE),
    "give_up": Move([RunState.RUNNING], RunState.FAILED),
    "again": Move([RunState.FAILED], RunState.DUE, missing=_is_still_done),
}


class RunQuerySet(models.QuerySet["Run"]):
    def due(self, now: dt.datetime) -> Self:
        return self.filter(state=RunState.DUE, start_after__lte=now)

    def late(self, now: dt.datetime) -> Self:
        """Of the timetable, and nobody took them up."""
        return self.due(now - LATE).filter(name__in=settings.PERIODIC_JOBS)

    def abandoned(self, now: dt.datetime) -> Self:
        """Started, but whoever did so is gone."""
        return self.filter(state=RunState.RUNNING, started_at__lte=now - LEASE)


class Run(models.Model):
    """One turn of a piece of periodic work. The unique moment is the claim: two sweeps make one row."""

    name = models.CharField(_("werk"), max_length=80)
    due_at = models.DateTimeField(_("gepland op"))
    state = models.CharField(_("stand"), max_length=10, choices=RunState.choices, default=RunState.DUE)
    start_after = models.DateTimeField(_("niet voor"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    ended_at = models.DateTimeField(_("geëindigd op"), null=True, blank=True)
    note = models.CharField(_("uitkomst"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("beurt")
        verbose_name_plural = _("beurten")
        ordering = ["-due_at", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "due_at"], name="run_once_per_moment"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=~Q(state=RunState.RUNNING) | Q(started_at__isnull=False), name="run_running_has_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RunState.DONE, RunState.FAILED], ended_at__isnull=False)
                | Q(state__in=[RunState.DUE, RunState.RUNNING], ended_at__isnull=True),
                name="run_ended_has_end",
            ),
        ]
        indexes = [models.Index(fields=["state", "start_after"], name="run_due")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"

    def refusal(self, verb: str) -> str:
        return str(_("Deze beurt staat op ‘%(state)s’.") % {"state": self.get_state_display()})

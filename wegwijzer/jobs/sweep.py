"""Looking, each second, for rows that wait: the engine of an embedded installation, the safety net of a grown one.

Everything here may happen in several processes at once: a job is only rung for, the task that answers claims its row.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from wegwijzer.jobs.models import BEAT_EVERY, Heartbeat

log = logging.getLogger("wegwijzer.jobs")
Job = tuple[str, int]  # the task's name, the row's id
Source = Callable[[dt.datetime], Iterable[Job]]
PATIENCE = dt.timedelta(seconds=30)


class Sweep:
    """What one worker process has rung for. `ring(task, pk)` puts the job in front of the pool.

    A worker looks only for what it can do itself (`queues`): a bell in its own memory would be heard by nobody else.
    """

    def __init__(self, worker: str, ring: Callable[[str, int], None], queues: Iterable[str] = ()) -> None:
        self.worker = worker
        self.ring = ring
        self.queues = [name for name in settings.JOB_SOURCES if name in (queues or settings.JOB_SOURCES)]
        paths = [path for name in self.queues for path in settings.JOB_SOURCES[name]]
        self.sources: list[Source] = [import_string(path) for path in paths]
        self.rung: dict[Job, dt.datetime] = {}
        self.beat_at: dt.datetime | None = None

    def once(self, now: dt.datetime | None = None) -> int:
        """Ring for each job that is due and was not rung for lately; returns how many times it rang."""
        now = now or timezone.now()
        self._beat(now)
        jobs = [job for source in self.sources for job in self._jobs(source, now)]
        # A job that is no longer due was taken; when it comes back it is rung for at once.
        self.rung = {job: self.rung[job] for job in jobs if job in self.rung}
        fresh = [job for job in jobs if job not in self.rung or now - self.rung[job] >= PATIENCE]
        for job in fresh:
            self.ring(*job)
            self.rung[job] = now
        return len(fresh)

    def _beat(self, now: dt.datetime) -> None:
        if self.beat_at is None or not dt.timedelta(0) <= now - self.beat_at < BEAT_EVERY:
            Heartbeat.objects.beat(self.worker, self.queues, now)
            self.beat_at = now

    def _jobs(self, source: Source, now: dt.datetime) -> list[Job]:
        # One source that fails may not keep the mail of the others waiting.
        try:
            return list(source(now))
        except Exception:
            log.exception("no jobs from %s", source)
            return []

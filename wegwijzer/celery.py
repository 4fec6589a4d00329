"""The job processes. The database is the queue of record; the broker only rings the bell."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.settings")
app = Celery("wegwijzer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("wegwijzer.jobs.worker:Sweeper")
app.steps["worker"].add("wegwijzer.jobs.stand_in:StandIn")


@setup_logging.connect
def _leave_the_log_as_it_is(**kwargs: object) -> None:
    """The settings say how lines look and which are told; Celery would have a say of its own."""

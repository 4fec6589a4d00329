"""The job processes. The database is the queue of record; the broker only rings the bell."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.settings")
app = Celery("wegwijzer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("wegwijzer.jobs.worker:Sweeper")

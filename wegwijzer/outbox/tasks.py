"""What waits in the outbox, and sending it."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from wegwijzer.logbook import trace
from wegwijzer.outbox import deliver
from wegwijzer.outbox.enqueue import SEND
from wegwijzer.outbox.models import Message

SETTLE = "wegwijzer.outbox.tasks.settle_message"
AT_ONCE = 100


def due(now: dt.datetime) -> list[tuple[str, int]]:
    """Messages to send, and messages whose process is gone (see settings.JOB_SOURCES)."""
    waiting = Message.objects.due(now).values_list("pk", flat=True)[:AT_ONCE]
    left = Message.objects.abandoned(now).values_list("pk", flat=True)[:AT_ONCE]
    return [(SETTLE, pk) for pk in left] + [(SEND, pk) for pk in waiting]


# The hard limit lies within the lease of the claim: a row that is claimed for longer has no process behind it.
@shared_task(name=SEND, soft_time_limit=40, time_limit=50)
def send_message(pk: int) -> None:
    message = Message.objects.due(timezone.now()).filter(pk=pk).first()
    if message is not None:
        with trace.job(SEND, pk, message.request_id):
            deliver.deliver(message)


@shared_task(name=SETTLE, soft_time_limit=20, time_limit=30)
def settle_message(pk: int) -> None:
    message = Message.objects.abandoned(timezone.now()).filter(pk=pk).first()
    if message is not None:
        with trace.job(SETTLE, pk, message.request_id):
            deliver.settle_abandoned(message)

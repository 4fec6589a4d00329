"""For the processes of a measurement: reminders leave at whatever hour it is made."""

import datetime as dt

from wegwijzer.outbox.models import Choice
from wegwijzer.reminders import hours, letter


def at_once(choice: Choice, now: dt.datetime) -> dt.datetime:
    return now


hours.is_office_time = lambda now: True
letter.may_leave_at = at_once

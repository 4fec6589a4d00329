"""What is forgotten of reminders."""

import datetime as dt

from wegwijzer.reminders.cleaning import KEEP, clear_notices
from wegwijzer.reminders.models import Notice
from wegwijzer.reminders.tests.conftest import at


def test_who_was_reminded_of_what_is_forgotten_after_two_years(waiting, sweep):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    told = Notice.objects.get()
    assert clear_notices(told.settled_at + KEEP) == "0 notices forgotten"
    assert clear_notices(told.settled_at + KEEP + dt.timedelta(seconds=1)) == "1 notices forgotten"
    assert not Notice.objects.exists()

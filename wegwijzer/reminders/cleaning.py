"""What is forgotten of reminders. Periodic work: called with the moment, returns a line about what it did."""

import datetime as dt

from wegwijzer.reminders.models import Notice

KEEP = dt.timedelta(days=2 * 365)  # as docs/gegevens.csv promises; far longer than a stage can still be told


def clear_notices(now: dt.datetime) -> str:
    """Forget who was reminded of what more than two years ago."""
    old = list(Notice.objects.filter(settled_at__lt=now - KEEP).order_by().values_list("pk", flat=True)[:5000])
    count, _by_model = Notice.objects.filter(pk__in=old).delete()
    return f"{count} notices forgotten"

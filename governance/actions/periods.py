"""What days and periods obey: what happened is not to come, what ends started before, and two share no day."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from wegwijzer.accounts.periods import Period, PeriodQuerySet, today
from wegwijzer.lifecycle import Refused


def refuse_future(day: dt.date | None, field: str) -> None:
    """Raise Refused, beside `field`, when that day has still to come; no day is no harm."""
    if day is not None and day > today():
        raise Refused(_("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is."), field=field)


def refuse_order(from_on: dt.date | None, until_on: dt.date | None) -> None:
    if from_on and until_on and until_on < from_on:
        raise Refused(_("De einddatum ligt voor de begindatum. Kies een latere einddatum."), field="until_on")


def refuse_overlap(
    rows: PeriodQuerySet,
    from_on: dt.date | None,
    until_on: dt.date | None,
    sentence: str,
    *,
    who: Any,
    other_than: Model | None = None,
) -> None:
    """Raise Refused, beside `from_on`, when one of `rows` shares a day with the period.

    `sentence` says it with %(who)s and %(span)s, the days of the row in the way. The caller holds the parent row, so
    that nobody adds a row between this look and the write.
    """
    clash = rows.overlapping(from_on, until_on).exclude(pk=other_than.pk if other_than else None).first()
    if clash is not None:
        raise Refused(sentence % {"who": who, "span": clash.span}, field="from_on")


def refuse_outside(row: Period, frame: Period, sentence: str) -> None:
    """Raise Refused when `row` has days outside `frame`; `sentence` says it with %(who)s and %(span)s of the frame.

    An open start means "since the frame began"; an open end asks for a frame that is open too.
    """
    if frame.from_on is not None and row.from_on is not None and row.from_on < frame.from_on:
        raise Refused(sentence % {"who": frame, "span": frame.span}, field="from_on")
    if frame.until_on is not None and row.from_on is not None and row.from_on > frame.until_on:
        raise Refused(sentence % {"who": frame, "span": frame.span}, field="from_on")
    if frame.until_on is not None and row.runs_past(frame.until_on):
        raise Refused(sentence % {"who": frame, "span": frame.span}, field="until_on")

"""The deliverables of a project on its time line: a bar per type, from the first begun until the day it is due."""

import datetime as dt
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onboarding.models import DONE_STATES, OPEN_STATES, DeliverableState, DeliverableType
from onboarding.models.deliverable import late_word
from projects.timeline.sources import Reading
from wegwijzer.accounts.periods import today
from wegwijzer.timeline import Bar, Lane, Look


def deliverables(reading: Reading) -> Lane:
    """Everybody inside may see them. Types without any day are left out."""
    cells = "deliverables__"
    late = Q(**{f"{cells}state__in": OPEN_STATES})
    if reading.project.over_on is None:
        late &= Q(**{f"{cells}due_on__lt": today()})
    rows = DeliverableType.objects.filter(project=reading.project).annotate(
        asked=Count("deliverables", filter=~Q(**{f"{cells}state": DeliverableState.NOT_APPLICABLE})),
        done=Count("deliverables", filter=Q(**{f"{cells}state__in": DONE_STATES})),
        late=Count("deliverables", filter=late),
        began_on=Min(f"{cells}started_on"),
        last_due=Max(f"{cells}due_on"),
        last_done=Max(f"{cells}delivered_on"),
    )
    return Lane(
        _("Resultaten"),
        [bar for row in rows if row.asked and (bar := _bar(row, late_word(reading.project))) is not None],
    )


def _bar(row: Any, late: str) -> Bar | None:
    is_done = row.done == row.asked
    last: dt.date | None = row.last_done if is_done else row.last_due or row.due_on
    days = [day for day in (row.began_on, last) if day is not None]
    if not days:
        return None
    tone, look = ("agreed", Look.FILLED) if is_done else ("waiting", Look.FILLED if row.began_on else Look.HOLLOW)
    if row.late:
        tone = "refused"
    words = _("%(done)s van %(asked)s opgeleverd") % {"done": row.done, "asked": row.asked}
    return Bar(
        key=f"deliverables-{row.pk}",
        label=row.name,
        what=_("resultaat"),
        state=f"{words}, {row.late} {late}" if row.late else words,
        tone=tone,
        look=look,
        url=f"{reverse('onboarding:deliverable_matrix', args=[row.project_id])}?soort={row.pk}",
        from_on=min(days),
        until_on=max(days),
        moment_on=row.last_done if is_done else None,
    )

"""How staff, collaborations and give and take look, wherever they stand."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.models import Call, Collaboration, CollaborationEvaluation, CollaborationStage, StaffAllocation
from projects.models.staff_budget import StaffChange, StaffLine
from projects.models.staff_load import HUNDREDTH, TENTH, StaffLoad
from wegwijzer.accounts.periods import Period
from wegwijzer.ui import states, words

register = template.Library()

CHANGE_TONES = {
    StaffChange.ADDED: "waiting",
    StaffChange.CHANGED: "waiting",
    StaffChange.SAME: "agreed",
    StaffChange.REMOVED: "refused",
}


@register.filter
def fte(value: Decimal | None) -> str:
    """`0,50`; nothing for None."""
    return "" if value is None else words.number(value.quantize(HUNDREDTH))


@register.filter
def tenth(value: Decimal | None) -> str:
    """`7,9`; nothing for None."""
    return "" if value is None else words.number(value.quantize(TENTH))


@register.simple_tag
def allocation_days(row: StaffAllocation) -> str:
    """From when until when, through the dossier where it is open."""
    return _span(row.first_on, row.last_on)


def _span(first: dt.date | None, last: dt.date | None) -> str:
    """A line breaks between the days, and not within one."""
    if first and last:
        return format_html(
            '<span class="text-nowrap">{} –</span> <span class="text-nowrap">{}</span>',
            words.day(first),
            words.day(last),
        )
    if first:
        return _("vanaf %(day)s") % {"day": words.day(first)}
    return _("tot en met %(day)s") % {"day": words.day(last)} if last else ""


@register.simple_tag
def compared(value: Decimal | None, planned: Decimal) -> SafeString:
    """How much more or less than planned, under the number; nothing where it is the same or not known."""
    if value is None or value == planned:
        return SafeString("")
    sign = "+" if value > planned else "−"
    return format_html(' <span class="soft">({}{})</span>', sign, fte(abs(value - planned)))


@register.simple_tag
def quarter_rows(load: StaffLoad) -> SafeString:
    """A row per quarter: the mean of each organisation, and of all together."""
    found = []
    for index, quarter in enumerate(load.quarters):
        name = _("%(number)se kwartaal %(year)s") % {"number": quarter.number, "year": quarter.year}
        values = [row.quarters[index] for row in (*load.rows, load.total)]
        cells = format_html_join(
            "", '<td class="number">{}</td>', ((fte(value) if value else "–",) for value in values)
        )
        found.append((name, cells))
    return format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', found)


@register.simple_tag
def staff_change(line: StaffLine) -> SafeString:
    """What putting it in the budget does to a line, as word and shape."""
    return states.badge(line.change.value, line.change.label, CHANGE_TONES[line.change])


STAGE_TONES = {
    CollaborationStage.PLANNED: "none",
    CollaborationStage.RUNNING: "waiting",
    CollaborationStage.TO_EVALUATE: "waiting",
    CollaborationStage.EVALUATED: "agreed",
    CollaborationStage.STOPPED: "refused",
}
MOST_LESSONS = 5  # on the page of a call; the register has all


@register.filter
def signed(value: Decimal) -> str:
    """`+3,50`, `−3,50` or `0,00`."""
    return ("+" if value > 0 else "−" if value < 0 else "") + fte(abs(value))


@register.simple_tag
def days_of(row: Period) -> str:
    """From when until when; an open end is said in words."""
    return _span(row.from_on, row.until_on)


@register.simple_tag
def collaboration_stage(row: Collaboration) -> SafeString:
    """How far a collaboration is, as word and shape."""
    return states.badge(row.stage.value, row.stage.label, STAGE_TONES[row.stage])


@register.simple_tag
def pair_cells(hours: Iterable[Decimal | None]) -> SafeString:
    """What one organisation gave each of them; an organisation gives nothing to itself."""
    cells = (("number self", "") if value is None else ("number", fte(value) if value else "–") for value in hours)
    return format_html_join("", '<td class="{}">{}</td>', cells)


@register.inclusion_tag("projects/lessons_of_call.html")
def lessons_for(call: Call) -> dict[str, Any]:
    """What earlier collaborations of the partnership taught, the latest first, for the page of a call; one query.

    Everybody who may see the call may see them.
    """
    rows = CollaborationEvaluation.objects.filter(collaboration__project__partnership=call.partnership_id)
    rows = rows.select_related("organisation", "collaboration__form")[:MOST_LESSONS]
    return {"lessons": rows, "register_url": f"{reverse('projects:lesson_list')}?verband={call.partnership_id}"}

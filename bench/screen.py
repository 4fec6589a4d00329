"""The floor under the screen of a meeting: the same rows and as many fields, as one template over plain rows."""

from typing import Any

from governance import models as rows


def context(pk: int) -> dict[str, Any]:
    """Everything of one meeting, each kind of row with one query."""
    items = rows.AgendaItem.objects.filter(meeting=pk).prefetch_related(
        "decisions__articles", "decisions__votes__attendance", "action_points__person"
    )
    return {
        "meeting": rows.Meeting.objects.select_related("body__partnership", "chair", "secretary").get(pk=pk),
        "seats": list(rows.Attendance.objects.filter(meeting=pk).select_related("organisation", "person")),
        "items": items,
        "answers": [(status.value, str(status.label)) for status in rows.AttendanceStatus if status],
        "choices": [*((choice.value, str(choice.label)) for choice in rows.Choice), ("", "-")],
        "kinds": [(kind.value, str(kind.label)) for kind in rows.VoteKind],
        "outcomes": [(outcome.value, str(outcome.label)) for outcome in rows.Outcome if outcome != "withdrawn"],
    }

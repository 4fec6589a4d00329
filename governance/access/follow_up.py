"""The gate and the lists of what follows a meeting: feedback, and the agreements about it."""

from django.db.models import QuerySet

from governance.access.rules import Can, row_for
from governance.models import CommunicationRule, Feedback, Meeting
from wegwijzer.accounts.models import User


def feedback_for(user: User, pk: int, need: Can | None = None) -> Feedback:
    rows = Feedback.objects.visible_to(user).select_related("meeting__body__partnership__organisation", "organisation")
    return row_for(user, rows, pk, need)


def feedbacks_for(user: User) -> "QuerySet[Feedback]":
    return Feedback.objects.visible_to(user).select_related("meeting__body__partnership", "organisation", "done_by")


def feedback_after(user: User, meeting: Meeting) -> "QuerySet[Feedback]":
    """The checklist of a meeting that came through its gate, pairs of municipality and OCMW together."""
    rows = feedbacks_for(user).filter(meeting=meeting)
    return rows.order_by("audience", "channel", "organisation__territory", "organisation__kind", "pk")


def communication_rule_for(user: User, pk: int, need: Can | None = None) -> CommunicationRule:
    rows = CommunicationRule.objects.visible_to(user).select_related("body__partnership__organisation")
    return row_for(user, rows, pk, need)

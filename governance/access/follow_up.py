"""The gate and the lists of what follows a meeting: feedback, questions, signals."""

from django.db.models import Q, QuerySet

from governance.access.rules import Can, partnerships_with, row_for
from governance.models import (
    AgendaItem,
    CommunicationRule,
    Decision,
    Feedback,
    Meeting,
    Partnership,
    Question,
    Signal,
    rights_of,
)
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


def question_for(user: User, pk: int, need: Can | None = None) -> Question:
    rows = Question.objects.visible_to(user).select_related("partnership__organisation", "body")
    return row_for(user, rows, pk, need)


def questions_for(user: User) -> "QuerySet[Question]":
    return Question.objects.visible_to(user).select_related("partnership", "body__partnership")


def signal_for(user: User, pk: int, need: Can | None = None) -> Signal:
    rows = Signal.objects.visible_to(user).select_related("partnership__organisation", "organisation")
    return row_for(user, rows, pk, need)


def signals_for(user: User) -> "QuerySet[Signal]":
    return Signal.objects.visible_to(user).select_related("partnership")


def partnerships_where(user: User, need: Can) -> "QuerySet[Partnership]":
    """Where a role for the whole partnership lets this login do `need`."""
    return Partnership.objects.filter(pk__in=partnerships_with(rights_of(user), need)).order_by("name")


def items_for(user: User) -> "QuerySet[AgendaItem]":
    rows = AgendaItem.objects.visible_to(user).filter(meeting__isnull=False)
    return rows.select_related("body", "meeting").order_by("-meeting__planned_start", "position")


SHOWN = 40  # how many of the latest can be chosen


def items_around(user: User, signal: Signal) -> "QuerySet[AgendaItem]":
    """The latest agenda items of the partnership, and those that are tied to the signal already."""
    rows = items_for(user).filter(body__partnership=signal.partnership)
    latest = rows.values("pk")[:SHOWN]
    return rows.filter(Q(pk__in=latest) | Q(signals=signal)).distinct()


def decisions_around(user: User, signal: Signal) -> "QuerySet[Decision]":
    """The latest decisions of the partnership, and those that are tied to the signal already."""
    rows = Decision.objects.visible_to(user).filter(body__partnership=signal.partnership)
    rows = rows.select_related("body", "meeting").order_by("-meeting__planned_start", "-number")
    latest = rows.values("pk")[:SHOWN]
    return rows.filter(Q(pk__in=latest) | Q(signals=signal)).distinct()

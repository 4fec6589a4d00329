"""What in meetings, decisions and rounds is about a project, plan or dossier: what counts, in one place.

A tie says so of one thing, and what hangs on it comes along: a tied meeting brings its decisions and action points, a
tied agenda item those of that item, a decision that counts the rounds that follow from it.
"""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from projects.models.dossier import Dossier
from projects.models.plan import Plan
from projects.models.project import Project
from projects.models.tie import Tie

Subject = Project | Plan | Dossier
Rows = TypeVar("Rows", bound="QuerySet[Any]")


def tied_to(subject: Subject, thing: str) -> "QuerySet[Any]":
    """The keys of what is tied itself; `thing` is one of THINGS."""
    ties = Tie.objects.filter(**{subject._meta.model_name: subject, f"{thing}__isnull": False})
    return ties.order_by().values(thing)


def meetings_about(rows: Rows, subject: Subject) -> Rows:
    """Of these meetings those that are tied, or that treat an item that is."""
    return rows.filter(Q(pk__in=tied_to(subject, "meeting")) | Q(pk__in=_meetings_of_items(subject)))


def items_about(rows: Rows, subject: Subject) -> Rows:
    """Of these agenda items those that are tied themselves."""
    return rows.filter(pk__in=tied_to(subject, "item"))


def decisions_about(rows: Rows, subject: Subject) -> Rows:
    """Of these decisions those that are tied, and those of an item or a meeting that is."""
    return rows.filter(
        Q(pk__in=tied_to(subject, "decision"))
        | Q(item__in=tied_to(subject, "item"))
        | Q(meeting__in=tied_to(subject, "meeting"))
    )


def action_points_about(rows: Rows, subject: Subject) -> Rows:
    """Of these action points those of an item or a meeting that is tied."""
    return rows.filter(Q(item__in=tied_to(subject, "item")) | Q(item__meeting__in=tied_to(subject, "meeting")))


def feedback_about(rows: Rows, subject: Subject) -> Rows:
    """Of this feedback that of a meeting that is about it."""
    return rows.filter(Q(meeting__in=tied_to(subject, "meeting")) | Q(meeting__in=_meetings_of_items(subject)))


def rounds_about(rows: Rows, subject: Subject) -> Rows:
    """Of these rounds those that are tied, and those that follow from a decision that counts."""
    of_decisions = (
        Q(decision__in=tied_to(subject, "decision"))
        | Q(decision__item__in=tied_to(subject, "item"))
        | Q(decision__meeting__in=tied_to(subject, "meeting"))
    )
    return rows.filter(Q(pk__in=tied_to(subject, "round")) | of_decisions)


def _meetings_of_items(subject: Subject) -> "QuerySet[Any]":
    """The keys of the meetings in which a tied item is treated."""
    ties = Tie.objects.filter(**{subject._meta.model_name: subject, "item__meeting__isnull": False})
    return ties.order_by().values("item__meeting")

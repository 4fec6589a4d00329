"""Rounds that run, and when who is asked heard of them: what both rules about rounds start from."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Max
from django.utils import timezone

from governance.models import PREFETCHED, ApprovalRound, RoundBook, RoundParty, books_of
from governance.notifications.approval_round import ASKED, FRESH, REMINDER, REWORDED
from wegwijzer.outbox.models import Message
from wegwijzer.reminders.registry import Party, Window


def running(window: Window, first: dt.date, last: dt.date) -> list[RoundBook]:
    """Rounds that run and have to be answered between two days, both included: five queries.

    Not what was written down after its deadline: nobody was asked that by mail, and nobody is to be reminded of it.
    """
    rows = ApprovalRound.objects.running().filter(deadline_on__range=(first, last))
    if window.only is not None:
        rows = rows.filter(pk__in=RoundParty.objects.filter(pk__in=window.only).values("round"))
    rows = rows.select_related("partnership").prefetch_related(*PREFETCHED).order_by("pk")
    asked = [row for row in rows if row.opened_at and timezone.localdate(row.opened_at) <= row.deadline_on]
    return list(books_of(asked, window.day).values())


def out(books: Collection[RoundBook], window: Window) -> list[RoundParty]:
    """Who still has to decide in them, as the start page says it."""
    parties = [party for book in books for party in book.still_out]
    return [party for party in parties if window.only is None or party.pk in window.only]


def last_told(rounds: Collection[int]) -> dict[tuple[int, str], dt.date]:
    """Per round (key) and address when somebody was last mailed about it, not counting the reminders by rule."""
    mails = Message.objects.arriving().filter(kind__in=(ASKED, REWORDED, REMINDER, FRESH))
    mails = mails.filter(target_type=ApprovalRound._meta.label_lower, target_id__in=rounds).order_by()
    rows = mails.values_list("target_id", "to").annotate(last=Max("created_at"))
    return {(key, address.lower()): timezone.localdate(moment) for key, address, moment in rows}


def by_day_told(
    party: RoundParty, people: Collection[Party], told: dict[tuple[int, str], dt.date]
) -> dict[dt.date | None, list[Party]]:
    """Those people by the day on which they last heard of the round (None: never); never empty."""
    found: dict[dt.date | None, list[Party]] = {}
    for one in people:
        found.setdefault(told.get((party.round_id, one.address.lower())), []).append(one)
    return found or {None: []}

"""Who can be reminded of a round today: who is still out, can be reached, and did not hear of it a few days ago.

At most one mail a week to a contact person about what is asked in one partnership, unless it is due within five working
days; and never two reminders of one round on one day.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q
from django.utils import timezone

from governance.models import ApprovalRound, Mandate, RoundBook, RoundParty
from governance.notifications.approval_round import ASKED, REMINDER, REWORDED, contacts_of
from wegwijzer.accounts.periods import today
from wegwijzer.calendar.workdays import working_days_between
from wegwijzer.outbox.models import Message, MessageState

REST = dt.timedelta(days=7)
URGENT_DAYS = 5  # working days
UNASKED = (MessageState.FAILED, MessageState.LAPSED)  # these never reached anybody


@dataclass(frozen=True)
class Contact:
    """Somebody who speaks for an organisation; `mails` is how many it got this month, of whatever kind."""

    mandate: Mandate
    mails: int = 0
    rests_until: dt.date | None = None

    @property
    def email(self) -> str:
        return self.mandate.person.email

    @property
    def can_be_reminded(self) -> bool:
        return bool(self.email) and self.rests_until is None


@dataclass(frozen=True)
class Outstanding:
    """An organisation that still has to answer, and who can be told."""

    party: RoundParty
    contacts: list[Contact] = field(default_factory=list)

    @property
    def reminded(self) -> list[Contact]:
        return [contact for contact in self.contacts if contact.can_be_reminded]


def outstanding(book: RoundBook) -> list[Outstanding]:
    """Who is still out, with how it stands with their contact persons; two queries."""
    parties = book.still_out
    contacts = contacts_of(book.round, parties)
    mandates = [mandate for group in contacts.values() for mandate in group]
    heard = _heard(book.round, {mandate.person.email for mandate in mandates if mandate.person.email})
    return [
        Outstanding(party, [Contact(mandate, *heard.get(mandate.person.email, ())) for mandate in contacts[party.pk]])
        for party in parties
    ]


def is_urgent(round_: ApprovalRound) -> bool:
    """Whether it is due within five working days, or should have been there already."""
    return len(working_days_between(today(), round_.deadline_on)) <= URGENT_DAYS


def _heard(round_: ApprovalRound, addresses: Iterable[str]) -> dict[str, tuple[int, dt.date | None]]:
    """Per address how many mails this month, and until when it is left in peace."""
    mails = Message.objects.within(round_.partnership.organisation).filter(to__in=addresses).exclude(state__in=UNASKED)
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    own = Q(kind=REMINDER, target_id=round_.pk) if is_urgent(round_) else Q(kind__in=(ASKED, REWORDED, REMINDER))
    rows = (
        mails.order_by()
        .values("to")
        .annotate(mails=Count("pk", filter=Q(created_at__gte=month)), last=Max("created_at", filter=own))
    )
    rest = dt.timedelta(days=1) if is_urgent(round_) else REST
    found = {}
    for row in rows:
        until = timezone.localdate(row["last"]) + rest if row["last"] else None
        found[row["to"]] = row["mails"], until if until and until > today() else None
    return found

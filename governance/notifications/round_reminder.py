"""Who can be reminded of a round today: who is still out, can be reached, wants it, and heard nothing these days.

At most one mail a week to a contact person about what is asked in one partnership, unless it is due within five working
days; and never two reminders of one round on one day.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Mandate, RoundBook, RoundParty
from governance.notifications.approval_round import ASKED, REMINDER, REWORDED, contacts_of
from wegwijzer.accounts.periods import in_words, starts_at, today
from wegwijzer.outbox.models import Choice, Message, Rhythm
from wegwijzer.reminders.models import Notice
from wegwijzer.reminders.stages import is_urgent

REST = dt.timedelta(days=7)
RULE = "governance.round_answer"  # reminds of it without anybody asking (governance/reminders)


@dataclass(frozen=True)
class Contact:
    """Somebody who speaks for an organisation; `mails` is how many it got this month, of whatever kind."""

    mandate: Mandate
    mails: int = 0
    rests_until: dt.date | None = None
    unwanted: str = ""  # why this person wants no reminder (Dutch)

    @property
    def email(self) -> str:
        return self.mandate.person.email

    @property
    def can_be_reminded(self) -> bool:
        return bool(self.email) and not self.unwanted and self.rests_until is None


@dataclass(frozen=True)
class Outstanding:
    """An organisation that still has to answer, and who can be told."""

    party: RoundParty
    contacts: list[Contact] = field(default_factory=list)

    @property
    def reminded(self) -> list[Contact]:
        return [contact for contact in self.contacts if contact.can_be_reminded]


def outstanding(book: RoundBook) -> list[Outstanding]:
    """Who is still out, with how it stands with their contact persons; four queries."""
    parties = book.still_out
    contacts = contacts_of(book.round, parties)
    mandates = [mandate for group in contacts.values() for mandate in group]
    addresses = {mandate.person.email for mandate in mandates if mandate.person.email}
    heard, unwanted = _heard(book, addresses), _unwanted(addresses)

    def contact(mandate: Mandate) -> Contact:
        mails, rests_until = heard.get(mandate.person.email, (0, None))
        return Contact(mandate, mails, rests_until, unwanted.get(mandate.person.email.lower(), ""))

    return [Outstanding(party, [contact(mandate) for mandate in contacts[party.pk]]) for party in parties]


def _unwanted(addresses: Collection[str]) -> dict[str, str]:
    """Per address (lower case) why nobody may remind it today, by rule or by hand; what it chose holds for both."""
    rows = Choice.objects.filter(address__in={address.lower() for address in addresses})
    return {choice.address: _reason(choice) for choice in rows}


def _reason(choice: Choice) -> str:
    if choice.rhythm == Rhythm.NEVER:
        return _("wil geen herinneringen")
    if RULE in choice.muted:
        return _("wil hierover geen herinneringen")
    if choice.quiet_until is not None and choice.quiet_until >= today():
        return _("wil geen mail tot en met %s") % in_words(choice.quiet_until)
    return ""


def _heard(book: RoundBook, addresses: Collection[str]) -> dict[str, tuple[int, dt.date | None]]:
    """Per address how many mails this month, and until when it is left in peace: as rules and buttons told of it."""
    round_ = book.round
    urgent = is_urgent(round_.deadline_on, today())
    mails = Message.objects.within(round_.partnership.organisation).filter(to__in=addresses).arriving()
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    own = Q(kind=REMINDER, target_id=round_.pk) if urgent else Q(kind__in=(ASKED, REWORDED, REMINDER))
    rows = (
        mails.order_by()
        .values("to")
        .annotate(mails=Count("pk", filter=Q(created_at__gte=month)), last=Max("created_at", filter=own))
    )
    noticed = _noticed(book, addresses, of_this_round=urgent)
    counted = {row["to"]: (row["mails"], row["last"]) for row in rows}
    rest = dt.timedelta(days=1) if urgent else REST
    found = {}
    for address in addresses:
        mails_sent, last = counted.get(address, (0, None))
        heard = [timezone.localdate(moment) for moment in (last, noticed.get(address.lower())) if moment]
        until = max(heard) + rest if heard else None
        found[address] = mails_sent, until if until and until > today() else None
    return found


def _noticed(book: RoundBook, addresses: Collection[str], *, of_this_round: bool) -> dict[str, dt.datetime]:
    """Per address when it was last reminded by rule of this round, or of what else is asked in this partnership."""
    since = starts_at(today() - REST)  # what was told before it gives nobody rest any more
    told = Notice.objects.told().filter(rule=RULE, settled_at__gte=since)
    told = told.filter(address__in=[address.lower() for address in addresses])
    if of_this_round:
        told = told.filter(subject__in=[party.pk for party in book.parties])
    else:
        told = told.filter(scope=book.round.partnership.organisation_id)
    return dict(told.order_by().values_list("address").annotate(last=Max("settled_at")))

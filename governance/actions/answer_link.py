"""Personal links: made when there is something to tell, asked for anew when they have expired, and misused."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from governance.models import (
    AnswerLink,
    ApprovalRound,
    Hindrance,
    ResponseOutcome,
    RoundBook,
    RoundParty,
    RoundText,
    claimed_pk,
    open_until,
)
from governance.notifications import approval_round as notifications
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused

log = logging.getLogger("wegwijzer.access")


def links_of(round_: ApprovalRound, parties: Iterable[RoundParty]) -> list[AnswerLink]:
    """A link for everybody with an address who speaks for these parties today; made where there is none.

    One that has expired is made anew (its older addresses stay dead); the others stay open as long as a new one would.
    """
    asked = {party.pk: party for party in parties}
    contacts = notifications.contacts_of(round_, asked.values())
    pairs = {(key, mandate.pk): mandate for key, group in contacts.items() for mandate in group if mandate.person.email}
    now, until = timezone.now(), open_until(round_.deadline_on)
    made = [AnswerLink(party_id=key, mandate_id=pk, created_at=now, expires_at=until) for key, pk in pairs]
    AnswerLink.objects.bulk_create(made, ignore_conflicts=True)
    rows = AnswerLink.objects.filter(party__in=asked)
    rows.filter(expires_at__lte=now).update(created_at=now, expires_at=until)
    rows.filter(expires_at__lt=until).update(expires_at=until)
    found = []
    for link in rows.order_by("pk"):
        if (mandate := pairs.get((link.party_id, link.mandate_id))) is not None:
            link.party, link.mandate = asked[link.party_id], mandate
            found.append(link)
    return found


def tell_asked(round_: ApprovalRound, parties: Iterable[RoundParty] | None = None, turn: str = "") -> int:
    """Ask these organisations (all that are asked today) by mail. Returns how many mails that makes.

    None for a round that is only written down afterwards: its deadline has passed. `turn` tells a second asking from
    the first.
    """
    if round_.deadline_on < today():
        return 0
    return notifications.tell(notifications.ASKED, round_, links_of(round_, parties or _asked(round_)), turn=turn)


def tell_reworded(before: RoundBook, text: RoundText) -> int:
    """Tell everybody who is asked that the wording changed; `before` knows who had answered."""
    round_ = before.round
    newest = [before.newest(party) for party in before.active]
    answered = {answer.party_id for answer in newest if answer and answer.outcome != ResponseOutcome.WITHDRAWN}
    return notifications.tell_reworded(round_, text, links_of(round_, _asked(round_)), answered)


def tell_cancelled(round_: ApprovalRound) -> int:
    """Tell everybody who was asked by mail that the question is off."""
    links = AnswerLink.objects.filter(party__round=round_).select_related("party__organisation", "mandate__person")
    reached = [link for link in links.order_by("pk") if link.mandate.person.email]
    return notifications.tell(notifications.CANCELLED, round_, reached, turn="")


def tell_mistaken(party: RoundParty) -> int:
    """Tell who got a mail that it was not meant for that organisation; before its links go with it."""
    links = AnswerLink.objects.filter(party=party).select_related("party__organisation", "mandate__person")
    return notifications.tell_mistaken(party, [link for link in links.order_by("pk") if link.mandate.person.email])


def _asked(round_: ApprovalRound) -> Iterable[RoundParty]:
    return round_.parties.on().select_related("organisation")


def renew(link: AnswerLink) -> None:
    """A fresh link, sent to who holds this one and to nobody else. Raises Refused when this one did not expire."""
    if link.hindrance() != Hindrance.EXPIRED:
        raise Refused
    with transaction.atomic():
        now = timezone.now()
        stale = AnswerLink.objects.filter(pk=link.pk, created_at=link.created_at)
        if not stale.update(created_at=now, expires_at=open_until(link.party.round.deadline_on)):
            return  # asked for twice at the same moment: one mail is enough
        link.created_at = now
        notifications.tell(notifications.FRESH, link.party.round, [link], turn=f"{link.stamp}")


def note_refused(key: str, link: AnswerLink | None, why: str) -> None:
    """Somebody used a link that is not theirs, or not ours: into history, and into the log."""
    log.warning("refused answer link of %s: %s", claimed_pk(key), why)
    about = link or AnswerLink.objects.filter(pk=claimed_pk(key) or 0).first() or AnswerLink(pk=0)
    scope = about.partnership.organisation if about.mandate_id else None
    with transaction.atomic():
        record("governance.answer_link.refused", about, by=None, scope=scope, reason=why)

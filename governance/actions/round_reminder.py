"""Reminding the councils that did not answer yet."""

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import answer_link as answer_links
from governance.models import ApprovalRound, RoundState, book_of
from governance.notifications import approval_round as notifications
from governance.notifications.round_reminder import outstanding
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold


def remind(round_: ApprovalRound, *, by: User) -> int:
    """Mail everybody who is still out and may be mailed today. Returns how many mails that makes.

    Who answered since the page was opened gets nothing. Raises Refused when there is nobody to remind.
    """
    with transaction.atomic():
        hold(round_)
        round_.refresh_from_db(fields=["state"])
        if round_.state != RoundState.OPEN:
            raise Refused(_("Deze ronde loopt niet meer. Er is niemand om te herinneren."))
        rows = [row for row in outstanding(book_of(round_)) if row.reminded]
        wanted = {contact.mandate.pk for row in rows for contact in row.reminded}
        links = answer_links.links_of(round_, [row.party for row in rows])
        asked = [link for link in links if link.mandate_id in wanted]
        count = notifications.tell(notifications.REMINDER, round_, asked, turn=f"{today():%Y%m%d}")
        if not count:
            raise Refused(_("Er is nu niemand om te herinneren."))
        told = {str(_("mails")): count, str(_("besturen")): [str(row.party) for row in rows]}
        record("governance.round.reminded", round_, by=by, scope=round_.partnership.organisation, changes=told)
    return count

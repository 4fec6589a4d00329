"""A deadline that goes by. How a round stands is computed; that the day passed, and with what, is a fact of history."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.round_turn import fresh_book, note_lapse
from governance.models import ApprovalRound, RoundState
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import hold

PASSED = "governance.round.deadline_passed"


def note_passed(round_: ApprovalRound, now: dt.datetime) -> bool:
    """Write down, once for every deadline that a round had, that it went by while the round ran. False: nothing to say.

    History itself tells whether it was said. Whoever asks twice, or at the same moment, waits for the round and then
    finds that line; a deadline that was moved and goes by again is another one.
    """
    with transaction.atomic():
        hold(round_)
        book = fresh_book(round_)
        round_ = book.round
        if round_.state != RoundState.OPEN or round_.deadline_on >= timezone.localdate(now):
            return False
        day = {"deadline_on": round_.deadline_on.isoformat()}
        if Entry.objects.about(round_).filter(verb=PASSED, changes__deadline_on=day["deadline_on"]).exists():
            return False
        agreed = _("%(agreed)s van %(total)s") % {"agreed": len(book.agreed), "total": len(book.active)}
        told = day | {_("akkoord"): agreed}
        if book.still_out:
            told[_("nog geen beslissing van")] = names_of(book.still_out)
        record(PASSED, round_, by=None, scope=round_.partnership.organisation, changes=told)
        note_lapse(book, by=None)
    return True

"""When a round tips: reached, or no longer to be reached. Said once in history, by whatever change did it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from governance.models import PREFETCHED, ApprovalRound, RoundBook, RoundState, book_of
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import in_words
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import hold

REACHED = "governance.round.reached"
LAPSED = "governance.round.lapsed"


@contextmanager
def note_turn(round_: ApprovalRound, *, by: User | None) -> Iterator[RoundBook]:
    """Write in history what the change inside does to the round; gives the book as it was before.

    Goes round the whole change, inside its transaction: it holds the round first, so that of two answers at the same
    moment the second one sees the first, and the chain of history is never waited for with the round in hand.
    """
    hold(round_)
    before = fresh_book(round_)
    yield before
    after = fresh_book(round_)
    reached = after.reached
    if reached is not None:
        if before.reached is None:
            _say(REACHED, round_, by, {_("bereikt op"): in_words(reached.on), _("drempel"): after.threshold})
    elif before.lapsed_on is None or after.round.state == RoundState.CLOSED:
        note_lapse(after, by=by, again=before.lapsed_on is None)


def note_lapse(book: RoundBook, *, by: User | None, again: bool = False) -> None:
    """Say that it can not be reached any more, if that is so and nobody said it yet; `again` says it once more.

    Days pass without an action: of a round whose deadline went by unreached, nobody may have said so.
    """
    if book.reached or not book.lapsed_on or not (again or _is_untold(book.round)):
        return
    missing = "; ".join(book.missing)
    told = {_("niet meer haalbaar sinds"): in_words(book.lapsed_on), _("wat ontbreekt"): missing}
    _say(LAPSED, book.round, by, told)


def fresh_book(round_: ApprovalRound) -> RoundBook:
    """The round as the database has it now, whatever is remembered on `round_`."""
    rows = ApprovalRound.objects.select_related("partnership__organisation").prefetch_related(*PREFETCHED)
    return book_of(rows.get(pk=round_.pk))


def _is_untold(round_: ApprovalRound) -> bool:
    return not Entry.objects.about(round_).filter(verb=LAPSED).exists()


def _say(verb: str, round_: ApprovalRound, by: User | None, changes: dict[str, object]) -> None:
    record(verb, round_, by=by, scope=round_.partnership.organisation, changes=changes)

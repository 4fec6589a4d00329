"""What waits because councils were asked something: to put on an agenda, to answer, to remind, to look at."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.access import rounds_for
from governance.models import RoundBook, StandingState, books_of, plannings_of, rights_of
from governance.reminders import council_calendar
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty


def of_rounds(user: User) -> Iterator[Duty]:
    """For who speaks for a board its own answer; for the coordinator who is still out, and what came in."""
    rights = rights_of(user)
    if not rights.coordinates and not rights.speaks_for:
        return
    rows = rounds_for(user).running()
    rows = rows.filter(Q(partnership__in=rights.coordinates) | Q(partnership__in=rights.speaks_for))
    books = list(books_of(rows.order_by("deadline_on", "pk")[:SHOWN]).values())
    yield from _to_put_on_agenda(books, rights.speaks_for)
    for book in books:
        partnership = book.round.partnership_id
        yield from _to_answer(book, rights.speaks_for.get(partnership, frozenset()))
        if partnership in rights.coordinates:
            yield from _to_remind(book)
            yield from _to_verify(book)
            yield from _to_end(book)


def _to_answer(book: RoundBook, own: frozenset[int]) -> Iterator[Duty]:
    for party in book.still_out:
        if party.organisation_id in own:
            page = reverse("governance:approval_response_add", args=[party.pk])
            about = f"{party.organisation} – {book.round}"
            yield Duty(_("Meld wat uw bestuur besliste"), page, about, book.round.deadline_on)


def _to_put_on_agenda(books: Collection[RoundBook], speaks_for: Mapping[int, frozenset[int]]) -> Iterator[Duty]:
    """While there is time: an agenda that closed is beyond help, and the answer itself is asked for as it is."""
    own = [book for book in books if speaks_for.get(book.round.partnership_id)]
    if not own:
        return
    for book, planning in zip(own, plannings_of(own, today()), strict=True):
        boards = speaks_for[book.round.partnership_id]
        for line in planning.waiting:
            due_on = council_calendar.due_of(line)
            if line.party.organisation_id in boards and due_on and today() <= due_on <= today() + HORIZON:
                said = council_calendar.title_of(line), council_calendar.path_of(line), council_calendar.about_of(line)
                yield Duty(*said, due_on)


def _to_remind(book: RoundBook) -> Iterator[Duty]:
    count = len(book.still_out)
    if count and book.round.deadline_on <= today() + HORIZON:
        said = ngettext(
            "Herinner %s bestuur dat nog niet antwoordde", "Herinner %s besturen die nog niet antwoordden", count
        )
        page = reverse("governance:round_remind", args=[book.round.pk])
        yield Duty(said % count, page, str(book.round), book.round.deadline_on)


def _to_verify(book: RoundBook) -> Iterator[Duty]:
    """Leads to the oldest one; from there each leads to the next."""
    waiting = sorted(book.unverified, key=lambda response: (response.reported_at, response.pk))
    if waiting:
        page = reverse("governance:approval_response_detail", args=[waiting[0].pk])
        said = ngettext("Kijk %s antwoord na", "Kijk %s antwoorden na", len(waiting)) % len(waiting)
        yield Duty(said, page, str(book.round))


def _to_end(book: RoundBook) -> Iterator[Duty]:
    """What it came to while it still runs: reached, or no longer to be reached."""
    page = reverse("governance:approval_round_detail", args=[book.round.pk])
    if book.state == StandingState.REACHED:
        over = not book.still_out or book.round.deadline_on < today()
        said = _("Drempel bereikt: sluit de ronde af") if over else _("Drempel bereikt: kijk wat volgt")
        yield Duty(said, page, str(book.round))
    elif book.state == StandingState.IMPOSSIBLE:
        yield Duty(_("Drempel niet meer haalbaar: beslis wat nu"), page, str(book.round))

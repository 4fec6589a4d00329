"""The board of answers: what each cell says, and that it says the same as the page of the round."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.models import (
    PREFETCHED,
    ApprovalRound,
    BoardChoice,
    Mark,
    PartyState,
    ResponseOutcome,
    StandingState,
    Who,
    book_of,
    books_of,
    read_board,
    round_lines,
    word_for,
)
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def round_(db):
    return rounds.ApprovalRoundFactory(open=True, deadline_on=today() + 7 * DAY)


def board_of(*asked):
    return read_board(round_lines(ApprovalRound.objects.filter(pk__in=[row.pk for row in asked])))


def said_by(party):
    """What the board says in the one cell of `party`."""
    return board_of(party.round).columns[0].said(party.organisation_id)


def answer(party, outcome=ResponseOutcome.APPROVED, **values):
    return rounds.ApprovalResponseFactory(party=party, outcome=outcome, **values)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("approved", "agreed"),
        ("approved_with_remarks", "agreed"),
        ("rejected", "refused"),
        ("postponed", "postponed"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_cell_says_what_the_organ_decided_and_when(round_, outcome, state):
    party = rounds.RoundPartyFactory(round=round_)
    answer(party, outcome, verified_at=timezone.now(), answered_on=today() - DAY)
    cell = said_by(party)
    assert (cell.state, cell.on) == (state, today() - DAY)
    assert (Mark.REMARKS in cell.marks) == (outcome == "approved_with_remarks")


def test_nobody_answered_yet_or_never_will(round_):
    party = rounds.RoundPartyFactory(round=round_)
    assert said_by(party).state == PartyState.NONE
    closed = rounds.RoundPartyFactory(round=rounds.ApprovalRoundFactory(closed=True))
    assert said_by(closed).state == PartyState.SILENT


def test_answer_that_nobody_verified_counts_and_is_marked(round_):
    party = rounds.RoundPartyFactory(round=round_)
    answer(party)
    column = board_of(round_).columns[0]
    assert column.said(party.organisation_id).marks == (Mark.UNVERIFIED,)
    assert (column.state, column.is_firm, column.agreed, column.total) == (StandingState.REACHED, False, 1, 1)


def test_answer_that_was_taken_back_is_not_there(round_):
    party = rounds.RoundPartyFactory(round=round_)
    answer(party, undone_at=timezone.now())
    assert said_by(party).state == PartyState.NONE


def test_answer_on_the_old_wording_has_to_be_given_again(round_):
    party = rounds.RoundPartyFactory(round=round_)
    answer(party, answered_on=today() - DAY)
    rounds.RoundTextFactory(round=round_, pinned=True, from_on=today())
    cell = said_by(party)
    assert cell.state == PartyState.AGAIN
    assert Mark.OLD_TEXT in cell.marks


def late_round():
    return rounds.ApprovalRoundFactory(open=True, asked_on=today() - 9 * DAY, deadline_on=today() - 3 * DAY)


def test_late_answer_counts_once_it_is_accepted():
    party = rounds.RoundPartyFactory(round=late_round())
    late = answer(party, verified_at=timezone.now())
    assert said_by(party).state == PartyState.LATE
    late.accepted_late_at, late.late_reason = timezone.now(), "De post was laat"
    late.save()
    cell = said_by(party)
    assert (cell.state, cell.marks) == (PartyState.AGREED, (Mark.ACCEPTED_LATE,))


def test_late_change_leaves_what_counted_and_says_so():
    party = rounds.RoundPartyFactory(round=late_round())
    answer(party, verified_at=timezone.now(), answered_on=today() - 5 * DAY)
    answer(party, ResponseOutcome.REJECTED, answered_on=today())
    cell = said_by(party)
    assert (cell.state, cell.on) == (PartyState.AGREED, today() - 5 * DAY)
    assert Mark.LATER_TOO_LATE in cell.marks


def test_postponed_says_when_it_comes_back(round_):
    party = rounds.RoundPartyFactory(round=round_)
    answer(party, ResponseOutcome.POSTPONED, next_on=today() + 5 * DAY)
    assert said_by(party).next_on == today() + 5 * DAY


def test_who_left_who_comes_and_who_was_never_asked(round_):
    left = rounds.RoundPartyFactory(round=round_, until_on=today() - DAY, leave_reason="fusie")
    coming = rounds.RoundPartyFactory(round=round_, from_on=today() + DAY)
    column = board_of(round_).columns[0]
    assert column.said(left.organisation_id).state == PartyState.LEFT
    assert column.said(coming.organisation_id).state == PartyState.COMING
    assert column.said(make.OrganisationFactory().pk).state == PartyState.NOT_ASKED
    assert column.total == 0


def test_what_was_reached_while_one_was_away_stays_so_when_it_is_back(round_):
    answer(rounds.RoundPartyFactory(round=round_), ResponseOutcome.APPROVED, answered_on=today() - 3 * DAY)
    away = [[(today() - 4 * DAY).isoformat(), (today() - 2 * DAY).isoformat()]]
    back = rounds.RoundPartyFactory(round=round_, absences=away)
    column = board_of(round_).columns[0]
    assert (column.state, column.standing.state) == (StandingState.REACHED, StandingState.POSSIBLE)
    assert column.said(back.organisation_id).state == PartyState.NONE
    assert column.state == book_of(round_).state


def test_interest_has_words_of_its_own():
    assert word_for(PartyState.AGREED, "interest") == "ja, interesse"
    assert word_for(PartyState.REFUSED, "interest") == "geen interesse"
    assert word_for(PartyState.AGREED, "statutes") == "akkoord"


def test_drafts_are_no_column_and_rounds_stand_in_order_of_asking():
    partnership = make.PartnershipFactory()
    asked = {"partnership": partnership, "open": True}
    newer = rounds.ApprovalRoundFactory(**asked, asked_on=today())
    older = rounds.ApprovalRoundFactory(**asked, asked_on=today() - 30 * DAY)
    rounds.ApprovalRoundFactory(partnership=partnership)
    rounds.ApprovalRoundFactory(partnership=partnership, cancelled=True, asked_on=None)
    lines = round_lines(ApprovalRound.objects.filter(partnership=partnership))
    assert [line.pk for line in lines] == [older.pk, newer.pk]


def test_rows_stand_in_pairs_and_can_be_narrowed(round_):
    kinds = {"municipality": "13029", "ocmw": "13029", "province": ""}
    parties = {
        kind: rounds.RoundPartyFactory(
            round=round_,
            organ="board",
            organisation=make.OrganisationFactory(kind=kind, nis_code=code, territory="Olen" if code else ""),
        )
        for kind, code in kinds.items()
    }
    answer(parties["ocmw"])
    whole = board_of(round_)
    assert [place.kind for place in whole.places] == ["municipality", "ocmw", "province"]

    def shown(who):
        return [place.kind for place in BoardChoice(round_.partnership_id, who=who).rows(whole).places]

    assert shown(Who.MUNICIPALITIES) == ["municipality"]
    assert shown(Who.OCMWS) == ["ocmw"]
    assert shown(Who.OTHERS) == ["province"]
    assert shown(Who.STILL_OUT) == ["municipality", "province"]


def test_choice_survives_being_written_and_read():
    for choice in (BoardChoice(7), BoardChoice(7, "statutes", 2015, True, "ocmw")):
        assert BoardChoice.read(choice.text) == choice


@pytest.mark.parametrize("text", ["", "1", "x:::0:", "1:none::0:", "1::20155:0:", "1:::2:", "1:::0:nobody", "9" * 99])
def test_text_that_is_no_choice_is_refused(text):
    with pytest.raises(ValueError, match="no choice"):
        BoardChoice.read(text)


def test_choice_narrows_to_kind_year_and_what_runs():
    partnership = make.PartnershipFactory()
    old = {"asked_on": dt.date(2015, 7, 1), "deadline_on": dt.date(2015, 9, 1)}
    statutes = rounds.ApprovalRoundFactory(partnership=partnership, closed=True, kind="statutes", **old)
    accounts = rounds.ApprovalRoundFactory(partnership=partnership, open=True, kind="accounts", year=2015)
    lines = round_lines(ApprovalRound.objects.all())

    def shown(**chosen):
        return {line.pk for line in BoardChoice(partnership.pk, **chosen).lines(lines)}

    assert shown() == shown(year=2015) == {statutes.pk, accounts.pk}
    assert shown(kind="statutes") == {statutes.pk}
    assert shown(running=True) == {accounts.pk}
    assert BoardChoice(partnership.pk + 1).lines(lines) == []


def build(boards, asked):
    """A partnership where `boards` organisations were asked in `asked` rounds, with every sort of answer."""
    partnership = make.PartnershipFactory()
    organisations = [make.OrganisationFactory(municipality=True) for _board in range(boards)]
    outcomes = [*ResponseOutcome.values, None]
    for place in range(asked):
        row = rounds.ApprovalRoundFactory(partnership=partnership, **{("open", "closed")[place % 2]: True})
        for number, organisation in enumerate(organisations):
            party = rounds.RoundPartyFactory(round=row, organisation=organisation)
            for outcome in (outcomes[(place + number) % 6], outcomes[(place * number) % 6]):
                if outcome:
                    verified = timezone.now() if number % 2 else None
                    answer(party, outcome, answered_on=today() - (number % 3) * DAY, verified_at=verified)
    return ApprovalRound.objects.filter(partnership=partnership)


def test_board_says_the_same_as_the_books_of_its_rounds():
    rows = build(6, 4)
    books = books_of(rows.prefetch_related(*PREFETCHED))
    for column in read_board(round_lines(rows)).columns:
        book = books[column.line.pk]
        assert column.standing.stances == book.standing.stances
        assert (column.state, column.is_firm) == (book.state, book.is_firm)


def test_board_asks_as_much_for_many_as_for_few():
    counts = []
    for boards, asked in ((2, 1), (9, 5)):
        rows = build(boards, asked)
        with CaptureQueriesContext(connection) as queries:
            assert len(read_board(round_lines(rows)).places) == boards
        counts.append(len(queries))
    assert counts == [6, 6]

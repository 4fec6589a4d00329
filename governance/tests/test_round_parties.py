"""While a round runs: who joins, who leaves, and what a new wording asks of whom."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from governance.actions import approval_round as rounds
from governance.actions import round_party as parties
from governance.actions import round_text as texts
from governance.models import ApprovalRound, DocumentVersion, RoundParty, StandingState, book_of
from governance.tests import factories as make
from governance.tests.round_factories import ApprovalResponseFactory
from governance.tests.rounds import THREE_MUNICIPALITIES, WEEK
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WORDING = {"question": "Gaat uw raad akkoord met het gewijzigde voorstel?", "grounds": "", "facts": "", "articles": ""}


@pytest.fixture
def round_(region):
    """Asked a week ago to the boards of Olen and Lille; all have to agree."""
    boards = ["Gemeente Olen", "OCMW Olen", "Gemeente Lille", "OCMW Lille"]
    return region.opened(asked_on=today() - WEEK, boards=boards)


def agree(region, round_, *boards, on=None):
    for board in boards:
        ApprovalResponseFactory(party=region.party(round_, board), answered_on=on or today())


def verbs(target):
    return [entry.verb for entry in Entry.objects.about(target).order_by("pk")]


def refused(field, action, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        action(*args, **kwargs)
    assert caught.value.field == field
    return " ".join(caught.value.reasons)


# --- joining


def test_who_joins_is_asked_from_today_with_its_inhabitants(region, round_):
    board = region.boards["OCMW Kasterlee"]
    party = parties.ask(round_, board, by=region.coordinator, organ="welfare_council", contribution=Decimal("250.00"))
    assert (party.from_on, party.inhabitants, party.contribution) == (today(), 18_000, Decimal("250.00"))
    assert verbs(party) == ["governance.round_party.asked"]


def test_who_is_asked_already_is_not_asked_again(region, round_):
    board = region.boards["Gemeente Olen"]
    refused("organisation", parties.ask, round_, board, by=region.coordinator, organ="municipal_council")


def test_organ_of_who_joins_is_one_that_it_has(region, round_):
    board = region.boards["Gemeente Kasterlee"]
    refused("organ", parties.ask, round_, board, by=region.coordinator, organ="welfare_council")


@pytest.mark.parametrize("day", [today() - 8 * DAY, today() + DAY])
def test_nobody_joins_before_the_asking_or_after_today(region, round_, day):
    board = region.boards["Gemeente Kasterlee"]
    refused("from_on", parties.ask, round_, board, by=region.coordinator, organ="municipal_council", from_on=day)


def test_who_joins_may_not_undo_what_was_reached(region, round_):
    agree(region, round_, "Gemeente Olen", "OCMW Olen", "Gemeente Lille", "OCMW Lille", on=today() - 2 * DAY)
    ask = {"by": region.coordinator, "organ": "municipal_council"}
    board = region.boards["Gemeente Kasterlee"]
    refused("from_on", parties.ask, round_, board, from_on=today() - 3 * DAY, **ask)
    parties.ask(round_, board, from_on=today() - DAY, **ask)
    assert book_of(round_).state == StandingState.REACHED


def test_nobody_joins_what_is_closed(region, round_):
    rounds.close(ApprovalRound.objects.get(), by=region.coordinator, version=round_.version)
    board = region.boards["Gemeente Kasterlee"]  # `round_` still says open: that is what stood on the screen
    refused("", parties.ask, round_, board, by=region.coordinator, organ="municipal_council")


# --- leaving


def leave(region, round_, board, **values):
    party = region.party(round_, board)
    wishes = {"until_on": today() - DAY, "reason": "Doet niet mee aan het project.", "version": party.version}
    parties.leave(party, by=region.coordinator, **(wishes | values))
    return party


def test_last_one_who_was_out_leaves_and_the_round_is_reached(region, round_):
    agree(region, round_, "Gemeente Olen", "OCMW Olen", "Gemeente Lille", on=today() - 3 * DAY)
    party = leave(region, round_, "OCMW Lille")
    assert book_of(round_).reached.on == today()
    assert verbs(party) == ["governance.round_party.left"]
    assert verbs(round_)[-1] == "governance.round.reached"


def test_leaving_can_make_it_impossible(region):
    round_ = region.opened(
        asked_on=today() - WEEK,
        clauses=[THREE_MUNICIPALITIES],
        boards=["Gemeente Olen", "Gemeente Lille", "Gemeente Kasterlee"],
    )
    leave(region, round_, "Gemeente Olen")
    assert verbs(round_)[-1] == "governance.round.lapsed"


def test_leaving_needs_a_reason_and_a_day_on_which_it_was_asked(region, round_):
    party = region.party(round_, "OCMW Lille")
    wishes = {"by": region.coordinator, "version": party.version}
    refused("reason", parties.leave, party, until_on=today(), reason="", **wishes)
    refused("until_on", parties.leave, party, until_on=today() - 8 * DAY, reason="Weg", **wishes)
    refused("until_on", parties.leave, party, until_on=today() + DAY, reason="Weg", **wishes)
    leave(region, round_, "OCMW Lille")
    party = region.party(round_, "OCMW Lille")
    refused("", parties.leave, party, until_on=today(), reason="Weg", by=region.coordinator, version=party.version)


def test_who_leaves_may_not_undo_what_was_reached(region):
    round_ = region.opened(asked_on=today() - WEEK, clauses=[THREE_MUNICIPALITIES])
    for territory in ("Olen", "Lille", "Kasterlee"):
        agree(region, round_, f"Gemeente {territory}", f"OCMW {territory}", on=today() - 2 * DAY)
    party = region.party(round_, "Gemeente Olen")
    wishes = {"by": region.coordinator, "version": party.version, "reason": "Weg"}
    party_of_olen = region.party(round_, "OCMW Olen")
    parties.leave(
        party_of_olen, by=region.coordinator, version=party_of_olen.version, until_on=today() - 3 * DAY, reason="Weg"
    )
    refused("until_on", parties.leave, party, until_on=today() - 3 * DAY, **wishes)
    assert RoundParty.objects.get(pk=party.pk).until_on is None


# --- coming back


def rejoin(region, round_, board, **values):
    party = region.party(round_, board)
    parties.rejoin(party, by=region.coordinator, **({"from_on": today(), "version": party.version} | values))
    return RoundParty.objects.get(pk=party.pk)


def test_who_comes_back_is_waited_for_again_and_was_not_asked_in_between(region, round_):
    agree(region, round_, "Gemeente Olen", "OCMW Olen", "Gemeente Lille", on=today() - 3 * DAY)
    leave(region, round_, "OCMW Lille", until_on=today() - 5 * DAY)
    party = rejoin(region, round_, "OCMW Lille", from_on=today() - 2 * DAY)
    assert (party.until_on, party.leave_reason) == (None, "")
    assert party.away == ((today() - 4 * DAY, today() - 3 * DAY),)
    assert party.asked_since == today() - 2 * DAY
    book = book_of(round_)
    assert book.reached.on == today() - 3 * DAY  # while it was away; coming back does not undo that
    assert [one.organisation.name for one in book.still_out] == ["OCMW Lille"]
    assert verbs(party) == ["governance.round_party.left", "governance.round_party.rejoined"]


def test_answer_from_before_it_left_counts_again(region, round_):
    agree(region, round_, "OCMW Lille", on=today() - 6 * DAY)
    leave(region, round_, "OCMW Lille", until_on=today() - 5 * DAY)
    assert len(book_of(round_).agreed) == 0
    rejoin(region, round_, "OCMW Lille")
    assert [one.organisation.name for one in book_of(round_).agreed] == ["OCMW Lille"]


def test_who_left_today_just_goes_on(region, round_):
    leave(region, round_, "OCMW Lille", until_on=today())
    assert rejoin(region, round_, "OCMW Lille").absences == []


def test_who_comes_back_may_leave_again_and_come_back_again(region, round_):
    leave(region, round_, "OCMW Lille", until_on=today() - 6 * DAY)
    rejoin(region, round_, "OCMW Lille", from_on=today() - 3 * DAY)
    party = region.party(round_, "OCMW Lille")
    gone = {"by": region.coordinator, "version": party.version, "reason": "Toch niet"}
    refused("until_on", parties.leave, party, until_on=today() - 4 * DAY, **gone)
    leave(region, round_, "OCMW Lille", until_on=today() - 3 * DAY)
    again = rejoin(region, round_, "OCMW Lille")
    assert again.away == ((today() - 5 * DAY, today() - 4 * DAY), (today() - 2 * DAY, today() - DAY))


@pytest.mark.parametrize("day", [today() - 3 * DAY, today() + DAY])
def test_nobody_comes_back_on_a_day_of_before_or_one_to_come(region, round_, day):
    leave(region, round_, "OCMW Lille", until_on=today() - 3 * DAY)
    refused("from_on", rejoin, region, round_, "OCMW Lille", from_on=day)


def test_who_comes_back_may_not_undo_what_was_reached(region, round_):
    agree(region, round_, "Gemeente Olen", "OCMW Olen", "Gemeente Lille", on=today() - 2 * DAY)
    leave(region, round_, "OCMW Lille", until_on=today() - 5 * DAY)
    refused("from_on", rejoin, region, round_, "OCMW Lille", from_on=today() - 2 * DAY)
    rejoin(region, round_, "OCMW Lille", from_on=today() - DAY)
    assert book_of(round_).reached.on == today() - 2 * DAY


def test_only_who_left_comes_back_once_and_while_the_round_runs(region, round_):
    refused("", rejoin, region, round_, "OCMW Lille")
    leave(region, round_, "OCMW Lille")
    with pytest.raises(Stale):
        rejoin(region, round_, "OCMW Lille", version=1)
    rounds.close(ApprovalRound.objects.get(), by=region.coordinator, version=round_.version)
    refused("", rejoin, region, round_, "OCMW Lille")


# --- asked by mistake


def remove(region, round_, board, **values):
    party = region.party(round_, board)
    parties.remove(party, by=region.coordinator, **({"version": party.version} | values))
    return party


def test_who_was_asked_by_mistake_goes_without_a_trace_in_the_count(region, round_):
    agree(region, round_, "Gemeente Olen", "OCMW Olen", "Gemeente Lille", on=today() - 3 * DAY)
    remove(region, round_, "OCMW Lille")
    assert book_of(round_).reached.on == today() - 3 * DAY  # as if it never was asked; who leaves counts until today
    assert [party.organisation.name for party in book_of(round_).parties] == [
        "Gemeente Lille",
        "Gemeente Olen",
        "OCMW Olen",
    ]
    removed = Entry.objects.about(round_).get(verb="governance.round_party.removed")
    assert removed.changes == {"parties": [["OCMW Lille (raad voor maatschappelijk welzijn)"], []]}
    assert verbs(round_)[-1] == "governance.round.reached"


def test_who_was_removed_can_be_asked_after_all(region, round_):
    remove(region, round_, "OCMW Lille")
    parties.ask(round_, region.boards["OCMW Lille"], by=region.coordinator, organ="welfare_council")
    assert len(book_of(round_).active) == 4


@pytest.mark.parametrize("was_taken_back", [False, True])
def test_who_told_something_stays_in_the_round(region, round_, was_taken_back):
    undone_at = timezone.now() if was_taken_back else None
    ApprovalResponseFactory(party=region.party(round_, "OCMW Lille"), answered_on=today(), undone_at=undone_at)
    assert "al geantwoord" in refused("", remove, region, round_, "OCMW Lille")
    assert len(book_of(round_).parties) == 4


def test_last_one_that_is_asked_is_not_removed(region):
    round_ = region.opened(boards=["Gemeente Olen"])
    assert "enige" in refused("", remove, region, round_, "Gemeente Olen")


def test_nobody_is_removed_from_what_is_closed_or_by_who_saw_another_version(region, round_):
    with pytest.raises(Stale):
        remove(region, round_, "OCMW Lille", version=9)
    rounds.close(ApprovalRound.objects.get(), by=region.coordinator, version=round_.version)
    refused("", remove, region, round_, "OCMW Lille")
    assert len(book_of(round_).parties) == 4


# --- another organ or share


def test_organ_and_share_change_while_it_runs(region, round_):
    party = region.party(round_, "Gemeente Olen")
    parties.change(
        party, by=region.coordinator, version=party.version, organ="college", contribution=Decimal("1200.50")
    )
    kept = RoundParty.objects.get(pk=party.pk)
    assert (kept.organ, kept.contribution) == ("college", Decimal("1200.50"))
    assert verbs(party) == ["governance.round_party.changed"]
    stale = region.party(round_, "Gemeente Olen")
    with pytest.raises(Stale):
        parties.change(stale, by=region.coordinator, version=1, organ="municipal_council", contribution=None)


def test_foreign_organ_and_negative_share_are_refused(region, round_):
    party = region.party(round_, "Gemeente Olen")
    who = {"by": region.coordinator, "version": party.version}
    refused("organ", parties.change, party, organ="welfare_council", contribution=None, **who)
    refused("contribution", parties.change, party, organ="college", contribution=Decimal("-0.01"), **who)


# --- wording


def reword(region, round_, **values):
    wishes = {"wording": WORDING, "change_reason": "Het artikel over de bijdrage is nieuw.", "needs_new_answer": True}
    return texts.reword(round_, by=region.coordinator, version=round_.version, **(wishes | values))


def test_new_wording_stands_beside_the_old_one_and_asks_for_a_new_vote(region, round_):
    agree(region, round_, "Gemeente Olen", on=today() - DAY)
    old = round_.texts.get()
    new = reword(region, round_)
    assert (new.number, new.from_on, new.pinned_by) == (2, today(), region.coordinator)
    assert new.checksum == new.compute_checksum() != old.checksum
    old.refresh_from_db()
    assert old.question == "Gaat uw raad akkoord?"
    assert [party.organisation.name for party in book_of(ApprovalRound.objects.get()).to_vote_again] == [
        "Gemeente Olen"
    ]
    assert verbs(round_)[-1] == "governance.round.reworded"


def test_correction_of_a_word_keeps_the_answers(region, round_):
    agree(region, round_, "Gemeente Olen", on=today() - DAY)
    reword(region, round_, needs_new_answer=False)
    assert book_of(ApprovalRound.objects.get()).to_vote_again == []


def test_other_annexes_are_another_wording(region, round_):
    document = make.models.Document.objects.create(partnership=region.partnership, title="Statuten")
    version = DocumentVersion.objects.create(
        document=document, number=1, file="x", name="s.pdf", content_type="application/pdf", size=1, checksum="5" * 64
    )
    same = {"question": "Gaat uw raad akkoord?", "grounds": "", "facts": "", "articles": ""}
    refused("question", reword, region, ApprovalRound.objects.get(), wording=same)
    new = reword(region, ApprovalRound.objects.get(), wording=same, annexes=[version])
    assert [annex.document_version for annex in new.annexes.all()] == [version]


def test_new_wording_needs_a_reason_and_a_round_that_runs(region, round_):
    refused("change_reason", reword, region, round_, change_reason="")
    rounds.close(round_, by=region.coordinator, version=round_.version)
    refused("", reword, region, round_)


def test_two_who_reword_at_once_make_one_wording(region, round_):
    seen = round_.version
    reword(region, round_)
    late = ApprovalRound.objects.get()
    with pytest.raises(Stale):
        texts.reword(
            late,
            by=region.coordinator,
            version=seen,
            wording={**WORDING, "facts": "Anders"},
            change_reason="Ook iets",
            needs_new_answer=True,
        )
    assert round_.texts.count() == 2


def test_what_is_reached_is_said_once_however_often_something_changes_afterwards(region, round_):
    agree(region, round_, "Gemeente Olen", "OCMW Olen", "Gemeente Lille", on=today() - 3 * DAY)
    leave(region, round_, "OCMW Lille")
    rounds.adjust(round_, by=region.coordinator, version=round_.version, deadline_on=today() + 9 * WEEK)
    rounds.close(round_, by=region.coordinator, version=round_.version)
    assert verbs(round_).count("governance.round.reached") == 1

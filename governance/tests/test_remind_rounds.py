"""Reminders of what councils are asked, and a round from the question to the last answer, day by day."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from governance.actions import approval_response as responses
from governance.actions import approval_round as rounds
from governance.actions import round_reminder as by_hand
from governance.actions.approval_response import Told
from governance.models import AnswerLink, ApprovalRound, Mandate, book_of
from governance.notifications.round_reminder import outstanding
from governance.reminders import council_calendar, round_answer
from governance.tests import round_factories as make
from governance.tests.rounds import ALL_BOARDS
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.deliver import deliver
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.reminders.models import DIGEST, Notice
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.sweep import carry_out
from wegwijzer.testing.reminded import have_left

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
OLEN, WELFARE, LILLE = "Gemeente Olen", "OCMW Olen", "Gemeente Lille"
ANSWER = "Meld wat uw bestuur besliste"


def at(day, hour=9):
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), tzinfo=BRUSSELS)


@pytest.fixture
def clock():
    """Monday 7 September 2026, the day of asking."""
    with time_machine.travel(at("2026-09-07"), tick=False) as moved:
        yield moved


@pytest.fixture
def asked(clock, region):
    """Three boards, to answer by Friday 9 October; ten working days before is 25 September, three is 6 October."""
    for board in (OLEN, WELFARE, LILLE):
        region.contact(board)
    return region.opened(boards=[OLEN, WELFARE, LILLE], clauses=[ALL_BOARDS], deadline_on=dt.date(2026, 10, 9))


def contact(board):
    return Mandate.objects.get(organisation__name=board, role="contact").person


def answer(region, round_, board):
    party = region.party(round_, board)
    return responses.report(party, Told("approved", today(), party.organ), by=region.coordinator, channel="on_behalf")


def names(*boards):
    return sorted((contact(board).name, ANSWER) for board in boards)


# --- the answer


def test_who_did_not_answer_is_told_at_each_stage_and_who_did_is_not(region, asked, clock, told):
    assert told(round_answer.RULE, "2026-09-24") == []
    assert told(round_answer.RULE, "2026-09-25") == names(OLEN, WELFARE, LILLE)
    answer(region, asked, OLEN)
    assert told(round_answer.RULE, "2026-09-25") == names(WELFARE, LILLE)
    Mandate.objects.filter(person=contact(LILLE)).update(until_on=dt.date(2026, 10, 1))
    nobody = (region.coordinator.cards.get().name, f"Spreek {LILLE} aan")  # who spoke for it has left
    assert told(round_answer.RULE, "2026-10-06") == sorted([*names(WELFARE), nobody])
    assert len(told(round_answer.RULE, "2026-10-13", escalated=True)) == 1  # two working days late: the OCMW
    ApprovalRound.objects.filter(pk=asked.pk).update(state="closed", closed_on=dt.date(2026, 10, 6))
    assert told(round_answer.RULE, "2026-10-06") == []


def test_question_itself_gives_a_week_of_rest_unless_it_is_urgent(region, clock, told):
    region.contact(LILLE)
    clock.move_to(at("2026-09-23"))
    round_ = region.opened(boards=[LILLE], clauses=[ALL_BOARDS], deadline_on=dt.date(2026, 10, 9))
    assert told(round_answer.RULE, "2026-09-25") == []
    assert told(round_answer.RULE, "2026-10-06") == names(LILLE)
    ApprovalRound.objects.filter(pk=round_.pk).update(deadline_on=dt.date(2026, 9, 25))
    assert told(round_answer.RULE, "2026-09-24") == []  # asked on the day of that stage
    assert told(round_answer.RULE, "2026-09-28") == names(LILLE)


def test_round_that_was_written_down_afterwards_reminds_nobody(region, clock, told):
    region.contact(LILLE)
    days = {"asked_on": dt.date(2026, 7, 1), "deadline_on": dt.date(2026, 8, 31)}
    round_ = region.prepared(boards=[LILLE], clauses=[ALL_BOARDS], **days)
    rounds.open(round_, by=region.coordinator, version=round_.version, asked_on=days["asked_on"])
    assert told(round_answer.RULE, "2026-09-08") == []
    assert told(round_answer.RULE, "2026-09-08", escalated=True) == []


def test_mail_leads_to_the_own_link_which_is_kept_nowhere(asked, clock, only, mailoutbox):
    only(round_answer.RULE)
    clock.move_to(at("2026-09-25"))
    AnswerLink.objects.filter(mandate__person=contact(LILLE)).update(
        created_at=at("2026-09-07"), expires_at=at("2026-09-20")
    )
    carry_out(plan(at("2026-09-25")))
    pages = {}
    for message in Message.objects.filter(kind=DIGEST):
        assert "/antwoord/" not in message.body.replace("/antwoord/\n", "\n")
        deliver(message)
        message.refresh_from_db()
        assert "/rondes/" not in message.body
        pages[message.to] = mailoutbox[-1].body
    link = AnswerLink.objects.get(mandate__person=contact(OLEN))
    assert f"/antwoord/{link.key}/" in pages[contact(OLEN).email]
    party = asked.parties.get(organisation__name=LILLE)
    assert f"/gevraagd/{party.pk}/antwoord/" in pages[contact(LILLE).email]  # that link had expired


# --- the button


def test_button_sees_what_the_rule_told_and_leaves_that_in_peace(region, asked, clock, only):
    only(round_answer.RULE)
    clock.move_to(at("2026-09-25"))
    assert carry_out(plan(at("2026-09-25"))).mails == 3
    have_left()
    clock.move_to(at("2026-10-01"))
    rows = outstanding(book_of(ApprovalRound.objects.get(pk=asked.pk)))
    assert {one.rests_until for row in rows for one in row.contacts} == {dt.date(2026, 10, 2)}
    with pytest.raises(Refused):
        by_hand.remind(asked, by=region.coordinator)
    clock.move_to(at("2026-10-05"))  # urgent now: daily, but not twice a day
    assert by_hand.remind(asked, by=region.coordinator) == 3
    clock.move_to(at("2026-10-06"))
    assert carry_out(plan(at("2026-10-06"))).mails == 3
    with pytest.raises(Refused):
        by_hand.remind(asked, by=region.coordinator)


# --- the agenda of the council


def test_contact_person_hears_when_the_last_agenda_closes(region, asked, told):
    council = make.CouncilFactory(organisation=region.boards[OLEN], kind="municipal_council")
    for held, closes in (("2026-09-29", "2026-09-15"), ("2026-10-06", "2026-09-29"), ("2026-10-27", "2026-10-13")):
        held_on, agenda_closes_on = dt.date.fromisoformat(held), dt.date.fromisoformat(closes)
        make.CouncilSittingFactory(council=council, held_on=held_on, agenda_closes_on=agenda_closes_on)
    put = "Zet het op de agenda van uw bestuur"
    note = "Zet het op de agenda van uw bestuur, en noteer wanneer het samenkomt"
    # The calendars of the others are not known: fourteen days before the deadline is the 25th.
    assert told(council_calendar.RULE, "2026-09-10") == []
    assert told(council_calendar.RULE, "2026-09-11") == sorted(
        (contact(board).name, note) for board in (WELFARE, LILLE)
    )
    assert (contact(OLEN).name, put) in told(council_calendar.RULE, "2026-09-15")
    assert (contact(OLEN).name, put) in told(council_calendar.RULE, "2026-09-24")
    answer(region, asked, OLEN)
    assert [name for name, title in told(council_calendar.RULE, "2026-09-24") if title == put] == []


def test_who_coordinates_hears_of_the_agenda_of_an_organisation_without_contact_person(region, asked, told):
    Mandate.objects.filter(person=contact(LILLE)).update(until_on=dt.date(2026, 9, 9))
    assert (region.coordinator.cards.get().name, f"Spreek {LILLE} aan") in told(council_calendar.RULE, "2026-09-11")


# --- the whole, day by day


def test_round_of_three_boards_from_the_question_to_the_last_answer(region, asked, clock, only, mailoutbox):
    """By hand: asked on 7 September, due on Friday 9 October.

    Olen answers on 21 September and hears of nothing. The two others are told ten working days ahead (Friday the
    25th). Its OCMW answers on the 28th. Lille is reminded by hand on 2 October, and by rule three working days ahead
    (6 October: urgent, so within the week), the working day after (the 12th) and six after (the 19th); the
    coordinator, two after (the 13th). It answers on the 20th.
    """
    only(round_answer.RULE)
    does = {
        "2026-09-21": lambda: answer(region, asked, OLEN),
        "2026-09-28": lambda: answer(region, asked, WELFARE),
        "2026-10-02": lambda: by_hand.remind(ApprovalRound.objects.get(pk=asked.pk), by=region.coordinator),
        "2026-10-20": lambda: answer(region, asked, LILLE),
    }
    heard = {}
    for offset in range(46):
        day = (dt.date(2026, 9, 7) + dt.timedelta(days=offset)).isoformat()
        clock.move_to(at(day))
        does.get(day, lambda: None)()
        for hour in (6, 9):
            clock.move_to(at(day, hour))
            carry_out(plan(at(day, hour)))
        for message in Message.objects.filter(kind=DIGEST, state=MessageState.READY):
            deliver(message)
            heard.setdefault(message.to, []).append(day)
    assert heard == {
        contact(WELFARE).email: ["2026-09-25"],
        contact(LILLE).email: ["2026-09-25", "2026-10-06", "2026-10-12", "2026-10-19"],
        region.coordinator.cards.get().email: ["2026-10-13"],
    }
    assert {message.state for message in Message.objects.filter(kind=DIGEST)} == {MessageState.SENT}
    assert Notice.objects.waiting().count() == 0

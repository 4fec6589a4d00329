"""Reminding: only who is still out, no oftener than the house allows, and nobody who answered in the meantime."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from governance.actions import answer_link as answer_links
from governance.actions import approval_response as responses
from governance.actions import round_reminder as reminders
from governance.actions.approval_response import Told
from governance.models import ApprovalRound, Mandate, Person, book_of
from governance.notifications import approval_round as notifications
from governance.notifications.round_reminder import outstanding
from governance.tests import round_factories as make
from governance.tests.rounds import ALL_BOARDS, Region
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.deliver import deliver
from wegwijzer.outbox.models import Choice, Message, MessageState
from wegwijzer.reminders.stages import is_urgent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
OLEN, LILLE = "Gemeente Olen", "Gemeente Lille"
MONDAY = dt.datetime(2026, 9, 7, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def region():
    found = Region()
    for board in (OLEN, "OCMW Olen", LILLE):
        found.contact(board)
    return found


@pytest.fixture
def round_(region):
    """Asked on Monday 7 September, to be answered by Friday 9 October."""
    boards = [OLEN, "OCMW Olen", LILLE, "OCMW Lille"]
    return region.opened(boards=boards, clauses=[ALL_BOARDS], deadline_on=dt.date(2026, 10, 9))


def address(region, board):
    return Mandate.objects.get(organisation=region.boards[board], role="contact").person.email


def remind(region, round_):
    """To whom reminders went."""
    known = set(Message.objects.values_list("pk", flat=True))
    try:
        count = reminders.remind(ApprovalRound.objects.get(pk=round_.pk), by=region.coordinator)
    except Refused:
        count = 0
    new = Message.objects.exclude(pk__in=known)
    assert new.count() == count
    assert all(message.kind == notifications.REMINDER for message in new)
    return sorted(new.values_list("to", flat=True))


def answer(region, round_, board):
    party = region.party(round_, board)
    return responses.report(party, Told("approved", today(), party.organ), by=region.coordinator, channel="on_behalf")


def test_who_was_asked_this_week_is_left_in_peace(region, round_, clock):
    assert remind(region, round_) == []
    clock.shift(6 * DAY)
    assert remind(region, round_) == []
    clock.shift(DAY)
    assert len(remind(region, round_)) == 3
    assert remind(region, round_) == []
    clock.shift(6 * DAY)
    assert remind(region, round_) == []
    clock.shift(DAY)
    assert len(remind(region, round_)) == 3


def test_only_who_is_still_out_hears_of_it(region, round_, clock):
    clock.shift(8 * DAY)
    answer(region, round_, OLEN)
    assert remind(region, round_) == sorted([address(region, "OCMW Olen"), address(region, LILLE)])
    entry = Entry.objects.get(verb="governance.round.reminded")
    assert entry.changes == {"mails": 2, "besturen": ["Gemeente Lille", "OCMW Olen"]}


def test_within_five_working_days_it_may_be_daily_but_not_twice_a_day(region, round_, clock):
    clock.move_to(dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC))  # Thursday: six working days are left after it
    assert len(remind(region, round_)) == 3
    assert not is_urgent(round_.deadline_on, today())
    clock.shift(DAY)  # Friday: five
    assert is_urgent(round_.deadline_on, today())
    assert len(remind(region, round_)) == 3
    assert remind(region, round_) == []
    clock.shift(DAY)
    assert len(remind(region, round_)) == 3
    clock.move_to(dt.datetime(2026, 10, 20, 10, tzinfo=dt.UTC))  # too late: still wanted
    assert len(remind(region, round_)) == 3


def test_another_round_of_the_same_partnership_counts_and_one_of_another_does_not(region, round_, clock):
    clock.shift(8 * DAY)
    region.opened(title="Tweede ronde", boards=[OLEN], clauses=[ALL_BOARDS])
    elsewhere = make.AnswerLinkFactory(party__organisation__nis_code="89999")  # the same person, asked by others
    Person.objects.filter(pk=elsewhere.mandate.person_id).update(email=address(region, LILLE))
    with transaction.atomic():
        assert answer_links.tell_asked(elsewhere.party.round) == 1
    assert remind(region, round_) == sorted([address(region, "OCMW Olen"), address(region, LILLE)])


def test_who_answers_between_the_button_and_the_mail_gets_none(region, round_, clock):
    clock.shift(8 * DAY)
    remind(region, round_)
    answer(region, round_, OLEN)
    for message in Message.objects.filter(kind=notifications.REMINDER):
        deliver(message)
    fates = dict(Message.objects.filter(kind=notifications.REMINDER).values_list("to", "state"))
    assert fates == {
        address(region, OLEN): MessageState.LAPSED,
        address(region, "OCMW Olen"): MessageState.SENT,
        address(region, LILLE): MessageState.SENT,
    }


def test_mail_that_never_left_does_not_count(region, round_, clock):
    Message.objects.filter(to=address(region, OLEN)).update(
        state=MessageState.FAILED, stopped_at=MONDAY, reason="onbekend"
    )
    clock.shift(DAY)
    assert remind(region, round_) == [address(region, OLEN)]


def test_mails_of_this_month_are_counted_of_whatever_kind(region, round_, clock):
    clock.shift(8 * DAY)
    remind(region, round_)
    answer(region, round_, OLEN)  # a confirmation

    def counted():
        rows = outstanding(book_of(ApprovalRound.objects.get(pk=round_.pk)))
        return {str(row.party): [contact.mails for contact in row.contacts] for row in rows}

    assert counted() == {LILLE: [2], "OCMW Lille": [], "OCMW Olen": [2]}
    clock.move_to(dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC))
    assert counted() == {LILLE: [0], "OCMW Lille": [], "OCMW Olen": [0]}


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"rhythm": "never"}, "wil geen herinneringen"),
        ({"muted": ["governance.round_answer"]}, "wil hierover geen herinneringen"),
        ({"quiet_until": dt.date(2026, 9, 15)}, "wil geen mail tot en met 15 september 2026"),
    ],
    ids=["never", "muted", "quiet"],
)
def test_who_wants_no_reminders_gets_none_and_the_page_says_so(region, round_, clock, as_user, choice, reason):
    clock.shift(8 * DAY)  # the 15th
    Choice.objects.create(address=address(region, LILLE).lower(), **choice)
    page = as_user(region.coordinator).get(reverse("governance:round_remind", args=[round_.pk])).content.decode()
    assert reason in page
    assert "Herinner 2 besturen" in page
    assert remind(region, round_) == sorted(address(region, board) for board in (OLEN, "OCMW Olen"))


def test_page_says_who_is_reached_and_who_is_not(region, round_, clock, as_user):
    clock.shift(8 * DAY)
    Person.objects.filter(email=address(region, LILLE)).update(email="")
    client = as_user(region.coordinator)
    path = reverse("governance:round_remind", args=[round_.pk])
    page = client.get(path).content.decode()
    assert "Herinner 2 besturen" in page
    assert page.count("krijgt een mail") == 2
    assert "geen mailadres" in page
    assert "niemand bereikt" in page  # OCMW Lille has no contact person
    assert "(de persoonlijke link)" in page
    assert Message.objects.filter(kind=notifications.REMINDER).count() == 0  # looking sends nothing
    answered = client.post(path, follow=True)
    assert "Er vertrekken 2 mails." in answered.content.decode()
    again = client.get(path).content.decode()
    assert "Niemand kan vandaag nog een herinnering krijgen." in again
    assert "22 sep 2026" in again
    assert "Er is nu niemand om te herinneren." in client.post(path, follow=True).content.decode()


def test_round_that_is_over_reminds_nobody(region, round_, clock, as_user):
    clock.shift(8 * DAY)
    ApprovalRound.objects.filter(pk=round_.pk).update(state="closed", closed_on=today())
    assert remind(region, round_) == []
    path = reverse("governance:round_remind", args=[round_.pk])
    assert as_user(region.coordinator).get(path).status_code == 302

"""What is told after a mail server was away: not several mails in one minute."""

import pytest
import time_machine

from wegwijzer.outbox import deliver, tasks
from wegwijzer.outbox.actions.message import send_again
from wegwijzer.outbox.fate import all_sent_again, sent_again
from wegwijzer.outbox.models import Choice, Message
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.tests.conftest import MEMBER, at


@pytest.fixture
def coordinator(django_user_model):
    return django_user_model.objects.create_user("coordinator@example.org", "Coördinator")


def test_nobody_gets_a_mail_while_the_one_before_has_not_left_nor_right_after_it(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    assert sweep(at("2026-11-30")) == [MEMBER.address]
    waiting.add(2, "2026-12-04")
    assert [sweep(at(day), away=True) for day in ("2026-12-01", "2026-12-02")] == [[], []]
    with time_machine.travel(at("2026-12-02"), tick=False):
        assert [posting.held for posting in plan(at("2026-12-02")).postings] == ["de vorige mail is nog niet weg"]
    with time_machine.travel(at("2026-12-02", 11), tick=False):
        deliver.deliver(Message.objects.get())
    assert sweep(at("2026-12-02", 12)) == []  # heard today
    assert sweep(at("2026-12-03")) == [MEMBER.address]
    assert len(mailoutbox) == 1


def test_who_wants_everything_at_once_waits_for_the_mail_before_too(waiting, sweep, mailoutbox):
    Choice.objects.create(address=MEMBER.address, rhythm="at_once")
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    waiting.add(2, "2026-12-04")
    assert sweep(at("2026-11-30", 10), away=True) == []
    with time_machine.travel(at("2026-11-30", 11), tick=False):
        deliver.deliver(Message.objects.get())
    assert sweep(at("2026-11-30", 12)) == [MEMBER.address]


def test_mail_that_failed_weeks_ago_and_is_sent_again_by_hand_is_heard(waiting, sweep, mailoutbox, coordinator):
    waiting.tells(ahead=(25,), after=())
    waiting.add(1, "2027-01-05")
    sweep(at("2026-11-30"))
    Message.objects.update(state="failed", stopped_at=at("2026-11-30"), reason="550 Unknown")
    with time_machine.travel(at("2026-12-22", 6), tick=False):
        failed = Message.objects.get()
        send_again(failed, by=coordinator)
        assert failed.send_after == at("2026-12-22", 7)
        assert sent_again(failed, "Lid").endswith(
            "Lid vertrekt opnieuw op het eerste uur waarop die persoon mail krijgt."
        )
        assert all_sent_again([failed]) == "1 mail vertrekt op het eerste uur waarop die persoon mail krijgt."
        assert tasks.due(at("2026-12-22", 6)) == []
    with time_machine.travel(at("2026-12-22", 7), tick=False):
        assert tasks.due(at("2026-12-22", 7)) == [(tasks.SEND, failed.pk)]
        deliver.deliver(failed)
    assert len(mailoutbox) == 1
    waiting.tells_as("testing.other")
    waiting.add(1, "2026-12-23")  # urgent
    assert sweep(at("2026-12-22", 8)) == []  # heard today
    assert sweep(at("2026-12-23", 8)) == [MEMBER.address]

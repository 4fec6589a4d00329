"""What is told after a mail server was away: not several mails in one minute."""

import time_machine

from wegwijzer.outbox import deliver
from wegwijzer.outbox.models import Choice, Message
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.tests.conftest import MEMBER, at


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

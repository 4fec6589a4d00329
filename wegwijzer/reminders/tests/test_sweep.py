"""Who is told what on which day: once, bundled, in office hours, and nothing about what was done."""

import datetime as dt

import pytest
import time_machine

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.outbox import deliver
from wegwijzer.outbox.actions.message import drop
from wegwijzer.outbox.models import Choice, Message, MessageState
from wegwijzer.reminders.letter import as_it_leaves, holding
from wegwijzer.reminders.models import Notice, NoticeState
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.registry import Rule
from wegwijzer.reminders.restored import hold_back
from wegwijzer.reminders.sweep import carry_out, remind
from wegwijzer.reminders.tests.conftest import COORDINATOR, MEMBER, at

OTHER = MEMBER._replace(address="ander@example.org")


def states():
    return sorted(Notice.objects.values_list("state", flat=True))


def test_every_stage_is_told_once_whatever_the_sweeps(waiting, sweep):
    waiting.add(1, "2026-12-04", watchers=[COORDINATOR])
    told = {}
    for offset in range(23):
        day = dt.date(2026, 11, 25) + dt.timedelta(days=offset)
        for hour in (6, 7, 18, 19):
            for address in sweep(at(day.isoformat(), hour)):
                told.setdefault(day.isoformat(), []).append((hour, address))
    assert told == {
        "2026-11-27": [(7, MEMBER.address)],  # five working days before
        "2026-12-07": [(7, MEMBER.address)],  # the working day after
        "2026-12-09": [(7, COORDINATOR.address)],  # three after: whoever looks after it
        "2026-12-14": [(7, MEMBER.address)],
    }


def test_one_mail_bundles_everything_that_waits_for_a_person(waiting, sweep):
    for key in range(3):
        waiting.add(key, "2026-12-04")
    waiting.add(9, "2026-12-03", OTHER)
    assert sweep(at("2026-11-30")) == [OTHER.address, MEMBER.address]
    mail = Message.objects.get(to=MEMBER.address)
    assert [mail.body.count(f"Doe ding {key}\n") for key in range(3)] == [1, 1, 1]
    assert mail.notices.count() == 3


def test_nothing_leaves_on_a_holiday_and_the_next_working_day_makes_up_for_it(waiting, sweep):
    waiting.add(1, "2026-12-28")  # five working days before: Friday 18 December, Christmas not counted
    assert sweep(at("2026-12-25")) == []
    assert sweep(at("2026-12-26")) == []  # a Saturday
    assert sweep(at("2026-12-28")) == [MEMBER.address]


def test_who_has_done_it_hears_nothing(waiting, sweep):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-28"))  # a Saturday: noted, not sent
    waiting.subjects.clear()
    assert sweep(at("2026-11-30")) == []
    assert states() == []
    assert not Message.objects.exists()


def test_what_was_done_between_writing_and_sending_is_left_out(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    waiting.add(2, "2026-12-04", title="Iets anders")
    sweep(at("2026-11-30"))
    del waiting.subjects[2]
    with time_machine.travel(at("2026-11-30", 10)):
        deliver.deliver(Message.objects.get())
    assert len(mailoutbox) == 1
    assert "Iets anders" not in mailoutbox[0].body
    assert mailoutbox[0].subject.startswith("Doe ding 1 tegen 4 december")


def test_mail_of_which_nothing_holds_lapses(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    waiting.subjects.clear()
    with time_machine.travel(at("2026-11-30", 10)):
        deliver.deliver(Message.objects.get())
    assert (len(mailoutbox), Message.objects.get().state) == (0, MessageState.LAPSED)


@pytest.mark.fault("F24")
def test_person_who_lost_the_task_between_writing_and_sending_is_not_mailed(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    waiting.add(1, "2026-12-04", OTHER)
    with time_machine.travel(at("2026-11-30", 10)):
        deliver.deliver(Message.objects.get())
    assert (mailoutbox, Message.objects.get().state) == ([], MessageState.LAPSED)


def test_changed_date_supersedes_the_notice_that_was_not_sent(waiting, sweep):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-28"))  # a Saturday
    waiting.add(1, "2026-12-07")
    assert sweep(at("2026-11-30")) == [MEMBER.address]
    assert states() == [NoticeState.TOLD]
    assert "7 december" in Message.objects.get().body


@pytest.mark.parametrize("meanwhile", ["another date", "done", "muted"])
def test_what_fell_away_before_it_was_told_and_came_back_is_told(waiting, sweep, meanwhile):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-28"))  # a Saturday: noted, not sent
    if meanwhile == "another date":
        waiting.add(1, "2026-12-07")
    elif meanwhile == "done":
        waiting.subjects.clear()
    else:
        Choice.objects.create(address=MEMBER.address, muted=["testing.thing"])
    sweep(at("2026-11-29"))
    waiting.add(1, "2026-12-04")
    Choice.objects.update(muted=[])
    assert sweep(at("2026-11-30")) == [MEMBER.address]


def test_mail_that_lapsed_is_written_again_when_it_holds_after_all_but_not_on_the_same_day(waiting, sweep, mailoutbox):
    """As after a sweep that was asked for another day: when its mail leaves nothing holds."""
    wait = waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    waiting.subjects.clear()
    with time_machine.travel(at("2026-11-30", 10)):
        deliver.deliver(Message.objects.get())
    waiting.subjects[1] = wait
    assert [sweep(at("2026-11-30", hour)) for hour in (11, 12)] == [[], []]
    assert sweep(at("2026-12-01")) == [MEMBER.address]
    with time_machine.travel(at("2026-12-01", 10)):
        deliver.deliver(Message.objects.latest("pk"))
    assert len(mailoutbox) == 1


def test_mail_that_somebody_finds_not_needed_any_more_is_not_written_again(waiting, sweep):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    Message.objects.update(state="failed", stopped_at=at("2026-11-30"), reason="550")
    drop(Message.objects.get(), by=User.objects.create_user("coordinator@example.org", "x"))
    assert [sweep(at("2026-11-30", 11)), sweep(at("2026-12-01"))] == [[], []]


@pytest.mark.parametrize(
    ("sends", "quiet", "leaves"),
    [
        (("2026-12-01", 18, 59), None, ("2026-12-01", 18, 59)),
        (("2026-12-01", 19, 0), None, ("2026-12-02", 7)),
        (("2026-12-02", 6, 59), None, ("2026-12-02", 7)),
        (("2026-12-01", 12, 0), "2026-12-01", ("2026-12-02", 7)),
        (("2026-12-01", 12, 0), "2026-12-04", ("2026-12-07", 7)),  # a Friday
    ],
)
def test_mail_that_had_to_wait_for_its_server_leaves_in_office_hours(waiting, sweep, mailoutbox, sends, quiet, leaves):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    Choice.objects.create(address=MEMBER.address, quiet_until=quiet)
    with time_machine.travel(at(*sends), tick=False):
        message = Message.objects.get()
        deliver.deliver(message)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (("sent", 1) if sends == leaves else ("ready", 0))
    assert len(mailoutbox) == (sends == leaves)
    if sends != leaves:
        assert message.send_after == at(*leaves)


def test_rule_that_can_not_be_asked_silences_nobody_else_and_loses_nothing(waiting, sweep, monkeypatch):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-28"))
    waiting.rules["testing.broken"] = Rule("testing.broken", "kapot", lambda window: 1 / 0)
    waiting.rules["testing.other"] = waiting.rules.pop("testing.thing")
    monkeypatch.setitem(waiting.rules, "testing.thing", Rule("testing.thing", "dingen", lambda window: 1 / 0))
    waiting.tells_as("testing.other")
    assert sweep(at("2026-11-30")) == [MEMBER.address]
    assert states() == [NoticeState.TOLD, NoticeState.WAITING]
    with time_machine.travel(at("2026-11-30")), pytest.raises(RuntimeError, match="broken"):
        remind(at("2026-11-30"))


def test_mail_leaves_without_what_a_broken_rule_said_and_that_is_told_once_it_answers(waiting, sweep, mailoutbox):
    waiting.tells_as("testing.other")
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    works = waiting.rules["testing.thing"]  # noted first: its notice names the mail
    waiting.rules["testing.thing"] = Rule("testing.thing", "kapot", lambda window: 1 / 0)
    with time_machine.travel(at("2026-11-30", 10), tick=False):
        deliver.deliver(Message.objects.get())
    assert [mail.body.count("Doe ding 1\n") for mail in mailoutbox] == [1]
    assert sweep(at("2026-12-01")) == []
    waiting.rules["testing.thing"] = works
    assert sweep(at("2026-12-02")) == [MEMBER.address]
    assert list(Message.objects.latest("pk").notices.values_list("rule", flat=True)) == ["testing.thing"]


def test_restore_tells_nothing_of_a_rule_that_could_not_be_asked_then(waiting, sweep, caplog):
    waiting.add(1, "2026-12-04")
    waiting.tells_as("testing.other")
    works = waiting.rules["testing.other"]
    waiting.rules["testing.other"] = Rule("testing.other", "kapot", lambda window: 1 / 0)
    with time_machine.travel(at("2026-12-02"), tick=False):
        said = hold_back(at("2026-11-29"))
    assert "Let op: deze regels konden niet bevraagd worden: testing.other." in said
    assert any("testing.other" in record.message for record in caplog.records if record.levelname == "ERROR")
    assert states() == [NoticeState.UNCERTAIN]
    assert sweep(at("2026-12-02", 10)) == []
    waiting.rules["testing.other"] = works
    assert sweep(at("2026-12-03")) == []
    assert states() == [NoticeState.UNCERTAIN] * 2
    assert sweep(at("2026-12-07")) == [MEMBER.address]  # the next stage of both: nobody can have told that
    assert sorted(Message.objects.get().notices.values_list("rule", flat=True)) == ["testing.other", "testing.thing"]


def test_what_a_rule_finds_after_it_answered_once_is_told_and_what_a_weekly_mail_told_early_is_not(waiting, sweep):
    Choice.objects.create(address=OTHER.address, rhythm="weekly")
    works = waiting.rules["testing.thing"]
    waiting.rules["testing.thing"] = Rule("testing.thing", "kapot", lambda window: 1 / 0)
    with time_machine.travel(at("2026-12-02"), tick=False):  # a Wednesday
        hold_back(at("2026-11-29"))
    waiting.rules["testing.thing"] = works
    waiting.add(1, "2026-12-10", OTHER)  # its stage is Thursday the 3rd: the weekly mail of Monday told of it
    waiting.add(2, "2026-12-10")
    assert sweep(at("2026-12-03")) == [MEMBER.address]  # nobody can have told what comes due after the restore
    waiting.add(3, "2026-12-09")  # what is new to the rule now was told by nobody either, though its stage was the 2nd
    assert sweep(at("2026-12-04")) == [MEMBER.address]


def test_what_was_left_out_of_a_mail_and_comes_back_is_told(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    undone = waiting.add(2, "2026-12-04")
    sweep(at("2026-11-30"))
    del waiting.subjects[2]
    with time_machine.travel(at("2026-11-30", 10), tick=False):
        deliver.deliver(Message.objects.get())
    waiting.subjects[2] = undone
    assert sweep(at("2026-12-01")) == [MEMBER.address]
    assert [mail.notices.get().subject for mail in Message.objects.order_by("pk")] == [1, 2]


def test_date_that_moves_back_and_forth_tells_of_each_date_once(waiting, sweep):
    for day, due in [("2026-11-30", "2026-12-04"), ("2026-12-01", "2026-12-07"), ("2026-12-02", "2026-12-04")]:
        waiting.add(1, due)
        sweep(at(day))
    assert Message.objects.count() == 2


def test_what_is_not_urgent_waits_until_it_is_or_until_a_week_after_the_last_mail(waiting, sweep):
    waiting.tells(ahead=(15,))
    waiting.add(1, "2026-12-04")
    waiting.add(2, "2026-12-22")  # fifteen working days before: Tuesday 1 December
    waiting.add(3, "2026-12-09", OTHER)
    waiting.add(4, "2026-12-21", OTHER)
    assert sweep(at("2026-11-30")) == [OTHER.address, MEMBER.address]
    waiting.subjects.pop(1)
    days = ["2026-12-01", "2026-12-02", "2026-12-04", "2026-12-05", "2026-12-07", "2026-12-08"]
    assert {day: told for day in days if (told := sweep(at(day)))} == {"2026-12-07": [MEMBER.address]}


@pytest.mark.parametrize(
    ("rhythm", "told"),
    [
        ("at_once", ["2026-11-30 9", "2026-11-30 11", "2026-12-01 9", "2026-12-07 9"]),
        ("daily", ["2026-11-30 9", "2026-12-01 9", "2026-12-07 9"]),
        ("weekly", ["2026-11-30 9", "2026-12-07 9"]),
        ("never", []),
    ],
)
def test_rhythm_that_somebody_chose(waiting, sweep, rhythm, told):
    Choice.objects.create(address=MEMBER.address, rhythm=rhythm)
    seen = []
    for moment in ["2026-11-30 9", "2026-11-30 11", "2026-12-01 9", "2026-12-02 9", "2026-12-07 9"]:
        day, hour = moment.split()
        if moment != "2026-12-02 9":
            waiting.add(len(waiting.subjects), "2026-12-03" if day < "2026-12-03" else "2026-12-09")
        if sweep(at(day, int(hour))):
            seen.append(moment)
    assert seen == told


def test_muted_rule_and_quiet_days(waiting, sweep):
    choice = Choice.objects.create(address=MEMBER.address, muted=["testing.thing"])
    waiting.add(1, "2026-12-04")
    assert sweep(at("2026-11-30")) == []
    assert not Notice.objects.exists()
    choice.muted, choice.quiet_until = [], dt.date(2026, 12, 1)
    choice.save()
    assert [sweep(at(day)) for day in ("2026-11-30", "2026-12-01", "2026-12-02")] == [[], [], [MEMBER.address]]


def test_failed_mail_does_not_count_as_heard(waiting, sweep):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    Message.objects.update(state="failed", stopped_at=at("2026-11-30"), reason="550")
    waiting.add(2, "2026-12-04")
    assert sweep(at("2026-11-30", 11)) == [MEMBER.address]


@pytest.mark.fault("F23")
def test_after_three_days_of_silence_one_mail_says_it_all_and_nothing_of_what_is_over(waiting, sweep):
    for key, due in enumerate(["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]):
        waiting.add(key, due)
    del waiting.subjects[0]  # closed meanwhile
    assert sweep(at("2026-12-04")) == [MEMBER.address]
    assert Message.objects.get().notices.count() == 3


@pytest.mark.fault("F19")
def test_clock_that_jumps_tells_nothing_twice(waiting, sweep):
    """A day ahead and back, a year ahead and back."""
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    for day in ("2026-12-01", "2026-11-30", "2026-11-27", "2027-11-30", "2026-11-30", "2026-12-01"):
        sweep(at(day))
    assert Message.objects.count() == 1


@pytest.mark.fault("F19")
def test_clock_that_was_a_year_ahead_holds_no_mail_back(waiting, sweep):
    waiting.add(1, "2027-12-03")
    assert sweep(at("2027-11-30")) == [MEMBER.address]
    waiting.add(2, "2026-12-04")
    assert sweep(at("2026-11-30")) == [MEMBER.address]
    waiting.add(3, "2026-12-04")
    assert sweep(at("2026-11-30", 11)) == []  # heard today


@pytest.mark.fault("F20")
@pytest.mark.parametrize(
    ("due", "changed", "told"),
    [("2026-04-03", "2026-03-29", "2026-03-27"), ("2026-10-30", "2026-10-25", "2026-10-23")],
)
def test_both_changes_of_the_clock_tell_once(waiting, sweep, due, changed, told):
    """Each half hour of the night that has an hour less or more, and the mornings around it."""
    waiting.add(1, due)
    night = dt.datetime.fromisoformat(f"{changed}T00:00+00:00")
    mornings = [night + dt.timedelta(days=day, hours=hour) for day in (-3, -2, -1, 0, 1, 2) for hour in (4, 5, 6)]
    moments = sorted([*mornings, *(night + dt.timedelta(minutes=30 * step) for step in range(8))])
    mailed = [moment for moment in moments if sweep(moment)]
    assert [moment.astimezone(at(due).tzinfo).isoformat()[:16] for moment in mailed] == [f"{told}T07:00"]


def test_leap_day_is_a_day(waiting, sweep):
    waiting.add(1, "2028-03-07")  # five working days before is Tuesday 29 February
    days = ["2028-02-28", "2028-02-29", "2028-03-01"]
    assert [sweep(at(day)) for day in days] == [[], [MEMBER.address], []]


def test_second_sweep_with_the_same_plan_makes_no_second_mail(waiting):
    waiting.add(1, "2026-12-04")
    now = at("2026-11-30")
    plans = [plan(now), plan(now)]
    assert [carry_out(made).mails for made in plans] == [1, 0]
    assert Message.objects.count() == 1


def test_message_of_two_partnerships_is_seen_in_the_one_that_comes_first_without_its_text(waiting, sweep):
    waiting.add(1, "2026-12-04")
    first = waiting.scope
    waiting.scope = Organisation.objects.create(name="Andere", kind="partnership")
    waiting.add(2, "2026-12-05")
    sweep(at("2026-11-30"))
    mail = Message.objects.get()
    assert (mail.scope, mail.body) == (first, "")
    assert mail.subject == "2 dingen wachten op u, het eerste tegen 4 december"
    with time_machine.travel(at("2026-11-30"), tick=False):
        assert {"Doe ding 1", "Doe ding 2"} <= set(as_it_leaves(mail).text.splitlines())


def test_sending_asks_about_its_own_subjects_only(waiting, sweep):
    for key in range(5):
        waiting.add(key, "2026-12-04", MEMBER if key == 3 else OTHER)
    sweep(at("2026-11-30"))
    waiting.asked.clear()
    with time_machine.travel(at("2026-11-30")):
        assert [item.wait.subject for item in holding(Message.objects.get(to=MEMBER.address)).items] == [3]
    assert [window.only for window in waiting.asked] == [frozenset({3})]


def test_after_a_restore_nothing_that_was_due_is_told_and_what_comes_later_is(waiting, sweep):
    waiting.add(1, "2026-12-04")
    waiting.add(2, "2026-12-04", OTHER)
    sweep(at("2026-11-28"))  # a Saturday: noted in the back-up, told on Monday, and then the machine is lost
    with time_machine.travel(at("2026-12-02"), tick=False):
        hold_back(at("2026-11-29"))
    assert states() == [NoticeState.UNCERTAIN] * 2
    told = {day: sweep(at(day)) for day in ("2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07")}
    assert {day: len(people) for day, people in told.items()} == {
        "2026-12-02": 0,
        "2026-12-03": 0,
        "2026-12-04": 0,
        "2026-12-07": 2,  # the next stage
    }

"""Feedback after a meeting and the rhythm of a body: by hand from the rule, and through the pages."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from governance.actions import communication_rule, feedback, sitting
from governance.models import (
    Audience,
    BodyYear,
    CadenceState,
    CommunicationRule,
    Feedback,
    FeedbackChannel,
    Meeting,
    body_years,
)
from governance.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused

COUNCILS = {"audience": Audience.COUNCILS, "channel": FeedbackChannel.COUNCIL_ITEM, "within_days": 30, "what": ""}
PUBLIC = {"audience": Audience.PUBLIC, "channel": FeedbackChannel.WEBSITE, "within_days": 7, "what": "besluiten"}


@pytest.fixture
def body(cast):
    return cast.a.body


def held_on(body, day, **traits):
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(14)))
    meeting = make.MeetingFactory(body=body, planned_start=start, **({"held": True} | traits))
    if meeting.state == "held":
        make.AttendanceFactory(meeting=meeting)
    return meeting


def lines(meeting):
    rows = meeting.feedback.order_by("audience", "organisation__name")
    return list(rows.values_list("audience", "organisation__name"))


# --- the checklist


def test_closing_makes_the_checklist_with_a_line_per_member_council(cast, body):
    communication_rule.add(body, by=cast.a.coordinator, **COUNCILS)
    communication_rule.add(body, by=cast.a.coordinator, **PUBLIC)
    meeting = held_on(body, today() - dt.timedelta(days=1))
    sitting.close(meeting, by=cast.a.coordinator)
    boards = sorted(row.organisation.name for row in body.partnership.members_on(today()))
    assert boards
    assert lines(meeting) == [("councils", name) for name in boards] + [("public", None)]
    assert Entry.objects.filter(verb="governance.feedback.listed", target_id=meeting.pk).count() == 1


def test_body_that_reports_to_the_councils_needs_no_agreement_for_that(cast, body):
    type(body).objects.filter(pk=body.pk).update(feedback_to_councils=True)
    meeting = held_on(Meeting._meta.get_field("body").related_model.objects.get(pk=body.pk), today())
    sitting.close(meeting, by=cast.a.coordinator)
    assert {audience for audience, _name in lines(meeting)} == {"councils"}


def test_body_without_agreements_makes_no_checklist(cast, body):
    meeting = held_on(body, today())
    sitting.close(meeting, by=cast.a.coordinator)
    assert lines(meeting) == []
    assert not Entry.objects.filter(verb="governance.feedback.listed").exists()


def test_making_the_checklist_again_adds_nothing(cast, body):
    communication_rule.add(body, by=cast.a.coordinator, **COUNCILS)
    meeting = held_on(body, today())
    sitting.close(meeting, by=cast.a.coordinator)
    before = lines(meeting)
    assert feedback.list_for(meeting, by=None) == []
    assert lines(meeting) == before


def test_term_counts_from_the_meeting_and_ends_on_a_working_day(cast, body):
    """Seven days after Friday 18 December 2015 is Christmas, then a weekend: Monday the 28th."""
    communication_rule.add(body, by=cast.a.coordinator, **PUBLIC)
    meeting = held_on(body, dt.date(2015, 12, 18))
    sitting.close(meeting, by=cast.a.coordinator)
    assert meeting.feedback.get().due_on == dt.date(2015, 12, 28)


# --- ticking off


@pytest.fixture
def row(cast, body):
    communication_rule.add(body, by=cast.a.coordinator, **PUBLIC)
    meeting = held_on(body, today() - dt.timedelta(days=3))
    sitting.close(meeting, by=cast.a.coordinator)
    return meeting.feedback.get()


def test_tick_is_kept_with_day_person_and_one_entry(cast, row):
    feedback.finish(row, by=cast.a.coordinator, note="op de site")
    feedback.finish(row, by=cast.a.coordinator)
    row.refresh_from_db()
    assert (row.done_on, row.done_by, row.note) == (today(), cast.a.coordinator, "op de site")
    assert Entry.objects.filter(verb="governance.feedback.done").count() == 1
    feedback.reopen(row, by=cast.a.coordinator)
    assert Feedback.objects.open().get() == row


@pytest.mark.parametrize(("shift", "told"), [(1, "moet nog komen"), (-4, "was er toen nog niet")])
def test_day_in_the_future_or_before_the_meeting_is_refused(client, cast, row, shift, told):
    day = today() + dt.timedelta(days=shift)
    with pytest.raises(Refused, match=told):
        feedback.finish(row, by=cast.a.coordinator, on=day)
    client.force_login(cast.a.coordinator)
    answer = client.post(
        reverse("governance:feedback_done", args=[row.pk]), {"done_on": f"{day:%d-%m-%Y}", "note": "bijna"}
    )
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "bijna" in answer.content.decode()
    assert Feedback.objects.open().exists()


def test_coordinator_ticks_with_one_press(client, cast, row):
    client.force_login(cast.a.coordinator)
    page = client.get(reverse("governance:feedback_after", args=[row.meeting_id])).content.decode()
    assert "Vandaag verteld" in page
    answer = client.post(reverse("governance:feedback_done", args=[row.pk]), {"today": "ja"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.done_on == today()


def test_contact_ticks_off_the_own_council_and_no_other(client, cast, body):
    communication_rule.add(body, by=cast.a.coordinator, **COUNCILS)
    meeting = held_on(body, today())
    sitting.close(meeting, by=cast.a.coordinator)
    own = cast.a.contact.cards.get().mandates.get(role="contact").organisation
    client.force_login(cast.a.contact)
    answers = {
        row.organisation: client.post(reverse("governance:feedback_done", args=[row.pk]), {"today": "ja"}).status_code
        for row in meeting.feedback.select_related("organisation")
    }
    assert answers.pop(own) == 302
    assert set(answers.values()) <= {403}


def test_same_agreement_twice_is_told_beside_the_channel(client, cast, body):
    communication_rule.add(body, by=cast.a.coordinator, **PUBLIC)
    client.force_login(cast.a.coordinator)
    url = reverse("governance:communication_rule_add", args=[body.pk])
    answer = client.post(url, PUBLIC | {"what": "de agenda"})
    assert answer.status_code == 422
    assert "al. Wijzig die afspraak" in answer.content.decode()
    assert "de agenda" in answer.content.decode()
    assert CommunicationRule.objects.count() == 1


# --- promised and kept


def year_of(body, year, at):
    with time_machine.travel(at):
        return body_years([body], year, visible=Meeting.objects.all())[0]


def test_year_that_is_over_was_kept_or_not(body):
    """Four times a year was promised."""
    for month in (2, 5, 9):
        held_on(body, dt.date(2014, month, 10), approved=True)
    assert year_of(body, 2014, dt.datetime(2015, 3, 1, tzinfo=dt.UTC)).state == CadenceState.MISSED
    held_on(body, dt.date(2014, 12, 10), draft=True)
    row = year_of(body, 2014, dt.datetime(2015, 3, 1, tzinfo=dt.UTC))
    assert (row.promised, len(row.held), row.state) == (4, 4, CadenceState.KEPT)
    assert [day.day for day, _held in row.months[1]] == [10]


def test_this_year_is_on_track_until_a_whole_part_of_it_went_by_without_a_meeting(body):
    on = {month: dt.datetime(2014, month, 1, 12, tzinfo=dt.UTC) for month in (3, 4)}
    assert year_of(body, 2014, on[3]).state == CadenceState.ON_TRACK
    assert year_of(body, 2014, on[4]).state == CadenceState.BEHIND
    held_on(body, dt.date(2014, 3, 10), approved=True)
    assert year_of(body, 2014, on[4]).state == CadenceState.ON_TRACK


def test_body_promises_only_for_the_months_in_which_it_exists(body):
    body.from_on, body.cadence_count, body.cadence_period = dt.date(2015, 10, 22), 1, "month"
    assert BodyYear(body, 2015, dt.date(2016, 1, 5)).promised == 3
    assert BodyYear(body, 2014, dt.date(2016, 1, 5)).promised == 0
    body.cadence_count, body.cadence_period = 4, "year"
    assert BodyYear(body, 2015, dt.date(2016, 1, 5)).promised == 1


def test_cancelled_meeting_is_no_meeting_and_a_planned_one_is_shown_as_such(body):
    held_on(body, dt.date(2014, 2, 10), held=False, cancelled=True)
    held_on(body, dt.date(2014, 5, 10), held=False)
    row = year_of(body, 2014, dt.datetime(2014, 3, 1, tzinfo=dt.UTC))
    assert (row.held, row.planned) == ([], [dt.date(2014, 5, 10)])


def test_page_names_the_councils_that_were_not_told(client, cast, body):
    communication_rule.add(body, by=cast.a.coordinator, **COUNCILS)
    meeting = held_on(body, today())
    sitting.close(meeting, by=cast.a.coordinator)
    first, *others = meeting.feedback.select_related("organisation")
    feedback.finish(first, by=cast.a.coordinator)
    client.force_login(cast.a.coordinator)
    page = client.get(reverse("governance:cadence")).content.decode()
    names = page.partition("Nog niet ingelicht")[2].partition("</details>")[0]
    assert first.organisation.name not in names
    assert all(row.organisation.name in names for row in others)


@pytest.mark.parametrize("asked", ["", "abcd", "0000", "9999", "20155", "²⁰¹⁵"])
def test_odd_year_is_this_year(client, cast, asked):
    client.force_login(cast.a.coordinator)
    page = client.get(reverse("governance:cadence"), {"jaar": asked})
    assert page.status_code == 200
    assert f"gehouden in {today().year}" in page.content.decode()

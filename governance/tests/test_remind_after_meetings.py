"""Reminders around a meeting: to invite in time, to finish it, to tell of it, and to meet as often as was promised."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from governance.models import Audience, Body, FeedbackChannel, Mandate, Meeting, terms_of
from governance.reminders import cadence, feedback, meeting_to_convene, minutes
from governance.tests import factories as make
from wegwijzer.testing.reminded import new_on

BRUSSELS = ZoneInfo("Europe/Brussels")
THURSDAY = "2027-04-22"


def meeting_on(cast, day, **traits):
    start = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(14), tzinfo=BRUSSELS)
    return make.MeetingFactory(body=cast.a.body, planned_start=start, **traits)


# --- to convene, eight days before


def test_coordinator_hears_in_time_that_an_invitation_has_to_leave(cast, told):
    meeting = meeting_on(cast, THURSDAY)  # so by Wednesday the 14th
    assert told(meeting_to_convene.RULE, "2027-04-06") == []
    both = "Stel de agenda op en roep de vergadering bijeen"
    assert told(meeting_to_convene.RULE, "2027-04-07") == [("Coördinator", both)]
    make.AgendaItemFactory(meeting=meeting)
    assert told(meeting_to_convene.RULE, "2027-04-13") == [("Coördinator", "Roep de vergadering bijeen")]
    Meeting.objects.update(state="convened", convened_at=dt.datetime(2027, 4, 13, tzinfo=BRUSSELS))
    assert told(meeting_to_convene.RULE, "2027-04-15") == []


def test_meeting_that_was_never_convened_is_left_alone_once_it_is_over(cast, told):
    meeting_on(cast, THURSDAY)
    assert told(meeting_to_convene.RULE, THURSDAY) != []
    assert told(meeting_to_convene.RULE, "2027-04-23") == []


# --- to finish


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("planned", "Maak het verslag van de vergadering"),
        ("convened", "Maak het verslag van de vergadering"),
        ("held", "Sluit de vergadering af"),
    ],
)
def test_secretary_closes_what_is_over_and_the_coordinator_looks_after_it(cast, told, state, title):
    meeting_on(cast, THURSDAY, **({} if state == "planned" else {state: True}))
    assert told(minutes.RULE, "2027-04-23") == []
    # Five working days to write: due on Thursday the 29th, told three before.
    assert told(minutes.RULE, "2027-04-26") == [("Secretaris", title)]
    assert told(minutes.RULE, "2027-05-04", escalated=True) == []
    assert told(minutes.RULE, "2027-05-05", escalated=True) == [("Coördinator", title)]
    cast.a.body.mandates.filter(role="secretary").update(until_on=dt.date(2027, 4, 22))
    assert told(minutes.RULE, "2027-04-26") == [("Coördinator", title)]


def test_minutes_are_approved_within_a_month_or_at_the_next_meeting(cast, told):
    draft = meeting_on(cast, THURSDAY, draft=True)
    approve = [("Coördinator", "Laat het verslag goedkeuren")]
    assert told(minutes.RULE, "2027-05-17") == []  # the 22nd is a Saturday, and the 17th Whit Monday
    assert told(minutes.RULE, "2027-05-19") == approve
    meeting_on(cast, "2027-05-27", cancelled=True)
    meeting_on(cast, "2027-06-10")
    assert told(minutes.RULE, "2027-05-28") == []
    assert told(minutes.RULE, "2027-06-11") == approve
    soon = meeting_on(cast, "2027-04-26")
    assert told(minutes.RULE, "2027-04-26") == approve  # not by that day, but by the 29th
    soon.delete()
    Meeting.objects.filter(pk=draft.pk).update(state="approved", approved_at=draft.actual_end)
    assert told(minutes.RULE, "2027-06-11") == []


# --- to tell


def line(meeting, organisation=None, **values):
    columns = {
        "audience": Audience.COUNCILS if organisation else Audience.PUBLIC,
        "channel": FeedbackChannel.COUNCIL_ITEM,
        "due_on": dt.date(2027, 6, 3),  # a Thursday
    }
    return meeting.feedback.create(organisation=organisation, **(columns | values))


def test_councils_are_told_by_who_speaks_for_them_in_one_line_a_meeting(cast, told):
    meeting, olen = meeting_on(cast, THURSDAY, draft=True), cast.a.boards["Gemeente Olen"]
    first = line(meeting, olen)
    line(meeting, olen, channel=FeedbackChannel.LETTER, due_on=dt.date(2027, 6, 7))
    line(meeting)
    assert told(feedback.RULE, "2027-05-28") == []
    one = ("Coördinator", "Koppel terug, nog 1 te doen")
    assert told(feedback.RULE, "2027-05-31") == [("Contact", "Koppel terug, nog 2 te doen"), one]
    assert told(feedback.RULE, "2027-06-09", escalated=True) == []
    assert [name for name, _title in told(feedback.RULE, "2027-06-10", escalated=True)] == ["Coördinator"]
    meeting.feedback.filter(pk=first.pk).update(done_on=dt.date(2027, 6, 1))
    # What is left is due on Monday the 7th, so it is told anew from Wednesday on; of the same line as before.
    assert told(feedback.RULE, "2027-06-01") == [one]
    assert told(feedback.RULE, "2027-06-02") == [("Contact", "Koppel terug, nog 1 te doen"), one]


def test_council_that_nobody_speaks_for_is_told_to_who_coordinates_before_it_is_late(cast, told):
    line(meeting_on(cast, THURSDAY, draft=True), cast.a.boards["Gemeente Olen"])
    Mandate.objects.filter(person__user=cast.a.contact).update(until_on=dt.date(2027, 5, 1))
    assert told(feedback.RULE, "2027-05-31") == [("Coördinator", "Spreek Gemeente Olen aan")]
    assert told(feedback.RULE, "2027-06-10", escalated=True) == []  # who looks after it is who had to do it


# --- to meet


def ends(body, count, period):
    body.cadence_count, body.cadence_period = count, period
    return [(term.last.month, term.number) for term in terms_of(body, 2027)]


def test_rhythm_of_a_year_is_spread_over_whole_months(cast):
    body = cast.a.body
    assert ends(body, 4, "year") == [(3, 1), (6, 1), (9, 1), (12, 1)]
    assert ends(body, 5, "year") == [(3, 1), (5, 1), (8, 1), (10, 1), (12, 1)]
    assert ends(body, 18, "year")[:4] == [(1, 1), (2, 2), (3, 1), (4, 2)]
    assert ends(body, 2, "month")[10:] == [(11, 2), (12, 2)]
    body.from_on = dt.date(2027, 10, 2)  # in October it could not meet all month
    assert ends(body, 1, "month") == [(11, 1), (12, 1)]


def test_month_without_a_meeting_is_told_while_it_can_still_be_planned(cast, told):
    cast.a.body.cadence_count, cast.a.body.cadence_period = 1, "month"
    cast.a.body.save()
    Body.objects.exclude(pk=cast.a.body.pk).update(cadence_count=None, cadence_period="")
    plan = [("Coördinator", f"Plan een vergadering: {cast.a.body}")]
    assert told(cadence.RULE, "2027-11-12") == []
    assert told(cadence.RULE, "2027-11-15") == plan  # five working days before the 22nd: eight days before the end
    days = [f"2027-11-{day}" for day in range(15, 20)]
    begun = [day for day in days if list(new_on("governance.cadence", cast.a.body.pk, dt.date.fromisoformat(day)))]
    assert begun == ["2027-11-15", "2027-11-18"]  # once more two days before: what was planned may be cancelled
    assert told(cadence.RULE, "2027-12-01") == []  # too late for November
    cancelled = meeting_on(cast, "2027-11-30", cancelled=True)
    assert told(cadence.RULE, "2027-11-15") == plan
    Meeting.objects.filter(pk=cancelled.pk).update(state="planned", cancelled_at=None)
    assert told(cadence.RULE, "2027-11-15") == []

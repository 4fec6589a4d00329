"""A body that meets less often than it promised, on the start page of who coordinates it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from governance.models import Body, Partnership
from governance.tests import factories as make
from wegwijzer.home.waiting import duties


def shown(user, day):
    """What the page says on an ISO day."""
    with time_machine.travel(f"{day}T10:00+01:00", tick=False):
        return [(duty.title, duty.due_on, duty.url) for duty in duties(user) if duty.title.startswith("Plan een")]


@pytest.fixture
def body(cast):
    """It promised to meet each month; another one promised nothing."""
    body = cast.a.body
    Body.objects.exclude(pk=body.pk).update(cadence_count=None, cadence_period="")
    body.cadence_count, body.cadence_period = 1, "month"
    body.save()
    return body


def test_it_waits_from_the_day_of_the_mail_until_the_month_is_over_or_a_meeting_is_planned(body, cast):
    due_on = dt.date(2027, 11, 22)  # eight days before the end
    wait = [(f"Plan een vergadering: {body}", due_on, reverse("governance:meeting_plan") + f"?orgaan={body.pk}")]
    told = {day: shown(cast.a.coordinator, f"2027-11-{day}") for day in ("12", "15", "20", "30")}
    assert told == {"12": [], "15": wait, "20": wait, "30": wait}
    assert shown(cast.b.coordinator, "2027-11-20") == shown(cast.a.contact, "2027-11-20") == []
    make.MeetingFactory(body=body, planned_start=dt.datetime(2027, 11, 30, 13, tzinfo=dt.UTC))
    assert shown(cast.a.coordinator, "2027-11-20") == []


def test_partnership_that_ended_plans_nothing_any_more(body, cast):
    Partnership.objects.filter(pk=body.partnership_id).update(ended_on=dt.date(2027, 11, 19))
    assert shown(cast.a.coordinator, "2027-11-19")
    assert shown(cast.a.coordinator, "2027-11-20") == []

"""Reminders of action points: whoever does it, and the coordinator where that somebody can not be told."""

import datetime as dt

import pytest

from governance.models import Mandate, Partnership
from governance.reminders import action_point
from governance.tests import factories as make
from wegwijzer.testing.reminded import new_on

DUE = dt.date(2027, 4, 22)  # a Thursday, told on the day itself
DAY = DUE.isoformat()


def heard(told):
    return [name for name, _title in told(action_point.RULE, DAY)]


@pytest.fixture
def given(cast):
    """An action point of the body, to whom the test says."""

    def add(**values):
        return make.ActionPointFactory(body=cast.a.body, text="Zaal zoeken", due_on=DUE, **values)

    return add


def test_who_left_hears_nothing_and_who_never_had_a_mandate_does(cast, told, given):
    staff = make.PersonFactory(partnership=cast.a.partnership, name="Projectmedewerker", email="werkt@example.org")
    point = given(person=staff)
    assert heard(told) == ["Projectmedewerker"]
    seat = make.MandateFactory(person=staff, body=cast.a.body, until_on=DUE)
    assert heard(told) == ["Projectmedewerker"]  # its last day
    Mandate.objects.filter(pk=seat.pk).update(until_on=DUE - dt.timedelta(days=1))
    assert heard(told) == ["Coördinator"]
    person = cast.a.contact.cards.get()
    type(point).objects.filter(pk=point.pk).update(person=person)
    assert heard(told) == [person.name]
    type(cast.a.contact).objects.filter(pk=cast.a.contact.pk).update(is_active=False)
    assert told(action_point.RULE, DAY) == [("Coördinator", "Doe: Zaal zoeken")]
    (item,) = new_on("governance.action_point", point.pk, DUE)
    assert item.wait.about == f"actiepunt van {cast.a.body}. Wegwijzer kan {person.name} niet mailen."


def test_organisation_hears_only_of_what_it_may_read(cast, told, given):
    olen = cast.a.boards["Gemeente Olen"]
    closed = make.AgendaItemFactory(meeting__body=cast.a.body, meeting__convened=True, is_public=False)
    point = given(organisation=olen, item=closed)
    assert heard(told) == ["Coördinator"]
    type(closed).objects.filter(pk=closed.pk).update(is_public=True)
    assert heard(told) == ["Contact"]
    type(closed.meeting).objects.filter(pk=closed.meeting_id).update(state="planned", convened_at=None)
    assert heard(told) == ["Coördinator"]
    type(point).objects.filter(pk=point.pk).update(item=None)
    assert heard(told) == ["Contact"]
    Mandate.objects.filter(organisation=olen, role="contact").delete()
    assert told(action_point.RULE, DAY) == [("Coördinator", "Spreek Gemeente Olen aan")]


def test_nobody_hears_of_a_partnership_that_ended(cast, told, given):
    given(person=cast.a.contact.cards.get())
    Partnership.objects.filter(pk=cast.a.partnership.pk).update(ended_on=DUE - dt.timedelta(days=1))
    assert heard(told) == []

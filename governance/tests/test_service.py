"""Services and who takes part: a choice apart from membership."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from governance.actions import participation, service
from governance.actions.organisation import Named
from governance.models import Service, ServiceParticipation
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

START = dt.date(2016, 1, 1)
END = dt.date(2016, 12, 31)


@pytest.fixture
def by(db):
    return make.UserFactory()


@pytest.fixture
def legal_aid(db):
    return make.ServiceFactory(name="Rechtshulp", from_on=START)


def test_who_is_no_member_may_take_part(legal_aid, by):
    made = participation.start(legal_aid, Named(kind="ocmw", nis_code="13017"), by=by, from_on=START)
    assert made.organisation.name == "OCMW Kasterlee"
    assert not legal_aid.partnership.memberships.exists()
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "governance.organisation.added",
        "governance.participation.started",
    ]


def test_taking_part_twice_on_one_day_is_refused(legal_aid, by):
    olen = make.OrganisationFactory(name="OCMW Olen")
    participation.start(legal_aid, olen, by=by, from_on=START, until_on=END)
    with pytest.raises(Refused) as refused:
        participation.start(legal_aid, olen, by=by, from_on=END)
    assert refused.value.field == "from_on"
    assert refused.value.reasons == [
        "OCMW Olen neemt al deel van 1 januari 2016 tot en met 31 december 2016. Kies dagen die daar niet in vallen."
    ]
    assert participation.start(legal_aid, olen, by=by, from_on=END + dt.timedelta(days=1)).pk


def test_refused_participation_makes_no_organisation_either(legal_aid, by):
    before = type(legal_aid.partnership.organisation).objects.count()
    with pytest.raises(Refused):
        participation.start(legal_aid, Named(kind="ocmw", nis_code="13017"), by=by, from_on=dt.date(2015, 1, 1))
    assert type(legal_aid.partnership.organisation).objects.count() == before
    assert not Entry.objects.exists()


def test_who_stops_takes_part_up_to_and_including_the_last_day(legal_aid, by):
    row = make.ServiceParticipationFactory(service=legal_aid, from_on=START)
    participation.end(row, by=by, version=1, until_on=END)
    assert [one.pk for one in legal_aid.participations.on(END)] == [row.pk]
    assert not legal_aid.participations.on(END + dt.timedelta(days=1)).exists()
    assert Entry.objects.get().verb == "governance.participation.ended"


def test_participation_lies_within_the_life_of_the_service(by):
    short = make.ServiceFactory(from_on=START, until_on=END)
    olen = make.OrganisationFactory()
    for from_on, until_on, field in [
        (dt.date(2015, 12, 31), END, "from_on"),
        (START, None, "until_on"),
        (START, dt.date(2017, 1, 1), "until_on"),
        (dt.date(2017, 1, 1), None, "from_on"),
    ]:
        with pytest.raises(Refused) as refused:
            participation.start(short, olen, by=by, from_on=from_on, until_on=until_on)
        assert refused.value.field == field
    assert participation.start(short, olen, by=by, from_on=START, until_on=END).pk


def test_change_and_end_look_at_the_same_rules(legal_aid, by):
    olen = make.OrganisationFactory()
    first = make.ServiceParticipationFactory(service=legal_aid, organisation=olen, from_on=START, until_on=END)
    make.ServiceParticipationFactory(service=legal_aid, organisation=olen, from_on=dt.date(2017, 1, 1))
    with pytest.raises(Refused):
        participation.change(first, by=by, version=1, from_on=START, until_on=None)
    with pytest.raises(Refused, match="eindigt al op 31 december 2016"):
        participation.end(first, by=by, version=1, until_on=dt.date(2017, 1, 1))
    participation.change(first, by=by, version=1, from_on=dt.date(2016, 2, 1), until_on=END)
    with pytest.raises(Stale):
        participation.change(first, by=by, version=1, from_on=START, until_on=END)
    assert [entry.verb for entry in Entry.objects.all()] == ["governance.participation.changed"]


def test_service_that_stops_takes_its_participants_along(legal_aid, by):
    for number in range(3):
        make.ServiceParticipationFactory(service=legal_aid, from_on=START, until_on=[None, None, END][number])
    assert service.change(legal_aid, by=by, version=1, until_on=END) == 2
    assert set(legal_aid.participations.values_list("until_on", flat=True)) == {END}
    assert sorted(Entry.objects.values_list("verb", flat=True)) == [
        "governance.participation.ended",
        "governance.participation.ended",
        "governance.service.changed",
    ]


def test_service_does_not_stop_before_somebody_begins(legal_aid, by):
    make.ServiceParticipationFactory(service=legal_aid, from_on=dt.date(2017, 1, 1))
    with pytest.raises(Refused) as refused:
        service.change(legal_aid, by=by, version=1, until_on=END)
    assert refused.value.field == "until_on"
    legal_aid.refresh_from_db()
    assert legal_aid.until_on is None


@pytest.mark.parametrize("name", ["Rechtshulp", "RECHTSHULP"])
def test_second_service_of_that_name_is_refused(legal_aid, by, name):
    with pytest.raises(Refused) as refused:
        service.add(legal_aid.partnership, by=by, name=name)
    assert refused.value.field == "name"
    assert Service.objects.count() == 1


def test_same_name_in_another_partnership_is_none_of_our_business(legal_aid, by):
    made = service.add(make.PartnershipFactory(), by=by, name="Rechtshulp", description="", from_on=None, until_on=None)
    assert Entry.objects.get().verb == "governance.service.added"
    assert made.partnership != legal_aid.partnership


def test_database_itself_refuses_double_names_double_starts_and_reversed_periods(legal_aid):
    olen = make.OrganisationFactory()
    make.ServiceParticipationFactory(service=legal_aid, organisation=olen, from_on=START)
    for make_it in (
        lambda: make.ServiceFactory(partnership=legal_aid.partnership, name="Rechtshulp"),
        lambda: make.ServiceFactory(from_on=END, until_on=START),
        lambda: make.ServiceParticipationFactory(service=legal_aid, organisation=olen, from_on=START),
        lambda: make.ServiceParticipationFactory(service=legal_aid, from_on=END, until_on=START),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_it()


class ParticipationsNeverOverlap(TestCase):
    days = st.one_of(st.none(), st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 15)))

    @settings(max_examples=25)
    @given(wishes=st.lists(st.tuples(days, days), min_size=1, max_size=5))
    def test_no_day_is_in_two_participations(self, wishes):
        offered, olen = make.ServiceFactory(), make.OrganisationFactory()
        for from_on, until_on in wishes:
            try:
                participation.start(offered, olen, by=None, from_on=from_on, until_on=until_on)
            except Refused:
                continue
        for number in range(17):
            day = dt.date(2019, 12, 31) + dt.timedelta(days=number)
            assert offered.participations.on(day).count() <= 1
        assert ServiceParticipation.objects.filter(service=offered).exists() or all(
            from_on and until_on and until_on < from_on for from_on, until_on in wishes
        )

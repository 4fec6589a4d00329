"""Who is reminded of the figures of last year: a territory has two boards, and either fills them in."""

import datetime as dt

import pytest

from governance.models import Mandate, MandateRole, Membership
from governance.tests import factories as gov
from onboarding.reminders import figures
from onboarding.tests import indicator_factories as make
from wegwijzer.reminders.registry import Window
from wegwijzer.testing.reminded import EVER, hearing

pytestmark = pytest.mark.django_db
RULE, YEAR = "onboarding.figures", ("2027-01-01", "2027-12-31")


@pytest.fixture
def indicator(cast):
    return make.IndicatorFactory(partnership=cast.a.partnership)


@pytest.fixture
def olen(cast):
    """The first membership of that territory; the OCMW has a contact person too."""
    board = cast.a.boards["OCMW Olen"]
    person = gov.PersonFactory(partnership=cast.a.partnership, email="ocmw@example.org")
    gov.MandateFactory(
        partnership=cast.a.partnership, person=person, body=None, role=MandateRole.CONTACT, organisation=board
    )
    return Membership.objects.filter(partnership=cast.a.partnership, organisation__nis_code="13029").earliest("pk")


def test_both_boards_of_a_territory_are_told_until_one_of_them_filled_it_in(cast, indicator, olen):
    both = sorted(["ocmw@example.org", cast.a.contact.email])
    assert hearing(RULE, olen.pk, *YEAR) == {
        "2027-03-02": both,  # twenty working days before 31 March
        "2027-03-23": both,
        "2027-04-07": both,
    }
    make.MeasurementFactory(indicator=indicator, organisation=cast.a.boards["OCMW Olen"], year=2026)
    assert hearing(RULE, olen.pk, *YEAR) == {}


def test_coordinator_is_told_where_no_board_of_the_territory_has_a_contact_person(cast, indicator, olen):
    Mandate.objects.filter(organisation__nis_code="13029", role=MandateRole.CONTACT).update(
        until_on=dt.date(2026, 12, 31)
    )
    heard = hearing(RULE, olen.pk, *YEAR)
    assert heard == {day: [cast.a.coordinator.email] for day in ("2027-03-02", "2027-03-23", "2027-04-07")}


def test_figures_that_are_not_asked_of_that_year_or_of_that_member_remind_nobody(cast, indicator, olen):
    Membership.objects.filter(organisation__nis_code="13029").update(until_on=dt.date(2025, 12, 31))
    assert hearing(RULE, olen.pk, *YEAR) == {}
    Membership.objects.filter(organisation__nis_code="13029").update(until_on=None)
    type(indicator).objects.filter(pk=indicator.pk).update(last_year=2025)
    assert hearing(RULE, olen.pk, *YEAR) == {}


def test_number_of_queries_does_not_grow_with_what_is_asked(cast, indicator, olen, django_assert_num_queries):
    make.IndicatorFactory.create_batch(4, partnership=cast.a.partnership)
    make.IndicatorFactory(partnership=cast.b.partnership)
    with django_assert_num_queries(
        8
    ):  # members, boards, contact persons, coordinators; what is asked, boards, members, figures
        found = list(figures.waits(Window(dt.date(2027, 3, 2), *EVER)))
    assert [wait.title for wait in found if "Olen" in wait.about] == ["Vul 5 cijfers van 2026 in"]
    assert len(found) == 3  # Olen, Lille and the one of the other partnership


def test_nothing_is_asked_of_the_database_far_from_the_day(indicator, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(figures.waits(Window(dt.date(2027, 9, 1), dt.date(2027, 7, 1), dt.date(2027, 10, 1)))) == []

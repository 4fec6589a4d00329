"""Joining, leaving and what goes along with it, on the days of the case: Kasterlee left ISOM on 1 January 2009."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from governance.actions import membership
from governance.actions.organisation import Named
from governance.models import Mandate, MandateRole, Membership
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

LAST = dt.date(2008, 12, 31)
NEXT = dt.date(2009, 1, 1)


@pytest.fixture
def isom(db):
    return make.PartnershipFactory(name="ISOM", slug="isom")


@pytest.fixture
def by(db):
    return make.UserFactory(name="Coördinator ISOM")


def joined(partnership, name="OCMW Kasterlee", from_on=dt.date(1988, 1, 1), until_on=None):
    organisation = make.OrganisationFactory(name=name)
    return make.MembershipFactory(
        partnership=partnership, organisation=organisation, from_on=from_on, until_on=until_on
    )


def names_on(partnership, day):
    return [row.organisation.name for row in partnership.members_on(day)]


def test_who_left_is_a_member_up_to_and_including_the_last_day(isom, by):
    kasterlee = joined(isom)
    membership.end(kasterlee, by=by, version=1, until_on=LAST)
    assert names_on(isom, LAST) == ["OCMW Kasterlee"]
    assert names_on(isom, NEXT) == []
    assert names_on(isom, dt.date(1987, 12, 31)) == []
    assert names_on(isom, dt.date(1988, 1, 1)) == ["OCMW Kasterlee"]


def test_who_left_the_partnership_still_takes_part_in_the_service(isom, by):
    kasterlee = joined(isom)
    legal_aid = make.ServiceFactory(partnership=isom, name="Rechtshulp")
    make.ServiceParticipationFactory(service=legal_aid, organisation=kasterlee.organisation)
    membership.end(kasterlee, by=by, version=1, until_on=LAST)
    assert names_on(isom, NEXT) == []
    assert [row.organisation.name for row in legal_aid.participations.on(NEXT)] == ["OCMW Kasterlee"]


def test_leaving_is_written_down_once_with_its_day(isom, by):
    kasterlee = joined(isom)
    assert membership.end(kasterlee, by=by, version=1, until_on=LAST) == 0
    entry = Entry.objects.get()
    assert (entry.verb, entry.by, entry.scope) == ("governance.membership.ended", by, isom.organisation)
    assert entry.changes == {"until_on": [None, "2008-12-31"]}


def test_joining_is_written_down_and_counts_from_the_first_day(isom, by):
    lille = make.OrganisationFactory(name="OCMW Lille")
    membership.start(isom, lille, by=by, from_on=dt.date(2015, 10, 1))
    assert names_on(isom, dt.date(2015, 9, 30)) == []
    assert names_on(isom, dt.date(2015, 10, 1)) == ["OCMW Lille"]
    assert [entry.verb for entry in Entry.objects.all()] == ["governance.membership.started"]


def test_who_left_can_come_back_and_both_periods_stay(isom, by):
    first = joined(isom, until_on=LAST)
    membership.start(isom, first.organisation, by=by, from_on=dt.date(2013, 1, 1))
    assert [row.span for row in isom.memberships.order_by("from_on")] == [
        "van 1 januari 1988 tot en met 31 december 2008",
        "vanaf 1 januari 2013",
    ]


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (LAST, None),  # the last day itself
        (dt.date(1980, 1, 1), dt.date(1988, 1, 1)),  # the first day itself
        (dt.date(1990, 1, 1), dt.date(1991, 1, 1)),  # inside
        (dt.date(1980, 1, 1), dt.date(2020, 1, 1)),  # around
        (None, None),
    ],
)
def test_second_membership_on_the_same_day_is_refused_beside_the_first_day(isom, by, from_on, until_on):
    row = joined(isom, until_on=LAST)
    with pytest.raises(Refused) as refused:
        membership.start(isom, row.organisation, by=by, from_on=from_on, until_on=until_on)
    assert refused.value.field == "from_on"
    assert refused.value.reasons == [
        "OCMW Kasterlee is al lid van 1 januari 1988 tot en met 31 december 2008. Kies dagen die daar niet in vallen."
    ]
    assert Membership.objects.count() == 1
    assert not Entry.objects.exists()


def test_period_that_ends_before_it_starts_is_refused_beside_the_last_day(isom, by):
    with pytest.raises(Refused) as refused:
        membership.start(isom, make.OrganisationFactory(), by=by, from_on=NEXT, until_on=LAST)
    assert refused.value.field == "until_on"
    assert not Membership.objects.exists()


def test_database_itself_refuses_a_period_that_ends_before_it_starts(isom):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.MembershipFactory(partnership=isom, from_on=NEXT, until_on=LAST)


def test_database_itself_refuses_the_same_start_twice(isom):
    row = joined(isom)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.MembershipFactory(partnership=isom, organisation=row.organisation, from_on=row.from_on)


def test_partnership_is_no_member_of_itself(isom, by):
    with pytest.raises(Refused, match="geen lid zijn van zichzelf"):
        membership.start(isom, isom.organisation, by=by, from_on=NEXT)


def test_leaving_ends_the_mandates_for_that_member_and_says_how_many(isom, by):
    kasterlee = joined(isom)
    other = joined(isom, "OCMW Olen")
    body = make.BodyFactory(partnership=isom)
    seat = make.MandateFactory(body=body, organisation=kasterlee.organisation, from_on=dt.date(2007, 1, 1))
    contact = make.MandateFactory(
        contact=True, partnership=isom, organisation=kasterlee.organisation, from_on=dt.date(2007, 1, 1)
    )
    kept = make.MandateFactory(body=body, organisation=other.organisation, from_on=dt.date(2007, 1, 1))
    assert membership.end(kasterlee, by=by, version=1, until_on=LAST) == 2
    ends = dict(Mandate.objects.values_list("pk", "until_on"))
    assert ends == {seat.pk: LAST, contact.pk: LAST, kept.pk: None}
    assert sorted(Entry.objects.values_list("verb", flat=True)) == [
        "governance.mandate.ended",
        "governance.mandate.ended",
        "governance.membership.ended",
    ]
    assert Entry.objects.filter(verb="governance.mandate.ended").first().reason == (
        "Einde van het lidmaatschap van OCMW Kasterlee"
    )


def test_mandate_that_ended_before_keeps_its_own_end(isom, by):
    kasterlee = joined(isom)
    earlier = make.MandateFactory(
        contact=True,
        partnership=isom,
        organisation=kasterlee.organisation,
        from_on=dt.date(2001, 1, 1),
        until_on=dt.date(2006, 12, 31),
    )
    assert membership.end(kasterlee, by=by, version=1, until_on=LAST) == 0
    earlier.refresh_from_db()
    assert earlier.until_on == dt.date(2006, 12, 31)


def test_mandate_that_would_begin_after_leaving_is_withdrawn(isom, by):
    kasterlee = joined(isom)
    make.MandateFactory(
        contact=True, partnership=isom, organisation=kasterlee.organisation, from_on=dt.date(2009, 2, 1)
    )
    assert membership.end(kasterlee, by=by, version=1, until_on=LAST) == 1
    assert not Mandate.objects.exists()
    assert Entry.objects.filter(verb="governance.mandate.withdrawn").count() == 1


def test_coordinator_stays_when_the_board_that_employs_them_leaves(isom, by):
    kasterlee = joined(isom)
    mandate = make.MandateFactory(
        partnership=isom,
        body=None,
        role=MandateRole.COORDINATOR,
        organisation=kasterlee.organisation,
        person__partnership=isom,
        from_on=dt.date(2001, 1, 1),
    )
    membership.end(kasterlee, by=by, version=1, until_on=LAST)
    mandate.refresh_from_db()
    assert mandate.until_on is None


def test_membership_can_not_end_later_than_it_does(isom, by):
    row = joined(isom, until_on=LAST)
    with pytest.raises(Refused, match="eindigt al op 31 december 2008"):
        membership.end(row, by=by, version=1, until_on=NEXT)


def test_first_day_does_not_pass_the_mandates_that_rest_on_it(isom, by):
    row = joined(isom)
    make.MandateFactory(contact=True, partnership=isom, organisation=row.organisation, from_on=dt.date(2001, 1, 1))
    with pytest.raises(Refused) as refused:
        membership.change(row, by=by, version=1, from_on=dt.date(2005, 1, 1), until_on=None)
    assert refused.value.field == "from_on"
    row.refresh_from_db()
    assert row.from_on == dt.date(1988, 1, 1)


def test_second_browser_with_the_old_version_changes_nothing(isom, by):
    row = joined(isom)
    membership.change(Membership.objects.get(), by=by, version=1, from_on=dt.date(1989, 1, 1), until_on=None)
    with pytest.raises(Stale) as stale:
        membership.end(Membership.objects.get(), by=by, version=1, until_on=LAST)
    assert stale.value.current.from_on == dt.date(1989, 1, 1)
    row.refresh_from_db()
    assert row.until_on is None
    assert Entry.objects.count() == 1


def test_member_that_the_installation_knows_is_linked_and_not_doubled(isom, by):
    known = make.OrganisationFactory(kind="ocmw", name="OCMW Olen", nis_code="13029", kbo_number="0212345678")
    named = Named(kind="ocmw", nis_code="13029")
    assert membership.start(isom, named, by=by, from_on=NEXT).organisation == known
    assert Organisation.objects.filter(nis_code="13029").count() == 1


class MembershipsNeverOverlap(TestCase):
    """Whatever is asked, in whatever order: no day on which an organisation is a member twice."""

    days = st.one_of(st.none(), st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 31)))

    @settings(max_examples=25)
    @given(wishes=st.lists(st.tuples(days, days), min_size=1, max_size=6))
    def test_no_day_is_in_two_memberships(self, wishes):
        partnership, organisation = make.PartnershipFactory(), make.OrganisationFactory()
        accepted = []
        for from_on, until_on in wishes:
            wanted = self.days_of(from_on, until_on)
            try:
                membership.start(partnership, organisation, by=None, from_on=from_on, until_on=until_on)
            except Refused:
                assert not wanted or any(wanted & days for days in accepted)
            else:
                assert wanted
                assert not any(wanted & days for days in accepted)
                accepted.append(wanted)
        for number in range(33):
            day = dt.date(2019, 12, 31) + dt.timedelta(days=number)
            assert partnership.members_on(day).count() <= 1

    @staticmethod
    def days_of(from_on, until_on):
        """The days of January 2020 and one on either side, counted one by one."""
        first = from_on or dt.date(2019, 12, 31)
        last = until_on or dt.date(2020, 2, 1)
        return {first + dt.timedelta(days=number) for number in range((last - first).days + 1)}


def test_visitor_of_another_partnership_sees_no_membership(cast):
    assert not Membership.objects.visible_to(cast.b.coordinator).filter(partnership=cast.a.partnership).exists()
    assert today() >= cast.a.partnership.memberships.first().from_on

"""What a login reaches on a day follows from its mandates on that day, and from nothing else."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance import access
from governance.models import Meeting, Partnership, rights_of
from governance.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today


def seen_by(user):
    return set(Partnership.objects.visible_to(User.objects.get(pk=user.pk)))


@pytest.mark.parametrize("persona", ["coordinator", "contact", "contact_elsewhere", "secretary", "delegate", "staff"])
def test_everybody_with_a_role_sees_the_own_partnership_and_no_other(cast, persona):
    assert seen_by(cast.personas[persona]) == {cast.a.partnership}


@pytest.mark.parametrize("persona", ["administrator", "deactivated", "former_contact"])
def test_without_a_role_today_there_is_nothing_to_see(cast, persona):
    assert seen_by(cast.personas[persona]) == set()


def test_mandate_gives_its_right_up_to_and_including_the_last_day(cast):
    last = dt.date(2016, 5, 3)
    mandate = make.MandateFactory(
        coordinator=True, partnership=cast.a.partnership, person__user=make.UserFactory(), until_on=last
    )
    user = mandate.person.user
    assert rights_of(user, last).coordinates == {cast.a.partnership.pk}
    assert rights_of(user, last + dt.timedelta(days=1)).coordinates == set()
    assert rights_of(user, mandate.from_on - dt.timedelta(days=1)).coordinates == set()


def test_staff_of_a_member_board_reads_the_partnership_while_the_board_is_a_member(cast):
    user = make.UserFactory()
    make.EmploymentFactory(user=user, organisation=cast.a.boards["OCMW Lille"])
    assert seen_by(user) == {cast.a.partnership}
    cast.a.partnership.memberships.filter(organisation=cast.a.boards["OCMW Lille"]).update(
        until_on=today() - dt.timedelta(days=1)
    )
    assert seen_by(user) == set()


def test_gate_answers_absent_for_what_is_not_yours_and_refused_for_what_you_may_only_see(cast):
    foreign = make.MeetingFactory(body=cast.b.body, convened=True)
    own = make.MeetingFactory(body=cast.a.body, convened=True)
    with pytest.raises(Http404):
        access.meeting_for(cast.a.coordinator, foreign.pk)
    with pytest.raises(Http404):
        access.meeting_for(cast.a.coordinator, 2**80)
    with pytest.raises(PermissionDenied):
        access.meeting_for(cast.a.contact, own.pk, access.Can.PLAN_MEETING)
    assert access.meeting_for(cast.a.coordinator, own.pk, access.Can.PLAN_MEETING) == own


def test_contact_sees_a_meeting_once_it_is_convened_and_a_delegate_before(cast):
    planned = make.MeetingFactory(body=cast.a.body)
    convened = make.MeetingFactory(body=cast.a.body, convened=True)
    assert set(Meeting.objects.visible_to(cast.a.contact)) == {convened}
    assert set(Meeting.objects.visible_to(cast.a.delegate)) == {planned, convened}


def test_delegate_sees_only_bodies_with_an_own_seat(cast):
    other = make.BodyFactory(partnership=cast.a.partnership, name="Dagelijks bestuur")
    meeting = make.MeetingFactory(body=other, convened=True)
    assert meeting not in Meeting.objects.visible_to(cast.a.delegate)
    assert meeting in Meeting.objects.visible_to(cast.a.contact)


def test_secretary_minutes_only_in_the_own_body(cast):
    other = make.BodyFactory(partnership=cast.a.partnership, name="Dagelijks bestuur")
    own = make.MeetingFactory(body=cast.a.body)
    foreign = make.MeetingFactory(body=other, convened=True)
    assert access.can(cast.a.secretary, access.Can.MINUTE_MEETING, own)
    assert not access.can(cast.a.secretary, access.Can.MINUTE_MEETING, foreign)
    assert not access.can(cast.a.delegate, access.Can.MINUTE_MEETING, own)


def test_rights_cost_one_query_however_many_mandates(cast, django_assert_num_queries):
    for _number in range(10):
        make.MandateFactory(
            body__partnership=cast.a.partnership, person=cast.a.delegate.cards.get(), partnership=cast.a.partnership
        )
    user = User.objects.get(pk=cast.a.delegate.pk)
    with django_assert_num_queries(1):
        rights_of(user)
        rights_of(user)


def test_who_keeps_the_installation_works_nowhere_by_that_and_who_works_somewhere_keeps_nothing(cast):
    assert rights_of(cast.personas["administrator"]).administers
    assert not rights_of(cast.a.staff).administers
    assert rights_of(cast.a.staff).reads == {cast.a.partnership.pk}
    assert not rights_of(cast.personas["administrator"]).partnerships

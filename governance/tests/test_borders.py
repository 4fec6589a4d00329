"""Small doors that stood ajar: each was found by somebody who tried, and is tried here again."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.access import Can, can
from governance.actions import mandate as mandates
from governance.actions import organisation as organisations
from governance.actions import person as people
from governance.models import ActionPoint, MandateRole
from governance.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.models import Message
from wegwijzer.ui import prose


@pytest.mark.parametrize(("state", "shown"), [({}, False), ({"convened": True}, True), ({"held": True}, True)])
def test_contact_sees_an_action_point_once_people_were_told_of_its_item(cast, state, shown):
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body, **state))
    point = make.ActionPointFactory(body=cast.a.body, item=item)
    assert (point in ActionPoint.objects.visible_to(cast.a.contact)) is shown
    assert (point in ActionPoint.objects.visible_to(cast.a.staff)) is shown
    assert point in ActionPoint.objects.visible_to(cast.a.secretary)


def test_contact_does_not_see_an_action_point_of_the_backlog(cast):
    item = make.AgendaItemFactory(meeting=None, body=cast.a.body)
    point = make.ActionPointFactory(body=cast.a.body, item=item)
    assert point not in ActionPoint.objects.visible_to(cast.a.contact)


def test_linking_a_board_elsewhere_takes_no_right_away(cast):
    olen = cast.a.boards["Gemeente Olen"]
    make.MembershipFactory(partnership=cast.b.partnership, organisation=olen)
    assert can(cast.a.coordinator, Can.EDIT_ORGANISATION, olen)
    assert not can(cast.b.coordinator, Can.EDIT_ORGANISATION, olen)


def test_number_of_a_board_does_not_bring_it_in_under_another_name(cast):
    olen = cast.a.boards["OCMW Olen"]
    type(olen).objects.filter(pk=olen.pk).update(kbo_number="0212203930")
    stranger = organisations.Named(kind="company", name="Zomaar", kbo_number="0212203930")
    with pytest.raises(Refused) as refusal:
        organisations.obtain(stranger, by=cast.b.coordinator, scope=cast.b.partnership.organisation)
    assert refusal.value.field == "kbo_number"


def words_about_login(client, person):
    return client.get(reverse("governance:person_detail", args=[person.pk])).content.decode().split("Login", 1)[1][:80]


def test_card_does_not_tell_whether_an_address_has_a_login_elsewhere(cast, as_user):
    client = as_user(cast.b.coordinator)
    deactivated = make.UserFactory(email="weg@example.org", is_active=False)
    known = make.UserFactory(email="bekend@example.org")
    for login in (deactivated, known):
        login.set_password("een lang wachtwoord")
        login.save()
    words = set()
    for email in ("nieuw@example.org", known.email, deactivated.email):
        person = make.PersonFactory(partnership=cast.b.partnership, name="Iemand", email=email)
        answers = [
            client.post(reverse("governance:person_invite", args=[person.pk]), follow=True).content.count(
                b"kan zich aanmelden"
            )
            for _press in range(2)
        ]
        words.add((words_about_login(client, person), tuple(answers)))
    assert len(words) == 1


def test_card_says_yes_once_the_person_came_in(cast):
    user = make.UserFactory()
    person = make.PersonFactory(partnership=cast.a.partnership, user=user, invited_at=timezone.now())
    assert not person.logs_in
    user.last_login = timezone.now()
    assert person.logs_in


def test_invitations_have_a_brake(cast, as_user):
    client = as_user(cast.b.coordinator)
    person = make.PersonFactory(partnership=cast.b.partnership, email="gepest@example.org")
    statuses = [client.post(reverse("governance:person_invite", args=[person.pk])).status_code for _press in range(8)]
    assert statuses == [302] * 5 + [429] * 3
    assert Message.objects.filter(to="gepest@example.org").count() <= 5


def able(user):
    user.set_password("een lang wachtwoord")
    user.save()
    return user


def moved(mandate, **period):
    row = {"from_on": mandate.from_on, "until_on": mandate.until_on} | period
    return mandates.change(
        mandate,
        by=mandate.person.user,
        version=mandate.version,
        organisation=None,
        has_vote=False,
        **row,
    )


@pytest.mark.parametrize(
    "period", [{"from_on": dt.date(2099, 1, 1)}, {"until_on": dt.date(2098, 1, 1)}], ids=["starts later", "ends"]
)
def test_last_coordinator_can_not_leave_a_day_without_one(cast, period):
    mandate = able(cast.b.coordinator).cards.get().mandates.get()
    with pytest.raises(Refused):
        moved(mandate, **period)


def test_invitation_that_nobody_answered_is_no_successor(cast):
    mandate = able(cast.b.coordinator).cards.get().mandates.get()
    invited = people.add(cast.b.partnership, by=None, name="Opvolger", email="opvolger@example.org")
    people.invite(invited, by=cast.b.coordinator)
    follow = make.MandateFactory(
        partnership=cast.b.partnership, person=invited, body=None, role=MandateRole.COORDINATOR, from_on=today()
    )
    end = today() + dt.timedelta(days=10)
    with pytest.raises(Refused):
        moved(mandate, until_on=end)
    able(follow.person.user)
    moved(mandate, until_on=end)


@pytest.mark.parametrize("text", ["[" * 50_000, "![" * 25_000], ids=["brackets", "pictures"])
def test_text_of_brackets_keeps_its_words_and_is_not_searched_for_links(text, monkeypatch):
    monkeypatch.setattr(prose, "_READER", None)  # the slow reader is not even asked
    assert prose.render(text).count("[") == text.count("[")

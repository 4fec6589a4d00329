"""The case Wegwijzer, counted by hand from what is known of it."""

import datetime as dt

import pytest

from governance.actions import case
from governance.models import Body, Decision, Mandate, Meeting, Membership, Partnership, Quorum, Service
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry


@pytest.fixture
def loaded(db, settings):
    settings.DEMO = True
    return case.load("wegwijzer")


def counts():
    return [model.objects.count() for model in (Organisation, Partnership, Mandate, Meeting, Decision, User, Entry)]


def test_case_has_the_boards_and_members_that_are_known(loaded):
    isom, integration = loaded
    assert Organisation.objects.local_boards().count() == 14
    assert isom.members_on(dt.date(2015, 9, 30)).count() == 7
    assert integration.members_on(dt.date(2015, 10, 1)).count() == 13
    assert integration.managing_authority.name == "Gemeente Herentals"


def test_kasterlee_left_isom_in_2009_and_kept_the_legal_aid(loaded):
    isom = loaded[0]
    legal_aid = Service.objects.get(partnership=isom, name="Rechtshulp")
    names = {membership.organisation.name for membership in isom.members_on(dt.date(2009, 1, 1))}
    taking_part = {row.organisation.name for row in legal_aid.participants_on(dt.date(2009, 1, 1))}
    assert "OCMW Kasterlee" not in names
    assert len(names) == 6
    assert "OCMW Kasterlee" in taking_part
    assert isom.members_on(dt.date(2008, 12, 31)).count() == 7


def test_second_load_adds_nothing_and_keeps_what_people_changed(loaded):
    Body.objects.filter(name="Beheerscomité").update(default_place="Elders")
    before = counts()
    case.load("wegwijzer")
    assert counts() == before
    assert Body.objects.get(name="Beheerscomité").default_place == "Elders"


def test_outside_demo_mode_no_login_is_made(db, settings):
    settings.DEMO = False
    case.load("wegwijzer")
    assert not User.objects.exists()
    assert Mandate.objects.exists()


def test_demo_logins_are_the_coordinator_staff_and_fourteen_contacts(loaded, settings):
    boards = ["grobbendonk", "herentals", "herenthout", "kasterlee", "lille", "olen", "vorselaar"]
    expected = {f"contact.{word}-{board}@example.org" for word in ("ocmw", "gemeente") for board in boards}
    assert {user.email for user in User.objects.all()} == expected | {"coordinator@example.org", "staff@example.org"}
    assert all(user.check_password(settings.DEMO_PASSWORD) for user in User.objects.all())


def test_decisions_are_numbered_per_body_and_year_in_order_of_time(loaded):
    numbers = [
        (str(decision.body), decision.label)
        for decision in Decision.objects.order_by("body__name", "meeting__planned_start", "pk")
    ]
    assert numbers == [
        ("Beheerscomité", "besluit 2015/1"),
        ("Beheerscomité", "besluit 2015/2"),
        ("Beheerscomité", "besluit 2015/3"),
        ("Beheerscomité", "besluit 2016/1"),
        ("Beheerscomité", "besluit 2016/2"),
        ("Dagelijks bestuur", "besluit 2015/1"),
        ("Dagelijks bestuur", "besluit 2015/2"),
        ("Dagelijks bestuur", "besluit 2015/3"),
    ]


def test_every_decision_was_carried_with_a_quorum_by_the_rules_of_its_body(loaded):
    for decision in Decision.objects.select_related("meeting__body"):
        quorum = Quorum(decision.meeting, list(decision.meeting.attendances.all()))
        assert quorum.reached
        assert decision.votes_for + decision.votes_against + decision.abstentions == quorum.present
        assert decision.body.carries(decision.votes_for, decision.votes_against, decision.abstentions)


def test_vorselaar_was_asked_but_is_no_member(loaded):
    integration = loaded[1]
    assert not Membership.objects.filter(partnership=integration, organisation__name="Gemeente Vorselaar").exists()
    assert Mandate.objects.filter(partnership=integration, organisation__name="Gemeente Vorselaar").count() == 1

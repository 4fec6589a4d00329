"""A partnership that is new says on the start page what it needs before it can meet, and stops when it has it."""

from governance.tests import factories as make
from wegwijzer.home import waiting


def steps(user):
    return [duty.title for duty in waiting.duties(user)]


def test_coordinator_of_a_new_partnership_is_told_where_to_begin(db, as_user):
    user = make.UserFactory()
    partnership = make.MandateFactory(coordinator=True, person__user=user).partnership
    assert steps(user) == ["Voeg de leden toe", "Maak een orgaan dat vergadert"]
    assert f"/samenwerkingsverbanden/{partnership.pk}/leden/toevoegen/" in as_user(user).get("/").content.decode()
    make.MembershipFactory(partnership=partnership)
    body = make.BodyFactory(partnership=partnership, cadence_count=None, cadence_period="")
    assert steps(user) == ["Geef mensen een zetel"]
    make.MandateFactory(body=body)
    assert steps(user) == []


def test_nobody_else_is_told(cast):
    for user in (cast.a.contact, cast.a.delegate, cast.a.staff, cast.administrator):
        make.PartnershipFactory()
        assert "Voeg de leden toe" not in steps(user)

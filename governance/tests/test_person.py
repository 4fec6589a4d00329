"""Cards of people, and letting them log in."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.actions import person
from governance.actions.organisation import Named
from governance.models import Person
from governance.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.outbox.models import Message


@pytest.fixture
def by(db):
    return make.UserFactory()


@pytest.fixture
def partnership(db):
    return make.PartnershipFactory(name="ISOM")


def test_card_is_made_with_an_employer_that_was_not_known_yet(partnership, by):
    made = person.add(
        partnership, by=by, name="Medewerker Agentschap", employer=Named(kind="agency", name="Agentschap"), email=""
    )
    assert made.employer.name == "Agentschap"
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "governance.organisation.added",
        "governance.person.added",
    ]


def test_same_address_twice_in_a_partnership_is_refused_and_elsewhere_is_not(partnership, by):
    person.add(partnership, by=by, name="Een", email="post@example.org")
    with pytest.raises(Refused) as refused:
        person.add(partnership, by=by, name="Twee", email="post@example.org")
    assert refused.value.field == "email"
    assert person.add(make.PartnershipFactory(), by=by, name="Drie", email="post@example.org").pk
    with pytest.raises(IntegrityError), transaction.atomic():
        make.PersonFactory(partnership=partnership, email="post@example.org")


def test_change_is_written_down_and_a_stale_one_is_not(partnership, by):
    card = make.PersonFactory(partnership=partnership)
    person.change(card, by=by, version=1, employer=None, function="Secretaris")
    with pytest.raises(Stale):
        person.change(card, by=by, version=1, employer=None, function="Voorzitter")
    assert Entry.objects.get().verb == "governance.person.changed"
    assert Person.objects.get().function == "Secretaris"


def test_invited_person_gets_a_login_and_one_mail(partnership, by):
    card = make.PersonFactory(partnership=partnership, name="Contactpersoon OCMW Olen", email="olen@example.org")
    login = person.invite(card, by=by)
    card.refresh_from_db()
    assert card.user == login == User.objects.get(email="olen@example.org")
    assert not login.has_usable_password()
    assert [message.to for message in Message.objects.all()] == ["olen@example.org"]
    assert Entry.objects.filter(verb="governance.person.invited").count() == 1


def test_who_never_came_is_invited_again_with_the_same_login(partnership, by):
    card = make.PersonFactory(partnership=partnership, email="olen@example.org")
    first = person.invite(card, by=by)
    assert person.invite(card, by=by) == first
    assert Message.objects.count() == 2


def test_who_logs_in_elsewhere_is_linked_without_a_mail(partnership, by):
    login = User.objects.create_user("olen@example.org", "Contactpersoon OCMW Olen", "een lang wachtwoord")
    card = make.PersonFactory(partnership=partnership, email="olen@example.org")
    assert person.invite(card, by=by) == login
    assert not Message.objects.exists()
    assert person.invite(card, by=by) == login  # asking again tells nothing either
    User.objects.filter(pk=login.pk).update(last_login=timezone.now())
    with pytest.raises(Refused, match="kan zich al aanmelden"):
        person.invite(Person.objects.get(pk=card.pk), by=by)


def test_who_was_switched_off_stays_out_and_nobody_is_told(partnership, by):
    login = User.objects.create_user("olen@example.org", "Contactpersoon", "een lang wachtwoord", is_active=False)
    card = make.PersonFactory(partnership=partnership, email="olen@example.org")
    assert person.invite(card, by=by) == login
    assert not Message.objects.exists()
    assert not User.objects.get(pk=login.pk).is_active


def test_without_an_address_nobody_is_invited(partnership, by):
    card = make.PersonFactory(partnership=partnership, email="")
    with pytest.raises(Refused, match="Vul eerst het e-mailadres"):
        person.invite(card, by=by)
    assert not User.objects.exclude(pk=by.pk).exists()


def test_one_login_has_one_card_in_a_partnership(partnership, by):
    login = User.objects.create_user("olen@example.org", "Contactpersoon", "een lang wachtwoord")
    make.PersonFactory(partnership=partnership, email="", user=login)
    card = make.PersonFactory(partnership=partnership, email="olen@example.org")
    with pytest.raises(Refused, match="al bij een andere persoon"):
        person.invite(card, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=card.pk).update(user=login)


def test_card_without_an_address_that_is_sent_twice_is_one_card(partnership, by):
    olen = make.OrganisationFactory(name="Gemeente Olen")
    card = {"name": "Vrijwilliger", "function": "Tolk", "employer": olen, "email": "", "phone": ""}
    first = person.add(partnership, by=by, **card)
    assert person.add(partnership, by=by, **card) == first
    assert Entry.objects.about(first).count() == 1
    others = [{"name": "Ander"}, {"function": ""}, {"employer": None}, {"phone": "014 00 00 00"}]
    others += [{"email": "tolk@example.org"}]
    assert len({first.pk} | {person.add(partnership, by=by, **card | other).pk for other in others}) == 6
    assert person.add(make.PartnershipFactory(), by=by, **card) != first

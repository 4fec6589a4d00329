"""Who keeps the installation founds a partnership for somebody else, and keeps nothing of it."""

import pytest

from governance.actions import partnership
from governance.models import Mandate, MandateRole, Partnership, Person, rights_of
from governance.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.models import Message

WISH = {
    "name": "ISOM",
    "full_name": "ISOM Middenkempen",
    "slug": "isom",
    "legal_form": "interlocal",
    "coordinator_name": "Coördinator ISOM",
    "coordinator_email": "coordinator.isom@example.org",
}
PAGE = "/samenwerkingsverbanden/oprichten/"


def found(cast, **values):
    return partnership.found(by=cast.administrator, **WISH | values)


def test_coordinator_is_named_and_invited_and_it_is_written_down(cast):
    made = found(cast)
    person = Person.objects.get(partnership=made)
    assert (person.name, person.user.email) == ("Coördinator ISOM", "coordinator.isom@example.org")
    assert Mandate.objects.get(partnership=made).role == MandateRole.COORDINATOR
    assert rights_of(person.user).coordinates == {made.pk}
    assert Message.objects.get().to == "coordinator.isom@example.org"
    told = Entry.objects.filter(by=cast.administrator).order_by("pk").values_list("verb", flat=True)
    assert list(told) == [
        "governance.partnership.added",
        "governance.person.added",
        "governance.mandate.granted",
        "entrance.invitation.sent",
        "governance.person.invited",
    ]


def test_administrator_has_no_rights_in_what_they_founded(cast, as_user):
    made = found(cast)
    keeper = User.objects.get(pk=cast.administrator.pk)
    assert rights_of(keeper).partnerships == frozenset()
    assert as_user(keeper).get(f"/samenwerkingsverbanden/{made.pk}/").status_code == 404


def test_who_has_a_login_already_keeps_it_and_gets_no_invitation(cast):
    made = found(cast, coordinator_email=cast.b.coordinator.email)
    assert Person.objects.get(partnership=made).user == cast.b.coordinator
    assert Message.objects.count() == 0


@pytest.mark.parametrize("field", ["coordinator_email", "slug"])
def test_what_is_refused_is_refused_whole(cast, field):
    make.PartnershipFactory(slug="bestaat")
    before = (Partnership.objects.count(), Person.objects.count(), Entry.objects.count())
    values = {"coordinator_email": cast.deactivated.email} if field == "coordinator_email" else {"slug": "bestaat"}
    with pytest.raises(Refused) as refused:
        found(cast, **values)
    assert refused.value.field == field
    assert (Partnership.objects.count(), Person.objects.count(), Entry.objects.count()) == before


def test_administrator_cannot_take_the_coordination(cast):
    with pytest.raises(Refused) as refused:
        found(cast, coordinator_email=cast.administrator.email.upper())
    assert refused.value.field == "coordinator_email"


def test_page_founds_it_and_start_says_what_else_there_is(cast, as_user):
    browser = as_user(cast.administrator)
    assert PAGE in browser.get("/").content.decode()
    answer = browser.post(PAGE, WISH)
    assert answer.headers["Location"] == "/"
    assert "ISOM staat klaar" in browser.get("/").content.decode()
    assert Partnership.objects.filter(slug="isom").count() == 1


def test_mistakes_stand_beside_their_field_and_nothing_is_lost(cast, as_user):
    answer = as_user(cast.administrator).post(PAGE, WISH | {"coordinator_email": "geen adres"})
    assert answer.status_code == 422
    assert 'value="ISOM Middenkempen"' in answer.content.decode()
    assert not Partnership.objects.filter(slug="isom").exists()

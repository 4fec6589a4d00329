"""The form for contact and opening hours: what a contact person types, what is refused, and who may."""

import pytest
from django.urls import reverse

from governance import access
from governance.access import Can
from wegwijzer.accounts.models import ContactPoint
from wegwijzer.audit.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TYPED = {"phone": "014 11 22 33", "day_1": "9-12, 13.30-16 afspraak", "closed": "21/7/2027 Nationale feestdag"}


@pytest.fixture
def board(cast):
    return next(iter(cast.a.boards.values()))


@pytest.fixture
def contact(client, cast):
    client.force_login(cast.a.contact)
    return client


def address(board):
    return reverse("governance:contact_point_edit", args=[board.pk])


def test_a_contact_person_fills_it_in_once_and_sees_it_on_the_card(contact, board):
    answer = contact.post(address(board), TYPED | {"version": 0})
    assert answer.status_code == 302
    page = contact.get(answer.headers["Location"]).content.decode()
    assert 'href="tel:+3214112233"' in page
    assert "13:30–16:00 op afspraak" in page
    assert "21/7/2027 Nationale feestdag" in page
    point = ContactPoint.objects.get(organisation=board)
    assert point.hours == {"1": [["09:00", "12:00", False], ["13:30", "16:00", True]]}
    entry = Entry.objects.get(verb="governance.contact_point.changed")
    assert str(entry.target_id) == str(point.pk)
    again = contact.get(address(board)).content.decode()
    assert 'value="9:00–12:00, 13:30–16:00 afspraak"' in again


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("day_2", "van negen tot twaalf", "Wij lezen ‘van negen tot twaalf’ niet"),
        ("day_2", "12-9", "eindigt voor het begint"),
        ("day_2", "9-12, 10-13", "lopen door elkaar"),
        ("phone", "bel ons", "Schrijf een telefoonnummer"),
        ("phone", "1" * 16, "Schrijf een telefoonnummer"),
        ("closed", "met kerst", "Wij lezen ‘met kerst’ niet"),
        ("closed", "31/2/2027", "Wij lezen ‘31/2/2027’ niet"),
        ("postcode", "225", "vier cijfers"),
        ("address", "Dorp 1", "Schrijf ook de plaats"),
        ("website", "http://olen.be", "niet beveiligd"),
    ],
)
def test_what_can_not_be_kept_is_said_beside_its_field_with_what_was_typed(name, typed, said, contact, board):
    answer = contact.post(address(board), TYPED | {"version": 0, name: typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert typed in page
    assert not ContactPoint.objects.exists()


def test_who_comes_second_sees_both(contact, board):
    assert contact.post(address(board), TYPED | {"version": 0}).status_code == 302
    answer = contact.post(address(board), TYPED | {"version": 0, "phone": "014 99 99 99"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "014 11 22 33" in page
    assert "014 99 99 99" in page
    assert ContactPoint.objects.get().phone == "014 11 22 33"


def test_only_who_speaks_for_it_and_who_coordinates(cast, board):
    may = {name for name, user in cast.personas.items() if user and access.can(user, Can.EDIT_CONTACT, board)}
    assert may == {"coordinator", "contact"}

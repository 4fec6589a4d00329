"""Keeping the logins, and one's own details."""

import pytest
from django.test import Client

from wegwijzer.accounts.models import Membership, User
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.actions import user
from wegwijzer.lifecycle import Refused

pytestmark = pytest.mark.django_db
OFF, ON = {"state": "off"}, {"state": "on"}


@pytest.fixture
def inside(client, keeper):
    client.force_login(keeper)
    return client


@pytest.fixture
def staff(db):
    return User.objects.create_user("staff@example.org", "Medewerker", "een zin van vijf woorden")


def test_keeper_sees_who_can_log_in_and_who_not(inside, staff, switched_off):
    html = inside.get("/gebruikers/").content.decode()
    for part in ("Medewerker", "staff@example.org", "actief", "uitgeschakeld", "nog nooit", "3 logins"):
        assert part in html


def test_list_is_searched(inside, staff):
    html = inside.get("/gebruikers/?q=medew").content.decode()
    assert "staff@example.org" in html
    assert "coordinator@example.org</td>" not in html


def test_list_that_finds_nothing_says_so(inside):
    assert "Geen logins gevonden" in inside.get("/gebruikers/?q=zzz").content.decode()


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/gebruikers/"),
        ("get", "/gebruikers/uitnodigen/"),
        ("post", "/gebruikers/uitnodigen/"),
        ("post", "/gebruikers/{pk}/schakelen/"),
        ("post", "/gebruikers/{pk}/opnieuw-uitnodigen/"),
        ("post", "/gebruikers/999999/schakelen/"),
    ],
)
def test_others_do_not_keep_logins(client, known, staff, method, address):
    client.force_login(staff)
    response = getattr(client, method)(address.format(pk=known.pk), OFF)
    assert response.status_code == 403
    known.refresh_from_db()
    assert known.is_active


def test_keeper_whose_period_ended_keeps_nothing(client, keeper):
    Membership.objects.update(until_on="2020-01-01")
    client.force_login(keeper)
    assert client.get("/gebruikers/").status_code == 403


def test_switching_off_ends_the_sessions_and_is_remembered(inside, keeper, staff):
    browser = Client()
    browser.force_login(staff)
    assert inside.post(f"/gebruikers/{staff.pk}/schakelen/", OFF).status_code == 302
    assert browser.get("/").status_code == 302
    entry = Entry.objects.get(verb="entrance.user.deactivated")
    assert (entry.by, entry.target_text, entry.changes) == (keeper, "Medewerker", {"is_active": [True, False]})


def test_switching_on_lets_in_again(inside, switched_off):
    inside.post(f"/gebruikers/{switched_off.pk}/schakelen/", ON)
    switched_off.refresh_from_db()
    assert switched_off.is_active


def test_pressing_twice_is_not_undoing(inside, staff):
    for _press in range(2):
        inside.post(f"/gebruikers/{staff.pk}/schakelen/", OFF)
    staff.refresh_from_db()
    assert not staff.is_active
    assert Entry.objects.filter(verb="entrance.user.deactivated").count() == 1


def test_state_that_is_neither_changes_nothing(inside, staff):
    assert inside.post(f"/gebruikers/{staff.pk}/schakelen/", {"state": "misschien"}).status_code == 400
    staff.refresh_from_db()
    assert staff.is_active


def test_nobody_locks_the_own_door(inside, keeper):
    html = inside.post(f"/gebruikers/{keeper.pk}/schakelen/", OFF, follow=True).content.decode()
    assert "U kunt uw eigen login niet uitschakelen." in html
    with pytest.raises(Refused):
        user.deactivate(keeper, by=keeper)


@pytest.mark.parametrize("pk", [999_999, 2**63, 10**30])
def test_login_that_is_not_there(inside, pk):
    assert inside.post(f"/gebruikers/{pk}/schakelen/", OFF).status_code == 404


def test_own_page_shows_places_and_changes_the_name(inside, keeper):
    html = inside.get("/mijn-gegevens/").content.decode()
    assert "beheerder – ISOM" in html
    inside.post("/mijn-gegevens/", {"name": "Coördinator ISOM", "email": "evil@example.org", "is_active": ""})
    keeper.refresh_from_db()
    assert (keeper.name, keeper.email, keeper.is_active) == ("Coördinator ISOM", "coordinator@example.org", True)
    assert Entry.objects.get().changes == {"name": ["Coördinator", "Coördinator ISOM"]}


def test_name_that_stays_the_same_is_no_history(inside):
    inside.post("/mijn-gegevens/", {"name": "Coördinator"})
    assert not Entry.objects.exists()


def test_only_a_keeper_sees_the_way_to_the_logins(inside, staff):
    other = Client()
    other.force_login(staff)
    assert 'href="/gebruikers/"' in inside.get("/mijn-gegevens/").content.decode()
    assert 'href="/gebruikers/"' not in other.get("/mijn-gegevens/").content.decode()

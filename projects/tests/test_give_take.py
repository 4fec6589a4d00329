"""The ledger of give and take: balances that add up to nothing, one way seen early, rows at once, a spreadsheet."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from projects.models import ExpertiseExchange, WorkForm
from projects.models.give_take import GiveTake, Pair, balances_of, read_give_take
from projects.tests import staff_factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

DAY = dt.date(2017, 3, 1)


def pair(giver, receiver, hours, first_on=DAY):
    return Pair(giver, receiver, Decimal(hours), 1, first_on, first_on)


@st.composite
def pairs(draw):
    """What some of six organisations gave each other; each pair once, as the database groups them."""
    keys = draw(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda two: two[0] != two[1])))
    return [pair(giver, to, Decimal(draw(st.integers(1, 40_000))) / 100) for giver, to in sorted(keys)]


@given(pairs())
def test_differences_of_all_organisations_add_up_to_nothing(made):
    found = balances_of(made)
    assert sum(one.difference for one in found.values()) == 0
    total = sum(one.hours for one in made)
    assert sum(one.given for one in found.values()) == sum(one.received for one in found.values()) == total


@given(pairs())
def test_matrix_has_every_hour_once_in_the_row_of_who_gave(made):
    organisations = [Organisation(pk=key, name=str(key)) for key in range(1, 7)]
    ledger = GiveTake(made, organisations, DAY)
    for giver, hours in ledger.matrix:
        assert sum(value or 0 for value in hours) == ledger.balances[giver.pk].given
    columns = zip(*(hours for _giver, hours in ledger.matrix), strict=True)
    for receiver, hours in zip(ledger.organisations, columns, strict=True):
        assert sum(value or 0 for value in hours) == ledger.balances[receiver.pk].received


@pytest.mark.parametrize(
    ("hours", "back", "days", "said"),
    [
        ("16", "0", 1, True),  # two working days
        ("15.99", "0", 1, False),
        ("1", "0", 181, False),
        ("1", "0", 182, True),  # half a year
        ("100", "0.25", 999, False),  # something came back
    ],
)
def test_one_way_is_said_after_two_working_days_or_half_a_year(hours, back, days, said):
    made = [pair(1, 2, hours)] + ([pair(2, 1, back)] if back != "0" else [])
    found = balances_of(made)
    assert [one.is_one_way(DAY + dt.timedelta(days=days)) for one in found.values()] == [said, said]


@pytest.mark.parametrize(("hours", "back", "said"), [("16", "0", True), ("15", "0", False), ("16", "0.25", False)])
def test_one_pair_that_goes_one_way_is_said_beside_organisations_that_give_and_get(hours, back, said):
    """1 gives 2, 2 gives 3 and 3 gives 1 a little: nobody only gives, and yet 2 gave 1 nothing back."""
    made = [pair(1, 2, hours), pair(2, 3, 1), pair(3, 1, 1)] + ([pair(2, 1, back)] if back != "0" else [])
    ledger = GiveTake(made, [Organisation(pk=key, name=str(key)) for key in (1, 2, 3)], DAY)
    assert ledger.one_way == []
    assert [(giver.pk, to.pk) for giver, to, _pair in ledger.one_way_pairs] == ([(1, 2)] if said else [])


def test_pair_is_not_said_again_of_who_only_gives():
    ledger = GiveTake([pair(1, 2, 40)], [Organisation(pk=key, name=str(key)) for key in (1, 2)], DAY)
    assert len(ledger.one_way) == 2
    assert ledger.one_way_pairs == []


# --- pages


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    ExpertiseExchange.objects.all().delete()
    return furnished[1]


@pytest.fixture
def partnership(cast, world):
    return cast.a.partnership


def rows(*given, **others):
    data = {"collaboration": ""}
    for number, (giver, receiver, hours, subject) in enumerate(given, start=1):
        data |= {
            f"given_on_{number}": "2017-03-01",
            f"giver_{number}": giver.pk,
            f"receiver_{number}": receiver.pk,
            f"form_{number}": "immersie",
            f"hours_{number}": hours,
            f"subject_{number}": subject,
        }
    return data | others


def note(client, partnership, data):
    return client.post(reverse("projects:expertise_exchange_add", args=[partnership.pk]), data)


@pytest.mark.django_db
def test_several_rows_are_noted_at_once_and_empty_ones_do_not_count(as_user, cast, partnership):
    client = as_user(cast.a.coordinator)
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    data = rows((olen, lille, "3,5", "Intervisie"), (lille, olen, "2", "Meelopen"))
    empty = {f"{name}_3": "" for name in ("given_on", "giver", "receiver", "form", "hours", "subject")}
    assert note(client, partnership, data | empty).status_code == 302
    assert [(row.giver, row.hours) for row in ExpertiseExchange.objects.order_by("pk")] == [
        (olen, Decimal("3.50")),
        (lille, Decimal("2.00")),
    ]
    entry = Entry.objects.get(verb="projects.expertise_exchange.noted")
    assert "OCMW Olen aan OCMW Lille: 3,50 uur, Intervisie" in str(entry.changes)
    ledger = read_give_take(partnership, today())
    assert {line.organisation.name: line.balance.difference for line in ledger.lines} == {
        "OCMW Olen": Decimal("1.50"),
        "OCMW Lille": Decimal("-1.50"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("hours_1", "-2", "kan niet negatief zijn"),
        ("hours_1", "0", "Schrijf 0,01 of meer"),
        ("hours_1", "2.5", "Een punt staat alleen tussen duizendtallen"),
        ("hours_1", "", "Vul dit in, of maak de hele rij leeg"),
        ("given_on_1", "2099-01-01", "Kies een datum"),
        ("given_on_1", "29-02-2017", "bestaat niet"),
        ("form_1", "zomaar", "Selecteer een geldige keuze"),
        ("subject_1", "x" * 161, "160 tekens"),
    ],
)
def test_wrong_row_keeps_all_that_was_typed_and_saves_none(as_user, cast, partnership, field, typed, said):
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    data = rows((olen, lille, "3", "Eerste"), (lille, olen, "2", "Tweede"))
    answer = note(as_user(cast.a.coordinator), partnership, data | {field: typed})
    assert answer.status_code == 422
    content = answer.content.decode()
    assert said in content
    assert "Tweede" in content
    assert not ExpertiseExchange.objects.exists()


@pytest.mark.django_db
def test_organisation_gives_nothing_to_itself(as_user, cast, partnership):
    olen = cast.a.boards["OCMW Olen"]
    answer = note(as_user(cast.a.coordinator), partnership, rows((olen, olen, "3", "Zelf")))
    assert answer.status_code == 422
    assert "Kies twee verschillende organisaties" in answer.content.decode()


@pytest.mark.django_db
def test_contact_notes_for_the_own_board_only(as_user, cast, partnership, world):
    client, own = as_user(cast.a.contact), world["organisation"]
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    refused = note(client, partnership, rows((olen, lille, "3", "Van anderen")))
    assert refused.status_code == 422
    assert "Kies uw eigen bestuur" in refused.content.decode()
    assert note(client, partnership, rows((lille, own, "3", "Gekregen"))).status_code == 302
    row = ExpertiseExchange.objects.get()
    other = make.ExpertiseExchangeFactory(partnership=partnership, giver=olen, receiver=lille)
    edit = reverse("projects:expertise_exchange_edit", args=[row.pk])
    assert client.get(edit).status_code == 200
    assert client.get(reverse("projects:expertise_exchange_edit", args=[other.pk])).status_code == 403
    moved = {name.removesuffix("_1"): value for name, value in rows((lille, olen, "3", "Weg")).items()} | {"version": 1}
    assert client.post(edit, moved).status_code == 422  # may not give it away either
    kept = moved | {"receiver": own.pk, "hours": "4"}
    assert client.post(edit, kept).status_code == 302
    assert client.post(edit, kept | {"hours": "5"}).status_code == 409
    row.refresh_from_db()
    assert row.hours == 4
    assert client.post(reverse("projects:expertise_exchange_remove", args=[row.pk]), {"version": 2}).status_code == 302
    assert list(ExpertiseExchange.objects.all()) == [other]


@pytest.mark.django_db
def test_asking_for_one_more_row_saves_nothing_and_keeps_what_was_typed(as_user, cast, partnership):
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    answer = note(as_user(cast.a.coordinator), partnership, rows((olen, lille, "x", "Nog niet af"), more="given_on"))
    assert answer.status_code == 200
    assert "Nog niet af" in answer.content.decode()
    assert "subject_2" in answer.context["form"].fields
    assert not ExpertiseExchange.objects.exists()


@pytest.mark.django_db
def test_page_names_who_only_gives_and_who_only_receives(as_user, cast, partnership):
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    make.ExpertiseExchangeFactory(partnership=partnership, giver=olen, receiver=lille, hours=20)
    page = as_user(cast.a.staff).get(reverse("projects:expertise_exchange_list", args=[partnership.pk]))
    content = page.content.decode()
    assert "OCMW Olen geeft alleen" in content
    assert "OCMW Lille krijgt alleen" in content
    make.ExpertiseExchangeFactory(partnership=partnership, giver=lille, receiver=olen, hours=1)
    page = as_user(cast.a.staff).get(reverse("projects:expertise_exchange_list", args=[partnership.pk]))
    assert page.context["ledger"].one_way == []


@pytest.mark.django_db
def test_spreadsheet_has_the_rows_the_balance_and_the_pairs(as_user, cast, partnership):
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    make.ExpertiseExchangeFactory(partnership=partnership, giver=olen, receiver=lille, hours=20, subject="=1+1")
    make.ExpertiseExchangeFactory(partnership=partnership, giver=lille, receiver=olen, hours=5)
    address = reverse("projects:expertise_exchange_export", args=[partnership.pk])
    book = load_workbook(io.BytesIO(as_user(cast.a.staff).get(address).content))
    assert book.sheetnames == ["Uitwisseling", "Balans", "Wie aan wie"]
    assert [row[5] for row in book["Uitwisseling"].values if row[4] == 20] == ["=1+1"]
    assert list(book["Balans"].values)[1:] == [
        ("OCMW Lille", 5, 20, -15, None),
        ("OCMW Olen", 20, 5, 15, None),
    ]
    assert list(book["Wie aan wie"].values)[1:] == [("OCMW Lille", None, 5), ("OCMW Olen", 20, None)]
    some = load_workbook(io.BytesIO(as_user(cast.a.staff).get(address, {"q": "intervisie"}).content))
    assert len(list(some["Uitwisseling"].values)) == 2


@pytest.mark.django_db
def test_first_use_begins_the_list_of_work_forms_and_their_names_can_change(as_user, cast, partnership, world):
    elsewhere = make.ExpertiseExchangeFactory().partnership
    assert WorkForm.objects.filter(partnership=elsewhere).count() == 1
    WorkForm.objects.filter(partnership=partnership).exclude(pk=world["work_form"].pk).delete()
    client = as_user(cast.a.coordinator)
    world["collaboration"].evaluations.all().delete()
    world["collaboration"].delete()
    world["work_form"].delete()
    olen, lille = cast.a.boards["OCMW Olen"], cast.a.boards["OCMW Lille"]
    note(client, partnership, rows((olen, lille, "3", "Eerste")))
    assert WorkForm.objects.filter(partnership=partnership).count() == 10
    used, free = (WorkForm.objects.get(partnership=partnership, name=name) for name in ("immersie", "stage"))
    edit = reverse("projects:work_form_edit", args=[used.pk])
    assert client.post(edit, {"name": "Stage", "version": 1}).status_code == 422
    assert client.post(edit, {"name": "onderdompeling", "version": 1}).status_code == 302
    assert client.post(edit, {"name": "anders", "version": 1}).status_code == 409
    assert client.post(reverse("projects:work_form_remove", args=[used.pk]), {"version": 2}).status_code == 422
    assert client.post(reverse("projects:work_form_remove", args=[free.pk]), {"version": 1}).status_code == 302
    assert (
        "onderdompeling"
        in client.get(reverse("projects:expertise_exchange_add", args=[partnership.pk])).content.decode()
    )

"""Staff on a dossier: its pages and forms, and the way into the budget, which never makes a line twice."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.models import BudgetLine, ClaimLine, CostKind, Dossier, StaffAllocation
from projects.tests import dossier_factories as money
from projects.tests import staff_factories as make
from wegwijzer.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    return furnished[1]


@pytest.fixture
def dossier(cast, world):
    """One of its own, with a budget in the making."""
    dossier = money.DossierFactory(
        project=world["project"], running=True, from_on=dt.date(2016, 1, 1), until_on=dt.date(2017, 12, 31)
    )
    money.BudgetFactory(dossier=dossier)
    return dossier


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def values(world, **others):
    return {
        "role": "coördinator",
        "organisation": world["organisation"].pk,
        "person": "",
        "fte": "0,5",
        "fte_real": "",
        "fte_rather": "",
        "from_on": "2016-05-03",
        "until_on": "",
        "yearly_cost": "€ 60.000,00",
        "note": "",
    } | others


def add(client, dossier, world, **others):
    return client.post(reverse("projects:staff_allocation_add", args=[dossier.pk]), values(world, **others))


def preview(client, dossier):
    return client.get(reverse("projects:staff_allocation_budget", args=[dossier.pk]))


def put_in(client, dossier, seen=None, **others):
    seen = seen or preview(client, dossier).context["plan"].digest
    return client.post(reverse("projects:staff_allocation_budget", args=[dossier.pk]), {"seen": seen} | others)


def lines(dossier):
    rows = BudgetLine.objects.filter(budget__dossier=dossier).order_by("year", "pk")
    return [(row.year, row.description, row.quantity, row.unit_cost, row.months, row.amount) for row in rows]


COORDINATION = [
    (2016, "coördinator", Decimal("0.50"), Decimal("60000.00"), Decimal("7.9"), Decimal("19750.00")),
    (2017, "coördinator", Decimal("0.50"), Decimal("60000.00"), Decimal("12.0"), Decimal("30000.00")),
]


def test_somebody_is_added_corrected_and_taken_away(coordinator, dossier, world, cast):
    assert add(coordinator, dossier, world).status_code == 302
    row = StaffAllocation.objects.get(dossier=dossier)
    assert (row.fte, row.yearly_cost, row.from_on) == (Decimal("0.50"), Decimal(60000), dt.date(2016, 5, 3))
    edit = reverse("projects:staff_allocation_edit", args=[row.pk])
    assert coordinator.post(edit, values(world, fte_real="0,4", version=1)).status_code == 302
    assert coordinator.post(edit, values(world, fte_real="0,3", version=1)).status_code == 409
    row.refresh_from_db()
    assert row.fte_real == Decimal("0.40")
    remove = reverse("projects:staff_allocation_remove", args=[row.pk])
    assert coordinator.post(remove, {"version": 1}).status_code == 409
    assert coordinator.post(remove, {"version": 2}).status_code == 302
    assert not StaffAllocation.objects.filter(dossier=dossier).exists()
    verbs = (
        Entry.objects.filter(verb__startswith="projects.staff_allocation").order_by("pk").values_list("verb", flat=True)
    )
    assert [verb.rpartition(".")[2] for verb in verbs] == ["added", "changed", "removed"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("fte", "0.5", "Een punt staat alleen tussen duizendtallen"),
        ("fte", "-0,5", "kan niet negatief zijn"),
        ("fte", "1e2", "Schrijf een getal"),
        ("fte_rather", "100", "Schrijf hoogstens 99"),
        ("yearly_cost", "60.000.00", "Schrijf een bedrag in euro"),
        ("until_on", "2016-05-02", "De einddatum ligt voor de begindatum"),
        ("from_on", "31-02-2016", "bestaat niet"),
    ],
)
def test_what_can_not_be_read_is_told_beside_its_field_and_kept(coordinator, dossier, world, field, typed, said):
    answer = add(coordinator, dossier, world, **{field: typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert not StaffAllocation.objects.filter(dossier=dossier).exists()


def test_dossier_that_is_over_takes_no_more_staff(coordinator, dossier, world):
    Dossier.objects.filter(pk=dossier.pk).update(state="closed", ended_on=dt.date(2019, 1, 1))
    answer = add(coordinator, dossier, world)
    assert answer.status_code == 422
    assert "Dat kan niet terwijl het dossier" in answer.content.decode()


def test_page_shows_the_picture_the_totals_and_what_is_lacking(coordinator, dossier, world):
    make.StaffAllocationFactory(dossier=dossier, organisation=world["organisation"], fte_real=Decimal("0.30"))
    make.StaffAllocationFactory(dossier=dossier, role="begeleiding", fte_rather=Decimal(1))
    page = coordinator.get(reverse("projects:staff_allocation_list", args=[dossier.pk]), {"per": "rol"})
    content = page.content.decode()
    assert '<svg class="chart"' in content
    assert "begeleiding" in [area.label for area in page.context["chart"].areas]
    assert "(−0,20)" in content
    assert "(+0,50)" in content
    assert "2e kwartaal 2016" in content
    make.StaffAllocationFactory(dossier__project=dossier.project, dossier__from_on=None, dossier__until_on=None)


def test_empty_page_says_what_belongs_here(coordinator, dossier, cast, as_user):
    address = reverse("projects:staff_allocation_list", args=[dossier.pk])
    assert "Voeg de eerste medewerker toe" in coordinator.get(address).content.decode()
    assert "Voeg de eerste medewerker toe" not in as_user(cast.a.staff).get(address).content.decode()


# --- the budget


def test_staff_becomes_lines_per_year_and_twice_is_once(coordinator, dossier, world):
    add(coordinator, dossier, world)
    assert put_in(coordinator, dossier).status_code == 302
    assert lines(dossier) == COORDINATION
    assert preview(coordinator, dossier).context["plan"].changes == []
    put_in(coordinator, dossier)
    assert lines(dossier) == COORDINATION
    assert Entry.objects.filter(verb="projects.budget.staffed").count() == 1


def test_line_follows_its_allocation_and_leaves_others_alone(coordinator, dossier, world):
    add(coordinator, dossier, world)
    put_in(coordinator, dossier)
    budget = dossier.budgets.get()
    other = money.BudgetLineFactory(budget=budget, year=2016)
    BudgetLine.objects.filter(budget=budget).exclude(pk=other.pk).update(is_eligible=False)  # the budget's own
    StaffAllocation.objects.filter(dossier=dossier).update(fte=1, until_on=dt.date(2016, 12, 31))
    said = [line.change for line in preview(coordinator, dossier).context["plan"].lines]
    assert said == ["changed", "removed"]
    put_in(coordinator, dossier)
    rows = {row.pk: row for row in BudgetLine.objects.filter(budget=budget)}
    assert rows.pop(other.pk).version == 1
    (row,) = rows.values()
    assert (row.quantity, row.year, row.amount, row.is_eligible) == (1, 2016, Decimal("39500.00"), False)


def test_line_goes_with_its_allocation_out_of_the_budget_in_the_making_only(coordinator, dossier, world):
    add(coordinator, dossier, world)
    put_in(coordinator, dossier)
    row = StaffAllocation.objects.get(dossier=dossier)
    fixed = money.BudgetFactory(dossier=dossier, number=7, fixed_on=dt.date(2016, 1, 1))
    kept = BudgetLine.objects.filter(budget__dossier=dossier).first()
    BudgetLine.objects.filter(pk=kept.pk).update(budget=fixed)
    coordinator.post(reverse("projects:staff_allocation_remove", args=[row.pk]), {"version": 1})
    assert list(BudgetLine.objects.filter(budget__dossier=dossier)) == [kept]


def test_what_changed_since_it_was_on_the_screen_is_shown_again(coordinator, dossier, world):
    add(coordinator, dossier, world)
    seen = preview(coordinator, dossier).context["plan"].digest
    StaffAllocation.objects.filter(dossier=dossier).update(fte=2)
    answer = put_in(coordinator, dossier, seen)
    assert answer.status_code == 422
    assert "veranderden intussen" in answer.content.decode()
    assert lines(dossier) == []


def test_what_can_not_be_counted_is_named_and_not_put_in(coordinator, dossier, world):
    add(coordinator, dossier, world, yearly_cost="")
    answer = preview(coordinator, dossier)
    assert "kostprijs ontbreekt" in answer.content.decode()
    assert put_in(coordinator, dossier).status_code == 302
    assert lines(dossier) == []


def test_without_a_budget_in_the_making_nothing_is_put_in(coordinator, dossier, world):
    add(coordinator, dossier, world)
    seen = preview(coordinator, dossier).context["plan"].digest
    dossier.budgets.update(fixed_on=dt.date(2016, 1, 1))
    assert "Er is geen begroting in de maak" in preview(coordinator, dossier).content.decode()
    assert put_in(coordinator, dossier, seen).status_code == 422
    assert lines(dossier) == []


def test_new_lines_are_of_the_kind_for_staff_which_is_made_or_asked(coordinator, dossier, world):
    CostKind.objects.filter(partnership=dossier.partnership).update(is_staff=False)  # one of them is called personeel
    add(coordinator, dossier, world)
    refused = put_in(coordinator, dossier)
    assert refused.status_code == 422
    assert "Duid eerst bij de kostensoorten aan" in refused.content.decode()
    CostKind.objects.filter(pk=world["cost_kind"].pk).update(name="lonen")
    assert put_in(coordinator, dossier).status_code == 302
    made = BudgetLine.objects.filter(budget__dossier=dossier)
    assert set(made.values_list("cost_kind__name", flat=True)) == {"personeel"}
    other = money.CostKindFactory(partnership=dossier.partnership, is_staff=True, name="projectpersoneel")
    add(coordinator, dossier, world, role="begeleiding")
    assert "projectpersoneel" in preview(coordinator, dossier).content.decode()
    put_in(coordinator, dossier, cost_kind=other.pk)
    assert made.filter(cost_kind=other).count() == 2


def test_line_that_was_claimed_stays_and_so_does_its_allocation(coordinator, dossier, world):
    add(coordinator, dossier, world)
    put_in(coordinator, dossier)
    row, line = StaffAllocation.objects.get(dossier=dossier), BudgetLine.objects.filter(budget__dossier=dossier).first()
    ClaimLine.objects.filter(pk=world["claim_line_draft"].pk).update(budget_line=line)
    answer = coordinator.post(reverse("projects:staff_allocation_remove", args=[row.pk]), {"version": 1})
    assert answer.status_code == 422
    assert "staat al op een schuldvordering" in answer.content.decode()
    StaffAllocation.objects.filter(pk=row.pk).update(from_on=dt.date(2017, 1, 1))  # no longer in 2016
    assert put_in(coordinator, dossier).status_code == 422
    assert lines(dossier) == COORDINATION

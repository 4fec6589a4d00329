"""Entering, correcting and fixing a budget by its pages: bad input beside its cell, and nothing half-saved."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from projects.models import Budget, BudgetLine, read_budget
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    BudgetSourceFactory,
    ContributionFactory,
    CostKindFactory,
    DossierFactory,
)
from projects.tests.factories import ProjectFactory
from projects.tests.staff_factories import StaffAllocationFactory
from wegwijzer.audit.models import Entry

FIXED_ON = dt.date(2015, 9, 30)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def dossier(cast):
    return DossierFactory(project=ProjectFactory(partnership=cast.a.partnership))


@pytest.fixture
def budget(dossier):
    return BudgetFactory(dossier=dossier)


@pytest.fixture
def kinds(cast):
    staff = CostKindFactory(partnership=cast.a.partnership, name="Personeel", is_staff=True)
    return staff, CostKindFactory(partnership=cast.a.partnership, name="Werking")


def url(name, row, *more):
    return reverse(f"projects:{name}", args=[row.pk, *more])


def row(number, **cells):
    return {f"{cell}_{number}": value for cell, value in cells.items()}


def plain(answer):
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def test_first_version_is_begun_and_filled(coordinator, dossier, kinds):
    answer = coordinator.post(url("budget_begin", dossier), {"name": "aanvraag"})
    budget = Budget.objects.get()
    assert answer.url == url("budget_lines_add", budget)
    sent = row(1, kind="personeel", description="Coördinator", year="2016-2018", quantity="0,5", unit_cost="60.000")
    sent |= row(1, months="12", organisation="gemeente olen") | row(3, description="Reis", year="2017", quantity="2")
    sent |= row(2, kind="Werking", description="Drukwerk", year="2016", quantity="1.000", unit_cost="€ 0,45")
    sent |= row(3, unit_cost="12,50", eligible="nee")
    answer = coordinator.post(url("budget_lines_add", budget), sent)
    assert answer.url == url("budget_detail", budget)
    book = read_budget(budget)
    assert [(str(line), str(line.cost_kind), book.amounts[line.pk], line.is_eligible) for line in book.lines] == [
        ("Coördinator (2016)", "Personeel", D("30000.00"), True),
        ("Coördinator (2017)", "Personeel", D("30000.00"), True),
        ("Coördinator (2018)", "Personeel", D("30000.00"), True),
        ("Drukwerk (2016)", "Werking", D("450.00"), True),
        ("Reis (2017)", "Werking", D("25.00"), False),  # no kind: that of the row above
    ]
    assert str(book.lines[0].organisation) == "Gemeente Olen"
    page = plain(coordinator.get(url("dossier_budget", dossier)))
    assert "€ 90.475,00" in page
    assert "De besturen dragen zelf € 90.475,00" in page


def test_every_mistake_stands_beside_its_cell_and_nothing_is_kept(coordinator, budget, kinds):
    sent = row(1, kind="Personeel", description="Goed", year="2016", quantity="1", unit_cost="5", months="1")
    sent |= row(2, kind="Onbekend", description="", year="16", quantity="-1", unit_cost="1.5", months="13")
    sent |= row(3, kind="Werking", description="x", year="2018-2016", quantity="1", unit_cost="1", months="2")
    sent |= row(4, kind="Personeel", description="x", year="2016", quantity="1", unit_cost="1", organisation="Mol")
    sent |= row(5, kind="Werking", description="x", year="2016", quantity="0,01", unit_cost="0,01")
    sent |= row(6, kind="Werking", description="x", year="2016", quantity="9999999", unit_cost="999999999")
    sent |= row(7, kind="Personeel", description="x", year="2016", quantity="1", unit_cost="1", eligible="misschien")
    answer = coordinator.post(url("budget_lines_add", budget), sent)
    assert answer.status_code == 422
    assert not BudgetLine.objects.exists()
    assert {name: len(said) for name, said in answer.context["form"].errors.items()} == {
        "kind_2": 1, "description_2": 1, "year_2": 1, "quantity_2": 1, "unit_cost_2": 1, "months_2": 1,
        "year_3": 1, "organisation_4": 1, "quantity_5": 1, "unit_cost_6": 1, "eligible_7": 1,
    }  # fmt: skip
    page = plain(answer)
    assert 'value="Onbekend"' in page
    assert "zou verloren gaan" in page
    assert "Schrijf eerst het eerste jaar" in page


def test_staff_asks_months_and_other_kinds_have_none(coordinator, budget, kinds):
    sent = row(1, kind="Personeel", description="x", year="2016", quantity="1", unit_cost="5")
    sent |= row(2, kind="Werking", description="x", year="2016", quantity="1", unit_cost="5", months="6")
    answer = coordinator.post(url("budget_lines_add", budget), sent)
    assert set(answer.context["form"].errors) == {"months_1", "months_2"}


PASTED = (
    "Kostensoort\tOmschrijving\t2016\t2017\tSubsidiabel\nWerking\tZaalhuur\t1.200,00\t800\tja\n\tKoffie\t\t50\tnee\n"
)


def test_pasted_table_is_looked_at_first_and_then_kept(coordinator, budget, kinds):
    address = url("budget_lines_add", budget)
    answer = coordinator.post(address, {"pasted": PASTED, "paste": "1", "description_1": ""})
    assert answer.status_code == 200
    assert not BudgetLine.objects.exists()
    form = answer.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert sent["unit_cost_1"] == "1.200,00"
    assert coordinator.post(address, sent).status_code == 302
    book = read_budget(budget)
    assert [(line.description, line.year, line.amount, line.is_eligible) for line in book.lines] == [
        ("Zaalhuur", 2016, D("1200.00"), True),
        ("Zaalhuur", 2017, D("800.00"), True),
        ("Koffie", 2017, D("50.00"), False),
    ]


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("Kostensoort\tOmschrijving\tGeheim\nx\ty\tz", "Deze kolommen kennen wij niet: ‘Geheim’"),
        ("\t".join("abcdefghij"), "meer kolommen"),
        ("Omschrijving\tOmschrijving\nx\ty", "Een kolom staat er twee keer"),
        ("x\n" * 101, "te veel rijen ineens"),
    ],
)
def test_table_that_can_not_be_understood_is_said(coordinator, budget, kinds, pasted, said):
    answer = coordinator.post(url("budget_lines_add", budget), {"pasted": pasted, "paste": "1"})
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["pasted"][0]


def test_pasted_text_that_was_not_put_in_the_table_is_not_lost(coordinator, budget, kinds):
    sent = row(1, kind="Werking", description="x", year="2016", quantity="1", unit_cost="5") | {"pasted": "y"}
    answer = coordinator.post(url("budget_lines_add", budget), sent)
    assert answer.status_code == 422
    assert "pasted" in answer.context["form"].errors


def test_more_empty_rows_come_without_judgement(coordinator, budget, kinds):
    answer = coordinator.post(url("budget_lines_add", budget), row(8, description="", kind="x") | {"more": "1"})
    assert answer.status_code == 200
    assert "description_16" in answer.context["form"].fields


AMOUNTS = {
    "1.000,50": "1000.50", "1000,50": "1000.50", "1.000": "1000", "1.00": None, "1.5": None, "1.0.0": None,
    "1..0": None, "1,000.50": None, "1e5": None, "1_000": None, "١٢٣": None, "１２": None, "NaN": None,
    "Infinity": None, "-0": None, "-1": None, "−5": None, "12\u00a0000,00": "12000.00", "€ 12,005": None,
    "9999999999999,99": None,
}  # fmt: skip


@pytest.mark.parametrize(("typed", "amount"), AMOUNTS.items())
def test_amounts_of_the_corpus(coordinator, budget, kinds, typed, amount):
    """On a line, on a source and on a fixed contribution alike."""
    line = row(1, kind="Werking", description="x", year="2016", quantity="1", unit_cost=typed)
    board = budget.dossier.partnership.members_on().first().organisation_id
    posts = {
        "budget_lines_add": (line, "unit_cost_1"),
        "budget_source_add": ({"kind": "other", "name": "Provincie", "amount": typed}, "amount"),
        "contribution_add": ({"key": "fixed", f"value_{board}": typed}, f"value_{board}"),
    }
    for name, (sent, field) in posts.items():
        answer = coordinator.post(url(name, budget), sent)
        assert answer.status_code == (302 if amount else 422), name
        if not amount:
            assert field in answer.context["form"].errors, name
    kept = [*budget.lines.values_list("unit_cost", flat=True), *budget.sources.values_list("amount", flat=True)]
    assert kept == ([D(amount)] * 2 if amount else [])


# --- versions


def fixed(budget):
    Budget.objects.filter(pk=budget.pk).update(fixed_on=FIXED_ON)
    return budget


def test_fixed_version_refuses_every_hand_made_post(coordinator, budget, kinds):
    line = BudgetLineFactory(budget=budget, cost_kind=kinds[1])
    source, part = BudgetSourceFactory(budget=budget), ContributionFactory(budget=budget)
    fixed(budget)
    good = row(1, kind="Werking", description="x", year="2016", quantity="1", unit_cost="1")
    edit = {"version": 1, "cost_kind": kinds[1].pk, "description": "y", "year": 2016, "quantity": 1, "unit_cost": 1}
    grant = {"version": 1, "kind": "grant", "name": "Subsidie", "amount": "5"}
    key = {"version": 1, "key": "equal", "share": "100", "scope": "members"}
    attempts = {
        url("budget_lines_add", budget): good,
        url("budget_line_edit", line): edit,
        url("budget_line_remove", line): {"version": 1},
        url("budget_source_add", budget): {"kind": "other", "name": "x", "amount": "5"},
        url("budget_source_edit", source): grant,
        url("budget_source_remove", source): {"version": 1},
        url("contribution_add", budget): key | {"share": "1"},
        url("contribution_edit", part): key | {"share": "50"},
        url("contribution_remove", part): {"version": 1},
        url("budget_rename", budget): {"version": 1, "name": "anders"},
        url("budget_fix", budget): {"version": 1, "fixed_on": "01-01-2016"},
    }
    before = [list(rows.values()) for rows in (budget.lines, budget.sources, budget.contributions)]
    for address, sent in attempts.items():
        answer = coordinator.post(address, sent, follow=True)
        assert "ligt vast en wijzigt niet meer" in plain(answer), address
    assert [list(rows.values()) for rows in (budget.lines, budget.sources, budget.contributions)] == before
    budget.refresh_from_db()
    assert (budget.name, budget.fixed_on) == ("aanvraag", FIXED_ON)


def test_fixing_keeps_what_boards_pay_whoever_joins_later(coordinator, cast, budget, kinds):
    BudgetLineFactory(budget=budget, cost_kind=kinds[1], quantity=4, unit_cost=D("25.00"))
    ContributionFactory(budget=budget)
    Budget.objects.filter(pk=budget.pk).update(version=3)
    assert coordinator.post(url("budget_fix", budget), {"version": 3, "fixed_on": "30-09-2015"}).status_code == 302
    budget.refresh_from_db()
    assert (budget.fixed_on, budget.fixed_by) == (FIXED_ON, cast.a.coordinator)
    board = cast.a.boards["OCMW Lille"]
    cast.a.partnership.memberships.filter(organisation=board).delete()
    book = read_budget(budget)
    assert book.share_of(board.pk) == D("25.00")
    assert sum(book.share_of(row.pk) for row in book.boards) == D("100.00")
    assert Entry.objects.filter(verb="projects.budget.fixed").count() == 1


def test_empty_budget_and_a_day_to_come_or_before_the_last_version_are_not_fixed(coordinator, budget, kinds):
    answer = coordinator.post(url("budget_fix", budget), {"version": 1, "fixed_on": "30-09-2015"})
    assert "nog geen lijnen" in plain(answer)
    BudgetLineFactory(budget=budget, cost_kind=kinds[1])
    assert coordinator.post(url("budget_fix", budget), {"version": 1, "fixed_on": "01-01-2100"}).status_code == 422
    fixed(budget)
    later = BudgetFactory(dossier=budget.dossier, number=2)
    BudgetLineFactory(budget=later, cost_kind=kinds[1])
    answer = coordinator.post(url("budget_fix", later), {"version": 1, "fixed_on": "29-09-2015"})
    assert "Versie 1 ligt vast sinds 30 september 2015" in plain(answer)


def test_next_version_is_a_copy_and_is_held_against_the_one_before(coordinator, budget, kinds):
    stays, goes = (BudgetLineFactory(budget=budget, cost_kind=kinds[1], description=text) for text in ("Zaal", "Reis"))
    BudgetSourceFactory(budget=budget)
    ContributionFactory(budget=budget)
    fixed(budget)
    coordinator.post(url("budget_go_on", budget), {"name": "na toekenning"})
    copy = Budget.objects.get(number=2)
    assert (copy.name, copy.is_fixed, copy.lines.count(), copy.sources.count()) == ("na toekenning", False, 2, 1)
    assert copy.contributions.count() == 1
    assert set(copy.lines.values_list("series", flat=True)) == {stays.series, goes.series}
    copy.lines.filter(series=stays.series).update(quantity=20)
    copy.lines.filter(series=goes.series).delete()
    BudgetLineFactory(budget=copy, cost_kind=kinds[1], description="Vorming", unit_cost=D("10.00"))
    page = plain(coordinator.get(url("budget_compare", copy) + "?met=1"))
    # 1.205,00 + 1.205,00 became 2.410,00 + 100,00.
    for words in ("Reis (2016)", "Vorming (2016)", "<del>10</del> → 20", "€ 2.510,00", "+ € 100,00"):
        assert words in page
    assert coordinator.get(url("budget_compare", copy) + "?met=9").status_code == 404
    answer = coordinator.post(url("budget_go_on", budget), {"name": "nog een"})
    assert "Er is al een versie in de maak" in plain(answer)


def test_second_editor_of_a_line_sees_both_texts(coordinator, budget, kinds):
    line = BudgetLineFactory(budget=budget, cost_kind=kinds[1])
    BudgetLine.objects.filter(pk=line.pk).update(version=2, description="Anders")
    sent = {"version": 1, "cost_kind": kinds[1].pk, "description": "Mijn", "year": 2016, "quantity": 1, "unit_cost": 1}
    answer = coordinator.post(url("budget_line_edit", line), sent)
    assert answer.status_code == 409
    assert "Anders" in plain(answer)


def test_kind_keeps_its_way_of_counting_once_it_has_lines(coordinator, cast, budget, kinds):
    BudgetLineFactory(budget=budget, cost_kind=kinds[1])
    answer = coordinator.post(url("cost_kind_edit", kinds[1]), {"version": 1, "name": "Werking", "is_staff": "on"})
    assert "is_staff" in answer.context["form"].errors
    answer = coordinator.post(url("cost_kind_add", cast.a.partnership), {"name": "werking"})
    assert "name" in answer.context["form"].errors
    assert coordinator.post(url("cost_kind_add", cast.a.partnership), {"name": "Vorming"}).status_code == 302


def test_source_is_an_amount_or_a_percentage_and_there_is_one_grant(coordinator, budget):
    add = url("budget_source_add", budget)
    both = {"kind": "grant", "name": "Subsidie", "amount": "1", "percent": "80"}
    assert "percent" in coordinator.post(add, both).context["form"].errors
    assert "amount" in coordinator.post(add, both | {"amount": "", "percent": ""}).context["form"].errors
    assert coordinator.post(add, both | {"amount": ""}).status_code == 302
    assert "kind" in coordinator.post(add, both | {"amount": ""}).context["form"].errors


def test_fte_of_the_staff_is_proposed_and_kept_only_when_saved(coordinator, budget):
    board = budget.dossier.partnership.members_on()[0].organisation
    StaffAllocationFactory(
        dossier=budget.dossier,
        organisation=board,
        fte=D("0.80"),
        from_on=dt.date(2016, 1, 1),
        until_on=dt.date(2016, 12, 31),
    )
    add = url("contribution_add", budget)
    assert 'name="vte" value="2016"' in coordinator.get(add).content.decode()
    typed = {"key": "population", "share": "vijftig", "on_day": "2016-02-01", "population_year": "2015"}
    answer = coordinator.post(add, typed | {"vte": "2016"})
    form = answer.context["form"]
    assert answer.status_code == 200
    assert (form.initial["key"], form.initial[f"value_{board.pk}"]) == ("fte", D("0.80"))
    for words in ("vijftig", "2016-02-01", "2015"):
        assert f'value="{words}"' in answer.content.decode()
    for wrong in ("x", "1900", "99999999999999"):
        assert coordinator.post(add, typed | {"vte": wrong}).context["form"].initial["key"] == "population"
    assert not budget.contributions.exists()


def test_parts_of_the_key_share_no_more_than_all(coordinator, budget):
    add = url("contribution_add", budget)
    assert coordinator.post(add, {"key": "equal", "share": "60", "scope": "members"}).status_code == 302
    answer = coordinator.post(add, {"key": "population", "share": "40,01", "scope": "members"})
    assert "hoogstens 40,00 %" in answer.context["form"].errors["share"][0]
    percent = {"key": "percent", "share": "40"}
    boards = [row.organisation_id for row in budget.dossier.partnership.members_on()]
    answer = coordinator.post(add, percent | {f"value_{boards[0]}": "50", f"value_{boards[1]}": "49,99"})
    assert "samen 99,99 %" in answer.context["form"].errors["key"][0]
    answer = coordinator.post(add, percent | {f"value_{boards[0]}": "50", f"value_{boards[1]}": "50"})
    assert answer.status_code == 302
    assert "key" in coordinator.post(add, {"key": "fixed"}).context["form"].errors

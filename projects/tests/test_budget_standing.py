"""Planned, revised and actual: what was submitted, what is in force, and what was accepted of claims."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from projects.models import read_budget, read_claims
from projects.models.budget_book import in_force_of, submitted_of
from projects.models.budget_standing import standing_of
from projects.tests.claims import scene, verified
from projects.tests.dossier_factories import BudgetFactory, BudgetLineFactory
from projects.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def revised(at):
    """A later version, in which the line of the board is half, and something was added: 602,50 and 100,00."""
    later = BudgetFactory(dossier=at.dossier, number=2, fixed_on=dt.date(2016, 6, 1))
    kind = at.line.cost_kind
    BudgetLineFactory(budget=later, cost_kind=kind, series=at.line.series, quantity=D(5))
    BudgetLineFactory(budget=later, description="Zaal", quantity=1, unit_cost=D("100.00"))
    return later


def test_each_stands_beside_the_others_per_kind_and_together():
    at = scene()
    verified(at, "250.00")
    later = revised(at)
    standing = standing_of(read_budget(at.line.budget), read_budget(later), read_claims(at.dossier))
    rows = {row.label: row[1:] for row in standing.rows}
    names = [str(line.cost_kind) for line in later.lines.order_by("pk")]
    assert rows == {
        names[0]: (D("1205.00"), D("602.50"), D("250.00")),
        names[1]: (D("0.00"), D("100.00"), D("0.00")),
    }
    assert standing.total[1:] == (D("1205.00"), D("702.50"), D("250.00"))
    assert standing.total.left == D("452.50")


def test_versions_say_which_was_submitted_and_which_is_in_force():
    at = scene()
    later = revised(at)
    versions = [at.line.budget, later, BudgetFactory(dossier=at.dossier, number=3)]
    assert submitted_of(versions) == at.line.budget  # fixed on the day of submission
    assert in_force_of(versions) == later


def test_actual_figures_are_for_who_reads_all_claims(cast, as_user):
    at = scene(project=ProjectFactory(partnership=cast.a.partnership))
    verified(at, "250.00")
    page = reverse("projects:budget_standing", args=[at.dossier.pk])
    assert "250,00" in as_user(cast.a.coordinator).get(page).content.decode()
    other = as_user(cast.contact_elsewhere).get(page).content.decode()
    assert "1.205,00" in other
    assert "Werkelijk" not in other.split("<tbody>")[0].split("<thead>")[1]
    assert "250,00" not in other


def test_dossier_shows_its_budget_in_short(cast, as_user):
    at = scene(project=ProjectFactory(partnership=cast.a.partnership))
    page = as_user(cast.a.staff).get(reverse("projects:dossier_detail", args=[at.dossier.pk])).content.decode()
    assert "1.205,00" in page
    assert reverse("projects:dossier_contributions", args=[at.dossier.pk]) in page

"""The first dossier of a partnership that has nothing yet: no page asks for what can not be chosen on it."""

import pytest
from django.urls import reverse

from governance.tests import factories as gov
from projects.models import Claim, Dossier, read_budget
from projects.models.budget_table import table_of
from projects.tests.claims import contact, scene
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    CallFactory,
    CostKindFactory,
    DossierFactory,
)
from projects.tests.factories import ProjectFactory


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def test_dossier_without_a_project_begins_with_the_project_and_keeps_its_call(coordinator, cast):
    call = CallFactory(partnership=cast.a.partnership, title="Projecten integratie")
    address = reverse("projects:dossier_add", args=[cast.a.partnership.pk])
    page = coordinator.get(address, {"oproep": call.pk}, follow=True)
    assert "Begin eerst het project" in page.content.decode()
    here, _status = page.redirect_chain[-1]
    made = coordinator.post(here, {"name": "Wegwijzer"}, follow=True)
    form = made.context["form"]
    assert (form["project"].initial.name, form["call"].initial) == ("Wegwijzer", call)
    assert not Dossier.objects.exists()


def test_what_is_no_call_in_the_address_does_no_harm(coordinator, cast):
    here = reverse("projects:project_add", args=[cast.a.partnership.pk])
    made = coordinator.post(f"{here}?dossier=ja&oproep=%26x", {"name": "Wegwijzer"}, follow=True)
    assert (made.status_code, made.context["form"]["call"].value()) == (200, None)


def test_budget_says_that_cost_kinds_come_first(coordinator, cast):
    budget = BudgetFactory(dossier=DossierFactory(project=ProjectFactory(partnership=cast.a.partnership)))
    address = reverse("projects:budget_lines_add", args=[budget.pk])
    assert "Voeg de eerste kostensoort toe" in coordinator.get(address).content.decode()
    CostKindFactory(partnership=cast.a.partnership)
    assert "Voeg de eerste kostensoort toe" not in coordinator.get(address).content.decode()


@pytest.mark.django_db
def test_board_that_is_no_member_claims_for_what_the_budget_has_of_it(as_user):
    at = scene()
    lille = gov.OrganisationFactory(name="Gemeente Lille")
    browser = as_user(contact(at, lille, "lille@example.org"))
    address = reverse("projects:claim_add", args=[at.dossier.pk])
    page = browser.get(reverse("projects:claim_list", args=[at.dossier.pk])).content.decode()
    assert "heeft geen kosten in de begroting van dit dossier" in page
    assert address not in page
    assert browser.get(address).status_code == 403
    BudgetLineFactory(budget=at.line.budget, organisation=lille)
    page = browser.get(reverse("projects:claim_list", args=[at.dossier.pk])).content.decode()
    assert address in page
    sent = {"kind": "instalment", "from_on": "01-01-2016", "until_on": "30-06-2016"}
    assert browser.post(address, sent).status_code == 302
    assert Claim.objects.get().creditor == lille


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("months", "said"),
    [((10,), "× 10 maanden"), ((12, 12), "× 12 maanden"), ((10, 12), "per jaar")],
)
def test_line_of_staff_says_its_months_where_they_are_the_same_each_year(months, said):
    kind = CostKindFactory(is_staff=True)
    first = BudgetLineFactory(cost_kind=kind, months=months[0], year=2016)
    for more, one in enumerate(months[1:], start=1):
        BudgetLineFactory(
            budget=first.budget, cost_kind=kind, description=first.description,
            organisation=first.organisation, months=one, year=2016 + more,
        )  # fmt: skip
    (group,) = table_of(read_budget(first.budget))
    (row,) = group.rows
    assert row.reckoning.endswith(said)

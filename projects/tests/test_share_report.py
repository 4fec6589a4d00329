"""What one board pays per year, on a sheet of its own: the figures of its page, and for nobody else."""

from decimal import Decimal

import page
import pytest
from django.urls import reverse
from django.utils import timezone

from governance.tests.factories import OrganisationFactory
from projects.access.budget import may_see_share_report
from projects.models import read_budget
from projects.reports import share
from projects.tests import dossier_factories as make
from projects.tests.factories import ProjectFactory
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render_pdf
from wegwijzer.ui.words import euro

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(cast):
    project = ProjectFactory(partnership=cast.a.partnership)
    budget = make.BudgetFactory(dossier=make.DossierFactory(project=project, title="Aanvraag"))
    make.BudgetLineFactory(budget=budget, quantity=Decimal(3), unit_cost=Decimal("33.33"))
    make.ContributionFactory(budget=budget)
    return budget


def test_sheet_says_what_the_page_says_and_is_a_pdf_for_everybody(budget):
    book = read_budget(budget)
    for board in book.boards[:1]:
        printout = share(f"{budget.pk}-{board.pk}")
        html = html_of(printout)
        assert str(board) in html
        assert euro(book.share_of(board.pk)) in html
        assert euro(book.total) in html
        verdict = page.validate_pdf_bytes(render_pdf(printout), profile="ua1")
        assert [(failure.rule_id, failure.message) for failure in verdict.failures] == []


def test_button_on_the_page_asks_for_it(budget, client, cast):
    client.force_login(cast.a.coordinator)
    board = read_budget(budget).boards[0]
    at = reverse("projects:share_report", args=[budget.pk, board.pk])
    assert at in client.get(reverse("projects:budget_share", args=[budget.pk, board.pk])).content.decode()
    assert client.post(at).status_code == 302
    assert Report.objects.get().ref == f"{budget.pk}-{board.pk}"
    other = reverse("projects:share_report", args=[budget.pk, OrganisationFactory().pk])
    assert client.post(other).status_code == 404


def test_only_who_sees_the_budget_may_have_it(budget, cast):
    ref = f"{budget.pk}-{read_budget(budget).boards[0].pk}"
    now = timezone.now()
    assert may_see_share_report(cast.a.coordinator, ref, now)
    assert not may_see_share_report(cast.b.coordinator, ref, now)
    assert not may_see_share_report(cast.a.coordinator, "x", now)


@pytest.mark.parametrize("ref", ["", "x", "1", "1-", "999999-1", "1-2-3", "9" * 30 + "-1", "²-1"])
def test_nonsense_is_refused_in_words(budget, ref):
    with pytest.raises(UnknownReport):
        share(ref)
    with pytest.raises(UnknownReport):
        share(f"{budget.pk}-999999")

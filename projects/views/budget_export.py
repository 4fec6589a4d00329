"""The budget as a spreadsheet that goes on counting."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from projects import access
from projects.exports.budget_sheet import budget_workbook
from projects.models import read_budget
from wegwijzer.ui.downloads import spreadsheet


@require_safe
def budget_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Version `pk` with its lines, sources, key and contributions."""
    budget = access.budget_for(request.user, pk)
    name = slugify(budget.dossier.title)[:60] or "dossier"
    return spreadsheet(budget_workbook(read_budget(budget)), f"begroting-{name}-versie-{budget.number}.xlsx")

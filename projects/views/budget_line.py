"""Lines of a budget: entered fast, corrected, taken away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from projects import access
from projects.access import Can
from projects.actions import budget_line as lines
from projects.forms.budget_lines import BudgetLineForm, BudgetLinesForm
from projects.forms.rows import unjudged
from projects.views.budget import budget_url, crumbs_to
from projects.views.versioned import version_sent
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def budget_lines_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows to fill in or paste for version `pk`: all are kept, or none."""
    budget = access.budget_for(request.user, pk, Can.EDIT_DOSSIER)
    partnership = budget.dossier.partnership
    offered = {"kinds": access.cost_kinds_of(partnership), "boards": access.boards_around(partnership)}
    form = BudgetLinesForm(posted(request), budget=budget, **offered)
    is_valid = form.is_valid()
    if "more" in request.POST:
        unjudged(form)
    elif is_valid and not form.is_only_asked:
        with refusals_in(form):
            count = len(lines.add(budget, form.lines, by=request.user))
            said = ngettext("%s lijn is toegevoegd.", "%s lijnen zijn toegevoegd.", count)
            messages.success(request, said % count)
            return redirect(budget_url(budget))
    return form_page(
        request,
        form,
        template="projects/budget_lines_add.html",
        budget=budget,
        title=_("Voeg begrotingslijnen toe"),
        cancel_url=budget_url(budget),
        crumbs=crumbs_to(budget.dossier, _("Voeg lijnen toe")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    line = access.budget_line_for(request.user, pk, Can.EDIT_DOSSIER)
    partnership = line.budget.dossier.partnership
    offered = {"kinds": access.cost_kinds_of(partnership), "boards": access.boards_around(partnership)}
    form = BudgetLineForm(posted(request), initial=values_of(line, BudgetLineForm), **offered)
    if form.is_valid():
        with refusals_in(form):
            lines.change(line, by=request.user, **form.cleaned_data)
            messages.success(request, _("De lijn is bewaard."))
            return redirect(budget_url(line.budget))
    return form_page(
        request,
        form,
        template="projects/budget_line_edit.html",
        line=line,
        title=_("Wijzig een begrotingslijn"),
        button=_("Bewaar de lijn"),
        cancel_url=budget_url(line.budget),
        crumbs=crumbs_to(line.budget.dossier, _("Wijzig een lijn")),
    )


@require_POST
def budget_line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    line = access.budget_line_for(request.user, pk, Can.EDIT_DOSSIER)
    back = budget_url(line.budget)
    try:
        lines.remove(line, by=request.user, version=version_sent(request))
        messages.success(request, _("De lijn is geschrapt: %s.") % line)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=str(line), back=back)
    return redirect(back)

"""The kinds of cost of a partnership."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.models import Partnership
from projects import access
from projects.access import Can
from projects.actions import cost_kind as cost_kinds
from projects.forms.cost_kind import CostKindEditForm, CostKindForm
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def cost_kind_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of partnership `pk`, with how many lines of budgets they have."""
    partnership = access.partnership_for(request.user, pk)
    context = {
        "partnership": partnership,
        "kinds": access.cost_kinds_of(partnership, counted=True),
        "may": access.needs(request.user, partnership, [Can.EDIT_DOSSIER]),
    }
    return render(request, "projects/cost_kind_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cost_kind_add(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for(request.user, pk, Can.EDIT_DOSSIER)
    form = CostKindForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            kind = cost_kinds.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("De kostensoort ‘%s’ is toegevoegd.") % kind)
            return redirect("projects:cost_kind_list", pk)
    return form_page(
        request,
        form,
        title=_("Voeg een kostensoort toe"),
        lead=partnership,
        button=_("Voeg de kostensoort toe"),
        cancel_url=_list(partnership),
        crumbs=_crumbs(partnership, _("Nieuwe kostensoort")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cost_kind_edit(request: HttpRequest, pk: int) -> HttpResponse:
    kind = access.cost_kind_for(request.user, pk, Can.EDIT_DOSSIER)
    form = CostKindEditForm(posted(request), initial=values_of(kind, CostKindEditForm))
    if form.is_valid():
        with refusals_in(form):
            cost_kinds.change(kind, by=request.user, **form.cleaned_data)
            messages.success(request, _("De kostensoort is bewaard."))
            return redirect(_list(kind.partnership))
    return form_page(
        request,
        form,
        title=_("Wijzig de kostensoort"),
        lead=_("De naam wijzigt ook in begrotingen die vastliggen: het is dezelfde soort."),
        button=_("Bewaar de kostensoort"),
        cancel_url=_list(kind.partnership),
        crumbs=_crumbs(kind.partnership, _("Wijzig")),
    )


def _list(partnership: Partnership) -> str:
    return reverse("projects:cost_kind_list", args=[partnership.pk])


def _crumbs(partnership: Partnership, here: object) -> list[tuple[object, str | None]]:
    return [
        (_("Dossiers"), reverse("projects:dossier_list")),
        (_("Kostensoorten"), _list(partnership)),
        (here, None),
    ]

"""What is measured in a partnership, and how far its figures are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.models import Partnership
from onboarding import access
from onboarding.access import Can
from onboarding.access import indicators as indicator_access
from onboarding.actions import indicator as indicators
from onboarding.forms.indicator import IndicatorEditForm, IndicatorForm
from onboarding.models import Indicator, last_full_year
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of

WANTED = [Can.EDIT_INDICATORS, Can.MAKE_YEAR_REPORT]


@require_safe
def indicator_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What partnership `pk` measures: of each how many members filled in the newest year."""
    partnership = indicator_access.partnership_for(request.user, pk)
    last = indicator_access.last_year_to_read(partnership)
    book = indicator_access.book_until(partnership, last)
    context = {
        "partnership": partnership,
        "book": book,
        "last": last,
        "rows": [(row, *book.filled(row, last)) for row in book.indicators],
        "missing": [one for one in indicator_access.missing_figures(request.user) if one.partnership == partnership],
        "may_fill": indicator_access.may_fill(request.user, partnership),
        "asked_year": last_full_year(),
        "may": access.needs(request.user, partnership, WANTED),
    }
    return render(request, "onboarding/indicator_list.html", context)


@require_POST
def indicator_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The start set, for who has nothing yet."""
    partnership = indicator_access.partnership_for(request.user, pk, Can.EDIT_INDICATORS)
    try:
        number = indicators.begin(partnership, by=request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _("%s cijfers staan klaar. Wijzig ze, of voeg er zelf toe.") % number)
    return redirect(figures_url(partnership))


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_add(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = indicator_access.partnership_for(request.user, pk, Can.EDIT_INDICATORS)
    form = IndicatorForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            row = indicators.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ staat erbij.") % row)
            return redirect(indicator_url(row))
    return form_page(
        request,
        form,
        title=_("Nieuw cijfer"),
        lead=_("Wat wilt u van elke gemeente weten, jaar na jaar?"),
        button=_("Voeg het cijfer toe"),
        cancel_url=figures_url(partnership),
        crumbs=crumbs_of(partnership, (_("Nieuw"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_access.indicator_for(request.user, pk, Can.EDIT_INDICATORS)
    form = IndicatorEditForm(posted(request), initial=values_of(row, IndicatorEditForm))
    if form.is_valid():
        with refusals_in(form):
            indicators.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het cijfer is bewaard."))
            return redirect(indicator_url(row))
    return form_page(
        request,
        form,
        title=_("Wijzig het cijfer"),
        lead=row.name,
        button=_("Bewaar het cijfer"),
        cancel_url=indicator_url(row),
        crumbs=crumbs_of(row.partnership, (row.name, indicator_url(row)), (_("Wijzigen"), None)),
    )


@require_POST
def indicator_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up, or down when `naar` says so."""
    row = indicator_access.indicator_for(request.user, pk, Can.EDIT_INDICATORS)
    indicators.move(row, by=request.user, up=request.POST.get("naar") != "later")
    return redirect(figures_url(row.partnership))


@require_POST
def indicator_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_access.indicator_for(request.user, pk, Can.EDIT_INDICATORS)
    done = _("‘%s’ is geschrapt.") % row.name
    return pressed(request, row, indicators.remove, figures_url(row.partnership), done=done, name=row.name)


def figures_url(partnership: Partnership) -> str:
    return reverse("onboarding:indicator_list", args=[partnership.pk])


def indicator_url(row: Indicator) -> str:
    return reverse("onboarding:indicator_detail", args=[row.pk])


def crumbs_of(partnership: Partnership, *steps: tuple[object, str | None]) -> list[tuple[Any, str | None]]:
    return [
        (_("Onthaal"), reverse("onboarding:start")),
        (_("Cijfers van %s") % partnership.name, figures_url(partnership)),
        *steps,
    ]

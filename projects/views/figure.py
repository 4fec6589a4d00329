"""Figures: filled in once in a grid, counted out in three shapes; what is counted, and under which own codes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.access import reporting as reporting_access
from projects.actions import figure as figures
from projects.exports.figures import FUNDER, SHAPES, figures_workbook
from projects.forms.figure import CodesForm, FigureLineChangeForm, FigureLineForm, FiguresForm
from projects.models import Dossier, FigureBook
from projects.models.figure_book import Days
from projects.views.parts import removed
from projects.views.reporting import reporting_crumbs
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import fill_in_again, form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def figure_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of the dossier `pk` in one period (?periode=): a coordinator fills in all, a contact the own ones."""
    dossier = access.dossier_for(request.user, pk, Can.ENTER_FIGURES)
    book = FigureBook(dossier)
    boards = reporting_access.boards_to_fill(request.user, dossier, book.boards)
    days = _asked(book.periods, request.GET.get("periode", ""))
    form = FiguresForm(posted(request), book=book, days=days, boards=boards) if days else None
    if form is not None and days is not None and form.is_valid():
        try:
            count = figures.fill(dossier, days, form.typed, by=request.user)
        except figures.Overtaken as overtaken:
            form.refuse(overtaken.cells)
        else:
            _say(request, count)
            return redirect(request.get_full_path())
    if form is not None:
        fill_in_again(request, form)
    context = {
        "dossier": dossier,
        "book": book,
        "boards": boards,
        "days": days,
        "form": form,
        "coded": [board for board in boards if book.lines],
        "straddling": book.straddling(days) if days else [],
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER]),
    }
    return render(
        request, "projects/figure_grid.html", context, status=422 if form is not None and form.errors else 200
    )


def _say(request: HttpRequest, count: int) -> None:
    if count:
        messages.success(request, ngettext("%s cijfer is bewaard.", "%s cijfers zijn bewaard.", count) % count)
    else:
        messages.info(request, _("Alles stond er al zo: er is niets veranderd."))


def _asked(periods: list[Days], key: str) -> Days | None:
    """The period that was asked; else that of today, else the last that began, else the first."""
    for days in periods:
        if days.key == key:
            return days
    begun = [days for days in periods if days.first <= today()]
    return (begun or periods[:1] or [None])[-1]


@require_safe
def figure_export(request: HttpRequest, pk: int) -> HttpResponse:
    """As a spreadsheet, in the shape ?vorm=; over the period of a report (?verslag=), else over everything."""
    dossier = access.dossier_for(request.user, pk)
    book = FigureBook(dossier)
    shape = request.GET.get("vorm", "")
    shape = shape if shape in SHAPES else FUNDER
    whole = Days(book.periods[0].first, book.periods[-1].last) if book.periods else Days(today(), today())
    days = _asked_report(book, request.GET.get("verslag", "")) or whole
    name = f"cijfers-{shape}-{slugify(dossier.title)[:60]}-{days.last:%Y-%m-%d}.xlsx"
    return spreadsheet(figures_workbook(book, days, shape), name)


def _asked_report(book: FigureBook, key: str) -> Days | None:
    row = next((row for row in book.reports if str(row.pk) == key), None)
    return Days(row.from_on, row.until_on) if row and row.from_on and row.until_on else None


@require_http_methods(["GET", "HEAD", "POST"])
def figure_line_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Something more to count for the dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = FigureLineForm(posted(request), actions=reporting_access.actions_to_count(dossier))
    if form.is_valid():
        with refusals_in(form):
            line = figures.add_line(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ wordt nu geteld.") % line)
            return redirect(grid_url(dossier))
    return _form(request, form, dossier, title=_("Tel iets voor een actie"), button=_("Tel dit voortaan"))


@require_http_methods(["GET", "HEAD", "POST"])
def figure_line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    line = reporting_access.figure_line_for(request.user, pk, Can.EDIT_DOSSIER)
    actions = reporting_access.actions_to_count(line.dossier) | {line.objective_id: str(line.objective)}
    form = FigureLineChangeForm(posted(request), actions=actions, initial=values_of(line, FigureLineChangeForm))
    if form.is_valid():
        with refusals_in(form):
            figures.change_line(line, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ is bewaard.") % line)
            return redirect(grid_url(line.dossier))
    return _form(request, form, line.dossier, title=_("Wijzig wat u telt"), button=_("Bewaar wat u telt"))


@require_POST
def figure_line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    line = reporting_access.figure_line_for(request.user, pk, Can.EDIT_DOSSIER)
    return removed(request, line, figures.remove_line, grid_url(line.dossier))


@require_http_methods(["GET", "HEAD", "POST"])
def figure_codes(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """The codes of one board for the actions that are counted in the dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.ENTER_FIGURES)
    book = FigureBook(dossier)
    board = reporting_access.board_to_fill(request.user, dossier, book.boards, organisation)
    form = CodesForm(posted(request), actions=_actions(book), codes=_codes(book, board))
    if form.is_valid():
        with refusals_in(form):
            figures.set_codes(dossier, board, form.codes, by=request.user)
            messages.success(request, _("De codes van %s zijn bewaard.") % board)
            return redirect(grid_url(dossier))
    title = _("Codes in het meerjarenplan van %s") % board
    return _form(request, form, dossier, title=title, button=_("Bewaar de codes"))


def _actions(book: FigureBook) -> list[tuple[int, str]]:
    """Each once, in the order of the plan."""
    return list({line.objective_id: f"{book.code(line)} {line.objective}".strip() for line in book.lines}.items())


def _codes(book: FigureBook, board: Organisation) -> dict[int, str]:
    return {objective: row.code for (objective, owner), row in book.own_codes.items() if owner == board.pk}


def grid_url(dossier: Dossier) -> str:
    return reverse("projects:figure_grid", args=[dossier.pk])


def _form(request: HttpRequest, form: Any, dossier: Dossier, *, title: Any, button: Any) -> HttpResponse:
    crumbs = reporting_crumbs(dossier, title)
    return form_page(
        request, form, title=title, lead=dossier.title, button=button, cancel_url=grid_url(dossier), crumbs=crumbs
    )

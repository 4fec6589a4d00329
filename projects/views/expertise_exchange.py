"""The ledger of give and take of a partnership: balance, pairs, rows, and the forms that fill it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import partnership_names
from governance.forms.periods import WithdrawForm
from governance.models import Partnership
from projects import access
from projects.access import Can
from projects.actions import expertise_exchange as exchanges
from projects.exports.give_take import give_take_workbook
from projects.forms.expertise_exchange import ExchangeChangeForm, ExchangeFilterForm, ExchangeRowsForm
from projects.forms.rows import asks_for_more, unjudged
from projects.forms.work_form import names_of
from projects.models import ExpertiseExchange
from projects.models.give_take import ONE_WAY_DAYS, ONE_WAY_HOURS, GiveTake, read_give_take
from wegwijzer.accounts.periods import today
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "dag": ("-given_on", "-pk"),
    "gever": ("giver__name", "-given_on"),
    "ontvanger": ("receiver__name", "-given_on"),
    "werkvorm": ("form__name", "-given_on"),
    "uren": ("-hours", "-given_on"),
}


@require_safe
def expertise_start(request: HttpRequest) -> HttpResponse:
    """The ledgers that this login may see; where that is one, that one."""
    names = partnership_names(request.user)
    if len(names) == 1:
        return redirect("projects:expertise_exchange_list", next(iter(names)))
    return render(request, "projects/expertise_start.html", {"names": names.items()})


def _listing(
    request: HttpRequest, partnership: Partnership, ledger: GiveTake, per_page: int = 25
) -> "Listing[ExpertiseExchange]":
    return Listing(
        request,
        access.exchanges_of(partnership),
        sorts=SORTS,
        search=("subject", "giver__name", "receiver__name", "form__name"),
        filters=ExchangeFilterForm(
            request.GET,
            names=names_of(partnership),
            organisations={row.pk: row.name for row in ledger.organisations},
        ),
        noun=(_("uitwisseling"), _("uitwisselingen")),
        per_page=per_page,
    )


@require_safe
def expertise_exchange_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger of partnership `pk`."""
    partnership = access.partnership_for(request.user, pk)
    ledger = read_give_take(partnership, today())
    listing = _listing(request, partnership, ledger)
    may = access.needs(request.user, partnership, [Can.NOTE_EXCHANGE, Can.EDIT_DOSSIER])
    own = access.own_boards(request.user, partnership)
    for row in listing:
        row.may_change = own is None or bool(own & row.party_keys)  # type: ignore[attr-defined]
    context = {
        "partnership": partnership,
        "ledger": ledger,
        "listing": listing,
        "export_query": listing.link(page=""),
        "rule": {"hours": ONE_WAY_HOURS, "months": ONE_WAY_DAYS // 30},
        "may": may,
    }
    return render(request, "projects/expertise_exchange_list.html", context)


@require_safe
def expertise_exchange_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that are shown, every page of them, with the balance and the pairs, as a spreadsheet."""
    partnership = access.partnership_for(request.user, pk)
    ledger = read_give_take(partnership, today())
    rows = _listing(request, partnership, ledger, per_page=100_000)
    content = give_take_workbook(rows, ledger, _("Geven en nemen in %s") % partnership)
    return spreadsheet(content, f"uitwisseling-{slugify(partnership.name)[:60]}-{today():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def expertise_exchange_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Several rows at once, for all by who coordinates and for the own board by a contact person."""
    partnership = access.partnership_for(request.user, pk, Can.NOTE_EXCHANGE)
    form = ExchangeRowsForm(
        posted(request), **access.exchange_choices(request.user, partnership), names=names_of(partnership)
    )
    if asks_for_more(posted(request)):
        unjudged(form)
    elif form.is_valid():
        with refusals_in(form):
            number = exchanges.note_many(partnership, by=request.user, **form.values)
            told = ngettext("%s uitwisseling is genoteerd.", "%s uitwisselingen zijn genoteerd.", number)
            messages.success(request, told % number)
            return redirect(_list(partnership))
    return form_page(
        request,
        form,
        template="projects/expertise_exchange_add.html",
        partnership=partnership,
        title=_("Noteer uitwisselingen"),
        button=_("Noteer de uitwisselingen"),
        cancel_url=_list(partnership),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def expertise_exchange_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.expertise_exchange_for(request.user, pk, Can.EDIT_EXCHANGE)
    fields = ("given_on", "giver", "receiver", "hours", "subject", "collaboration", "version")
    form = ExchangeChangeForm(
        posted(request),
        initial={name: getattr(row, name) for name in fields} | {"form": row.form.name},
        **access.exchange_choices(request.user, row.partnership),
        names=names_of(row.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            exchanges.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("De uitwisseling is bewaard."))
            return redirect(_list(row.partnership))
    return _row_form(request, form, row, _("Wijzig de uitwisseling"), _("Bewaar de uitwisseling"))


@require_http_methods(["GET", "HEAD", "POST"])
def expertise_exchange_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.expertise_exchange_for(request.user, pk, Can.EDIT_EXCHANGE)
    form = WithdrawForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        with refusals_in(form):
            exchanges.remove(row, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De uitwisseling is geschrapt."))
            return redirect(_list(row.partnership))
    return _row_form(request, form, row, _("Schrap de uitwisseling"), _("Schrap de uitwisseling"))


def _list(partnership: Partnership) -> str:
    return reverse("projects:expertise_exchange_list", args=[partnership.pk])


def _row_form(request: HttpRequest, form: Any, row: ExpertiseExchange, title: str, button: str) -> HttpResponse:
    back = _list(row.partnership)
    return form_page(
        request,
        form,
        title=title,
        lead=row.subject,
        button=button,
        cancel_url=back,
        crumbs=[(_("Dossiers"), reverse("projects:dossier_list")), (_("Uitwisseling"), back), (title, None)],
    )

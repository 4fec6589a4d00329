"""Policy signals: from source to what became of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import signal as signals
from governance.forms.signal import SignalChangeForm, SignalCloseForm, SignalFilterForm, SignalForm
from governance.models import Signal
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing


@require_safe
def signal_list(request: HttpRequest) -> HttpResponse:
    rows = access.signals_for(request.user)
    listing = Listing(
        request,
        rows,
        sorts={"datum": "-noted_on", "onderwerp": "subject", "bron": ("source", "-noted_on")},
        search=("subject", "text", "source", "addressee", "outcome"),
        filters=SignalFilterForm(
            request.GET, partnerships=access.partnership_names(request.user), visible=rows.order_by()
        ),
        noun=(_("signaal"), _("signalen")),
    )
    context = {
        "listing": listing,
        "name": _("Beleidssignalen"),
        "may_add_in": access.partnerships_where(request.user, Can.NOTE_SIGNAL),
    }
    return render(request, "governance/signal_list.html", context)


@require_safe
def signal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    signal = access.signal_for(request.user, pk)
    context = {
        "signal": signal,
        "themes": signal.themes.all(),
        "items": access.items_for(request.user).filter(signals=signal),
        "decisions": access.decisions_of(request.user).filter(signals=signal).select_related("body", "meeting"),
        "may": access.needs(request.user, signal, [Can.EDIT_SIGNAL, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, signal),
    }
    return render(request, "governance/signal_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def signal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A signal for partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.NOTE_SIGNAL)
    around = access.organisations_around(partnership)
    form = SignalForm(posted(request), organisations=around, initial={"noted_on": today()})
    if form.is_valid():
        with refusals_in(form):
            signal = signals.note(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het signaal is opgetekend."))
            return redirect("governance:signal_detail", signal.pk)
    return form_page(
        request,
        form,
        title=_("Teken een signaal op"),
        lead=partnership,
        button=_("Teken het signaal op"),
        cancel_url=reverse("governance:signal_list"),
        crumbs=[(_("Beleidssignalen"), reverse("governance:signal_list")), (_("Nieuw signaal"), None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def signal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    signal = access.signal_for(request.user, pk, Can.EDIT_SIGNAL)
    form = SignalChangeForm(
        posted(request),
        signal=signal,
        organisations=access.organisations_around(signal.partnership),
        items=access.items_around(request.user, signal),
        decisions=access.decisions_around(request.user, signal),
    )
    if form.is_valid():
        with refusals_in(form):
            signals.change(signal, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het signaal is bewaard."))
            return redirect("governance:signal_detail", pk)
    return form_page(
        request,
        form,
        title=_("Wijzig het signaal"),
        button=_("Bewaar het signaal"),
        cancel_url=_page(signal),
        crumbs=_crumbs(signal),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def signal_close(request: HttpRequest, pk: int) -> HttpResponse:
    """With what became of it."""
    signal = access.signal_for(request.user, pk, Can.EDIT_SIGNAL)
    start = {"version": signal.version, "outcome": signal.outcome, "closed_on": signal.closed_on or today()}
    form = SignalCloseForm(posted(request), initial=start)
    if form.is_valid():
        with refusals_in(form):
            signals.close(signal, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het signaal is afgerond."))
            return redirect("governance:signal_detail", pk)
    return form_page(
        request,
        form,
        title=_("Rond het signaal af"),
        lead=signal.subject,
        button=_("Rond het signaal af"),
        cancel_url=_page(signal),
        crumbs=_crumbs(signal),
    )


@require_POST
def signal_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    signal = access.signal_for(request.user, pk, Can.EDIT_SIGNAL)
    try:
        signals.reopen(signal, by=request.user)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=signal.subject, back=_page(signal))
    messages.success(request, _("Het signaal loopt weer."))
    return redirect("governance:signal_detail", pk)


def _page(signal: Signal) -> str:
    return reverse("governance:signal_detail", args=[signal.pk])


def _crumbs(signal: Signal) -> list[tuple[object, str | None]]:
    return [(_("Beleidssignalen"), reverse("governance:signal_list")), (signal, _page(signal))]

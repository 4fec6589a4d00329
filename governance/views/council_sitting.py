"""The sittings of a council: one by one, or a year at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import council_sitting as sittings
from governance.forms.council import CouncilSittingEditForm, CouncilSittingForm
from governance.forms.council_sittings import CouncilRhythmForm, CouncilSittingsForm
from governance.forms.periods import WithdrawForm
from governance.models import Council
from governance.views.council import crumbs_of
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.words import day


@require_http_methods(["GET", "HEAD", "POST"])
def council_sittings(request: HttpRequest, pk: int) -> HttpResponse:
    """Many at once: pasted, out of a file, or proposed from a rhythm; looked at before they are kept."""
    council = access.council_for(request.user, pk, Can.EDIT_COUNCIL)
    recesses = list(council.organisation.recesses.all())
    twin = access.twin_of(request.user, council)
    facts = {
        "council": council,
        "twin": twin,
        "known": dict(council.sittings.values_list("held_on", "agenda_closes_on")),
        "recesses": recesses,
    }
    rhythm = CouncilRhythmForm(request.GET if "year" in request.GET else None, initial=CouncilRhythmForm.usual())
    if request.method == "POST":
        form = CouncilSittingsForm(request.POST, request.FILES, **facts)
    else:
        form = CouncilSittingsForm(initial={"text": _proposed(request, rhythm, council, recesses)}, **facts)
    if form.is_bound and form.is_confirmed:
        with refusals_in(form):
            targets = [council, twin] if twin and form.cleaned_data.get("twin") else [council]
            _tell(request, len(sittings.add_to(targets, by=request.user, days=form.days)))
            return redirect("governance:council_detail", pk)
    return form_page(
        request,
        form.shown_again() if form.is_bound else form,
        template="governance/council_sittings.html",
        council=council,
        twin=twin,
        rhythm=rhythm,
        rows=form.rows,
        new_count=len(form.new_rows),
        is_checked=form.is_bound and not form.errors,
        cancel_url=reverse("governance:council_detail", args=[pk]),
    )


def _proposed(request: HttpRequest, rhythm: CouncilRhythmForm, council: Council, recesses: list[Any]) -> str:
    if not rhythm.is_bound or not rhythm.is_valid():
        return ""
    text, left_out = rhythm.lines(council, recesses)
    if left_out:
        said = ngettext(
            "%s dag viel in het reces en is weggelaten.", "%s dagen vielen in het reces en zijn weggelaten.", left_out
        )
        messages.info(request, said % left_out)
    return text


def _tell(request: HttpRequest, count: int) -> None:
    said = ngettext("%s zitting is toegevoegd.", "%s zittingen zijn toegevoegd.", count) % count
    messages.success(request, said if count else _("Deze zittingen stonden er al."))


@require_http_methods(["GET", "HEAD", "POST"])
def council_sitting_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One sitting of council `pk`."""
    council = access.council_for(request.user, pk, Can.EDIT_COUNCIL)
    form = CouncilSittingForm(posted(request), council=council)
    if form.is_valid():
        with refusals_in(form):
            asked = (form.cleaned_data["held_on"], form.cleaned_data["agenda_closes_on"])
            _tell(request, len(sittings.add(council, by=request.user, days=[asked])))
            return redirect("governance:council_detail", pk)
    return form_page(
        request,
        form,
        title=_("Voeg een zitting toe"),
        lead=str(council),
        button=_("Voeg de zitting toe"),
        cancel_url=reverse("governance:council_detail", args=[pk]),
        crumbs=crumbs_of(council),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def council_sitting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    sitting = access.council_sitting_for(request.user, pk, Can.EDIT_COUNCIL)
    council = sitting.council
    start = values_of(sitting, CouncilSittingEditForm)
    form = CouncilSittingEditForm(posted(request), council=council, initial=start)
    if form.is_valid():
        with refusals_in(form):
            sittings.change(sitting, by=request.user, **form.cleaned_data)
            messages.success(request, _("De zitting van %s is bewaard.") % day(sitting.held_on))
            return redirect("governance:council_detail", council.pk)
    return form_page(
        request,
        form,
        title=_("Wijzig de zitting"),
        lead=f"{council}, {day(sitting.held_on)}",
        button=_("Bewaar de zitting"),
        cancel_url=reverse("governance:council_detail", args=[council.pk]),
        crumbs=crumbs_of(council),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def council_sitting_remove(request: HttpRequest, pk: int) -> HttpResponse:
    sitting = access.council_sitting_for(request.user, pk, Can.EDIT_COUNCIL)
    council = sitting.council
    form = WithdrawForm(posted(request), initial={"version": sitting.version})
    if form.is_valid():
        with refusals_in(form):
            sittings.remove(sitting, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De zitting van %s is geschrapt.") % day(sitting.held_on))
            return redirect("governance:council_detail", council.pk)
    return form_page(
        request,
        form,
        title=_("Schrap de zitting"),
        lead=_("%(council)s, %(day)s. Wat daar al beslist werd, blijft bewaard.")
        % {"council": council, "day": day(sitting.held_on)},
        button=_("Schrap de zitting"),
        cancel_url=reverse("governance:council_detail", args=[council.pk]),
        crumbs=crumbs_of(council),
    )

"""Decisions: drafted under an item, kept in the register."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import decision as decisions
from governance.forms.decision import DecisionForm, WithdrawalForm
from governance.forms.register import RegisterFilter
from governance.models import Decision, Vote, VoteKind, chain_of, effects_of
from governance.views.sitting import answer_refusals, crumbs_of, sitting_url
from wegwijzer.ui.editing import form_page, refusals_in
from wegwijzer.ui.listing import Listing


@require_http_methods(["GET", "HEAD", "POST"])
def decision_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision under the agenda item `pk`."""
    item = access.minuted_item_for(request.user, pk, Can.MINUTE_MEETING)
    assert item.meeting is not None
    form = DecisionForm(request.POST or None, meeting=item.meeting)
    if form.is_valid():
        with refusals_in(form):
            decision = decisions.draft(item, by=request.user, **form.values)
            messages.success(request, _("Het besluit staat bij het punt."))
            return redirect(_at(decision))
    title = _("Besluit bij %(item)s") % {"item": item}
    back = sitting_url(item.meeting_id, f"punt-{item.pk}")
    return form_page(
        request,
        form,
        title=title,
        button=_("Bewaar het besluit"),
        cancel_url=back,
        crumbs=crumbs_of(item.meeting, (_("Nieuw besluit"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its text, articles and outcome."""
    decision = access.decision_for(request.user, pk, Can.MINUTE_MEETING)
    form = DecisionForm(request.POST or None, meeting=decision.meeting, decision=decision)
    if form.is_valid():
        with refusals_in(form):
            version = form.cleaned_data["version"]
            decisions.change(decision, by=request.user, version=version, **form.values)
            messages.success(request, _("Het besluit is bewaard."))
            return redirect(_at(decision))
    title = _("Wijzig %(decision)s") % {"decision": decision.label}
    return form_page(
        request,
        form,
        title=title,
        button=_("Bewaar het besluit"),
        cancel_url=_at(decision),
        crumbs=crumbs_of(decision.meeting, (capfirst(decision.label), None)),
    )


@require_POST
def decision_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Only without a number."""
    decision = access.decision_for(request.user, pk, Can.MINUTE_MEETING)
    back = sitting_url(decision.meeting_id, f"punt-{decision.item_id}")
    done = _("Het besluit ‘%(title)s’ is geschrapt.") % {"title": decision.title}
    answer_refusals(request, lambda: decisions.remove(decision, by=request.user), done)
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """With the reason; number and text stay."""
    decision = access.decision_for(request.user, pk, Can.MINUTE_MEETING)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            decisions.withdraw(decision, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Het besluit is ingetrokken."))
            return redirect(_at(decision))
    return form_page(
        request,
        form,
        title=_("Trek %(decision)s in") % {"decision": decision.label},
        lead=_("Het besluit blijft in het register staan, met de reden."),
        button=_("Trek het besluit in"),
        cancel_url=_at(decision),
        crumbs=crumbs_of(decision.meeting, (capfirst(decision.label), None)),
    )


def _at(decision: Decision) -> str:
    return sitting_url(decision.meeting_id, f"besluit-{decision.pk}")


SORTS: dict[str, Any] = {
    "datum": ("-meeting__actual_start", "-number"),
    "nummer": ("-year", "-number"),
    "orgaan": ("body__name", "-year", "-number"),
    "titel": "title",
}

IN_LIST = (
    "title",
    "year",
    "number",
    "outcome",
    "condition",
    "body__name",
    "meeting__actual_start",
    "meeting__planned_start",
)


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """The register: every decision that this person may see."""
    rows = access.decisions_of(request.user)
    filters = RegisterFilter(request.GET, visible=rows, user=request.user)
    listing = Listing(
        request,
        rows.select_related("body", "meeting").only(*IN_LIST),
        sorts=SORTS,
        search=("title", "considerations", "item__title"),
        search_within=("articles__text", "themes__name"),
        filters=filters,
        noun=(_("besluit"), _("besluiten")),
    )
    context = {"listing": listing, "decisions": listing.rows, "effects": effects_of(listing.rows)}
    return render(request, "governance/decision_list.html", context)


def named_votes(decision: Decision) -> "QuerySet[Vote] | tuple[()]":
    """Who voted what, where that was told."""
    if decision.vote_kind != VoteKind.NAMED:
        return ()
    return decision.votes.select_related("attendance__organisation")


@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with its vote, and what happened to it."""
    decision = access.decision_for(request.user, pk)
    may = access.needs(request.user, decision, (Can.SEE_DRAFT, Can.SEE_HISTORY, Can.MAKE_REPORT, Can.EDIT_ROUND))
    rounds = access.rounds_around(request.user, decision)
    context = {
        "chain": chain_of(decision, rounds, access.advice_of(request.user, decision)),
        "themes": decision.themes.all(),
        "decision": decision,
        "articles": decision.articles.all(),
        "votes": named_votes(decision),
        "languages": decision.meeting.languages,
        "may": may,
        "history": access.history_for(request.user, decision) if Can.SEE_HISTORY in may else [],
        "report_url": reverse("governance:decision_report", args=[pk]),
    }
    return render(request, "governance/decision_detail.html", context)

"""A round until it is sent: made from a decision or by itself, changed, sent."""

import datetime as dt
from collections.abc import Callable
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
from governance.actions import approval_round as rounds
from governance.actions.round_plan import Plan
from governance.forms.approval_round import RoundChangeForm, RoundForm, RunningForm, SendForm
from governance.models import ApprovalRound, Decision, Partnership, RoundState, book_of, planning_for, planning_of
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of

Make = Callable[[Plan, bool], ApprovalRound]  # from what was filled in, and whether to send it at once


@require_http_methods(["GET", "HEAD", "POST"])
def approval_round_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A round of the partnership `pk`, without a decision."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_ROUND)
    return prepare_page(
        request,
        partnership,
        lead=str(partnership),
        back=reverse("governance:approval_round_list"),
        make=_maker(request, partnership, None),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def approval_round_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """A round that follows from the decision `pk`, which brings its text along."""
    decision = access.decision_for(request.user, pk, Can.EDIT_ROUND)
    return prepare_page(
        request,
        decision.partnership,
        lead=_("Bij %s") % decision,
        back=reverse("governance:decision_detail", args=[pk]),
        make=_maker(request, decision.partnership, decision),
        initial=RoundForm.starting_from(decision),
        annexes=access.papers_with(request.user, decision),
    )


def _deadline(form: RoundForm) -> dt.date | None:
    """The day that stands in the form, as far as there is still something to plan towards it."""
    day = getattr(form, "cleaned_data", form.initial).get("deadline_on")
    return day if day and day >= today() else None


def _maker(request: HttpRequest, partnership: Partnership, decision: Decision | None) -> Make:
    def make(plan: Plan, send: bool) -> ApprovalRound:
        action = rounds.start if send else rounds.prepare
        return action(partnership, plan, by=request.user, decision=decision)

    return make


def prepare_page(
    request: HttpRequest, partnership: Partnership, *, lead: str, back: str, make: Make, **about: Any
) -> HttpResponse:
    """The form of a new round, for a partnership that came through its gate: kept as a draft, or sent at once.

    `make` carries it out; it may raise Refused. `about` is what else the form takes, its `initial` for one.
    """
    organisations = access.organisations_to_ask(partnership)
    about = {"initial": RoundForm.starting_blank()} | about
    form = RoundForm(
        posted(request), request.FILES or None, partnership=partnership, organisations=organisations, **about
    )
    if form.is_valid():
        with refusals_in(form):
            send = "send" in request.POST
            round_ = make(form.plan, send)
            if send:
                _say_sent(request, round_)
            else:
                messages.success(request, _("De ronde staat klaar. Nog niemand kreeg ze te zien."))
            return redirect("governance:approval_round_detail", round_.pk)
    deadline = _deadline(form)
    return form_page(
        request,
        form,
        template="governance/approval_round_form.html",
        planning=planning_for(form.likely, deadline) if deadline else None,
        planning_url=f"{reverse('governance:council_list')}?verband={partnership.pk}",
        title=_("Begin een goedkeuringsronde"),
        lead=lead,
        cancel_url=back,
        is_new=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def approval_round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a round in preparation; of one that runs only what may still be different."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    back = reverse("governance:approval_round_detail", args=[pk])
    if round_.state != RoundState.DRAFT:
        return _adjust(request, round_, back)
    book = book_of(round_)
    form = RoundChangeForm(
        posted(request),
        request.FILES or None,
        partnership=round_.partnership,
        organisations=access.organisations_to_ask(round_.partnership),
        parties=book.parties,
        annexes=[annex.document_version for annex in access.annexes_of(round_)],
        initial=RoundChangeForm.current(book),
    )
    if form.is_valid():
        with refusals_in(form):
            rounds.change(round_, form.plan, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De ronde is bewaard."))
            return redirect(back)
    deadline = _deadline(form)
    return form_page(
        request,
        form,
        template="governance/approval_round_form.html",
        planning=planning_of(book, deadline) if deadline else None,
        planning_url=reverse("governance:round_planning", args=[pk]),
        title=_("Wijzig de ronde"),
        lead=round_.title,
        cancel_url=back,
        is_new=False,
    )


def _adjust(request: HttpRequest, round_: ApprovalRound, back: str) -> HttpResponse:
    form = RunningForm(posted(request), initial=values_of(round_, RunningForm))
    if form.is_valid():
        with refusals_in(form):
            rounds.adjust(round_, by=request.user, **form.cleaned_data)
            messages.success(request, _("De ronde is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig de ronde"),
        lead=_("De vraag is verstuurd. Voor een andere tekst maakt u een nieuwe versie."),
        button=_("Bewaar de ronde"),
        cancel_url=back,
        crumbs=crumbs_to(round_, _("Wijzig")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def approval_round_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the question to everybody who is asked."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    book = book_of(round_)
    back = reverse("governance:approval_round_detail", args=[pk])
    form = SendForm(posted(request), initial={"version": round_.version, "asked_on": round_.asked_on or book.day})
    if form.is_valid():
        with refusals_in(form):
            rounds.open(round_, by=request.user, **form.cleaned_data)
            _say_sent(request, round_)
            return redirect(back)
    total = len(book.parties)
    chances = [planning_of(book).in_short] if round_.deadline_on >= today() and total else []
    words = ngettext(
        "%(count)s organisatie beslist over deze tekst.", "%(count)s organisaties beslissen over deze tekst.", total
    )
    return form_page(
        request,
        form,
        title=_("Verstuur de vraag"),
        lead=" ".join([words % {"count": total}, book.threshold, *chances]),
        button=_("Verstuur aan de besturen"),
        cancel_url=back,
        crumbs=crumbs_to(round_, _("Verstuur")),
    )


def crumbs_to(round_: ApprovalRound, here: str) -> list[tuple[str, str | None]]:
    return [
        (_("Goedkeuringsrondes"), reverse("governance:approval_round_list")),
        (round_.title, reverse("governance:approval_round_detail", args=[round_.pk])),
        (here, None),
    ]


def _say_sent(request: HttpRequest, round_: ApprovalRound) -> None:
    count = round_.parties.count()
    words = ngettext(
        "De vraag is verstuurd aan %(count)s organisatie.", "De vraag is verstuurd aan %(count)s organisaties.", count
    )
    messages.success(request, words % {"count": count})

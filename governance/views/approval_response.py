"""What an organ decided: told by who speaks for the organisation, or on its behalf; read by all in the partnership."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import approval_response as responses
from governance.forms.approval_response import ExtractForm, ResponseForm, WithdrawalForm
from governance.models import ApprovalResponse, Channel, RoundParty, RoundState, RoundText
from governance.views.document import sent
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import fill_in_again, form_page, posted, refusals_in


def response_form(request: HttpRequest, party: RoundParty, newest: ApprovalResponse | None) -> ResponseForm:
    """The form for one organisation, empty or as it was sent."""
    sittings = access.sittings_around(party, today())
    return ResponseForm(posted(request), request.FILES or None, party=party, newest=newest, sittings=sittings)


def asked(request: HttpRequest, form: ResponseForm, *, page: str, **context: Any) -> HttpResponse:
    """The page with the question and the form: 200, 422 with mistakes, 409 when something changed while one typed.

    What was typed stays; only a file has to be chosen again. The form knows the newest wording and answer from then on.
    """
    fill_in_again(request, form)
    stale = getattr(form, "stale", None)
    current = stale.current if stale is not None else None
    round_ = form.party.round
    context |= {"form": form, "party": form.party, "round": round_, "text": round_.current_text}
    context |= {"first": None, "rewording": None, "files_lost": bool(request.FILES)}
    if stale is None:
        return render(request, page, context, status=422 if form.errors else 200)
    data = form.data.copy()
    if isinstance(current, RoundText):
        seen = next((text for text in round_.texts.all() if str(text.number) == data.get("text")), None)
        context |= {"rewording": current.differences_from(seen) if seen else [], "text": current}
    newest = responses.newest_of(form.party)
    context["first"] = newest if newest and str(newest.number) != data.get("answer") else None
    data["text"], data["answer"] = str(round_.current_text.number), str(newest.number if newest else 0)
    form.data = data
    return render(request, page, context, status=409)


def typed_words(request: HttpRequest, party: RoundParty) -> list[tuple[str, str]]:
    """What was filled in for a round that does not take answers any more: [(label, words)], to copy."""
    form = response_form(request, party, None)
    form.is_valid()
    words = {"outcome": dict(form.fields["outcome"].choices), "organ": dict(form.fields["organ"].choices)}  # type: ignore[attr-defined]
    found = []
    for name in ("outcome", "answered_on", "organ", "reason"):
        typed = form.data.get(name, "")
        if typed:
            found.append((str(form.fields[name].label), str(words.get(name, {}).get(typed, typed))))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def approval_response_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what the organisation that is asked (party `pk`) decided."""
    party = access.round_party_for(request.user, pk, Can.ANSWER_ROUND)
    newest = responses.newest_of(party)
    round_url = reverse("governance:approval_round_detail", args=[party.round_id])
    if request.method != "POST" and party.round.state != RoundState.OPEN:
        messages.info(request, _("Op deze vraag kan nu niemand antwoorden."))
        return redirect(round_url)
    form = response_form(request, party, newest)
    channel = access.channel_of(request.user, party)
    if form.is_valid():
        with refusals_in(form):
            response = responses.report(
                party, form.told, by=request.user, channel=channel, seen=form.seen, file=form.file
            )
            messages.success(request, _("Dank u. U meldde: %(word)s.") % {"word": response.word})
            return redirect("governance:approval_response_detail", response.pk)
    return asked(
        request,
        form,
        page="governance/approval_response_add.html",
        cancel_url=round_url,
        behalf=channel == Channel.ON_BEHALF,
    )


@require_safe
def approval_response_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer, the extract beside it, and all that the same organisation answered."""
    response = access.approval_response_for(request.user, pk)
    party = response.party
    answers = list(access.answers_of(party))
    for answer in answers:
        answer.party = party
    standing = next((answer for answer in answers if answer.undone_at is None), None)
    may = access.needs(request.user, response, (Can.ANSWER_ROUND, Can.VERIFY_RESPONSE, Can.SEE_HISTORY))
    runs = party.round.state == RoundState.OPEN and party.holds()
    is_newest = standing is not None and standing.pk == response.pk
    context = {
        "response": response,
        "party": party,
        "round": party.round,
        "answers": answers,
        "newest": None if is_newest else standing,
        "may": may,
        "answerable": runs and Can.ANSWER_ROUND in may,
        "undoable": runs and is_newest and Can.ANSWER_ROUND in may and response.can_be_undone(),
        "verifiable": Can.VERIFY_RESPONSE in may and response.undone_at is None,
        "acceptable": Can.VERIFY_RESPONSE in may and response.waits_for_acceptance,
        "history": access.history_for(request.user, response) if Can.SEE_HISTORY in may else [],
    }
    return render(request, "governance/approval_response_detail.html", context)


@require_POST
def approval_response_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was told by mistake."""
    response = access.approval_response_for(request.user, pk, Can.ANSWER_ROUND)
    try:
        responses.undo(response, by=request.user)
        messages.success(request, _("Het antwoord is teruggenomen en telt niet meer."))
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("governance:approval_response_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def approval_response_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The organ took its decision back; that is a next answer, with its reason."""
    response = access.approval_response_for(request.user, pk, Can.ANSWER_ROUND)
    party = response.party
    form = WithdrawalForm(posted(request), initial={"answered_on": today(), "answer": response.number})
    if form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            channel = access.channel_of(request.user, party)
            withdrawn = responses.withdraw(
                party,
                by=request.user,
                channel=channel,
                seen=data["answer"],
                answered_on=data["answered_on"],
                reason=data["reason"],
            )
            messages.success(request, _("Het antwoord is ingetrokken."))
            return redirect("governance:approval_response_detail", withdrawn.pk)
    if getattr(form, "stale", None) is not None:
        del form.stale
        form.add_error(None, _("Iemand meldde intussen een ander antwoord. Kijk eerst wat er nu staat."))
    return form_page(
        request,
        form,
        title=_("Trek het antwoord van %(organisation)s in") % {"organisation": party.organisation},
        lead=_("Doe dit als uw raad op de beslissing terugkwam. Het antwoord blijft te lezen, maar telt niet meer."),
        button=_("Trek het antwoord in"),
        cancel_url=reverse("governance:approval_response_detail", args=[pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def approval_response_extract(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the extract with an answer that came without."""
    response = access.approval_response_for(request.user, pk, Can.ANSWER_ROUND)
    back = reverse("governance:approval_response_detail", args=[pk])
    form = ExtractForm(posted(request), request.FILES or None)
    if form.is_valid():
        with refusals_in(form):
            responses.add_extract(response, form.file, by=request.user)
            messages.success(request, _("Het uittreksel staat bij het antwoord."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Uittreksel van %(organisation)s") % {"organisation": response.party.organisation},
        button=_("Voeg het uittreksel toe"),
        cancel_url=back,
    )


@require_safe
def approval_response_file(request: HttpRequest, pk: int) -> FileResponse:
    """The extract itself, to keep; with `bekijk` to look at in the browser."""
    return sent(access.approval_response_for(request.user, pk).extract, to_show="bekijk" in request.GET)

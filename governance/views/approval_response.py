"""What an organ decided: told by who speaks for the organisation, or on its behalf; read by all in the partnership."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance import access
from governance.actions import approval_response as responses
from governance.forms.approval_response import ResponseForm
from governance.models import ApprovalResponse, RoundParty, RoundText
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import fill_in_again, posted


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

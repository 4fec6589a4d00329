"""Answering with the personal link from the mail: no login, no cookie, no script, one page.

The key in the address is all that is needed, and nothing else is believed: a session that happens to be there counts
for nothing. So a form on another site can not make anybody's browser do more than whoever made it could do alone, and
the pages can do without the token against that (and without its cookie, which many telephones refuse).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.actions import answer_link as links
from governance.actions import approval_response as responses
from governance.forms.approval_response import ExtractForm
from governance.models import AnswerLink, ApprovalResponse, Hindrance, ResponseOutcome
from governance.views.approval_response import asked, response_form, typed_words
from governance.views.document import sent
from wegwijzer.entrance.actions import throttle
from wegwijzer.lifecycle import Refused
from wegwijzer.ui import errors
from wegwijzer.ui.editing import refusals_in
from wegwijzer.ui.secret import secret

# Somebody tried what is not theirs; the others only came too late.
MISUSE = (Hindrance.FORGED, Hindrance.ENDED, Hindrance.LEFT)


def by_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lets `view` have the link behind the key in the address; whoever has no such link gets the page that says why."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def through(request: HttpRequest, key: str, **others: Any) -> HttpResponseBase:
        try:
            link = access.answer_link_for(key)
        except access.DeadLink as dead:
            return secret(_dead(request, key, dead))
        if request.method == "POST" and (wait := throttle.take(throttle.ANSWER, request, f"link:{link.pk}")):
            return secret(errors.too_many(request, wait))
        return secret(view(request, link, **others))

    return through


def _dead(request: HttpRequest, key: str, dead: access.DeadLink) -> HttpResponse:
    """Why it does not work and how to go on; nothing about a round to who has no business with it."""
    if dead.why in MISUSE:
        if wait := throttle.take(throttle.LINK, request):
            return errors.too_many(request, wait)
        links.note_refused(key, dead.link, dead.why.value)
    known = dead.link if dead.why not in MISUSE else None
    context = {
        "why": dead.why.value,
        "round": known.party.round if known else None,
        "response": responses.newest_of(known.party) if known else None,
        "renew_url": reverse("governance:answer_link_renew", args=[key]) if dead.why == Hindrance.EXPIRED else "",
        "typed": typed_words(request, known.party) if known and request.method == "POST" else [],
    }
    return render(request, "governance/answer_link_dead.html", context, status=404 if known is None else 410)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """Not answered yet: the question and the form. Answered: the answer, to read and to take back."""
    party, newest = link.party, responses.newest_of(link.party)
    again = "opnieuw" in request.GET
    if request.method != "POST" and newest is not None and not again and _is_settled(newest):
        return _told(request, link, newest, ExtractForm())
    form = response_form(request, party, newest)
    if form.is_valid():
        with refusals_in(form):
            responses.report_by_link(link, form.told, seen=form.seen, file=form.file)
            return redirect("governance:answer_link", link.key)
    return asked(request, form, page="governance/answer_link.html", link=link, again=newest)


@by_link
@require_POST
def answer_link_undo(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """Take back the answer that stands; pressed twice, it is done once."""
    newest = responses.newest_of(link.party)
    seen = request.POST.get("answer", "")
    if newest is None or str(newest.number) != seen:
        return redirect("governance:answer_link", link.key)
    try:
        responses.undo(newest, by=None, person=link.mandate.person)
    except Refused as refused:
        return _told(request, link, newest, ExtractForm(), refused.reasons)
    return redirect("governance:answer_link", link.key)


@by_link
@require_POST
def answer_link_extract(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """Put the extract with the answer that stands."""
    newest = responses.newest_of(link.party)
    if newest is None:
        return redirect("governance:answer_link", link.key)
    form = ExtractForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form):
            responses.add_extract(newest, form.file, by=None, person=link.mandate.person)
            return redirect("governance:answer_link", link.key)
    return _told(request, link, newest, form)


@by_link
@require_safe
def answer_link_annex(request: HttpRequest, link: AnswerLink, pk: int) -> HttpResponseBase:
    """A file that goes with the question."""
    return sent(access.annex_of(link.party, pk))


@csrf_exempt
@login_not_required
@require_POST
def answer_link_renew(request: HttpRequest, key: str) -> HttpResponseBase:
    """A fresh link for who holds one that expired: sent to the address that we know, shown to nobody."""
    try:
        link = access.answer_link_for(key)
    except access.DeadLink as dead:
        if dead.why != Hindrance.EXPIRED or dead.link is None:
            return secret(_dead(request, key, dead))
        if wait := throttle.take(throttle.FRESH_LINK, request, f"link:{dead.link.pk}"):
            return secret(errors.too_many(request, wait))
        with suppress(Refused):  # somebody else asked at the same moment: it is on its way
            links.renew(dead.link)
        return secret(render(request, "governance/answer_link_sent.html"))
    return secret(redirect("governance:answer_link", link.key))


def _is_settled(newest: ApprovalResponse) -> bool:
    """Whether there is nothing to ask now: it was not withdrawn, and is about the wording that counts."""
    return newest.outcome != ResponseOutcome.WITHDRAWN and not newest.is_outdated


def _told(
    request: HttpRequest, link: AnswerLink, newest: ApprovalResponse, form: ExtractForm, refused: Sequence[str] = ()
) -> HttpResponse:
    """What was answered, and what can still be done about it."""
    context = {
        "link": link,
        "party": link.party,
        "round": link.party.round,
        "response": newest,
        "own": newest.reporter_id == link.mandate.person_id,
        "undoable": newest.can_be_undone(),
        "form": form,
        "refused": refused,
    }
    return render(request, "governance/answer_link_told.html", context, status=422 if form.errors or refused else 200)

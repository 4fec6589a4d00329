"""A third party fills in its sheets with the link from the mail: no login, no cookie, no script, one page.

As for answers to a round, the key in the address is all that is needed and nothing else is believed: a session that
happens to be there counts for nothing, so that the page can do without the token against forged forms.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from projects import access
from projects.actions import sheet_request as requests
from projects.forms.service_sheet import LevelsMixin
from projects.forms.sheet_request import SheetLinkForms
from projects.models import SheetHindrance, SheetRequest, last_day_of
from wegwijzer.entrance.actions import throttle
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import posted
from wegwijzer.ui.secret import secret

LONGEST_SHOWN = 4000  # characters of what was typed on a link that died meanwhile


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_link(request: HttpRequest, key: str) -> HttpResponseBase:
    """The sheets of one service, to fill in, save and come back to until the deadline."""
    try:
        asked, stamp = access.sheet_link_for(key)
    except access.DeadSheetLink as dead:
        return secret(_dead(request, key, dead))
    if request.method == "POST" and (wait := throttle.take(throttle.ANSWER, request, f"sheets:{asked.pk}")):
        return secret(errors.too_many(request, wait))
    sheets = SheetLinkForms(posted(request), access.sheets_behind(asked))
    if sheets.is_valid():
        try:
            requests.fill_in(asked, stamp, [form.filled for form in sheets.forms])
            return secret(redirect(f"{request.path}?bewaard=ja"))
        except Stale as problem:
            sheets.stale(problem)
        except Refused as refused:
            sheets.refused += refused.reasons
    return secret(_page(request, asked, sheets))


def _page(request: HttpRequest, asked: SheetRequest, sheets: SheetLinkForms) -> HttpResponse:
    partnership = asked.plan.partnership
    context = {
        "asked": asked,
        "partnership": partnership,
        "answer_to": partnership.organisation.email,
        "sheets": sheets,
        "form": sheets,  # the title of the page says that something is wrong
        "last_on": last_day_of(asked),
        "is_saved": request.method != "POST" and request.GET.get("bewaard") == "ja",
    }
    return render(request, "projects/sheet_link.html", context, status=422 if sheets.errors else 200)


def _dead(request: HttpRequest, key: str, dead: access.DeadSheetLink) -> HttpResponse:
    """Why it does not work and how to go on; nothing about a plan to who has no business with it."""
    known = dead.request
    if dead.why == SheetHindrance.FORGED or known is None:
        if wait := throttle.take(throttle.LINK, request):
            return errors.too_many(request, wait)
        requests.note_refused(key, dead.why.value)
        return render(request, "projects/sheet_link_dead.html", {"why": dead.why.value}, status=404)
    context = {
        "why": dead.why.value,
        "asked": known,
        "last_on": last_day_of(known),
        "answer_to": known.plan.partnership.organisation.email,
        "typed": _typed(request, known),
    }
    return render(request, "projects/sheet_link_dead.html", context, status=410)


def _typed(request: HttpRequest, asked: SheetRequest) -> list[tuple[Any, str]]:
    """What was sent with a link that died meanwhile, to copy: it is kept nowhere."""
    if request.method != "POST":
        return []
    return [
        (f"{sheet.theme}, {sheet.target_group}: {field.label}", typed[:LONGEST_SHOWN])
        for sheet in access.sheets_behind(asked)
        for name, field in LevelsMixin.base_fields.items()
        if (typed := request.POST.get(f"fiche{sheet.pk}-{name}", ""))
    ]

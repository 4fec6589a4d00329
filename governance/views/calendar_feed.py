"""The address of a calendar: made and shown once by who is logged in, fetched by a program that is not."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import calendar_feeds
from governance.actions import calendar_feed as feeds
from governance.exports.calendar_feed import calendar_of
from governance.models import Body
from wegwijzer.calendar.feed import CONTENT_TYPE
from wegwijzer.entrance.actions import throttle
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.secret import secret


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the token opens today, whoever asks; made up, withdrawn, ended: the same page that says nothing (404)."""
    feed = calendar_feeds.calendar_feed_behind(token)
    if feed is None:
        if wait := throttle.take(throttle.FEED, request):
            return secret(errors.too_many(request, wait))
        return secret(errors.not_found(request))
    content = calendar_of(feed)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="wegwijzer.ics"'
    response.headers["ETag"] = f'"{sha256(content).hexdigest()}"'
    response = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    secret(response)
    response.headers["Cache-Control"] = "private, no-cache"  # kept by who fetched it, and asked for again each time
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feed_own(request: HttpRequest) -> HttpResponse:
    """The calendar of who is logged in, and those of the bodies that they may read."""
    if request.method == "POST":
        return _make(request, None)
    return _page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feed_of_body(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of body `pk` as a calendar."""
    body = access.body_for(request.user, pk)
    return _make(request, body) if request.method == "POST" else _page(request, body)


@require_POST
def calendar_feed_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Another address; pressing twice makes one, for the page knows which address it replaces."""
    feed = calendar_feeds.calendar_feed_for(request.user, pk)
    version = request.POST.get("version", "")
    if not version.isascii() or not version.isdecimal() or len(version) > 9:
        raise BadRequest
    try:
        token = feeds.renew(feed, by=request.user, version=int(version))
    except Stale:  # nobody else can: their own second press, or the page loaded once more
        messages.info(request, _("U maakte zonet al een nieuw adres. Er is nu niets veranderd."))
        return _page(request, feed.body, status=409)
    return _page(request, feed.body, token=token)


@require_POST
def calendar_feed_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    feed = calendar_feeds.calendar_feed_for(request.user, pk)
    feeds.withdraw(feed, by=request.user)
    messages.success(request, _("Het adres werkt niet meer. Haal de agenda ook weg uit uw programma."))
    return redirect(_address_page(feed.body))


def _make(request: HttpRequest, body: Body | None) -> HttpResponse:
    try:
        if body is None and not calendar_feeds.may_have_calendar(request.user):
            raise Refused(_("U hebt nu geen rol in een samenwerkingsverband. Er is niets voor uw agenda."))
        token = feeds.make(by=request.user, body=body)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, body, status=422)
    return _page(request, body, token=token)


def _page(request: HttpRequest, body: Body | None, *, token: str = "", status: int = 200) -> HttpResponse:
    """With `token` the address that was made just now: it is written nowhere else, so this page is the only one."""
    here = reverse("governance:calendar_feed", args=[token]) if token else ""
    context: dict[str, Any] = {
        "body": body,
        "feed": calendar_feeds.calendar_feed_of(request.user, body),
        "may_have": body is not None or calendar_feeds.may_have_calendar(request.user),
        "page": _address_page(body),
        "address": settings.SITE_URL + here if here else "",
        "subscribe": "webcal://" + settings.SITE_URL.partition("//")[2] + here if here else "",
        "crumbs": _crumbs(body),
    }
    if body is None:
        context |= {"bodies": access.bodies_for(request.user), "made": calendar_feeds.bodies_with_feed(request.user)}
    response = render(request, "governance/calendar_feed.html", context, status=status)
    return secret(response) if token else response


def _address_page(body: Body | None) -> str:
    if body is None:
        return reverse("governance:calendar_feed_own")
    return reverse("governance:calendar_feed_of_body", args=[body.pk])


def _crumbs(body: Body | None) -> list[tuple[Any, str | None]]:
    if body is None:
        return [(_("Mijn agenda"), None)]
    back = reverse("governance:body_detail", args=[body.pk])
    return [(_("Organen"), reverse("governance:body_list")), (body.name, back), (_("Agenda"), None)]

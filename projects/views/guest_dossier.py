"""A guest reads one dossier with a link: no login, no cookie, no script, nothing but that one version.

The key in the address is all that is needed and nothing else is believed: a session that happens to be there counts for
nothing and sees no more.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from governance.views.document import sent
from projects.access import dossier_version as frozen
from projects.access.dossier_version import DeadGuestLink
from projects.actions import guest_link as links
from projects.models import GuestHindrance, GuestLink
from projects.models.dossier_content import without_confidential
from projects.reports import dossier as reports
from projects.reports import dossier_money, dossier_parts
from wegwijzer.entrance.actions import throttle
from wegwijzer.reports.files import pack
from wegwijzer.ui import errors
from wegwijzer.ui.secret import secret

Shown = Callable[[HttpRequest, GuestLink], HttpResponseBase]


def for_guests(view: Shown) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """The way in for each of these pages: the key, how often, and headers that keep the address to itself."""

    @wraps(view)
    def inside(request: HttpRequest, key: str) -> HttpResponseBase:
        try:
            link = frozen.guest_link_behind(key)
        except DeadGuestLink as dead:
            return secret(_dead(request, key, dead))
        if wait := throttle.take(throttle.ANSWER, request, f"guest:{link.pk}"):
            return secret(errors.too_many(request, wait))
        links.note_used(link)
        return secret(view(request, link))

    return login_not_required(require_safe(inside))


@for_guests
def guest_dossier(request: HttpRequest, link: GuestLink) -> HttpResponseBase:
    """What the version says in short, and its document to download."""
    content = without_confidential(json.loads(link.shown.content))
    context = {
        "link": link,
        "key": link.key,
        "shown": link.shown,
        "partnership": link.partnership,
        "answer_to": link.partnership.organisation.email,
        "content": content,
        "cover": dossier_parts.cover(content),
        "budget": dossier_money.budget(content),
        "governed": dossier_parts.governed(content),
        "files": reports.files_of(content),
    }
    return render(request, "projects/guest_dossier.html", context)


@for_guests
def guest_document(request: HttpRequest, link: GuestLink) -> HttpResponseBase:
    """The PDF without confidential pieces, as it was kept."""
    return _kept(request, link) or redirect("projects:guest_dossier", link.key)


@for_guests
def guest_archive(request: HttpRequest, link: GuestLink) -> HttpResponseBase:
    """The same with the files beside it."""
    if link.shown.document is None:
        return redirect("projects:guest_dossier", link.key)
    try:
        with link.shown.document.newest.file.open() as file:
            document = file.read()
    except FileNotFoundError:
        return redirect("projects:guest_dossier", link.key)
    bundle = reports.bundle(link.shown)
    content = pack(bundle, document)
    headers = {"Content-Disposition": content_disposition_header(True, bundle.file_name) or "attachment"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _kept(request: HttpRequest, link: GuestLink) -> Any:
    """The document, to be sent; None while it is still being made, or when it is gone from the disk."""
    if link.shown.document is None:
        return None
    try:
        return sent(link.shown.document.newest)
    except FileNotFoundError:
        return None


def _dead(request: HttpRequest, key: str, dead: DeadGuestLink) -> HttpResponse:
    """Why it does not work and how to go on; nothing about a dossier to who has no business with it."""
    if dead.why == GuestHindrance.FORGED or dead.link is None:
        if wait := throttle.take(throttle.LINK, request):
            return errors.too_many(request, wait)
        links.note_refused(key, dead.why)
        return render(request, "projects/guest_link_dead.html", {"why": dead.why.value}, status=404)
    answer_to = dead.link.partnership.organisation.email
    context = {"why": dead.why.value, "last_on": dead.link.last_on, "answer_to": answer_to}
    return render(request, "projects/guest_link_dead.html", context, status=410)

"""A service is asked by mail to fill in its sheets, with a link of its own.

A dedupe key is "<kind>:<request>:<making of the link>". The address of the link is filled in when the mail leaves: the
database keeps only a mark in its place.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models import SheetRequest, hindrance_of, last_day_of, stamp_of
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.fate import MARK
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import Letter, register

ASKED = "projects.sheet_asked"


def tell(request: SheetRequest) -> None:
    """Ask it, with a link made at the moment that the request says."""
    partnership = request.plan.partnership
    enqueue(
        ASKED,
        to=request.email,
        name=request.name,
        context={
            "plan": request.plan,
            "partnership": partnership,
            "sheets": list(request.sheets.select_related("theme", "target_group")),
            "last_on": last_day_of(request),
            "link": address(MARK),
            "answer_to": partnership.organisation.email,
        },
        dedupe_key=f"{ASKED}:{request.pk}:{stamp_of(request)}",
        scope=partnership.organisation,
        target=request,
    )


def address(key: str) -> str:
    """Where a link leads, to open from a mail."""
    return settings.SITE_URL + reverse("projects:sheet_link", args=[key])


def _request_of(message: Message) -> SheetRequest | None:
    pk = int(message.dedupe_key.split(":")[1])
    return SheetRequest.objects.filter(pk=pk).first()


def _stamp_of(message: Message) -> int:
    return int(message.dedupe_key.split(":")[2])


def still_asked(message: Message) -> bool:
    """Its link still works, and this is still the address of that service."""
    request = _request_of(message)
    return request is not None and request.email == message.to and not hindrance_of(request, _stamp_of(message))


def with_link(message: Message) -> Letter:
    request = _request_of(message)
    if request is None:
        raise LookupError("the request of this mail is gone")
    return Letter(message.subject, message.body.replace(address(MARK), address(request.key)))


def register_kinds() -> None:
    """Make the kind of message known; called once, when the application starts."""
    register(
        ASKED,
        label=_("vraag om een fiche in te vullen"),
        still_valid=still_asked,
        completed=with_link,
        button=_("Vul de fiche in"),
    )

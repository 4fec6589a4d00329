"""The mails of a partnership: what goes out, what did not arrive and why, and sending one again."""

import re
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import Case, Model, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from governance import access
from governance.forms.message import MessageFilterForm
from governance.models import Meeting
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.outbox import fate
from wegwijzer.outbox.actions import message as actions
from wegwijzer.outbox.cleaning import KEEP_TEXT
from wegwijzer.outbox.models import LIFECYCLE, Message, MessageQuerySet, MessageState
from wegwijzer.reminders.models import DIGEST
from wegwijzer.ui import errors
from wegwijzer.ui.listing import Listing

# What asks something of somebody stands in front.
ATTENTION = Case(When(state=MessageState.UNCERTAIN, then=0), When(state=MessageState.FAILED, then=1), default=2)


@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """Every mail of the partnerships that this login coordinates."""
    filters = _filters(request)
    listing = Listing(
        request,
        access.messages_for(request.user),
        sorts={
            "stand": (ATTENTION, "-created_at"),
            "gemaakt": "-created_at",
            "aan": ("name", "to"),
            "onderwerp": "subject",
        },
        search=("name", "to", "subject"),
        filters=filters,
        noun=(_("mail"), _("mails")),
    )
    # The button is for all that is shown: with a word to search for it would send more than one sees.
    failed = 0 if listing.text else _failed(request, filters).count()
    context = {"listing": listing, "name": _("Mails"), "failed": failed}
    return render(request, "governance/message_list.html", context)


@require_safe
def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: to whom, what became of it and why, and its text as it was sent."""
    message = access.message_for(request.user, pk)
    subject = access.subject_of(message)
    context = {
        "message": message,
        "about": subject,
        "about_url": _page_of(subject) if subject else "",
        "receiver": access.receiver_of(message),
        "attachments": list(message.attachments.values_list("name", flat=True)),
        "hides_link": fate.hides_link(message),
        "is_rewritten": message.kind == DIGEST,  # without a text when it tells of other partnerships too
        "may_send": message.state in LIFECYCLE["send_again"].sources and message.cleared_at is None,
        "endings": fate.endings_of(message),
        "days": KEEP_TEXT.days,
        "history": access.history_for(request.user, message),
    }
    return render(request, "governance/message_detail.html", context)


@require_POST
def message_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mail once more that failed, or of which nobody knows whether it arrived; back to where that was asked."""
    message = access.message_for(request.user, pk)
    return _done(request, message, actions.send_again, partial(fate.sent_again, message, _whom(message)))


@require_POST
def message_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """End what is stuck without sending it: it arrived after all, or it is not needed any more."""
    message = access.message_for(request.user, pk)
    end = partial(actions.settle_stuck, decision=request.POST.get("besluit", ""))
    return _done(request, message, end, partial(fate.settled, _whom(message)))


@require_POST
def message_again_all(request: HttpRequest) -> HttpResponse:
    """Send every mail again that failed, of those that the filters leave; never one that may have arrived."""
    leaving = actions.send_failed_again(_failed(request, _filters(request)), by=request.user)
    messages.info(request, fate.all_sent_again(leaving))
    return redirect(_list_as_asked(request))


def _whom(message: Message) -> str:
    return message.name or message.to


def _done(request: HttpRequest, message: Message, action: Callable[..., None], said: Callable[[], str]) -> HttpResponse:
    """Do this to a mail, say what came of it, and go back to where that was asked."""
    back = _back(request, message)
    try:
        action(message, by=request.user)
        messages.success(request, said())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, back=back)
    return redirect(back)


def _filters(request: HttpRequest) -> MessageFilterForm:
    scopes = access.message_scopes(request.user)
    return MessageFilterForm(request.GET, people=access.addressees(request.user), partnerships=scopes)


def _failed(request: HttpRequest, filters: MessageFilterForm) -> MessageQuerySet:
    """What failed of all that the filters leave, and can still be sent."""
    filters.is_valid()  # what is not valid narrows nothing, as in the list
    return filters.narrow(access.messages_for(request.user)).stuck().failed()


def _back(request: HttpRequest, message: Message) -> str:
    """Where the button stood: the list as it was asked, the meeting that the mail is about, or the mail itself."""
    place = request.POST.get("van", "")
    if place == "lijst":
        return _list_as_asked(request)
    if place == "vergadering" and message.target_type == Meeting._meta.label_lower:
        return reverse("governance:meeting_detail", args=[message.target_id])
    return reverse("governance:message_detail", args=[message.pk])


def _list_as_asked(request: HttpRequest) -> str:
    asked = request.GET.urlencode()
    return reverse("governance:message_list") + (f"?{asked}" if asked else "")


def _page_of(row: Model) -> str:
    """The page of a row of whatever app, by the one shape of names: ApprovalRound → approval_round_detail."""
    noun = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(row).__name__).lower()
    try:
        return reverse(f"{row._meta.app_label}:{noun}_detail", args=[row.pk])
    except NoReverseMatch:
        return ""

"""Claims that wait: for the debtor to look at and to pay, for the creditor to put right. Then for the coordinators."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import addressed, contacts_of, coordinators_of, without_contact
from projects.models import NEXT_STEP, Claim, ClaimState, step_by
from wegwijzer.accounts.models import LOCAL_BOARDS
from wegwijzer.accounts.periods import starts_at
from wegwijzer.reminders.registry import Rule, Wait, Window

DAY = dt.timedelta(days=1)


def waits(state: ClaimState, window: Window) -> Iterator[Wait]:
    """Of the claims in this state."""
    found = list(_rows(state, window))
    by_creditor = state == ClaimState.RETURNED
    sides = {row.pk: row.creditor if by_creditor else row.debtor for row in found}
    contacts = contacts_of({side.pk for side in sides.values()}, window.day)
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        partnership = row.partnership
        watchers = coordinators.get(partnership.pk, [])
        side = sides[row.pk]
        own, about = contacts.get((partnership.pk, side.pk), []), f"{row} – {row.dossier}"
        if own or by_creditor:
            asked = addressed(own, watchers, side, title=_title(state), about=about)
        else:  # who pays has nobody here: the coordinator notes what they did, as the mails about claims have it
            if side.kind in LOCAL_BOARDS:  # a board should; of a funder nobody expects that
                about = without_contact(side, about)
            asked = {"people": watchers, "title": _noted(state), "about": about}
        yield Wait(
            subject=row.pk,
            due_on=step_by(row),
            **asked,
            path=reverse("projects:claim_detail", args=[row.pk]),
            scope=partnership.organisation_id,
            told_on=timezone.localdate(getattr(row, NEXT_STEP[state].stamp)) if _was_told(state) else None,
            watchers=watchers,
        )


def _rows(state: ClaimState, window: Window) -> Iterator[Claim]:
    """Those whose next step falls in the window."""
    step = NEXT_STEP[state]
    since, until = window.since - step.days * DAY, window.until - step.days * DAY + DAY
    first, last = starts_at(since), starts_at(until)
    rows = window.of(Claim.objects.filter(state=state, **{f"{step.stamp}__gte": first, f"{step.stamp}__lt": last}))
    return rows.select_related("dossier__project__partnership", "creditor", "debtor").order_by("pk").iterator()


def _was_told(state: ClaimState) -> bool:
    """Whether that side was mailed when it came in this state; of what is verified the other side is."""
    return state != ClaimState.VERIFIED


def _noted(state: ClaimState) -> str:
    return _("Noteer de betaling") if state == ClaimState.VERIFIED else _title(state)


def _title(state: ClaimState) -> str:
    match state:
        case ClaimState.SUBMITTED:
            return _("Kijk de schuldvordering na")
        case ClaimState.RETURNED:
            return _("Vul de schuldvordering aan")
    return _("Betaal de schuldvordering")


RULES = (
    Rule(
        "projects.claim_to_verify",
        gettext_lazy("schuldvorderingen om na te kijken"),
        partial(waits, ClaimState.SUBMITTED),
        escalate=3,
    ),
    Rule(
        "projects.claim_to_pay",
        gettext_lazy("schuldvorderingen om te betalen"),
        partial(waits, ClaimState.VERIFIED),
        escalate=3,
    ),
    Rule(
        "projects.claim_returned",
        gettext_lazy("schuldvorderingen om aan te vullen"),
        partial(waits, ClaimState.RETURNED),
        ahead=(3,),
        escalate=5,
    ),
)

"""Claims that wait: for the debtor to look at and to pay, for the creditor to put right. Then for the coordinators."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import contacts_of, coordinators_of
from projects.models import NEXT_STEP, Claim, ClaimState, step_by
from wegwijzer.accounts.periods import starts_at
from wegwijzer.reminders.registry import Rule, Wait, Window

DAY = dt.timedelta(days=1)


def waits(state: ClaimState, window: Window) -> Iterator[Wait]:
    """Of the claims in this state."""
    found = list(_rows(state, window))
    by_creditor = state == ClaimState.RETURNED
    sides = {row.pk: row.creditor_id if by_creditor else row.debtor_id for row in found}
    contacts = contacts_of(set(sides.values()), window.day)
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        partnership = row.partnership
        watchers = coordinators.get(partnership.pk, [])
        own = contacts.get((partnership.pk, sides[row.pk]))
        yield Wait(
            subject=row.pk,
            due_on=step_by(row),
            # A funder has nobody here: then the coordinator notes what it did, as the mails about claims have it.
            people=own or watchers,
            title=_title(state) if own or state != ClaimState.VERIFIED else _("Noteer de betaling"),
            about=f"{row} – {row.dossier}",
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

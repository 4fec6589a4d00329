"""An organisation that did not answer what was asked: who speaks for it, then the coordinator."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import AnswerLink
from governance.notifications.round_reminder import REST
from governance.notifications.round_reminder import RULE as NAME
from governance.reminders.asked import by_day_told, last_told, out, running
from governance.reminders.people import addressed, contacts_of, coordinators_of
from wegwijzer.reminders.registry import Rule, Wait, Window
from wegwijzer.reminders.stages import is_urgent, stages


def waits(window: Window) -> Iterator[Wait]:
    parties = out(running(window, window.since, window.until), window)
    contacts = contacts_of({party.organisation_id for party in parties}, window.day)
    coordinators = coordinators_of({party.partnership.pk for party in parties}, window.day)
    told = last_told({party.round_id for party in parties})
    for party in parties:
        partnership, deadline = party.partnership, party.round.deadline_on
        people = contacts.get((partnership.pk, party.organisation_id), [])
        coordinating = coordinators.get(partnership.pk, [])
        title, about = _("Meld wat uw bestuur besliste"), f"{party.organisation} – {party.round}"
        asked = addressed(people, coordinating, party.organisation, title=title, about=about)
        watchers = [one for one in coordinating if one not in asked["people"]]
        for told_on, group in by_day_told(party, asked["people"], told).items():
            yield Wait(
                subject=party.pk,
                due_on=deadline,
                **(asked | {"people": group}),
                path=reverse("governance:approval_response_add", args=[party.pk]),
                scope=partnership.organisation_id,
                told_on=told_on,
                tell_on=_days(deadline, told_on),
                watchers=watchers,
                link=partial(own_link, party.pk),
            )


def _days(deadline: dt.date, told_on: dt.date | None) -> list[dt.date]:
    """The usual days, without those within a week of the question itself, unless it is urgent by then."""
    days = stages(deadline, RULE.ahead, RULE.after)
    return [day for day in days if told_on is None or day - told_on >= REST or is_urgent(deadline, day)]


def own_link(party: int, address: str) -> str | None:
    """Where who is mailed there answers for that party (key) without a login; None when no link of theirs works."""
    rows = AnswerLink.objects.filter(party=party, mandate__person__email__iexact=address)
    for link in rows.select_related("party__round", "mandate__person__user").order_by("pk"):
        if link.hindrance() is None:
            return reverse("governance:answer_link", args=[link.key])
    return None


# Two weeks ahead a council can still put it on an agenda of its daily board; three days ahead somebody can still pass
# on what it decided.
RULE = Rule(NAME, gettext_lazy("vragen aan uw bestuur"), waits, ahead=(10, 3), after=(1, 6), escalate=2)

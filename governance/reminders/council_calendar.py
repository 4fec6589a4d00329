"""The agenda of the last sitting at which a council can still decide in time: who speaks for that organisation."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Chances, Council, PartyPlan, plannings_of
from governance.reminders.asked import by_day_told, last_told, running
from governance.reminders.people import addressed, contacts_of, coordinators_of
from wegwijzer.accounts.periods import in_words
from wegwijzer.reminders.registry import Rule, Wait, Window

# An agenda closes at most ninety days before its sitting, and between two sittings come at most the months of summer.
FARTHEST = dt.timedelta(days=150)
USUAL_CLOSING = dt.timedelta(days=Council._meta.get_field("closing_days").default)


def waits(window: Window) -> Iterator[Wait]:
    books = running(window, window.day, window.until + FARTHEST)
    lines = [line for planning in plannings_of(books, window.day) for line in planning.waiting]
    lines = [line for line in lines if _waits(line, window)]
    contacts = contacts_of({line.party.organisation_id for line in lines}, window.day)
    coordinators = coordinators_of({line.party.partnership.pk for line in lines}, window.day)
    told = last_told({line.party.round_id for line in lines})
    for line in lines:
        party, due_on = line.party, due_of(line)
        assert due_on is not None
        people = contacts.get((party.partnership.pk, party.organisation_id), [])
        coordinating = coordinators.get(party.partnership.pk, [])
        asked = addressed(people, coordinating, party.organisation, title=title_of(line), about=about_of(line))
        for told_on, group in by_day_told(party, asked["people"], told).items():
            yield Wait(
                subject=party.pk,
                due_on=due_on,
                **(asked | {"people": group}),
                path=path_of(line),
                scope=party.partnership.organisation_id,
                told_on=told_on,
            )


def due_of(line: PartyPlan) -> dt.date | None:
    """When the agenda of its last chance closes.

    Of a calendar that nobody knows: when that of a sitting on the deadline usually would. None when it is too late.
    """
    if line.plan.last is not None:
        return line.plan.last.closes_on
    return line.plan.deadline - USUAL_CLOSING if line.plan.state == Chances.UNKNOWN else None


def _waits(line: PartyPlan, window: Window) -> bool:
    due_on, asked = due_of(line), window.only is None or line.party.pk in window.only
    return asked and due_on is not None and window.since <= due_on <= window.until


def title_of(line: PartyPlan) -> str:
    if line.plan.last is None:
        return _("Zet het op de agenda van uw bestuur, en noteer wanneer het samenkomt")
    return _("Zet het op de agenda van uw bestuur")


def about_of(line: PartyPlan) -> str:
    """The round and who decides; the mail itself says by when, and this what that day is."""
    party = line.party
    who = f"{party.round} – {party.get_organ_display()} – {party.organisation}"
    if line.plan.last is None:
        return who
    days = {"closes": in_words(line.plan.last.closes_on), "held": in_words(line.plan.last.held_on)}
    return _("%(who)s: de agenda voor %(held)s sluit op %(closes)s") % ({"who": who} | days)


def path_of(line: PartyPlan) -> str:
    """The draft decision to put on it; without a calendar the page where that is filled in."""
    if line.plan.last is None:
        return reverse("governance:organisation_detail", args=[line.party.organisation_id])
    return reverse("governance:packet_detail", args=[line.party.pk])


# Two weeks to have it prepared, three days to remember it. What was not put on it in time, a reminder does not help.
RULE = Rule("governance.council_calendar", gettext_lazy("agenda’s van raden die sluiten"), waits, (10, 3), ())

"""Where a meeting stands and what is next: one sentence, what is missing, and the one main action."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.access import Can
from governance.actions.meeting import days_ahead
from governance.models import Agenda, Meeting, MeetingState
from governance.models.meeting import LIFECYCLE
from wegwijzer.lifecycle import missing
from wegwijzer.ui.words import day


@dataclass(frozen=True)
class Action:
    label: str
    url: str


@dataclass
class Standing:
    """`missing` is what the guard of the next step would say; `changes` is what the members do not know yet."""

    sentence: str
    missing: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    action: Action | None = None


def standing_of(meeting: Meeting, agenda: Agenda, may: set[str]) -> Standing:
    """What the page of a meeting says on top, for somebody who `may` do these things."""
    book = Action(_("Lees het verslag"), reverse("governance:sitting", args=[meeting.pk]))
    match meeting.state:
        case MeetingState.PLANNED:
            return _planned(meeting, agenda, may)
        case MeetingState.CONVENED:
            return _convened(meeting, agenda, may)
        case MeetingState.HELD:
            going = Action(_("Ga naar de vergadering"), book.url)
            return Standing(_("De vergadering is bezig."), action=going if Can.SEE_DRAFT in may else None)
        case MeetingState.DRAFT:
            sentence = _("De vergadering is voorbij. Het verslag is nog een ontwerp.")
            return Standing(sentence, action=book if Can.SEE_DRAFT in may else None)
        case MeetingState.APPROVED:
            return Standing(_("Het verslag is goedgekeurd op %s.") % day(meeting.approved_at), action=book)
    return Standing(_("Gaat niet door: %s") % meeting.cancel_reason)


def _planned(meeting: Meeting, agenda: Agenda, may: set[str]) -> Standing:
    if Can.PLAN_MEETING not in may:
        return Standing(_("Gepland. De uitnodiging volgt nog."))
    lacking = missing(LIFECYCLE, "convene", meeting)
    if not agenda.items:
        action = Action(_("Stel de agenda op"), reverse("governance:agenda_edit", args=[meeting.pk]))
    else:
        action = Action(_("Roep bijeen"), reverse("governance:meeting_convene", args=[meeting.pk]))
    return Standing(_send_before(meeting), lacking, action=action)


def _send_before(meeting: Meeting) -> str:
    latest = day(meeting.send_on)
    if days_ahead(meeting) < 0:
        return _("Deze dag is voorbij en er vertrok geen uitnodiging.")
    if days_ahead(meeting) < meeting.body.notice_days:
        return _("De uitnodiging moest vertrekken tegen %s. U kunt ze nog sturen, met een reden.") % latest
    return _("Stuur de uitnodiging uiterlijk op %s.") % latest


def _convened(meeting: Meeting, agenda: Agenda, may: set[str]) -> Standing:
    days = days_ahead(meeting)
    if days > 0:
        when = ngettext("Nog %s dag.", "Nog %s dagen.", days) % days
    else:
        when = (
            _("De vergadering is vandaag.")
            if days == 0
            else _("De vergadering was op %s.") % day(meeting.planned_start)
        )
    standing = Standing(
        _("De uitnodiging vertrok op %(day)s. %(when)s") % {"day": day(meeting.convened_at), "when": when}
    )
    if Can.PLAN_MEETING in may:
        standing.changes = agenda.changes_since_sent
        if standing.changes:
            standing.action = Action(
                _("Stuur de agenda opnieuw"), reverse("governance:meeting_resend", args=[meeting.pk])
            )
    if standing.action is None and days <= 0 and Can.MINUTE_MEETING in may:
        standing.action = Action(_("Open de vergadering"), reverse("governance:sitting", args=[meeting.pk]))
    return standing

"""Changing approved minutes, in the open: what it said, what it says, who, when and why."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from governance.models import AgendaItem, Correction, Meeting, MeetingState
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.localised import LocalisedText


@transaction.atomic
def add(item: AgendaItem, *, by: User, language: str, after: str, reason: str, seen: int) -> Correction:
    """Correct the approved minutes of `item` in one language.

    `seen` is the `minutes_version` that the writer started from. Raises Refused as long as the minutes are not
    approved, without a reason, or when nothing changes; Stale when somebody corrected them meanwhile.
    """
    meeting = item.meeting
    held = Meeting._base_manager.filter(pk=item.meeting_id, state=MeetingState.APPROVED)
    if meeting is None or held.update(version=F("version")) != 1:
        raise Refused(_("Dit verslag is nog niet goedgekeurd. Pas het gewoon aan."))
    if language not in meeting.languages:
        raise Refused(_("Deze vergadering heeft geen verslag in die taal."), field="language")
    if not reason:
        raise Refused(_("Zeg waarom u verbetert."), field="reason")
    current = AgendaItem._base_manager.get(pk=item.pk)
    before = current.minutes.get(language, "")
    if before == after:
        raise Refused(_("Er verandert niets aan de tekst."), field="after")
    rows = AgendaItem._base_manager.filter(pk=item.pk, minutes_version=seen)
    written = LocalisedText({**current.minutes, language: after})
    if rows.update(minutes=written, minutes_version=F("minutes_version") + 1) != 1:
        raise Stale(current)
    item.minutes, item.minutes_version = written, seen + 1
    correction = Correction.objects.create(
        meeting=meeting, item=item, language=language, before=before, after=after, reason=reason, by=by
    )
    scope = meeting.partnership.organisation
    changes = {language: (before, after)}
    record("governance.agenda_item.corrected", item, by=by, scope=scope, changes=changes, reason=reason)
    return correction

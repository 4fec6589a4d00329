"""The agenda as a list: its lock and version, its order, and what comes and goes.

What a person does to one item is in agenda_item.py; nothing here is called from a view.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.models import AgendaItem, Body, ItemKind, Meeting, MeetingState
from governance.models.meeting import OPEN_STATES
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.localised import LocalisedText


def opened(meeting: Meeting) -> list[AgendaItem]:
    """Take the meeting's write lock and return its items in order, `agenda_version` refreshed; Refused when closed."""
    hold(meeting)
    row = Meeting.objects.filter(pk=meeting.pk).values("state", "agenda_version").first()
    if row is None:
        raise Stale(None)
    if row["state"] not in OPEN_STATES:
        raise Refused(_("De agenda ligt vast: %(reason)s") % {"reason": _closed(row["state"])})
    meeting.agenda_version = row["agenda_version"]
    return list(AgendaItem.objects.filter(meeting=meeting))


def _closed(state: str) -> str:
    if state == MeetingState.CANCELLED:
        return _("de vergadering is geannuleerd.")
    return _("de vergadering is afgesloten.")


def refuse_when_used(item: AgendaItem) -> None:
    if item.minutes:
        raise Refused(_("Bij dit punt is al een verslag geschreven."))
    if item.decisions.exists():
        raise Refused(_("Bij dit punt hoort een besluit. Schrap eerst het besluit."))
    if item.action_points.exists():
        raise Refused(_("Bij dit punt hoort een actiepunt."))


def merged(items: Iterable[AgendaItem], coming: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Approvals behind the approvals at the top, the rest before the round-tables at the end."""
    items, coming = list(items), list(coming)
    top = next((index for index, item in enumerate(items) if item.kind != ItemKind.APPROVAL), len(items))
    end = len(items)
    while end > top and items[end - 1].kind == ItemKind.ROUND_TABLE:
        end -= 1
    approvals = [item for item in coming if item.kind == ItemKind.APPROVAL]
    last = [item for item in coming if item.kind == ItemKind.ROUND_TABLE]
    others = [item for item in coming if item not in approvals and item not in last]
    return items[:top] + approvals + items[top:end] + others + items[end:] + last


def renumber(meeting: Meeting, items: list[AgendaItem]) -> None:
    moved = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])
    bump(meeting)


def bump(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(agenda_version=F("agenda_version") + 1)
    meeting.agenda_version += 1


def bring(meeting: Meeting, items: list[AgendaItem], coming: list[AgendaItem], by: User | None) -> list[AgendaItem]:
    """Put these on the agenda; one that another meeting took a moment ago is left out."""
    came = []
    for item in coming:
        if item.pk is None:
            item.meeting = meeting
            item.save(force_insert=True)
        else:
            waiting = AgendaItem.objects.filter(pk=item.pk, meeting=None)
            if waiting.update(meeting=meeting, version=F("version") + 1) != 1:
                continue
            item.meeting, item.version = meeting, item.version + 1
        came.append(item)
    if came:
        renumber(meeting, merged(items, came))
    for item in came:
        record("governance.agenda_item.added", item, by=by, scope=scope_of(meeting.body), changes=story_of(item))
    return came


def take_off(item: AgendaItem, *, to_backlog: bool) -> None:
    if to_backlog:
        AgendaItem.objects.filter(pk=item.pk).update(meeting=None, position=0, version=F("version") + 1)
    else:
        pk = item.pk
        item.attached.all().delete()
        item.delete()
        item.pk = pk  # history still names it


def tell_removed(item: AgendaItem, story: dict[str, Any], *, by: User, to_backlog: bool) -> None:
    changes = story | {"to": _("wachtlijst") if to_backlog else _("geschrapt")}
    record("governance.agenda_item.removed", item, by=by, scope=scope_of(item.body), changes=changes)


def twin(items: Iterable[AgendaItem], values: Mapping[str, Any]) -> AgendaItem | None:
    """The item that says exactly this already, as a second click on the same button would."""
    for item in items:
        if all(getattr(item, name) == _as_kept(value, getattr(item, name)) for name, value in values.items()):
            return item
    return None


def _as_kept(value: Any, kept: Any) -> Any:
    return LocalisedText(value) if isinstance(kept, LocalisedText) else value


def story_of(item: AgendaItem) -> dict[str, Any]:
    return {"title": str(item.title), "kind": item.kind, "meeting": item.meeting, "position": item.position}


def scope_of(body: Body) -> Any:
    return body.partnership.organisation


def is_next(meeting: Meeting) -> bool:
    """Whether no meeting of the body comes sooner, from today on."""
    coming = Meeting.objects.filter(body=meeting.body_id, planned_start__date__gte=today()).upcoming()
    return coming.values_list("pk", flat=True).first() == meeting.pk


def without_approval(meeting: Meeting) -> list[Meeting]:
    """Earlier meetings whose minutes are in draft and on no coming agenda, oldest first."""
    planned = AgendaItem.objects.filter(
        body=meeting.body_id, approves__isnull=False, meeting__state__in=OPEN_STATES
    ).values("approves")
    kept = AgendaItem.objects.filter(body=meeting.body_id, approves__isnull=False, meeting=None).values("approves")
    drafts = Meeting.objects.before(meeting).filter(state=MeetingState.DRAFT)
    return list(drafts.exclude(pk__in=planned).exclude(pk__in=kept).order_by("planned_start"))


def approval_title(meeting: Meeting) -> LocalisedText:
    """The standing item about the minutes of that meeting, per language of the meeting."""
    sentences = {"nl": "Goedkeuring van het verslag van %s", "fr": "Approbation du rapport du %s"}
    texts = LocalisedText()
    for language in sentences.keys() & {*meeting.languages, "nl"}:
        with translation.override(language):
            texts[language] = sentences[language] % date_format(timezone.localdate(meeting.planned_start), "j F Y")
    return texts


def round_table_title(meeting: Meeting) -> LocalisedText:
    """ "Rondvraag", per language of the meeting."""
    texts = {"nl": "Rondvraag", "fr": "Tour de table", "en": "Any other business", "de": "Verschiedenes"}
    return LocalisedText({language: texts.get(language, "") for language in ["nl", *meeting.languages]})

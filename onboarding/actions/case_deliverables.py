"""Loading the deliverables and events of a case. How far who is, is illustrative, and says so on every one of them."""

import datetime as dt
from typing import Any

from django.utils import timezone

from governance.models import IN_PAIRS, Theme
from onboarding.models import (
    STARTED_STATES,
    Deliverable,
    DeliverableType,
    Event,
    EventCount,
    EventInvitation,
    RegionalText,
)
from projects.models import Project
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

PLAIN = ("kind", "name", "explanation", "due_on", "needs_document", "is_reviewed")
BEGUN, REVIEWED, EARLIER, AFTER = (dt.timedelta(days=days) for days in (200, 30, 21, 28))
WHY_NOT = "Illustratief: gebeurt samen met een buurgemeente."


def load(data: dict[str, Any]) -> None:
    """Of one project that was loaded; one that has types or events already keeps those as people made them."""
    project = Project.objects.select_related("partnership__organisation").get(
        partnership__slug=data["partnership"], name=data["project"]
    )
    if not project.deliverable_types.exists():
        for position, row in enumerate(data["types"], start=1):
            _type(project, position, row, data["note"])
        record("projects.case.loaded", project, by=None, scope=project.partnership.organisation)
    if not Event.objects.filter(project=project).exists():
        for row in data["events"]:
            _event(project, row)


def _type(project: Project, position: int, row: dict[str, Any], note: str) -> None:
    theme, _made = Theme.objects.get_or_create(partnership=project.partnership, name=row["theme"])
    values = {name: row[name] for name in PLAIN if name in row}
    if "text" in row:
        texts = RegionalText.objects.filter(partnership=project.partnership)
        values["text"] = next(text for text in texts if str(text) == row["text"])
    kind = DeliverableType.objects.create(project=project, position=position, theme=theme, **values)
    states = row["states"]
    territories: dict[str, int] = {}
    for board in _boards(project, row["of"]):
        place = territories.setdefault(board.territory, len(territories))
        state = states[place % len(states)]
        Deliverable.objects.create(
            type=kind, organisation=board, due_on=kind.due_on, state=state, note=note, **_stamps(state, kind, place)
        )


def _boards(project: Project, of: str) -> list[Organisation]:
    """Which boards are asked, in pairs; for the whole partnership the one that manages it.

    Where the municipality (or the OCMW) did not join, the other of the pair does it.
    """
    if of == "partnership":
        return [project.managing_authority] if project.managing_authority else []
    members = project.partnership.members_on().values("organisation")
    rows = Organisation.objects.filter(pk__in=members).order_by(*IN_PAIRS)
    joined = {(row.territory, row.kind) for row in rows}
    return [row for row in rows if of in ("both", row.kind) or (row.territory, of) not in joined]


def _stamps(state: str, kind: DeliverableType, place: int) -> dict[str, Any]:
    """Days around the day on which it was due, a few weeks apart from each other."""
    due = kind.due_on or dt.date(2017, 12, 31)
    done = due - EARLIER + place * dt.timedelta(days=6)
    if state == "na":
        return {"reason": WHY_NOT}
    stamps: dict[str, Any] = {"started_on": due - BEGUN} if state in STARTED_STATES else {}
    if state == "in_review":
        stamps["handed_in_on"] = due - REVIEWED
    if state in ("delivered", "published"):
        stamps["delivered_on"] = done
    if state == "published":
        stamps["published_on"] = done + AFTER
    return stamps


def _event(project: Project, row: dict[str, Any]) -> None:
    boards = {board.name: board for board in Organisation.objects.filter(name__in=_named(row))}
    event = Event.objects.create(
        project=project,
        kind=row["kind"],
        title=row["title"],
        description="Illustratief: dag, plaats en aantallen zijn verzonnen.",
        organiser=boards.get(row.get("organiser", "")),
        place=row["place"],
        starts_at=_moment(row["on"], row["from"]),
        ends_at=_moment(row["on"], row["until"]),
        audiences=row["audiences"],
        capacity=row.get("capacity"),
        state=row["state"],
        reason=row.get("reason", ""),
    )
    for name in dict.fromkeys(count[0] for count in row["counts"]):
        EventInvitation.objects.create(event=event, organisation=boards[name], invited_at=event.starts_at - BEGUN / 5)
    for name, audience, *numbers in row["counts"]:
        told = dict(zip(("invited", "registered", "present"), numbers, strict=True))
        EventCount.objects.create(event=event, organisation=boards[name], audience=audience, **told)


def _named(row: dict[str, Any]) -> set[str]:
    return {row.get("organiser", ""), *(count[0] for count in row["counts"])}


def _moment(day: dt.date, hour: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(hour), tzinfo=timezone.get_default_timezone())

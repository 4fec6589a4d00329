"""What the project itself puts on its time line: phases, and milestones that fill themselves."""

from collections.abc import Mapping
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.models import FACTS, Milestone, MilestoneState, Phase, Reach, reaches_of
from projects.timeline.sources import Reading
from wegwijzer.accounts.periods import today
from wegwijzer.timeline import Bar, Lane, Look, Point, Shape

ANY = "900000000000001"  # stands for the key of a row
TONES = {
    MilestoneState.REACHED: ("agreed", Look.FILLED),
    MilestoneState.EXPECTED: ("waiting", Look.HOLLOW),
    MilestoneState.LATE: ("refused", Look.HOLLOW),
    MilestoneState.LOST: ("refused", Look.CROSSED),
}


def phases(reading: Reading) -> Lane:
    words = {"what": _("fase"), "past": _("voorbij"), "now": _("loopt"), "next": _("te komen")}
    rows = reading.project.phases.all()
    return Lane(_("Fasen"), [_bar(row, reading, words) for row in rows], is_core=True)


def milestones(reading: Reading) -> Lane:
    rows = list(reading.project.milestones.select_related("decision__meeting", "dossier"))
    reaches = reaches_of(rows, reading.books)
    words = {state: str(state.label) for state in MilestoneState} | {"what": _("mijlpaal")}
    return Lane(_("Mijlpalen"), [_point(row, reaches[row.pk], reading, words) for row in rows], is_core=True)


def _bar(phase: Phase, reading: Reading, words: Mapping[str, str]) -> Bar:
    """`words` are looked up once for all: there may be hundreds."""
    now, key = today(), f"phase-{phase.pk}"
    if phase.until_on < now:
        state, tone, look = words["past"], "none", Look.FILLED
    elif phase.from_on <= now:
        state, tone, look = words["now"], "waiting", Look.FILLED
    else:
        state, tone, look = words["next"], "none", Look.HOLLOW
    return Bar(
        key=key,
        label=phase.name,
        what=words["what"],
        state=state,
        tone=tone,
        look=look,
        url=f"#{key}",
        after=reading.after.get(key, ()),
        from_on=phase.from_on,
        until_on=phase.until_on,
        planned_from_on=phase.planned_from_on,
        planned_until_on=phase.planned_until_on,
        **_edits(phase, reading),
    )


def _point(milestone: Milestone, reach: Reach, reading: Reading, words: Mapping[str, str]) -> Point:
    key = f"milestone-{milestone.pk}"
    tone, look = TONES[reach.state]
    is_reached = reach.state == MilestoneState.REACHED and reach.on is not None
    edits = _edits(milestone, reading)
    if reach.state in FACTS:
        edits.pop("move_url", None)  # a fact does not move
    return Point(
        key=key,
        label=milestone.name,
        what=words["what"],
        state=words[reach.state],
        tone=tone,
        look=look,
        url=f"#{key}",
        after=reading.after.get(key, ()),
        on=reach.on if is_reached and reach.on else milestone.expected_on,
        planned_on=milestone.planned_on,
        shape=Shape.DIAMOND,
        **edits,
    )


def _edits(row: Phase | Milestone, reading: Reading) -> dict[str, str]:
    """Where it can be moved and changed, for who may."""
    if not reading.may_edit:
        return {}
    move, edit = _addresses(row._meta.model_name or "")
    return {"move_url": move.replace(ANY, str(row.pk)), "edit_url": edit.replace(ANY, str(row.pk))}


@cache
def _addresses(noun: str) -> tuple[str, str]:
    """Where one with the key ANY is moved and changed; looked up once, not once per bar."""
    move, edit = (reverse(f"projects:{noun}_{verb}", args=[int(ANY)]) for verb in ("move", "edit"))
    return move, edit

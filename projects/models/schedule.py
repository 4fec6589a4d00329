"""The time line of a project as it stands: phases and milestones, what waits for what, and what a move would do."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from projects.models.milestone_state import MilestoneState, Reach, reaches_of
from projects.models.phase import Dependency, Milestone, Phase
from projects.models.project import Project
from projects.models.shift import Days, Link, broken, in_order, shifted

Moment = Phase | Milestone
Key = tuple[str, int]
FACTS = (MilestoneState.REACHED, MilestoneState.LOST)


def key_of(moment: Moment) -> Key:
    return moment._meta.model_name or "", moment.pk


def name_of(key: Key) -> str:
    """What it is called in an address and on a picture: "phase-12"."""
    return "-".join(map(str, key))


def days_of(moment: Moment) -> Days:
    """When it is expected."""
    if isinstance(moment, Phase):
        return Days(moment.from_on, moment.until_on)
    return Days(moment.expected_on, moment.expected_on)


@dataclass(frozen=True)
class Shift:
    """One thing that has to move along: from its `old` days to its `new` ones."""

    moment: Moment
    old: Days
    new: Days


@dataclass(frozen=True)
class Schedule:
    """Everything of a project that has a date of its own, by its key, and the links between them."""

    moments: Mapping[Key, Moment]
    links: tuple[Link, ...]
    reaches: Mapping[int, Reach]

    @classmethod
    def of(cls, project: Project) -> Self:
        """As it stands in the database now: three queries, and five when milestones wait for a round."""
        milestones = list(project.milestones.select_related("decision__meeting", "dossier"))
        moments: list[Moment] = [*project.phases.all(), *milestones]
        links = tuple(link_of(row) for row in project.dependencies.all())
        return cls({key_of(moment): moment for moment in moments}, links, reaches_of(milestones))

    @property
    def spans(self) -> dict[Key, Days]:
        """When each is expected; of what was reached the day on which that was."""
        return {key: self._days(moment) for key, moment in self.moments.items()}

    def _days(self, moment: Moment) -> Days:
        reach = self.reaches.get(moment.pk) if isinstance(moment, Milestone) else None
        return Days(reach.on, reach.on) if reach and reach.on else days_of(moment)

    @property
    def facts(self) -> set[Key]:
        """What can not move any more."""
        return {("milestone", pk) for pk, reach in self.reaches.items() if reach.state in FACTS}

    def after_moving(self, moment: Moment, days: Days) -> list[Shift]:
        """What has to move along when `moment` comes to stand on `days`; nothing when it stays where it is."""
        if days == self.spans[key_of(moment)]:
            return []
        found = shifted(self.spans, self.links, {key_of(moment): days}, self.facts)
        return [Shift(self.moments[key], self.spans[key], new) for key, new in found.items()]

    def is_too_soon(self, row: Dependency) -> bool:
        """Whether what waits begins before what it waits for is over."""
        return bool(broken(self.spans, [link_of(row)]))

    def refuse_circle(self, link: Link, instead_of: Link | None = None) -> None:
        """Raise Circle when the links with `link` would lead back to where they began."""
        others = [other for other in self.links if other != instead_of]
        in_order(self.moments, [*others, link])


def link_of(row: Dependency) -> Link:
    """A phase follows another one from the next day on; a milestone may stand on the last day, or on the first."""
    earlier, later = _end(row, "earlier"), _end(row, "later")
    follows = earlier[0] == later[0] == "phase"
    return Link(earlier, later, row.lag_days + int(follows))


def _end(row: Dependency, side: str) -> Key:
    for name in ("phase", "milestone"):
        key: int | None = getattr(row, f"{side}_{name}_id")
        if key is not None:
            return name, key
    raise ValueError("a dependency has two ends")


def fingerprint(shifts: list[Shift]) -> str:
    """The same for the same shifts: shows that what a person agreed to is what will be done."""
    told = ";".join(f"{key_of(shift.moment)}{shift.moment.version}{shift.old}{shift.new}" for shift in shifts)
    return hashlib.sha256(told.encode()).hexdigest()[:16] if shifts else ""


def outside(project: Project, first: dt.date, last: dt.date) -> bool:
    """Whether these days lie, at least partly, before or after the project."""
    return bool((project.from_on and first < project.from_on) or (project.until_on and last > project.until_on))

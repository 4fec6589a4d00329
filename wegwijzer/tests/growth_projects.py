"""Rows to grow the projects of partnership A with; a part of `growth`."""

import datetime as dt
from typing import Any

from projects.tests import factories as make
from wegwijzer.testing.people import Side


def grow_projects(side: Side, world: dict[str, Any]) -> None:
    """One more project, and more of all that hangs on the project of the world."""
    partnership, project = side.partnership, world["project"]
    other = make.ProjectFactory(partnership=partnership, lead=world["organisation"], coordinator=world["person"])
    make.ProjectStaffFactory(project=project)
    make.FunderFactory(project=project)
    make.StakeholderFactory(project=project, body=side.body, organisation=world["organisation"])
    _time_line(world)
    for thing, row in (("meeting", "meeting_convened"), ("decision", "decision"), ("round", "round_open")):
        make.TieFactory(project=other, **{thing: world[row]})
    for thing, rows in _things(world).items():
        for row in rows:
            if not project.ties.filter(**{thing: row}).exists():
                make.TieFactory(project=project, **{thing: row})


def _things(world: dict[str, Any]) -> dict[str, Any]:
    """All that there is by now of what a project can be tied to."""
    body = world["meeting_convened"].body
    return {
        "meeting": body.meetings.all(),
        "item": body.items.all(),
        "decision": body.decisions.all(),
        "round": body.partnership.rounds.all(),
    }


def _time_line(world: dict[str, Any]) -> None:
    """A phase more that another one waits for, and a milestone more of each kind."""
    project, day = world["project"], dt.date(2016, 5, 3)
    phase = make.PhaseFactory(project=project)
    for awaited in ({}, {"round": world["round_open"]}, {"decision": world["decision"]}):
        milestone = make.MilestoneFactory(project=project, phase=phase, planned_on=day, **awaited)
        make.DependencyFactory(project=project, earlier_phase=phase, later_milestone=milestone)

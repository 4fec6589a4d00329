"""Rows to grow the plans of partnership A with; a part of `growth`."""

import datetime as dt
from typing import Any

from governance.tests import factories as govern
from governance.tests import round_factories as rounds
from projects.tests import factories as make
from wegwijzer.testing.people import Side


def grow_plans(side: Side, world: dict[str, Any]) -> None:
    """More of what hangs on the plan of the world, on its objective and on the catalogue."""
    _local_plans(side, world)
    _on_the_objective(side, world)


def _local_plans(side: Side, world: dict[str, Any]) -> None:
    """A local plan more out of the catalogue, and an action more in the catalogue and in what it is chosen in."""
    action = make.ObjectiveFactory(plan=world["catalogue"], level="action")
    other = make.PlanFactory(
        partnership=side.partnership, kind="local", catalogue=world["catalogue"], owners=list(side.boards.values())[:2]
    )
    for plan in (other, world["plan"]):
        make.ProgressNoteFactory(objective=make.ObjectiveFactory(plan=plan, level="action", origin=action))
    chapter = make.PlanThemeFactory(plan=world["plan"], position=world["plan"].chapters.count() + 1)
    for above in (None, world["objective"]):
        line = make.ObjectiveFactory(plan=world["plan"], parent=above, theme=chapter.theme)
        make.ObjectivePartyFactory(objective=line, name="", organisation=world["organisation"])
        make.ObjectivePartyFactory(objective=line, name="", body=side.body)
    make.PlanFactory(partnership=side.partnership, kind="sector", part_of=world["plan"], project=world["project"])


def _on_the_objective(side: Side, world: dict[str, Any]) -> None:
    """What one objective shows, the meetings where its plan is followed up, and the versions of the plan."""
    plan, objective = world["plan"], world["objective"]
    number = objective.budgets.count() + 1
    step = make.ObjectiveFactory(plan=plan, parent=objective, level="action", until_on=dt.date(2012, 1, 1))
    for about in (objective, step):
        make.ProgressNoteFactory(objective=about, by=side.coordinator, percent=10)
    make.ObjectivePartyFactory(objective=objective, name=f"functie {step.pk}")
    make.ObjectivePartyFactory(objective=objective, role="partner", name="", organisation=make.OrganisationFactory())
    make.ObjectiveBudgetFactory(objective=objective, year=2100 - number)
    objective.target_groups.add(make.TargetGroupFactory(partnership=side.partnership))
    make.TieFactory(plan=plan, item=govern.AgendaItemFactory(meeting=govern.MeetingFactory(body=side.body)))
    _versions(side, world)


def _versions(side: Side, world: dict[str, Any]) -> None:
    """A version more that was put to the councils, as the first one was."""
    plan = world["plan"]
    round_ = rounds.ApprovalRoundFactory(partnership=side.partnership, kind="plan", open=True)
    rounds.RoundPartyFactory(round=round_, organisation=world["organisation"])
    make.PlanVersionFactory(plan=plan, number=plan.versions.count() + 1, made_by=side.coordinator, round=round_)
    plan.versions.filter(pk=world["plan_version"].pk).update(round=world["round_open"])

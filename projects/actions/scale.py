"""Invented projects and plans at scale, in partnerships that are there already. Nothing in it is about anybody.

The same numbers and seed give the same rows; a partnership that has them stays as it is.
"""

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction

from governance.models import Partnership
from projects.models import (
    Level,
    Milestone,
    Objective,
    ObjectiveBudget,
    ObjectiveParty,
    PartyRole,
    Phase,
    Plan,
    PlanKind,
    ProgressNote,
    ProgressState,
    Project,
    ProjectState,
    Term,
)
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record

PROJECTS, PLANS = 2, 2  # in every partnership
OBJECTIVES, BARS = 120, 24  # in each of those
WHO = ("beleidsmedewerker", "OCMW-secretaris", "gemeentesecretaris", "hoofd sociale dienst", "werkgroep onthaal")
WHAT = ("Een loket openen", "De gids vernieuwen", "Overleg opstarten", "Vrijwilligers vormen", "Cijfers bijhouden")
BELOW = {Level.STRATEGIC: 5, Level.TACTICAL: 4, Level.OPERATIONAL: 3, Level.ACTION: 2, Level.STEP: 0}  # children
LEVELS = list(Level)


def load(partnerships: list[Partnership], seed: int) -> None:
    """Projects with a time line, and plans with a tree, in each of these partnerships."""
    for partnership in partnerships:
        load_one(partnership, seed, PROJECTS, PLANS, OBJECTIVES, BARS)


@transaction.atomic
def load_one(partnership: Partnership, seed: int, projects: int, plans: int, objectives: int, bars: int) -> None:
    """As many projects of so many bars, and plans of so many objectives, as are asked."""
    if Project.objects.filter(partnership=partnership).exists():
        return
    random = Random(f"{seed}-{partnership.slug}-plans")  # noqa: S311 - made-up rows, no secrets
    for number in range(1, projects + 1):
        _project(partnership, number, bars, random)
    for number in range(1, plans + 1):
        _plan(partnership, number, objectives, random)
    record("projects.case.loaded", partnership, by=None, scope=partnership.organisation)


@transaction.atomic
def plan(partnership: Partnership, number: int, objectives: int, seed: int) -> Plan:
    """One more plan, of so many objectives."""
    random = Random(f"{seed}-{partnership.slug}-plan-{number}")  # noqa: S311 - made-up rows, no secrets
    made = _plan(partnership, number, objectives, random)
    record("projects.case.loaded", made, by=None, scope=partnership.organisation)
    return made


def _project(partnership: Partnership, number: int, bars: int, random: Random) -> None:
    """Half of the bars are phases, the others milestones; some of both are late."""
    start = today().replace(month=1, day=1) - dt.timedelta(days=366)
    project = Project.objects.create(
        partnership=partnership,
        name=f"Project {number}",
        purpose="Samen werken aan onthaal.",
        state=ProjectState.RUNNING,
        from_on=start,
        lead=partnership.managing_authority,
    )
    phases, milestones = [], []
    for place in range(bars - bars // 2):
        first = start + dt.timedelta(days=random.randrange(900))
        last = first + dt.timedelta(days=random.randrange(20, 120))
        slip = dt.timedelta(days=random.choice((0, 0, 0, 14, 45)))
        phases.append(
            Phase(
                project=project,
                name=f"Fase {place + 1}",
                planned_from_on=first,
                planned_until_on=last,
                from_on=first,
                until_on=last + slip,
            )
        )
    for place in range(bars // 2):
        day = start + dt.timedelta(days=random.randrange(1000))
        slip = dt.timedelta(days=random.choice((0, 0, 30)))
        milestones.append(
            Milestone(project=project, name=f"Mijlpaal {place + 1}", planned_on=day, expected_on=day + slip)
        )
    Phase.objects.bulk_create(phases)
    Milestone.objects.bulk_create(milestones)


def _plan(partnership: Partnership, number: int, objectives: int, random: Random) -> Plan:
    since = today().replace(month=1, day=1)
    plan = Plan.objects.create(
        partnership=partnership,
        kind=PlanKind.POLICY,
        title=f"Beleidsplan {number}",
        mission="Iedereen voelt zich welkom.",
        from_on=since,
        until_on=since.replace(year=since.year + 5) - dt.timedelta(days=1),
    )
    made = _tree(plan, objectives, random)
    _hang_on(made, random)
    return plan


def _tree(plan: Plan, objectives: int, random: Random) -> list[Objective]:
    """Layer by layer, because a child points at its parent; each layer in one go."""
    themes: list[Any] = [None, *plan.partnership.themes.all()[:4]]
    made: list[Objective] = []
    above: list[Objective | None] = [None]
    below, level = max(objectives // 200, 4), Level.STRATEGIC
    while len(made) < objectives and above:
        layer = [
            Objective(
                plan=plan,
                parent=parent,
                position=position,
                level=level,
                title=f"{random.choice(WHAT)} ({random.randrange(1000)})",
                theme=random.choice(themes) if parent is None else None,
                term=random.choice((Term.SHORT, Term.LONG, Term.BOTH)),
                explanation="Zoals afgesproken in de stuurgroep." if random.random() < 0.3 else "",
            )
            for parent in above
            for position in range(1, below + 1)
        ][: objectives - len(made)]
        made += Objective.objects.bulk_create(layer, batch_size=500)
        above, below = list(layer), BELOW[level]
        level = LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]
    return made


def _hang_on(objectives: list[Objective], random: Random) -> None:
    """Who is responsible, what it costs, and for one in three what was done."""
    parties, budgets, notes = [], [], []
    for objective in objectives:
        names = random.sample(WHO, random.randrange(3))
        parties += [ObjectiveParty(objective=objective, role=PartyRole.RESPONSIBLE, name=name) for name in names]
        if objective.level == Level.ACTION:
            amount = Decimal(random.randrange(1, 200) * 50)
            budgets.append(ObjectiveBudget(objective=objective, year=today().year, amount=amount))
        if objective.level in (Level.ACTION, Level.STEP) and random.random() < 0.33:
            state = random.choice((ProgressState.RUNNING, ProgressState.DONE, ProgressState.STUCK))
            on = today() - dt.timedelta(days=random.randrange(300))
            notes.append(ProgressNote(objective=objective, on=on, text="Besproken en begonnen.", state=state))
    ObjectiveParty.objects.bulk_create(parties, batch_size=500)
    ObjectiveBudget.objects.bulk_create(budgets, batch_size=500)
    ProgressNote.objects.bulk_create(notes, batch_size=500)

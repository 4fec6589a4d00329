"""The plans of a case, from outlines: one line per objective, two spaces deeper per level.

    S | title | who + who | short | theme=… | groups=a, b | target=6 clusters | by=2018-06-30 | counts=local_plans
      A | title | idem | both | product=… | effect=… | until=… | aligned=title elsewhere | note=day;state;percent;text

The letter is the level (S, T, O, A, and - for a step); "idem" is who the line above has.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from governance.models import Body, Meeting, Partnership, Theme
from projects.actions import local_plan
from projects.models import (
    Alignment,
    Finding,
    Level,
    Objective,
    ObjectiveParty,
    PartyRole,
    Plan,
    PlanKind,
    PlanStep,
    PlanStepPartner,
    PlanTheme,
    PlanVersion,
    ProgressNote,
    Project,
    TargetGroup,
    Tie,
    read_tree,
)
from projects.models.plan_content import canonical, checksum_of, content_of
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

LEVELS = {
    "S": Level.STRATEGIC,
    "T": Level.TACTICAL,
    "O": Level.OPERATIONAL,
    "A": Level.ACTION,
    "-": Level.STEP,
}
TEXTS = ("mission", "vision", "analysis", "communication", "participation")
DAYS = ("from_on", "until_on", "short_term_until_on")


def load(row: dict[str, Any]) -> None:
    """Add one plan, if there is none with its title in its partnership."""
    partnership = Partnership.objects.select_related("organisation").get(slug=row["partnership"])
    if partnership.plans.filter(title=row["title"]).exists():
        return
    plan = Plan.objects.create(
        partnership=partnership,
        kind=row["kind"],
        title=row["title"],
        project=Project.objects.filter(partnership=partnership, name=row.get("project", "")).first(),
        steered_by=partnership.bodies.filter(name=row.get("steered_by", "")).first(),
        part_of=Plan.objects.filter(partnership=partnership, title=row.get("part_of", "")).first(),
        **{name: row.get(name, "") for name in TEXTS},
        **{name: row.get(name) for name in DAYS},
    )
    plan.owners.set(Organisation.objects.filter(name__in=row.get("owners", [])))
    for position, name in enumerate(row.get("chapters", []), start=1):
        PlanTheme.objects.create(plan=plan, theme=_theme(partnership, name), position=position)
    roots = _Outline(plan).read(row["outline"])
    _findings(row.get("findings", []), plan, roots)
    _steps(row.get("steps", []), plan)
    meetings = Meeting.objects.filter(body__name__in=row.get("ties", {}).get("bodies", []))
    rounds = partnership.rounds.filter(title__in=row.get("ties", {}).get("rounds", []))
    Tie.objects.bulk_create(
        [Tie(plan=plan, meeting=meeting) for meeting in meetings] + [Tie(plan=plan, round=round_) for round_ in rounds]
    )
    record("projects.case.loaded", plan, by=None, scope=partnership.organisation)


class _Outline:
    """Reads the lines of one plan into objectives."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.partnership = plan.partnership
        self.path: list[Objective] = []
        self.who: list[str] = []

    def read(self, text: str) -> list[Objective]:
        """Returns the objectives at the top."""
        roots = []
        for position, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
            depth = (len(line) - len(line.lstrip())) // 2
            del self.path[depth:]
            objective = self._objective([part.strip() for part in line.split("|")], position)
            self.path.append(objective)
            if depth == 0:
                roots.append(objective)
        return roots

    def _objective(self, parts: list[str], position: int) -> Objective:
        letter, title, who, term = (*parts, "", "")[:4]
        more = dict(part.split("=", 1) for part in parts[4:])
        number, _, unit = more.get("target", "").partition(" ")
        objective = Objective.objects.create(
            plan=self.plan,
            parent=self.path[-1] if self.path else None,
            position=position,
            level=LEVELS[letter],
            title=title,
            term=term,
            theme=_theme(self.partnership, more["theme"]) if "theme" in more else None,
            product=more.get("product", ""),
            effect=more.get("effect", ""),
            until_on=dt.date.fromisoformat(more["until"]) if "until" in more else None,
            target_number=Decimal(number) if number else None,
            target_unit=unit,
            target_by=dt.date.fromisoformat(more["by"]) if "by" in more else None,
            target_counts=more.get("counts", ""),
        )
        self._around(objective, who, more)
        return objective

    def _around(self, objective: Objective, who: str, more: dict[str, str]) -> None:
        if who != "idem":
            self.who = [name.strip() for name in who.split("+") if name.strip()]
        for name in self.who if who else []:
            body = Body.objects.filter(partnership=self.partnership, name=name).first()
            how = {"body": body} if body else {"name": name}
            ObjectiveParty.objects.create(objective=objective, role=PartyRole.RESPONSIBLE, **how)
        for name in filter(None, (name.strip() for name in more.get("groups", "").split(","))):
            objective.target_groups.add(_group(self.partnership, name))
        if "aligned" in more:
            other = Objective.objects.get(plan__partnership=self.partnership, title=more["aligned"])
            Alignment.objects.create(line=objective, objective=other)
        if "note" in more:
            day, state, percent, text = more["note"].split(";")
            ProgressNote.objects.create(
                objective=objective, on=dt.date.fromisoformat(day), state=state, percent=int(percent), text=text
            )


def _findings(rows: list[Any], plan: Plan, roots: list[Objective]) -> None:
    for kind, text, theme, group, source, numbers in rows:
        finding = Finding.objects.create(
            plan=plan,
            kind=kind,
            text=text,
            theme=_theme(plan.partnership, theme) if theme else None,
            target_group=_group(plan.partnership, group) if group else None,
            source=source,
        )
        finding.objectives.set(roots[number - 1] for number in numbers)


def _steps(rows: list[Any], plan: Plan) -> None:
    for position, (title, activities, time_path, result, partners) in enumerate(rows, start=1):
        step = PlanStep.objects.create(
            plan=plan, position=position, title=title, activities=activities, time_path=time_path, result=result
        )
        PlanStepPartner.objects.bulk_create(
            PlanStepPartner(step=step, name=name, participation=how) for name, how in partners
        )


def load_local(row: dict[str, Any]) -> None:
    """Local plans that took actions over from a catalogue, by the codes that those have in it."""
    catalogue = Plan.objects.get(kind=PlanKind.CATALOGUE, title=row["catalogue"])
    nodes = {node.code: node for node in read_tree(catalogue).walk()}
    for title, owners, codes, adopted_on in row["plans"]:
        if catalogue.partnership.plans.filter(title=title).exists():
            continue
        boards = list(Organisation.objects.filter(name__in=owners))
        chosen = [nodes[code].pk for code in codes]
        plan = local_plan.start(catalogue, by=None, title=title, owners=boards, chosen=chosen)
        if adopted_on:
            text = canonical(content_of(plan))
            version = PlanVersion.objects.create(
                plan=plan,
                number=1,
                made_on=adopted_on,
                adopted_on=adopted_on,
                content=text,
                checksum=checksum_of(text),
            )
            record("projects.plan_version.fixed", version, by=None, scope=catalogue.partnership.organisation)
        record("projects.case.loaded", plan, by=None, scope=catalogue.partnership.organisation)


def _theme(partnership: Partnership, name: str) -> Theme:
    return Theme.objects.get_or_create(partnership=partnership, name=name)[0]


def _group(partnership: Partnership, name: str) -> TargetGroup:
    return TargetGroup.objects.get_or_create(partnership=partnership, name=name)[0]

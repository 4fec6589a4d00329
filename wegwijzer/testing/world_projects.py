"""The part of the world around projects and plans: one of everything, in partnership A or in B."""

from typing import Any

from projects.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_projects(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    partnership, person = side.partnership, world["person"]
    project = make.ProjectFactory(
        partnership=partnership,
        name=f"Wegwijzer{mark}",
        purpose=f"Onthaal{mark}",
        lead=board,
        managing_authority=board,
        coordinator=person,
        running=True,
    )
    made: dict[str, Any] = {
        "project": project,
        "project_staff": make.ProjectStaffFactory(project=project, person=person, role=f"projectmedewerker{mark}"),
        "funder": make.FunderFactory(project=project, organisation=board, grant=f"Vlaanderen{mark}"),
        "stakeholder": make.StakeholderFactory(project=project, name=f"Scholen{mark}", involvement=f"Advies{mark}"),
        "phase": make.PhaseFactory(project=project, name=f"Voorbereiding{mark}"),
        "milestone": make.MilestoneFactory(project=project, name=f"Start{mark}"),
        "target_group": make.TargetGroupFactory(partnership=partnership, name=f"nieuwkomers{mark}"),
    }
    made["dependency"] = make.DependencyFactory(
        project=project, earlier_phase=made["phase"], later_milestone=made["milestone"]
    )
    made |= _plan(side, board, world | made, mark)
    made["tie"] = make.TieFactory(project=project, decision=world["decision"])
    make.TieFactory(plan=made["plan"], item=world["item_planned"])
    return made


def _plan(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """A local plan of the board, with a tree of two; a catalogue; and a plan that it answers to."""
    partnership, theme = side.partnership, world["theme"]
    catalogue = make.PlanFactory(partnership=partnership, kind="catalogue", title=f"Catalogus{mark}")
    catalogue_action = make.ObjectiveFactory(plan=catalogue, level="action", title=f"Infopakket{mark}")
    plan = make.PlanFactory(
        partnership=partnership,
        kind="local",
        title=f"Lokaal plan{mark}",
        owners=[board],
        project=world["project"],
        catalogue=catalogue,
        mission=f"Missie{mark}",
        vision=f"Visie{mark}",
        analysis=f"Omgeving{mark}",
        communication=f"Bekendmaking{mark}",
        participation=f"Inspraak{mark}",
    )
    objective = make.ObjectiveFactory(
        plan=plan, title=f"Sociaal beleid{mark}", explanation=f"Uitleg{mark}", theme=theme, product=f"Gids{mark}"
    )
    objective.target_groups.add(world["target_group"])
    action = make.ObjectiveFactory(
        plan=plan, parent=objective, level="action", title=f"Onthaal{mark}", origin=catalogue_action
    )
    return {
        "catalogue": catalogue,
        "catalogue_action": catalogue_action,
        "plan": plan,
        "plan_theme": make.PlanThemeFactory(plan=plan, theme=theme, mission=f"Werk{mark}"),
        "plan_version": make.PlanVersionFactory(plan=plan, evaluation=f"Bijgestuurd{mark}"),
        "objective": objective,
        "action": action,
        "objective_party": make.ObjectivePartyFactory(objective=objective, name=f"cel{mark}", task=f"trekt{mark}"),
        "objective_budget": make.ObjectiveBudgetFactory(objective=objective),
        "progress_note": make.ProgressNoteFactory(objective=action, text=f"Gedrukt{mark}", by=side.coordinator),
        **_around(plan, objective, mark),
        **_analysis(plan, objective, world, mark),
    }


def _around(plan: Any, objective: Any, mark: str) -> dict[str, Any]:
    """A sector plan that is part of it, and a step of making it with who helps."""
    sector = make.PlanFactory(partnership=plan.partnership, kind="sector", title=f"Kinderopvang{mark}", part_of=plan)
    line = make.ObjectiveFactory(plan=sector, title=f"Opvang{mark}")
    step = make.PlanStepFactory(
        plan=plan, title=f"Analyse{mark}", activities=f"Cijfers{mark}", result=f"Hoofdstuk{mark}"
    )
    return {
        "sector_plan": sector,
        "alignment": make.AlignmentFactory(line=line, objective=objective, note=f"Hoort samen{mark}"),
        "plan_step": step,
        "plan_step_partner": make.PlanStepPartnerFactory(step=step, name=f"VVSG{mark}", participation=f"Leest{mark}"),
    }


def _analysis(plan: Any, objective: Any, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """What stands behind a plan: a finding, a sheet, and the request that it answers to."""
    theme = world["theme"]
    finding = make.FindingFactory(plan=plan, text=f"Weinig jobs{mark}", theme=theme, source_detail=f"Interview{mark}")
    finding.objectives.add(objective)
    sheet_request = make.SheetRequestFactory(plan=plan, name=f"CAW{mark}")
    return {
        "finding": finding,
        "sheet_request": sheet_request,
        "service_sheet": make.ServiceSheetFactory(
            plan=plan,
            name=f"CAW{mark}",
            theme=theme,
            target_group=world["target_group"],
            client_level=f"Zitdag{mark}",
            organisation_level=f"Overleg{mark}",
            policy_level=f"Beleid{mark}",
            request=sheet_request,
        ),
    }

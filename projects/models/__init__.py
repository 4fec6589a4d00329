from projects.models.about import (
    action_points_about,
    decisions_about,
    feedback_about,
    items_about,
    meetings_about,
    rounds_about,
    tied_to,
)
from projects.models.alignment import Alignment
from projects.models.analysis import (
    SIGNER,
    Finding,
    FindingKind,
    FindingSource,
    ServiceSheet,
    SheetRequest,
)
from projects.models.coverage import (
    Cell,
    Coverage,
    Found,
    Swot,
    chapters_to_choose,
    read_coverage,
    read_swots,
    with_codes,
)
from projects.models.gaps import NEWS_MONTHS, GapKind, gaps_of, read_gaps
from projects.models.objective import Level, Objective, Priority, TargetCount, TargetGroup, Term
from projects.models.objective_parts import ObjectiveBudget, ObjectiveParty, PartyRole
from projects.models.party_words import Who, names_said
from projects.models.phase import Dependency, Milestone, Phase
from projects.models.plan import Plan, PlanKind, PlanTheme, PlanVersion
from projects.models.plan_approval import Approval, VersionState, approvals_of, approved_plans
from projects.models.plan_book import PlanBook, read_book
from projects.models.plan_outline import OutlineChapter, OutlineRow, outline_of
from projects.models.plan_step import PlanStep, PlanStepPartner
from projects.models.progress import ProgressNote, ProgressState
from projects.models.project import ALIVE_STATES, PROJECT_LIFECYCLE, Project, ProjectState
from projects.models.project_people import Funder, ProjectStaff, Stakeholder, StakeholderGroup
from projects.models.sheet_link import SheetHindrance, end_of, hindrance_of, last_day_of, stamp_of
from projects.models.standing import Noted, Standing, is_work, read_notes, standings_of, together
from projects.models.takeover import Column, Matrix, Taken, Took, is_adapted, local_plans, read_matrix
from projects.models.tie import SUBJECTS, THINGS, Tie
from projects.models.tree import PREFIX, RANK, Chapter, Node, Tree, read_tree

__all__ = [
    "ALIVE_STATES",
    "NEWS_MONTHS",
    "PREFIX",
    "PROJECT_LIFECYCLE",
    "RANK",
    "SIGNER",
    "SUBJECTS",
    "THINGS",
    "Alignment",
    "Approval",
    "Cell",
    "Chapter",
    "Column",
    "Coverage",
    "Dependency",
    "Finding",
    "FindingKind",
    "FindingSource",
    "Found",
    "Funder",
    "GapKind",
    "Level",
    "Matrix",
    "Milestone",
    "Node",
    "Noted",
    "Objective",
    "ObjectiveBudget",
    "ObjectiveParty",
    "OutlineChapter",
    "OutlineRow",
    "PartyRole",
    "Phase",
    "Plan",
    "PlanBook",
    "PlanKind",
    "PlanStep",
    "PlanStepPartner",
    "PlanTheme",
    "PlanVersion",
    "Priority",
    "ProgressNote",
    "ProgressState",
    "Project",
    "ProjectStaff",
    "ProjectState",
    "ServiceSheet",
    "SheetHindrance",
    "SheetRequest",
    "Stakeholder",
    "StakeholderGroup",
    "Standing",
    "Swot",
    "Taken",
    "TargetCount",
    "TargetGroup",
    "Term",
    "Tie",
    "Took",
    "Tree",
    "VersionState",
    "Who",
    "action_points_about",
    "approvals_of",
    "approved_plans",
    "chapters_to_choose",
    "decisions_about",
    "end_of",
    "feedback_about",
    "gaps_of",
    "hindrance_of",
    "is_adapted",
    "is_work",
    "items_about",
    "last_day_of",
    "local_plans",
    "meetings_about",
    "names_said",
    "outline_of",
    "read_book",
    "read_coverage",
    "read_gaps",
    "read_matrix",
    "read_notes",
    "read_swots",
    "read_tree",
    "rounds_about",
    "stamp_of",
    "standings_of",
    "tied_to",
    "together",
    "with_codes",
]

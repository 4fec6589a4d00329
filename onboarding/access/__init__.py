"""Who may do what to what newcomers get: the one table, the gate for each noun, and the lists that pass it."""

from onboarding.access.gates import (
    deliverable_document_for,
    deliverable_for,
    deliverable_type_for,
    milestone_for,
    project_for,
)
from onboarding.access.lists import (
    choices_around,
    choices_of_type,
    deliverables_for,
    documents_of,
    history_for,
    may_see_matrix_report,
    moves_for,
    organisations_asked,
    organisations_to_ask,
    own_organisations,
    projects_for,
    types_of,
    wait_of,
)
from onboarding.access.overview import (
    ProjectCounts,
    deliverable_counts,
    deliverables_in,
    own_deliverables,
    partnerships_with_types,
)
from onboarding.access.rules import Can, can, gate, needs, partnerships_with, row_for

__all__ = [
    "Can",
    "ProjectCounts",
    "can",
    "choices_around",
    "choices_of_type",
    "deliverable_counts",
    "deliverable_document_for",
    "deliverable_for",
    "deliverable_type_for",
    "deliverables_for",
    "deliverables_in",
    "documents_of",
    "gate",
    "history_for",
    "may_see_matrix_report",
    "milestone_for",
    "moves_for",
    "needs",
    "organisations_asked",
    "organisations_to_ask",
    "own_deliverables",
    "own_organisations",
    "partnerships_with",
    "partnerships_with_types",
    "project_for",
    "projects_for",
    "row_for",
    "types_of",
    "wait_of",
]

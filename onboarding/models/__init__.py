"""What newcomers and field workers get: deliverables, events."""

from onboarding.models.deliverable import (
    DELIVERABLE_LIFECYCLE,
    DONE_STATES,
    OPEN_STATES,
    STARTED_STATES,
    Deliverable,
    DeliverableDocument,
    DeliverableState,
)
from onboarding.models.deliverable_type import DeliverableKind, DeliverableType
from onboarding.models.status_matrix import (
    LATE,
    OPEN,
    Cell,
    MatrixChoice,
    StatusMatrix,
    read_status_matrix,
    stand_label,
)

__all__ = [
    "DELIVERABLE_LIFECYCLE",
    "DONE_STATES",
    "LATE",
    "OPEN",
    "OPEN_STATES",
    "STARTED_STATES",
    "Cell",
    "Deliverable",
    "DeliverableDocument",
    "DeliverableKind",
    "DeliverableState",
    "DeliverableType",
    "MatrixChoice",
    "StatusMatrix",
    "read_status_matrix",
    "stand_label",
]

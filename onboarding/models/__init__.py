"""What newcomers and field workers get: deliverables, texts that municipalities refine, events."""

from onboarding.models.deliverable import (
    DELIVERABLE_LIFECYCLE,
    DONE_STATES,
    OPEN_STATES,
    STARTED_STATES,
    Deliverable,
    DeliverableDocument,
    DeliverableState,
)
from onboarding.models.deliverable_story import tell_deliverables
from onboarding.models.deliverable_type import DeliverableKind, DeliverableType
from onboarding.models.education_parts import EducationDocument, EducationPartner, EducationPhase, PartnerRole
from onboarding.models.education_project import (
    EDUCATION_LIFECYCLE,
    EducationProject,
    EducationState,
    ParentsPart,
    SchoolLevel,
)
from onboarding.models.education_story import count_education, tell_education
from onboarding.models.event import (
    EVENT_LIFECYCLE,
    Audience,
    Event,
    EventCount,
    EventInvitation,
    EventKind,
    EventState,
)
from onboarding.models.event_story import tell_events
from onboarding.models.frame_picture import frame_picture
from onboarding.models.indicator import Indicator, IndicatorKind, Measurement, Origin, last_full_year
from onboarding.models.indicator_book import (
    IndicatorBook,
    Known,
    Place,
    newest_year,
    read_book,
    read_places,
    years_until,
)
from onboarding.models.local_text import LocalSection, LocalText, Stance
from onboarding.models.matrix_choice import LATE, OPEN, REVISION, MatrixChoice, stand_label
from onboarding.models.milestone_wait import MilestoneWait, read_waits
from onboarding.models.reference_frame import FrameYear, ReferenceFrame
from onboarding.models.regional_text import Edition, Mode, RegionalText, Section, TextKind
from onboarding.models.section_picture import SectionPicture
from onboarding.models.status_matrix import Cell, StatusMatrix, read_status_matrix
from onboarding.models.translation_assignment import TranslationAssignment

__all__ = [
    "DELIVERABLE_LIFECYCLE",
    "DONE_STATES",
    "EDUCATION_LIFECYCLE",
    "EVENT_LIFECYCLE",
    "LATE",
    "OPEN",
    "OPEN_STATES",
    "REVISION",
    "STARTED_STATES",
    "Audience",
    "Cell",
    "Deliverable",
    "DeliverableDocument",
    "DeliverableKind",
    "DeliverableState",
    "DeliverableType",
    "Edition",
    "EducationDocument",
    "EducationPartner",
    "EducationPhase",
    "EducationProject",
    "EducationState",
    "Event",
    "EventCount",
    "EventInvitation",
    "EventKind",
    "EventState",
    "FrameYear",
    "Indicator",
    "IndicatorBook",
    "IndicatorKind",
    "Known",
    "LocalSection",
    "LocalText",
    "MatrixChoice",
    "Measurement",
    "MilestoneWait",
    "Mode",
    "Origin",
    "ParentsPart",
    "PartnerRole",
    "Place",
    "ReferenceFrame",
    "RegionalText",
    "SchoolLevel",
    "Section",
    "SectionPicture",
    "Stance",
    "StatusMatrix",
    "TextKind",
    "TranslationAssignment",
    "count_education",
    "frame_picture",
    "last_full_year",
    "newest_year",
    "read_book",
    "read_places",
    "read_status_matrix",
    "read_waits",
    "stand_label",
    "tell_deliverables",
    "tell_education",
    "tell_events",
    "years_until",
]

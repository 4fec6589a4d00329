from governance.models.action_point import ActionPoint
from governance.models.agenda import Agenda, AgendaLine
from governance.models.agenda_item import AgendaItem, ItemDocument, ItemKind
from governance.models.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Quorum
from governance.models.body import Body, BodyKind, CadencePeriod, Composition, QuorumRule, VotingRule
from governance.models.correction import Correction
from governance.models.decision import (
    COUNTED,
    Article,
    Choice,
    Decision,
    DecisionCounter,
    Outcome,
    Vote,
    VoteKind,
)
from governance.models.document import Document, DocumentVersion
from governance.models.mandate import SEATS, VOTING_SEATS, Mandate, MandateRole, Person
from governance.models.meeting import AFTER_STATES, LIFECYCLE, MINUTED_STATES, Meeting, MeetingState
from governance.models.organisation import IN_PAIRS, organisations_visible_to, organisations_within, partnerships_around
from governance.models.partnership import (
    LegalForm,
    Membership,
    Partnership,
    Service,
    ServiceParticipation,
)
from governance.models.rights import Rights, rights_of
from governance.models.sitting import Sitting
from governance.models.voting import DECIDED, Tally, broken_by, objections, tally_of, tally_on

__all__ = [
    "AFTER_STATES",
    "COUNTED",
    "DECIDED",
    "IN_PAIRS",
    "IN_THE_ROOM",
    "LIFECYCLE",
    "MINUTED_STATES",
    "SEATS",
    "VOTING_SEATS",
    "ActionPoint",
    "Agenda",
    "AgendaItem",
    "AgendaLine",
    "Article",
    "Attendance",
    "AttendanceStatus",
    "Body",
    "BodyKind",
    "CadencePeriod",
    "Choice",
    "Composition",
    "Correction",
    "Decision",
    "DecisionCounter",
    "Document",
    "DocumentVersion",
    "ItemDocument",
    "ItemKind",
    "LegalForm",
    "Mandate",
    "MandateRole",
    "Meeting",
    "MeetingState",
    "Membership",
    "Outcome",
    "Partnership",
    "Person",
    "Quorum",
    "QuorumRule",
    "Rights",
    "Service",
    "ServiceParticipation",
    "Sitting",
    "Tally",
    "Vote",
    "VoteKind",
    "VotingRule",
    "broken_by",
    "objections",
    "organisations_visible_to",
    "organisations_within",
    "partnerships_around",
    "rights_of",
    "tally_of",
    "tally_on",
]

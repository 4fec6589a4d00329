from governance.models.action_point import ActionPoint
from governance.models.agenda import Agenda, AgendaLine
from governance.models.agenda_item import AgendaItem, ItemDocument, ItemKind
from governance.models.attendance import Attendance, AttendanceStatus, Quorum
from governance.models.body import Body, BodyKind, CadencePeriod, Composition, QuorumRule, VotingRule
from governance.models.correction import Correction
from governance.models.decision import Article, Choice, Decision, DecisionCounter, Outcome, Vote, VoteKind
from governance.models.document import Document, DocumentVersion
from governance.models.mandate import SEATS, VOTING_SEATS, Mandate, MandateRole, Person
from governance.models.meeting import Meeting, MeetingState
from governance.models.organisation import IN_PAIRS, organisations_visible_to, organisations_within, partnerships_around
from governance.models.partnership import (
    LegalForm,
    Membership,
    Partnership,
    Service,
    ServiceParticipation,
)
from governance.models.rights import Rights, rights_of

__all__ = [
    "IN_PAIRS",
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
    "Vote",
    "VoteKind",
    "VotingRule",
    "organisations_visible_to",
    "organisations_within",
    "partnerships_around",
    "rights_of",
]

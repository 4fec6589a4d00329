from governance.models.action_point import ActionPoint
from governance.models.agenda import Agenda, AgendaLine
from governance.models.agenda_item import AgendaItem, ItemDocument, ItemKind
from governance.models.answer_link import AnswerLink, Hindrance, claimed_pk, open_until, read_key
from governance.models.approval_response import (
    UNDO_WITHIN,
    ApprovalResponse,
    Channel,
    PreferredForm,
    ResponseOutcome,
    answer_word,
    answers_in,
)
from governance.models.approval_round import (
    ASKED_STATES,
    ROUND_LIFECYCLE,
    YEARLY,
    ApprovalRound,
    RoundKind,
    RoundState,
    proposed_deadline,
)
from governance.models.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Quorum
from governance.models.backplan import Chances, Pause, Plan, Slot, earliest_deadline
from governance.models.ballot import Ballot
from governance.models.board import Board, RoundLine, read_board, round_lines
from governance.models.board_choice import BoardChoice, Who
from governance.models.body import Body, BodyKind, CadencePeriod, Composition, QuorumRule, VotingRule
from governance.models.cadence import BodyYear, CadenceState, body_years, years_with_meetings
from governance.models.calendar_feed import CalendarFeed, digest_of, fresh_token
from governance.models.chain import Chain, StepKind, chain_of
from governance.models.correction import Correction
from governance.models.council import TWINS, Council, CouncilKind, CouncilSitting, Recess, organs_of
from governance.models.council_calendar import MONTHS_SHOWN, CouncilCalendar, months_from
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
from governance.models.document import Document, DocumentVersion, WithDocument
from governance.models.effect import Effect, EffectState, effect_of, effects_of
from governance.models.feedback import PER_MEMBER, Audience, CommunicationRule, Feedback, FeedbackChannel
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
from governance.models.party_state import Mark, PartyState, Said, word_for
from governance.models.planning import PartyPlan, Planning, planning_for, planning_of
from governance.models.question import Question
from governance.models.rights import Rights, rights_of
from governance.models.round_party import RoundParty, ThresholdClause, inhabitants_of
from governance.models.round_text import RoundAnnex, RoundText
from governance.models.signal import Signal
from governance.models.sitting import Sitting
from governance.models.standings import PREFETCHED, RoundBook, book_of, books_of
from governance.models.statutes import ClauseKind, StatuteClause, Statutes, YearlyAccounts
from governance.models.theme import Theme
from governance.models.threshold import (
    Answer,
    Clause,
    Count,
    Measure,
    Reached,
    Rule,
    Stance,
    Standing,
    StandingState,
    Text,
    Voter,
    Whose,
)
from governance.models.voting import DECIDED, Tally, broken_by, objections, tally_of, tally_on
from governance.models.yearly import YearlyState, YearRow, has_yearly_duties, rounds_of_year, years_of

__all__ = [
    "AFTER_STATES",
    "ASKED_STATES",
    "COUNTED",
    "DECIDED",
    "IN_PAIRS",
    "IN_THE_ROOM",
    "LIFECYCLE",
    "MINUTED_STATES",
    "MONTHS_SHOWN",
    "PER_MEMBER",
    "PREFETCHED",
    "ROUND_LIFECYCLE",
    "SEATS",
    "TWINS",
    "UNDO_WITHIN",
    "VOTING_SEATS",
    "YEARLY",
    "ActionPoint",
    "Agenda",
    "AgendaItem",
    "AgendaLine",
    "Answer",
    "AnswerLink",
    "ApprovalResponse",
    "ApprovalRound",
    "Article",
    "Attendance",
    "AttendanceStatus",
    "Audience",
    "Ballot",
    "Board",
    "BoardChoice",
    "Body",
    "BodyKind",
    "BodyYear",
    "CadencePeriod",
    "CadenceState",
    "CalendarFeed",
    "Chain",
    "Chances",
    "Channel",
    "Choice",
    "Clause",
    "ClauseKind",
    "CommunicationRule",
    "Composition",
    "Correction",
    "Council",
    "CouncilCalendar",
    "CouncilKind",
    "CouncilSitting",
    "Count",
    "Decision",
    "DecisionCounter",
    "Document",
    "DocumentVersion",
    "Effect",
    "EffectState",
    "Feedback",
    "FeedbackChannel",
    "Hindrance",
    "ItemDocument",
    "ItemKind",
    "LegalForm",
    "Mandate",
    "MandateRole",
    "Mark",
    "Measure",
    "Meeting",
    "MeetingState",
    "Membership",
    "Outcome",
    "Partnership",
    "PartyPlan",
    "PartyState",
    "Pause",
    "Person",
    "Plan",
    "Planning",
    "PreferredForm",
    "Question",
    "Quorum",
    "QuorumRule",
    "Reached",
    "Recess",
    "ResponseOutcome",
    "Rights",
    "RoundAnnex",
    "RoundBook",
    "RoundKind",
    "RoundLine",
    "RoundParty",
    "RoundState",
    "RoundText",
    "Rule",
    "Said",
    "Service",
    "ServiceParticipation",
    "Signal",
    "Sitting",
    "Slot",
    "Stance",
    "Standing",
    "StandingState",
    "StatuteClause",
    "Statutes",
    "StepKind",
    "Tally",
    "Text",
    "Theme",
    "ThresholdClause",
    "Vote",
    "VoteKind",
    "Voter",
    "VotingRule",
    "Who",
    "Whose",
    "WithDocument",
    "YearRow",
    "YearlyAccounts",
    "YearlyState",
    "answer_word",
    "answers_in",
    "body_years",
    "book_of",
    "books_of",
    "broken_by",
    "chain_of",
    "claimed_pk",
    "digest_of",
    "earliest_deadline",
    "effect_of",
    "effects_of",
    "fresh_token",
    "has_yearly_duties",
    "inhabitants_of",
    "months_from",
    "objections",
    "open_until",
    "organisations_visible_to",
    "organisations_within",
    "organs_of",
    "partnerships_around",
    "planning_for",
    "planning_of",
    "proposed_deadline",
    "read_board",
    "read_key",
    "rights_of",
    "round_lines",
    "rounds_of_year",
    "tally_of",
    "tally_on",
    "word_for",
    "years_of",
    "years_with_meetings",
]

"""For every constraint of the database one row that it must refuse, written by hand from the rule.

See `broken_values` for what a value is.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from governance import models as gov
from projects import models as plans
from wegwijzer.accounts.models import Membership as Employment
from wegwijzer.accounts.models import Organisation, Population
from wegwijzer.entrance.models import Invitation
from wegwijzer.jobs.models import Run
from wegwijzer.outbox.models import Attachment, Message
from wegwijzer.tests.broken_claims import CLAIMS
from wegwijzer.tests.broken_dossiers import DOSSIERS
from wegwijzer.tests.broken_indicators import INDICATORS
from wegwijzer.tests.broken_onboarding import ONBOARDING
from wegwijzer.tests.broken_reporting import REPORTING
from wegwijzer.tests.broken_staff import STAFF
from wegwijzer.tests.broken_texts import TEXTS
from wegwijzer.tests.broken_values import EARLY, HOUR, LATE, NOON, Attempt, alter, backwards, copy, twice


def vote(world: dict[str, Any]) -> None:
    seat = world["meeting_held"].attendances.filter(has_vote=True).first()
    gov.Vote.objects.create(decision=world["decision_held"], attendance=seat, choice="for")


def invitation(**values: Any) -> Attempt:
    def attempt(world: dict[str, Any], cast: Any) -> None:
        moments = {"sent_at": NOON, "expires_at": NOON + HOUR}
        for _time in range(2 if not values else 1):
            Invitation.objects.create(user=cast.a.staff, **(moments | values))

    return attempt


def depend(earlier: str, later: str) -> Callable[[dict[str, Any]], Any]:
    return lambda world: plans.Dependency.objects.create(
        project=world["project"], **{f"earlier_{earlier}": world[earlier], f"later_{later}": world[later]}
    )


def party(who: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], Any]:
    return lambda world: plans.ObjectiveParty.objects.create(
        objective=world["objective"], role="responsible", **who(world)
    )


def tie(subject: str, thing: str, of: str) -> Callable[[dict[str, Any]], Any]:
    return lambda world: plans.Tie.objects.create(**{subject: world[subject], thing: world[of]})


def run(**values: Any) -> Attempt:
    return lambda world, cast: Run.objects.create(**({"name": "werk", "due_at": NOON} | values))


GOVERNANCE: dict[str, Attempt] = {
    "partnership_life_in_order": lambda w, c: alter(w["partnership"], founded_on=LATE, ended_on=EARLY),
    "membership_period_in_order": backwards("membership"),
    "membership_once_per_start": lambda w, c: copy(w["membership"]),
    "service_period_in_order": backwards("service"),
    "service_name_once": lambda w, c: copy(w["service"]),
    "participation_period_in_order": backwards("participation"),
    "participation_once_per_start": twice(
        lambda w: gov.ServiceParticipation.objects.create(
            service=w["service"], organisation=w["organisation"], from_on=EARLY
        )
    ),
    "body_period_in_order": backwards("body"),
    "body_name_once": lambda w, c: copy(w["body"]),
    "body_quorum_number_with_rule": lambda w, c: alter(w["body"], quorum_rule="number", quorum_number=None),
    "body_cadence_complete": lambda w, c: alter(w["body"], cadence_count=4, cadence_period=""),
    "calendar_feed_once_per_user": twice(
        lambda w: gov.CalendarFeed.objects.create(user=w["calendar_feed"].user, digest=uuid.uuid4().hex)
    ),
    "calendar_feed_once_per_body": lambda w, c: copy(w["calendar_feed"], digest="0"),
    "document_version_once": lambda w, c: copy(w["document_version"]),
    "person_email_once": lambda w, c: copy(w["person"], user=None),
    "person_user_once": lambda w, c: copy(w["person"], email="ander@example.org"),
    "mandate_period_in_order": backwards("mandate"),
    "mandate_seat_in_body": lambda w, c: alter(w["mandate"], body=None),
    "mandate_contact_of_organisation": lambda w, c: alter(
        w["mandate"], role="contact", body=None, has_vote=False, organisation=None
    ),
    "mandate_vote_with_seat": lambda w, c: alter(w["mandate"], role="observer", has_vote=True),
    "meeting_once_per_start": lambda w, c: copy(w["meeting_planned"]),
    "meeting_planned_in_order": lambda w, c: alter(
        w["meeting_planned"], planned_end=w["meeting_planned"].planned_start
    ),
    "meeting_actual_in_order": lambda w, c: alter(w["meeting_held"], actual_end=w["meeting_held"].actual_start - HOUR),
    "meeting_convened_has_moment": lambda w, c: alter(w["meeting_planned"], state="convened"),
    "meeting_held_has_start": lambda w, c: alter(w["meeting_planned"], state="held"),
    "meeting_closed_has_end": lambda w, c: alter(w["meeting_held"], state="draft"),
    "meeting_approved_has_moment": lambda w, c: alter(w["meeting_draft"], state="approved"),
    "meeting_cancelled_has_moment": lambda w, c: alter(w["meeting_planned"], state="cancelled"),
    "agenda_item_approval_names_meeting": lambda w, c: alter(w["item_planned"], kind="approval"),
    "agenda_item_approves_another": lambda w, c: alter(
        w["item_planned"], kind="approval", approves=w["meeting_planned"]
    ),
    "agenda_item_approves_once_per_meeting": twice(
        lambda w: gov.AgendaItem.objects.create(
            body=w["body"], meeting=w["meeting_planned"], kind="approval", approves=w["meeting_draft"], title="Verslag"
        )
    ),
    "item_document_once": lambda w, c: copy(gov.ItemDocument.objects.get(item=w["item_convened"])),
    "attendance_once_per_seat": lambda w, c: copy(w["meeting_held"].attendances.filter(has_vote=True).first()),
    "attendance_substitute_when_represented": lambda w, c: alter(w["guest"], status="represented"),
    "attendance_times_in_order": lambda w, c: alter(w["guest"], arrived_at=dt.time(15), left_at=dt.time(14)),
    "attendance_guest_has_no_vote": lambda w, c: alter(w["guest"], has_vote=True),
    "correction_has_reason": lambda w, c: gov.Correction.objects.create(
        meeting=w["meeting_approved"], item=w["item_approved"], language="nl", reason="", by=c.a.coordinator
    ),
    "decision_number_once": lambda w, c: copy(w["decision"]),
    "decision_numbered_has_outcome": lambda w, c: alter(w["decision"], outcome=""),
    "decision_counts_with_vote": lambda w, c: alter(w["decision"], vote_kind="show", votes_for=None),
    "article_once": twice(lambda w: gov.Article.objects.create(decision=w["decision"], number=1, text="Tekst")),
    "vote_once_per_seat": twice(vote),
    "decision_counter_once": twice(
        lambda w: gov.DecisionCounter.objects.create(body=w["body"], year=w["decision"].year + 1)
    ),
}

KERNEL: dict[str, Attempt] = {
    "organisation_kbo_once": twice(
        lambda w: Organisation.objects.create(kind="association", name="Vereniging", kbo_number="0316380841")
    ),
    "organisation_kind_once_per_nis": lambda w, c: copy(w["organisation"]),
    "organisation_board_has_nis": lambda w, c: alter(w["organisation"], nis_code=""),
    "population_once_per_year": twice(
        lambda w: Population.objects.create(nis_code="13029", year=2020, inhabitants=1, source="Statbel")
    ),
    "user_email_lower_case": lambda w, c: alter(c.a.staff, email="Hoofdletter@example.org"),
    "accounts_membership_period_in_order": lambda w, c: alter(
        Employment.objects.get(user=c.a.staff), from_on=LATE, until_on=EARLY
    ),
    "run_once_per_moment": lambda w, c: (run()(w, c), run()(w, c)),
    "run_state_known": run(state="elders"),
    "run_running_has_start": run(state="running"),
    "run_ended_has_end": run(state="done"),
    "message_state_known": lambda w, c: alter(w["message"], state="elders"),
    "message_claimed_while_sending": lambda w, c: alter(w["message"], claimed_at=NOON),
    "message_handed_over_when_it_left": lambda w, c: alter(w["message"], handed_over_at=NOON),
    "message_sent_has_moment": lambda w, c: alter(w["message"], sent_at=NOON),
    "message_stopped_has_moment_and_reason": lambda w, c: alter(w["message"], reason=""),
    "choice_address_lower_case": lambda w, c: alter(w["mail_choice"], address="LID@example.org"),
    "choice_rhythm_known": lambda w, c: alter(w["mail_choice"], rhythm="soms"),
    "notice_once": lambda w, c: copy(w["notice"]),
    "notice_state_known": lambda w, c: alter(w["notice"], state="elders", settled_at=NOON),
    "notice_settled_has_moment": lambda w, c: alter(w["notice"], settled_at=NOON),
    "notice_told_has_mail": lambda w, c: alter(w["notice"], state="told", settled_at=NOON),
    "message_target_whole": lambda w, c: alter(w["message"], target_id=None),
    "attachment_position_once": twice(
        lambda w: Attachment.objects.create(
            message=Message.objects.get(pk=w["message"].pk), position=1, name="a.ics", content_type="text/calendar"
        )
    ),
    "report_open_once": lambda w, c: copy(w["report"], key=uuid.uuid4()),
    "report_state_known": lambda w, c: alter(w["report"], state="elders"),
    "report_claimed_while_working": lambda w, c: alter(w["report"], state="working"),
    "report_done_has_file": lambda w, c: alter(w["report"], state="done"),
    "report_removed_has_moment": lambda w, c: alter(w["report"], removed_at=NOON),
    "report_failed_has_reason": lambda w, c: alter(w["report"], state="failed", failed_at=NOON),
    "report_percent_in_range": lambda w, c: alter(w["report"], percent=101),
    "invitation_one_open_per_user": invitation(),
    "invitation_accepted_or_withdrawn": invitation(accepted_at=NOON, withdrawn_at=NOON),
    "invitation_expires_after_sending": invitation(expires_at=NOON - HOUR),
}

ROUNDS: dict[str, Attempt] = {
    "council_once": lambda w, c: copy(w["council"]),
    "council_sitting_once": lambda w, c: copy(w["council_sitting"]),
    "council_sitting_closes_before": lambda w, c: alter(
        w["council_sitting"], agenda_closes_on=w["council_sitting"].held_on + dt.timedelta(days=1)
    ),
    "recess_period_in_order": backwards("recess"),
    "recess_has_both_days": lambda w, c: alter(w["recess"], until_on=None),
    "theme_once": lambda w, c: copy(w["theme"]),
    "round_deadline_after_asking": lambda w, c: alter(w["round_open"], deadline_on=EARLY),
    "round_asked_has_day": lambda w, c: alter(w["round_open"], asked_on=None),
    "round_closed_has_day": lambda w, c: alter(w["round_closed"], closed_on=None),
    "round_cancelled_has_moment": lambda w, c: alter(w["round_open"], cancelled_at=NOON),
    "round_yearly_has_year": lambda w, c: alter(w["round_draft"], kind="accounts"),
    "round_once_per_year": lambda w, c: (
        alter(w["round_draft"], kind="accounts", year=2016),
        alter(w["round_open"], kind="accounts", year=2016),
    ),
    "round_text_once": lambda w, c: copy(w["round_text"]),
    "round_text_pinned_whole": lambda w, c: alter(w["round_text"], checksum=""),
    "round_annex_once": lambda w, c: copy(w["round_text"].annexes.get()),
    "round_party_period_in_order": backwards("party_open"),
    "round_party_once": lambda w, c: copy(w["party_open"]),
    "round_party_contribution_positive": lambda w, c: alter(w["party_open"], contribution=-1),
    "threshold_clause_once": lambda w, c: copy(w["round_open"].clauses.get()),
    "threshold_clause_number_with_rule": lambda w, c: alter(w["round_open"].clauses.get(), rule="number"),
    "threshold_clause_share_with_rule": lambda w, c: alter(
        w["round_open"].clauses.get(), rule="share", numerator=3, denominator=2
    ),
    "threshold_clause_boards_one_by_one": lambda w, c: alter(w["round_open"].clauses.get(), whose="any"),
    "approval_response_once": lambda w, c: copy(w["response"]),
    "approval_response_taken_back_unverified": lambda w, c: alter(w["response"], undone_at=NOON, verified_at=NOON),
    "approval_response_late_has_reason": lambda w, c: alter(w["response"], accepted_late_at=NOON),
    "approval_response_next_when_postponed": lambda w, c: alter(w["response"], next_on=LATE),
    "answer_link_once": lambda w, c: copy(w["answer_link"]),
    "answer_link_expires_after_making": lambda w, c: alter(w["answer_link"], expires_at=w["answer_link"].created_at),
    "question_answer_with_day": lambda w, c: alter(w["question"], answer="Ja"),
    "question_answered_after_asking": lambda w, c: alter(w["question"], answer="Ja", answered_on=EARLY),
    "communication_rule_once": lambda w, c: copy(w["communication_rule"]),
    "feedback_once": lambda w, c: copy(w["feedback"]),
    "feedback_once_per_organisation": lambda w, c: (
        alter(w["feedback"], organisation=w["organisation"]),
        copy(w["feedback"], organisation=w["organisation"]),
    ),
    "signal_closed_with_outcome": lambda w, c: alter(w["signal"], closed_on=w["signal"].noted_on),
    "signal_passed_on_after_noting": lambda w, c: alter(w["signal"], passed_on=EARLY),
    "signal_closed_after_noting": lambda w, c: alter(w["signal"], outcome="Opgelost", closed_on=EARLY),
    "statutes_period_in_order": backwards("statutes"),
    "statutes_once": lambda w, c: copy(w["statutes"]),
    "statute_clause_once": lambda w, c: copy(w["statutes"].clauses.get()),
    "yearly_accounts_once": lambda w, c: copy(w["yearly_accounts"]),
    "yearly_accounts_in_order": lambda w, c: alter(w["yearly_accounts"], established_in=w["decision"]),
}

PROJECTS: dict[str, Attempt] = {
    "project_period_in_order": backwards("project"),
    "project_name_once": lambda w, c: copy(w["project"]),
    "project_ended_has_day": lambda w, c: alter(w["project"], state="closed"),
    "project_stopped_has_reason": lambda w, c: alter(w["project"], state="stopped", ended_on=LATE),
    "project_staff_period_in_order": backwards("project_staff"),
    "project_staff_once": lambda w, c: copy(w["project_staff"]),
    "funder_once": lambda w, c: copy(w["funder"]),
    "stakeholder_once": lambda w, c: copy(w["stakeholder"]),
    "phase_planned_in_order": lambda w, c: alter(w["phase"], planned_from_on=LATE, planned_until_on=EARLY),
    "phase_in_order": backwards("phase"),
    "phase_name_once": lambda w, c: copy(w["phase"]),
    "milestone_waits_for_one_thing": lambda w, c: alter(w["milestone"], decision=w["decision"], round=w["round_open"]),
    "milestone_reached_by_itself_or_by_hand": lambda w, c: alter(
        w["milestone"], decision=w["decision"], reached_on=LATE
    ),
    "milestone_waits_for_step_of_dossier": lambda w, c: alter(w["milestone"], dossier_step="awarded"),
    "milestone_name_once": lambda w, c: copy(w["milestone"]),
    "dependency_has_one_earlier": lambda w, c: alter(w["dependency"], earlier_milestone=w["milestone"]),
    "dependency_has_one_later": lambda w, c: alter(w["dependency"], later_phase=w["phase"]),
    "dependency_once_phase_phase": twice(depend("phase", "phase")),
    "dependency_once_phase_milestone": lambda w, c: copy(w["dependency"]),
    "dependency_once_milestone_phase": twice(depend("milestone", "phase")),
    "dependency_once_milestone_milestone": twice(depend("milestone", "milestone")),
    "plan_period_in_order": backwards("plan"),
    "plan_title_once": lambda w, c: copy(w["plan"]),
    "plan_short_term_within": lambda w, c: alter(w["plan"], short_term_until_on=dt.date(2014, 1, 1)),
    "plan_not_part_of_itself": lambda w, c: alter(w["plan"], part_of=w["plan"]),
    "plan_not_from_itself": lambda w, c: alter(w["plan"], catalogue=w["plan"]),
    "plan_theme_once": lambda w, c: copy(w["plan_theme"]),
    "plan_version_once": lambda w, c: copy(w["plan_version"]),
    "plan_version_approved_one_way": lambda w, c: alter(w["plan_version"], round=w["round_open"], adopted_on=LATE),
    "target_group_once": lambda w, c: copy(w["target_group"]),
    "objective_not_its_own_parent": lambda w, c: alter(w["objective"], parent=w["objective"]),
    "objective_period_in_order": backwards("objective"),
    "objective_target_whole": lambda w, c: alter(w["objective"], target_number=6, target_unit=""),
    "objective_party_one_way": lambda w, c: alter(w["objective_party"], person=w["person"]),
    "objective_party_once_organisation": twice(party(lambda w: {"organisation": w["organisation"]})),
    "objective_party_once_body": twice(party(lambda w: {"body": w["body"]})),
    "objective_party_once_person": twice(party(lambda w: {"person": w["person"]})),
    "objective_party_once_name": lambda w, c: copy(w["objective_party"]),
    "objective_budget_once": lambda w, c: copy(w["objective_budget"]),
    "objective_budget_positive": lambda w, c: alter(w["objective_budget"], amount=-1),
    "progress_percent_in_range": lambda w, c: alter(w["progress_note"], percent=101),
    "alignment_once": lambda w, c: copy(w["alignment"]),
    "alignment_of_two": lambda w, c: alter(w["alignment"], line=w["objective"]),
    "sheet_request_once": lambda w, c: copy(w["sheet_request"]),
    "sheet_request_expires_after_making": lambda w, c: alter(
        w["sheet_request"], expires_at=w["sheet_request"].created_at
    ),
    "service_sheet_once": lambda w, c: copy(w["service_sheet"]),
    "plan_step_period_in_order": backwards("plan_step"),
    "plan_step_partner_once": lambda w, c: copy(w["plan_step_partner"]),
    "tie_of_one_subject": lambda w, c: alter(w["tie"], plan=w["plan"]),
    "tie_to_one_thing": lambda w, c: alter(w["tie"], round=w["round_open"]),
    **{
        f"tie_once_{subject}_{thing}": twice(tie(subject, thing, of))
        for subject in ("project", "plan", "dossier")
        for thing, of in (("meeting", "meeting_held"), ("item", "item_held"), ("round", "round_open"))
    },
    "tie_once_project_decision": lambda w, c: copy(w["tie"]),
    "tie_once_plan_decision": twice(tie("plan", "decision", "decision")),
    "tie_once_dossier_decision": twice(tie("dossier", "decision", "decision")),
}

BROKEN = (
    GOVERNANCE | ROUNDS | PROJECTS | DOSSIERS | STAFF | CLAIMS | REPORTING | ONBOARDING | TEXTS | INDICATORS | KERNEL
)
# A state that does not exist breaks a second rule too, and a database may name either.
ALSO = {
    "run_state_known": "run_ended_has_end",
    "message_state_known": "message_handed_over_when_it_left",
    "deliverable_state_known": "deliverable_in_review_has_day",
    "event_state_known": "event_cancelled_has_reason",
}

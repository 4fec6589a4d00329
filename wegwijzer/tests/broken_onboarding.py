"""For every constraint on what newcomers get one row that must be refused; part of `broken_rows`."""

from wegwijzer.tests.broken_values import EARLY, LATE, Attempt, alter, copy

ONBOARDING: dict[str, Attempt] = {
    "deliverable_type_once": lambda w, c: copy(w["deliverable_type_planned"]),
    "deliverable_once": lambda w, c: copy(w["deliverable_planned"]),
    "deliverable_state_known": lambda w, c: alter(w["deliverable_planned"], state="weg"),
    "deliverable_started_has_day": lambda w, c: alter(w["deliverable_in_progress"], started_on=None),
    "deliverable_in_review_has_day": lambda w, c: alter(w["deliverable_in_review"], handed_in_on=None),
    "deliverable_delivered_has_day": lambda w, c: alter(w["deliverable_in_progress"], delivered_on=LATE),
    "deliverable_published_has_day": lambda w, c: alter(w["deliverable_published"], published_on=EARLY),
    "deliverable_not_applicable_has_reason": lambda w, c: alter(w["deliverable_na"], reason=""),
    "deliverable_document_once": lambda w, c: copy(w["deliverable_document"]),
    "event_state_known": lambda w, c: alter(w["event_planned"], state="weg"),
    "event_ends_after_start": lambda w, c: alter(w["event_planned"], ends_at=w["event_planned"].starts_at),
    "event_cancelled_has_reason": lambda w, c: alter(w["event_cancelled"], reason=""),
    "event_invitation_once": lambda w, c: copy(w["event_invitation"]),
    "event_count_once": lambda w, c: copy(w["event_count"]),
    "event_count_says_something": lambda w, c: alter(w["event_count"], invited=None, registered=None, present=None),
    "milestone_wait_one_or_a_number": lambda w, c: alter(w["milestone_wait"], organisation=w["organisation"]),
    "milestone_wait_for_something": lambda w, c: alter(w["milestone_wait"], number=0),
}

"""For every constraint on calls, dossiers and the money one row that must be refused; part of `broken_rows`."""

from wegwijzer.tests.broken_values import EARLY, LATE, Attempt, alter, backwards, copy, twice

DOSSIERS: dict[str, Attempt] = {
    "cost_kind_name_once": lambda w, c: copy(w["cost_kind"]),
    "call_in_order": lambda w, c: alter(w["call"], opened_on=LATE, deadline_on=EARLY),
    "call_not_after_itself": lambda w, c: alter(w["call"], earlier=w["call"]),
    "call_once": lambda w, c: copy(w["call"]),
    "call_condition_has_amount": lambda w, c: alter(w["call_condition"], amount=None),
    "call_condition_has_day": lambda w, c: alter(w["call_condition"], day=LATE),
    "call_condition_has_cost_kind": lambda w, c: alter(w["call_condition"], cost_kind=w["cost_kind"]),
    "call_condition_other_has_text": lambda w, c: alter(w["call_condition"], measure="other", amount=None, text=""),
    "call_condition_only_words_are_judged": lambda w, c: alter(w["call_condition"], verdict="met"),
    "call_requirement_title_once": lambda w, c: copy(w["call_requirement"]),
    "call_requirement_within_a_year": lambda w, c: alter(w["call_requirement"], days_before=366),
    "info_session_once": lambda w, c: copy(w["info_session"]),
    "info_session_somewhere": lambda w, c: alter(w["info_session"], place="", link=""),
    "dossier_period_in_order": backwards("dossier"),
    "dossier_title_once": lambda w, c: copy(w["dossier"]),
    "dossier_go_has_day": lambda w, c: alter(w["dossier"], go_on=None),
    "dossier_submitted_has_day": lambda w, c: alter(w["dossier"], submitted_on=None),
    "dossier_awarded_has_day_and_amount": lambda w, c: alter(w["dossier"], awarded_amount=-1),
    "dossier_refused_has_day": lambda w, c: alter(w["dossier"], refused_on=LATE),
    "dossier_ended_has_day": lambda w, c: alter(w["dossier"], ended_on=LATE),
    "dossier_ended_by_hand_has_reason": lambda w, c: alter(
        w["dossier"], state="withdrawn", ended_on=LATE, awarded_on=None, awarded_amount=None
    ),
    "requirement_title_once": lambda w, c: copy(w["requirement"]),
    "requirement_approval_waits_for_one_thing": lambda w, c: alter(w["requirement"], round=w["round_open"]),
    "requirement_document_only_of_document": lambda w, c: alter(w["requirement"], document=w["document"]),
    "requirement_met_by_hand": lambda w, c: alter(
        w["requirement"], kind="approval", round=w["round_open"], met_on=LATE
    ),
    "budget_version_once": lambda w, c: copy(w["budget"], fixed_on=LATE),
    "budget_one_in_the_making": lambda w, c: copy(w["budget"], number=2),
    "budget_line_once_per_version": twice(
        lambda w: copy(w["budget_line"], series="6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
    ),
    "budget_line_not_negative": lambda w, c: alter(w["budget_line"], quantity=-1),
    "budget_line_months_of_a_year": lambda w, c: alter(w["budget_line"], months=13),
    "budget_line_year_of_this_age": lambda w, c: alter(w["budget_line"], year=16),
    "budget_frozen_when_fixed": lambda w, c: alter(w["budget"], frozen={}),
    "budget_source_one_grant": lambda w, c: copy(w["budget_source"]),
    "budget_source_amount_or_percent": lambda w, c: alter(w["budget_source"], percent=80),
    "budget_source_year_of_this_age": lambda w, c: alter(w["budget_source"], year=16),
    "contribution_share_unless_fixed": lambda w, c: alter(w["contribution"], share=101),
    "contribution_values_are_chosen": lambda w, c: alter(w["contribution"], key="fte", scope="members"),
    "contribution_party_once": lambda w, c: copy(w["contribution_party"]),
    "contribution_party_not_negative": lambda w, c: alter(w["contribution_party"], value=-1),
    "dossier_version_once": lambda w, c: copy(w["dossier_version"]),
    "dossier_version_has_checksum": lambda w, c: copy(w["dossier_version"], number=99, checksum=""),
    "dossier_version_append_only": lambda w, c: alter(w["dossier_version"], made_on=EARLY),
    "guest_link_once": lambda w, c: copy(w["guest_link"]),
    "guest_link_expires_after_making": lambda w, c: alter(w["guest_link"], expires_at=w["guest_link"].created_at),
}

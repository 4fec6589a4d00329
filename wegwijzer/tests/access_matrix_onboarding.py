"""Who gets what answer of what newcomers get; a part of the access matrix.

The deliverables of the world are of the first board: its contact person writes them, the one of another board reads.
"""

from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Row, button, form, page

WRITERS = frozenset({"coordinator", "contact"})

ONBOARDING: dict[str, Row] = {
    "onboarding:start": page(INSIDE | {"coordinator_b", "contact_b", "staff_b", "administrator", "former_contact"}),
    # --- deliverable
    "onboarding:deliverable_matrix": page(INSIDE, "project"),
    "onboarding:deliverable_export": page(INSIDE, "project"),
    "onboarding:deliverable_report": button(INSIDE, "project"),
    "onboarding:deliverable_owed": page(INSIDE, "project"),
    "onboarding:deliverables_plan": form(COORDINATOR, "project"),
    "onboarding:deliverable_detail": page(INSIDE, "deliverable_in_progress"),
    "onboarding:deliverable_move": form(WRITERS, "deliverable_in_progress"),
    "onboarding:deliverable_edit": form(WRITERS, "deliverable_in_progress"),
    "onboarding:deliverable_document_add": form(WRITERS, "deliverable_in_progress"),
    "onboarding:deliverable_document": page(INSIDE, "deliverable_document"),
    "onboarding:deliverable_document_remove": button(WRITERS, "deliverable_document", ok=409),
    "onboarding:milestone_wait": form(COORDINATOR, "milestone", empty=302),
    # --- education project: of the first board
    "onboarding:education_project_list": page(EVERYBODY),
    "onboarding:education_project_export": page(EVERYBODY),
    "onboarding:education_project_add": form(frozenset({"coordinator", "contact", "contact_elsewhere"}), "project"),
    "onboarding:education_project_detail": page(INSIDE, "education_preparing"),
    "onboarding:education_project_edit": form(WRITERS, "education_preparing"),
    "onboarding:education_project_move": form(WRITERS, "education_preparing"),
    "onboarding:education_document_add": form(WRITERS, "education_preparing"),
    "onboarding:education_document": page(INSIDE, "education_document"),
    "onboarding:education_document_remove": button(WRITERS, "education_document", ok=409),
    "onboarding:education_partner_add": form(WRITERS, "education_preparing"),
    "onboarding:education_partner_edit": form(WRITERS, "education_partner"),
    "onboarding:education_partner_remove": button(WRITERS, "education_partner", ok=409),
    "onboarding:education_phase_add": form(WRITERS, "education_preparing"),
    "onboarding:education_phase_edit": form(WRITERS, "education_phase"),
    "onboarding:education_phase_remove": button(WRITERS, "education_phase", ok=409),
    # --- event: of the first board
    "onboarding:event_list": page(INSIDE, "project"),
    "onboarding:event_add": form(frozenset({"coordinator", "contact", "contact_elsewhere"}), "project"),
    "onboarding:event_detail": page(INSIDE, "event_planned"),
    "onboarding:event_edit": form(WRITERS, "event_planned"),
    "onboarding:event_invite": form(WRITERS, "event_planned"),
    "onboarding:event_move": form(WRITERS, "event_planned"),
    "onboarding:event_count": form(WRITERS, "event_planned", "organisation", empty=302),
    "onboarding:event_certificate": form(WRITERS, "event_held"),
    # --- type of deliverable
    "onboarding:deliverable_type_list": page(INSIDE, "project"),
    "onboarding:deliverable_type_add": form(COORDINATOR, "project"),
    "onboarding:deliverable_type_edit": form(COORDINATOR, "deliverable_type_planned"),
    "onboarding:deliverable_type_move": button(COORDINATOR, "deliverable_type_planned"),
    "onboarding:deliverable_type_remove": button(COORDINATOR, "deliverable_type_planned", ok=409),
}

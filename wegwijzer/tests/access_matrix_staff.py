"""Who gets what answer of staff, collaborations and give and take; a part of the access matrix. One block per noun."""

from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Cell, Row, form, page

# The collaboration, evaluation and exchange of the world are of the first board as well.
PARTIES = frozenset({"coordinator", "contact"})
# Whoever speaks for an organisation of the partnership notes what that gave and received.
NOTERS = frozenset({"coordinator", "contact", "contact_elsewhere"})

STAFF: dict[str, Row] = {
    # --- staff allocation
    "projects:staff_allocation_list": page(INSIDE, "dossier"),
    "projects:staff_allocation_add": form(COORDINATOR, "dossier"),
    "projects:staff_allocation_edit": form(COORDINATOR, "staff_allocation"),
    "projects:staff_allocation_remove": form(COORDINATOR, "staff_allocation"),
    "projects:staff_allocation_budget": form(COORDINATOR, "dossier"),
    # --- collaboration and its evaluation
    "projects:collaboration_list": page(INSIDE, "dossier"),
    "projects:collaboration_list_of_project": page(INSIDE, "project"),
    "projects:collaboration_add": form(COORDINATOR, "project"),
    "projects:collaboration_detail": page(INSIDE, "collaboration"),
    "projects:collaboration_edit": form(COORDINATOR, "collaboration"),
    "projects:collaboration_remove": form(COORDINATOR, "collaboration"),
    "projects:collaboration_evaluate": form(PARTIES, "collaboration"),
    "projects:collaboration_evaluation_edit": form(PARTIES, "collaboration_evaluation"),
    "projects:lesson_list": page(EVERYBODY),
    # --- expertise exchange; who has a role in one partnership is sent to the ledger of that one
    "projects:expertise_start": Row(
        {"GET": Cell(EVERYBODY - {"administrator", "former_contact"}, 302, else_=200)},
    ),
    "projects:expertise_exchange_list": page(INSIDE, "partnership"),
    "projects:expertise_exchange_export": page(INSIDE, "partnership"),
    "projects:expertise_exchange_add": form(NOTERS, "partnership"),
    "projects:expertise_exchange_edit": form(PARTIES, "expertise_exchange"),
    "projects:expertise_exchange_remove": form(PARTIES, "expertise_exchange"),
    # --- work form
    "projects:work_form_list": page(INSIDE, "partnership"),
    "projects:work_form_add": form(COORDINATOR, "partnership"),
    "projects:work_form_edit": form(COORDINATOR, "work_form"),
    "projects:work_form_remove": form(COORDINATOR, "work_form"),
}

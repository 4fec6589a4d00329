"""Who gets what answer of staff, collaborations and give and take; a part of the access matrix. One block per noun."""

from wegwijzer.tests.access_rows import COORDINATOR, INSIDE, Row, form, page

STAFF: dict[str, Row] = {
    # --- staff allocation
    "projects:staff_allocation_list": page(INSIDE, "dossier"),
    "projects:staff_allocation_add": form(COORDINATOR, "dossier"),
    "projects:staff_allocation_edit": form(COORDINATOR, "staff_allocation"),
    "projects:staff_allocation_remove": form(COORDINATOR, "staff_allocation"),
    "projects:staff_allocation_budget": form(COORDINATOR, "dossier"),
}

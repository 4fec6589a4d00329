"""Who gets what answer of calls, dossiers and the money; a part of the access matrix. One block per noun."""

from wegwijzer.tests.access_matrix_budgets import BUDGETS
from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Row, form, page

DOSSIERS: dict[str, Row] = {
    # --- dossier
    "projects:dossier_list": page(EVERYBODY),
    "projects:dossier_add": form(COORDINATOR, "partnership"),
    "projects:dossier_detail": page(INSIDE, "dossier"),
    "projects:dossier_edit": form(COORDINATOR, "dossier"),
    **BUDGETS,
}

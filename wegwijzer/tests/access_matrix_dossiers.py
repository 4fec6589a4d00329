"""Who gets what answer of calls, dossiers and the money; a part of the access matrix. One block per noun."""

from wegwijzer.tests.access_matrix_budgets import BUDGETS
from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Cell, Row, button, door, form, page

RESPONSIBLE = frozenset({"coordinator", "delegate"})

DOSSIERS: dict[str, Row] = {
    # --- dossier
    "projects:dossier_list": page(EVERYBODY),
    "projects:dossier_add": form(COORDINATOR, "partnership"),
    "projects:dossier_detail": page(INSIDE, "dossier"),
    "projects:dossier_edit": form(COORDINATOR, "dossier"),
    **BUDGETS,
    # --- documents and versions of a dossier
    "projects:dossier_versions": page(INSIDE, "dossier"),
    "projects:dossier_report": button(INSIDE, "dossier"),
    "projects:dossier_version_detail": page(INSIDE, "dossier_version"),
    "projects:dossier_version_file": Row({"GET": Cell(INSIDE, 302)}, ("dossier_version",)),  # not made yet
    "projects:dossier_version_report": button(INSIDE, "dossier_version"),
    # --- guest link, and what it opens
    "projects:guest_link_add": form(COORDINATOR, "dossier"),
    "projects:guest_link_detail": page(COORDINATOR, "guest_link", refused=INSIDE - COORDINATOR),
    "projects:guest_link_again": form(COORDINATOR, "guest_link"),
    "projects:guest_link_withdraw": button(COORDINATOR, "guest_link"),
    "projects:guest_dossier": door("guest_key", get=200),  # who holds it needs no login
    "projects:guest_document": door("guest_key", get=302),  # not made yet
    "projects:guest_archive": door("guest_key", get=302),
    "projects:dossier_move": form(COORDINATOR, "dossier"),
    "projects:dossier_ties": page(INSIDE, "dossier"),
    "projects:dossier_tie": form(COORDINATOR, "dossier"),
    "projects:dossier_round_add": form(COORDINATOR, "dossier"),
    # --- requirement; the person who sees to that of the world is the delegate
    "projects:dossier_checklist": page(INSIDE, "dossier"),
    "projects:requirement_add": form(COORDINATOR, "dossier"),
    "projects:requirement_detail": page(INSIDE, "requirement"),
    "projects:requirement_edit": form(COORDINATOR, "requirement"),
    "projects:requirement_remove": form(COORDINATOR, "requirement"),
    "projects:requirement_upload": form(RESPONSIBLE, "requirement"),
    "projects:requirement_meet": form(RESPONSIBLE, "requirement"),
    "projects:requirement_waive": form(COORDINATOR, "requirement"),
    "projects:requirement_reopen": button(COORDINATOR, "requirement"),  # it is open, which is no mistake
    "projects:requirement_file": page(frozenset(), "requirement"),  # there is no file with it
}

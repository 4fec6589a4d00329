"""Who gets what answer of projects and plans; a part of the access matrix. One block per noun."""

from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Row, form, page

# The plan of the world belongs to the first board: who speaks for it edits the plan as well.
PLANNERS = frozenset({"coordinator", "contact"})

PROJECTS: dict[str, Row] = {
    # --- plan
    "projects:plan_list": page(EVERYBODY),
    "projects:plan_add": form(COORDINATOR, "partnership"),
    "projects:plan_detail": page(INSIDE, "plan"),
    "projects:plan_edit": form(PLANNERS, "plan"),
}

"""Who gets what answer of what municipalities count; a part of the access matrix.

The figures of the world are of the first board: its contact person fills them in, the one of another board its own.
"""

from wegwijzer.tests.access_rows import COORDINATOR, INSIDE, Row, button, form, page

FILLERS = frozenset({"coordinator", "contact", "contact_elsewhere"})
WRITERS = frozenset({"coordinator", "contact"})

INDICATORS: dict[str, Row] = {
    "onboarding:indicator_list": page(INSIDE, "partnership"),
    "onboarding:indicator_begin": button(COORDINATOR, "partnership"),
    "onboarding:indicator_add": form(COORDINATOR, "partnership"),
    "onboarding:indicator_detail": page(INSIDE, "indicator"),
    "onboarding:indicator_edit": form(COORDINATOR, "indicator"),
    "onboarding:indicator_move": button(COORDINATOR, "indicator"),
    "onboarding:indicator_remove": button(COORDINATOR, "indicator_empty", ok=409),
    "onboarding:measurement_grid": form(FILLERS, "indicator", empty=302),
    "onboarding:measurement_export": page(INSIDE, "partnership"),
    "onboarding:measurement_import": form(FILLERS, "partnership"),
    "onboarding:measurement_edit": form(WRITERS, "indicator", "organisation", "year_2017"),
    "onboarding:year_report": form(INSIDE - {"secretary", "delegate"}, "partnership"),
    "onboarding:measurement_clear": button(WRITERS, "indicator", "organisation", "year_2017", ok=409),
}

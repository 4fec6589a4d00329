"""Who gets what answer of texts that municipalities refine; a part of the access matrix.

What is local in the world is of the first board: its contact person refines it, the one of another board reads.
"""

from wegwijzer.tests.access_rows import COORDINATOR, COORDINATORS, EVERYBODY, INSIDE, Row, button, door, form, page

OWN_BOARD = frozenset({"coordinator", "contact"})

TEXTS: dict[str, Row] = {
    # --- the region
    "onboarding:regional_text_list": page(EVERYBODY),
    "onboarding:regional_text_add": form(COORDINATORS, refused=EVERYBODY),
    "onboarding:regional_text_detail": page(INSIDE, "regional_text"),
    "onboarding:regional_text_edit": form(COORDINATOR, "brochure"),
    "onboarding:edition_publish": form(COORDINATOR, "regional_text"),
    "onboarding:brochures_print": button(COORDINATOR, "brochure"),
    "onboarding:edition_detail": page(INSIDE, "edition"),
    "onboarding:text_drift": page(INSIDE, "regional_text"),
    "onboarding:regional_text_public": button(COORDINATOR, "brochure"),
    # --- everybody
    "onboarding:public_text_list": door("organisation", get=200),
    "onboarding:public_text": door("organisation", "brochure", "nl", get=200),
    "onboarding:public_picture": door("organisation", "brochure", "picture_file", get=200),
    # --- sections of the region
    "onboarding:section_preview": button(INSIDE, "brochure", "fr", ok=200),
    "onboarding:local_section_preview": button(INSIDE, "brochure", "organisation", "fr", ok=200),
    "onboarding:section_picture_add": form(COORDINATOR, "brochure_section"),
    "onboarding:section_picture_edit": form(COORDINATOR, "section_picture"),
    "onboarding:section_picture_remove": button(COORDINATOR, "section_picture", ok=409),
    "onboarding:section_picture_file": page(INSIDE, "section_picture"),
    "onboarding:edition_picture": page(INSIDE, "brochure_edition", "picture_file"),
    "onboarding:section_add": form(COORDINATOR, "regional_text"),
    "onboarding:section_edit": form(COORDINATOR, "section"),
    "onboarding:section_translate": form(OWN_BOARD, "brochure_section", "fr"),
    "onboarding:section_move": button(COORDINATOR, "section"),
    "onboarding:section_retire": button(COORDINATOR, "section_other", ok=409),
    "onboarding:translation_export": page(INSIDE, "brochure", "fr"),
    "onboarding:translation_assign": form(COORDINATOR, "brochure", "fr"),
    # of the first board, as it was given that language
    "onboarding:translation_import": form(OWN_BOARD, "brochure", "fr"),
    # --- an organisation
    "onboarding:local_text_detail": page(INSIDE, "regional_text", "organisation"),
    "onboarding:local_text_fill": form(OWN_BOARD, "regional_text", "organisation"),
    "onboarding:local_text_print": button(INSIDE, "regional_text", "organisation", "nl"),
    "onboarding:local_section_add": form(OWN_BOARD, "regional_text", "organisation"),
    "onboarding:local_section_refine": form(OWN_BOARD, "regional_text", "organisation", "section_other"),
    "onboarding:local_section_edit": form(OWN_BOARD, "local_section_added"),
    "onboarding:local_section_decide": form(OWN_BOARD, "local_section"),
    "onboarding:local_section_remove": button(OWN_BOARD, "local_section_added", ok=409),
    "onboarding:local_section_translate": form(OWN_BOARD, "brochure_local_section", "fr"),
    "onboarding:local_translation_export": page(INSIDE, "brochure", "organisation", "fr"),
    "onboarding:local_translation_import": form(OWN_BOARD, "brochure", "organisation", "fr"),
}

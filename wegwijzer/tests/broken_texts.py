"""For every constraint on texts that municipalities refine one row that must be refused; part of `broken_rows`."""

from wegwijzer.tests.broken_values import Attempt, alter, copy

TEXTS: dict[str, Attempt] = {
    "contact_point_address_has_city": lambda w, c: alter(w["contact_point"], address="Dorp 1", city=""),
    "regional_text_says_what_for": lambda w, c: alter(w["regional_text"], purpose=""),
    "regional_text_has_title": lambda w, c: alter(w["regional_text"], title=""),
    "regional_text_public_is_no_procedure": lambda w, c: alter(w["regional_text"], is_public=True),
    "section_picture_says_what_it_shows": lambda w, c: alter(w["section_picture"], alt=""),
    "section_has_title": lambda w, c: alter(w["section"], title=""),
    "section_mode_known": lambda w, c: alter(w["section"], mode="open"),
    "edition_once": lambda w, c: copy(w["edition"]),
    "edition_counts_from_one": lambda w, c: alter(w["edition"], number=0),
    "translation_assignment_once": lambda w, c: copy(w["translation_assignment"]),
    "translation_assignment_names_who": lambda w, c: alter(w["translation_assignment"], organisation=None, role=""),
    "translation_assignment_language_known": lambda w, c: alter(w["translation_assignment"], language="xx"),
    "local_text_once": lambda w, c: copy(w["local_text"]),
    "local_section_once": lambda w, c: copy(w["local_section"]),
    "local_section_added_has_no_source": lambda w, c: alter(w["local_section"], base=None),
    "local_section_says_why": lambda w, c: alter(w["local_section"], reason=""),
    "local_section_has_text": lambda w, c: alter(w["local_section"], body=""),
}

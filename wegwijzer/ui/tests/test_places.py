"""The header says in which place a page lies, also where its address does not."""

import pytest

from wegwijzer.ui import places


@pytest.mark.parametrize(
    ("path", "view_name", "current"),
    [
        ("/", "home:start", {"Start": "page"}),
        ("/vergaderingen/", "governance:meeting_list", {"Vergaderingen": "page"}),
        ("/vergaderingen/3/agenda/", "governance:agenda_edit", {"Vergaderingen": "true"}),
        ("/agendapunten/3/documenten/", "governance:document_list", {"Vergaderingen": "true"}),
        ("/agendapunten/3/besluiten/nieuw/", "governance:decision_add", {"Vergaderingen": "true"}),
        ("/actiepunten/", "governance:action_point_list", {"Vergaderingen": "true"}),
        ("/organen/3/actiepunten/toevoegen/", "governance:action_point_add", {"Vergaderingen": "true"}),
        ("/organen/3/wachtlijst/", "governance:backlog", {"Vergaderingen": "true"}),
        ("/organen/3/", "governance:body_detail", {"Organisaties": "true"}),
        ("/lidmaatschappen/3/wijzigen/", "governance:membership_edit", {"Organisaties": "true"}),
        ("/besluiten/3/", "governance:decision_detail", {"Besluiten": "true"}),
        ("/hulp/", "home:help", {}),
        ("", "", {}),
    ],
)
def test_place_of_a_page_is_marked(path, view_name, current):
    assert {str(link.label): link.current for link in places.places(path, view_name) if link.current} == current

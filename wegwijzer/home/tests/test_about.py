"""Help, the accessibility statement and privacy: for everybody, logged in or not."""

import pytest

PAGES = ["/hulp/", "/toegankelijkheid/", "/privacy/"]


@pytest.mark.parametrize("page", PAGES)
def test_page_is_there_for_everybody_and_every_page_links_to_it(client, cast, as_user, page):
    assert client.get(page).status_code == 200
    for browser in (client, as_user(cast.a.staff)):
        assert f'href="{page}"' in browser.get("/hulp/").content.decode()
    assert f'href="{page}"' in client.get("/aanmelden/").content.decode()


@pytest.mark.parametrize("page", PAGES[1:])
def test_contact_is_the_one_of_this_installation(client, db, settings, page):
    assert "mailto:" not in client.get(page).content.decode()
    settings.CONTACT_EMAIL = "wegwijzer@example.org"
    assert 'href="mailto:wegwijzer@example.org"' in client.get(page).content.decode()


def test_statement_says_what_the_model_asks_for(client, db):
    html = client.get(PAGES[1]).content.decode()
    for part in ("gedeeltelijk", "Niet-toegankelijke inhoud", "22 november 2026", "Feedback", "Ombudsdienst"):
        assert part in html


def test_privacy_says_how_long_the_file_of_a_report_stays_in_this_installation(client, db, settings):
    assert "verdwijnt 30 dagen nadat het gemaakt is" in client.get(PAGES[2]).content.decode()
    settings.REPORT_DAYS = 7
    assert "verdwijnt 7 dagen nadat het gemaakt is" in client.get(PAGES[2]).content.decode()

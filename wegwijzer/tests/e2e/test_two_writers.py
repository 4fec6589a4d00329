"""Two writers at one point, a browser closed without connection, a session ended at the server, two taps at once."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from governance.tests import factories as make
from wegwijzer.tests.e2e.looking import PHONE, faults_of

pytestmark = [pytest.mark.e2e, pytest.mark.once]


@pytest.fixture
def item(cast):
    """A point of a meeting that is going on, without minutes yet."""
    meeting = make.MeetingFactory(body=cast.a.body, held=True)
    return make.AgendaItemFactory(meeting=meeting, title="Begroting")


@pytest.fixture
def writer(cast, browse, item):
    """`writer(user)` is a browser of that user at the point."""

    def begin(user=cast.a.secretary, **options):
        page = browse(user, **options)
        page.goto(f"/vergaderingen/{item.meeting_id}/zitting/")
        return page

    return begin


def text_of(item):
    item.refresh_from_db()
    return item.minutes.get("nl", "")


def minutes(page):
    return page.get_by_label("Verslag bij punt")


def status(page):
    return page.locator("[data-status]")


def test_second_writer_sees_both_texts_and_saves_one(cast, writer, item):
    first, second = writer(cast.a.secretary), writer(cast.a.coordinator, viewport=PHONE)
    minutes(first).fill("De secretaris schrijft.")
    expect(status(first)).to_contain_text("Bewaard om")
    minutes(second).fill("De coördinator schrijft.")
    expect(status(second)).to_have_text("Iemand anders bewaarde intussen een andere tekst bij dit punt.")
    assert text_of(item) == "De secretaris schrijft."
    with second.expect_navigation() as answer:
        second.get_by_role("button", name="Vergelijk beide teksten").click()
    assert answer.value.status == 409
    expect(second.get_by_text("De secretaris schrijft.")).to_be_visible()
    expect(second.locator(".mine")).to_have_text("De coördinator schrijft.")
    assert faults_of(second) == []
    assert text_of(item) == "De secretaris schrijft."
    second.get_by_label("De tekst die bewaard wordt").fill("Zij schrijven samen.")
    second.get_by_role("button", name="Bewaar deze tekst").click()
    expect(minutes(second)).to_have_value("Zij schrijven samen.")
    second.wait_for_load_state()  # the script shows it
    expect(second.locator("[data-kept]")).to_be_hidden()
    assert text_of(item) == "Zij schrijven samen."


def test_second_writer_without_script_sees_both_texts_too(cast, writer, item):
    first, second = writer(java_script_enabled=False), writer(cast.a.coordinator, java_script_enabled=False)
    save = re.compile("^Bewaar het verslag")
    minutes(first).fill("De secretaris schrijft.")
    first.get_by_role("button", name=save).click()
    expect(first.get_by_text("Bewaard om")).to_be_visible()
    minutes(second).fill("De coördinator schrijft.")
    second.get_by_role("button", name=save).click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Iemand schreef ook aan dit punt")
    expect(second.locator(".mine")).to_have_text("De coördinator schrijft.")
    assert text_of(item) == "De secretaris schrijft."
    second.get_by_role("button", name="Bewaar deze tekst").click()
    expect(minutes(second)).to_have_value("De coördinator schrijft.")


def test_text_typed_without_connection_is_offered_when_the_page_opens_again(writer, item):
    page = writer()
    page.context.set_offline(True)
    minutes(page).fill("Getypt in de kelder.")
    expect(status(page)).to_contain_text("Geen verbinding. Uw tekst staat veilig op dit toestel")
    context = page.context
    page.evaluate("() => { navigator.sendBeacon = () => false; }")  # a device that is switched off sends no last word
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"/vergaderingen/{item.meeting_id}/zitting/")
    expect(page.locator("[data-kept-text]")).to_have_text("Getypt in de kelder.")
    assert text_of(item) == ""
    page.get_by_role("button", name="Zet deze tekst terug").click()
    expect(status(page)).to_contain_text("Bewaard om")
    assert text_of(item) == "Getypt in de kelder."
    page.reload()
    expect(minutes(page)).to_have_value("Getypt in de kelder.")
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_text_typed_after_the_session_ended_is_offered_after_logging_in(cast, writer, item):
    page = writer()
    cast.a.secretary.set_password("een lang wachtwoord")
    cast.a.secretary.save()
    Session.objects.all().delete()
    minutes(page).fill("Na acht uur nog aan het typen.")
    expect(status(page)).to_contain_text("U bent afgemeld. Uw tekst staat veilig op dit toestel")
    page.reload()
    page.get_by_label("E-mail").fill(cast.a.secretary.email)
    page.get_by_label("Wachtwoord", exact=True).fill("een lang wachtwoord")
    page.locator("form.sheet").get_by_role("button", name="Meld u aan").click()
    expect(page.locator("[data-kept-text]")).to_have_text("Na acht uur nog aan het typen.")
    page.get_by_role("button", name="Zet deze tekst terug").click()
    expect(status(page)).to_contain_text("Bewaard om")
    assert text_of(item) == "Na acht uur nog aan het typen."


def test_newest_answer_holds_when_it_overtakes_the_first(cast, writer, item):
    seat = make.AttendanceFactory(meeting=item.meeting, person=cast.a.delegate.cards.get(), status="")
    page, held = writer(), []
    group = page.locator(f"#seat-{seat.pk}")
    group.get_by_role("radio", name="aanwezig").focus()
    page.route("**/aanwezigheid/", lambda route: held.append(route), times=1)
    with page.expect_request("**/aanwezigheid/"):
        page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    held.pop().continue_()
    expect(group.get_by_role("radio", name="afwezig")).to_be_checked()
    expect(page.locator(".htmx-request")).to_have_count(0)
    seat.refresh_from_db()
    assert seat.status == "absent"

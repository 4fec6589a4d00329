"""The look in a real browser: nothing the policy forbids, nothing that axe finds, nothing wider than a phone."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import include, path
from playwright.sync_api import expect

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.testing.browser import close
from wegwijzer.ui import errors
from wegwijzer.ui.forms import AmountField, DateField, LineField, MomentField, ProseField
from wegwijzer.ui.listing import FilterForm, Listing

SAMPLE = Path(__file__).with_name("sample.html")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.django_db(transaction=True)]


class YearForm(FilterForm):
    year = forms.ChoiceField(label="in", choices=[("", "alle jaren"), ("2015", "2015")], required=False)

    def narrow(self, rows):
        return rows


class MeetingForm(forms.Form):
    title = LineField(label="Titel", help_text="Zoals op de uitnodiging.")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "advies"), ("d", "besluit")])
    starts_at = MomentField(label="Begin")
    held_on = DateField(label="Datum", required=False)
    cost = AmountField(label="Kost", required=False)
    minutes = ProseField(label="Verslag", required=False)
    is_public = forms.BooleanField(label="Openbaar", required=False)
    present = forms.MultipleChoiceField(
        label="Aanwezig", widget=forms.CheckboxSelectMultiple, choices=[("1", "Olen"), ("2", "Lille")]
    )


def sample(request):
    context = {
        "held_on": dt.date(2015, 9, 14),
        "amount": Decimal("12500.50"),
        "names": [("Gemeente Olen", True), ("OCMW Heist-op-den-Berg met een heel lange naam", False)],
        "text": "De **voorzitter** opent.\n\n- een\n- [twee](https://www.vlaanderen.be)\n\n> citaat",
        "entries": Entry.objects.select_related("by"),
        "facts": [("Plaats", "OCMW Olen"), ("Genodigden", 14)],
        "form": MeetingForm({"title": "", "starts_at_date": "31-02-2027"} if "fout" in request.GET else None),
        "listing": Listing(
            request,
            User.objects.all(),
            sorts={"naam": "name"},
            search=["name"],
            filters=YearForm(request.GET),
            per_page=2,
        ),
    }
    return HttpResponse(engines["django"].from_string(SAMPLE.read_text()).render(context, request))


def part(request):
    return HttpResponse('<p id="came">Het deel is er.</p><script>document.title = "GEHACKT"</script>')


def planted(request):
    return HttpResponse(
        '<!doctype html><title>stil</title><script>document.title = "GEHACKT"</script><p style="color:red">x'
    )


urlpatterns = [
    path("", include("wegwijzer.urls")),
    path("proef/", sample),
    path("proef/deel/", part),
    path("proef/geplant/", planted),
    path("proef/409/", lambda request: errors.conflict(request, None, mine="mijn tekst", theirs="hun tekst", back="/")),
    path("proef/429/", lambda request: errors.too_many(request, 300)),
]
VISITOR = [
    "/aanmelden/",
    "/wachtwoord/vergeten/",
    "/wachtwoord/verstuurd/",
    "/afgemeld/",
    "/uitnodiging/x/",
    "/proef/429/",
]
INSIDE = ["/proef/", "/proef/?fout=1&q=o", "/mijn-gegevens/", "/wachtwoord/wijzigen/", "/nergens/", "/proef/409/"]


@pytest.fixture
def site(chromium, live_server, settings):
    """A running site with people in it."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    settings.DEMO = True
    for number in range(5):
        User.objects.create_user(f"contact{number}@example.org", f"Contactpersoon OCMW nummer {number}")
    with override_settings(ROOT_URLCONF=__name__):
        yield live_server.url


@pytest.fixture
def open_page(chromium, site):
    """`open_page(width, scheme, inside)` is a tab that notes every violation and every mistake of a script."""
    contexts = []

    def start(width=1280, scheme="light", inside=True):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=site)
        if inside:
            client = Client()
            client.force_login(User.objects.first())
            context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": site}])
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy ' + e.violatedDirective))"
        )
        page.on("console", lambda said: page.trouble.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("requestfailed", lambda sent: page.trouble.append(f"failed {sent.url}"))
        page.on("request", lambda sent: sent.url.startswith(site) or page.trouble.append(f"off-site {sent.url}"))
        return page

    yield start
    close(contexts)


def trouble(page):
    """What went wrong, without the browser's own note that a page had another status than 200 on purpose."""
    return [text for text in page.trouble if not re.search(r"responded with a status of 4(04|09|22|29) ", text)]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_pages_are_readable_by_everybody(open_page, width, scheme):
    for addresses, inside in ((VISITOR, False), (INSIDE, True)):
        page = open_page(width, scheme, inside)
        for address in addresses:
            page.goto(address)
            found = Axe().run(page, options=RULES).response["violations"]
            assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is too wide"
        assert trouble(page) == []


def test_planted_code_does_not_run_and_is_noticed(open_page):
    page = open_page()
    with page.expect_console_message(lambda said: "policy script-src" in said.text):
        page.goto("/proef/geplant/")
    assert page.title() == "stil"


def test_part_of_a_page_comes_in_and_its_code_does_not_run(open_page):
    page = open_page()
    page.goto("/proef/")
    page.click("text=Haal het deel")
    page.wait_for_selector("#came")
    assert page.title() == "Beheerscomité – Wegwijzer"
    assert trouble(page) == []


def test_text_does_not_become_code(open_page):
    page = open_page()
    page.goto("/proef/")
    refused = page.evaluate("""() => {
        const script = document.createElement("script");
        try { script.text = "document.title = 'GEHACKT'" } catch (error) { return error instanceof TypeError }
        return false
    }""")
    assert refused
    assert page.title() == "Beheerscomité – Wegwijzer"


def test_menu_opens_and_closes_by_keyboard(open_page):
    page = open_page(320)
    page.goto("/proef/")
    menu = page.locator("summary", has_text="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu-places nav a").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(".menu-places nav a").first.is_visible()
    assert menu.evaluate("element => element === document.activeElement")


def test_skip_link_is_first_and_leads_past_the_menus(open_page):
    page = open_page()
    page.goto("/mijn-gegevens/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Naar de inhoud"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("element => element.closest('main') !== null")


def test_mistakes_get_the_focus_and_lead_to_their_field(open_page):
    page = open_page()
    page.goto("/proef/?fout=1")
    assert "error-summary" in page.locator(":focus").get_attribute("class")
    page.click("text=Soort: Maak een keuze.")
    expect(page.locator("[name=kind]").first).to_be_focused()


def test_without_scripts_one_comes_in_and_goes_out(chromium, site):
    user = User.objects.first()
    user.set_password("een zin van vijf woorden")
    user.save()
    context = chromium.new_context(java_script_enabled=False, base_url=site, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto("/mijn-gegevens/")
    page.fill("#id_email", user.email)
    page.fill("#id_password", "een zin van vijf woorden")
    page.click("form.sheet button")
    expect(page.locator("h1")).to_have_text("Mijn gegevens")
    page.locator("summary", has_text="Menu").click()
    page.locator(".menu-places button", has_text="Meld u af").click()
    expect(page.locator("h1")).to_have_text("U bent afgemeld")
    close([context])

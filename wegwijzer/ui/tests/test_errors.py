"""Pages for what went wrong: plain words, the right number, and nothing that should not be known."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.db import connection
from django.template import loader
from django.test import RequestFactory, override_settings
from django.test.client import Client
from django.urls import include, path

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.ui import errors
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField


def refuse(request):
    raise PermissionDenied


def break_down(request):
    raise RuntimeError("een geheim van binnen")


def nonsense(request):
    raise BadRequest("een geheim van binnen")


handler400 = "wegwijzer.ui.errors.bad_request"
handler403 = "wegwijzer.ui.errors.forbidden"
handler404 = "wegwijzer.ui.errors.not_found"
handler500 = "wegwijzer.ui.errors.server_error"
urlpatterns = [
    path("", include("wegwijzer.urls")),
    path("proef/403/", refuse),
    path("proef/500/", break_down),
    path("proef/400/", nonsense),
]
here = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def user(db):
    return User.objects.create_user("coordinator@example.org", "Coördinator")


@pytest.fixture
def inside(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def asked(user):
    """A request as a view gets it."""

    def make(method="get", data=None, **extra):
        request = getattr(RequestFactory(), method)("/proef/", data, **extra)
        request.user = user
        return request

    return make


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@here
@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/proef/400/", 400, "Deze vraag konden we niet lezen"),
        ("/proef/403/", 403, "Dit mag u niet doen"),
        ("/proef/404/", 404, "Deze pagina is er niet"),
        ("/afmelden/", 405, "Hier is niets te lezen"),
        ("/proef/500/", 500, "Er ging iets mis"),
    ],
)
def test_page_says_in_dutch_what_happened(inside, address, status, says):
    response = inside.get(address)
    assert response.status_code == status
    assert says in words(response)
    assert "<title>Fout: " in response.content.decode()
    assert "geheim" not in response.content.decode()


def test_address_of_a_button_says_how_it_is_used_and_answers_others_without_a_page(inside):
    page = inside.get("/afmelden/")
    assert (page.headers["Allow"], page.headers["Content-Type"]) == ("POST", "text/html; charset=utf-8")
    assert inside.put("/afmelden/").content == b""


@pytest.mark.parametrize(
    "other", ["/proef/<script>alert(1)</script>/", "/een/heel/ander/pad", "/vergaderingen-van-vroeger/"]
)
def test_page_of_what_is_not_there_is_the_same_for_every_address(inside, other):
    assert inside.get("/nergens/").content == inside.get(other).content


def test_page_of_what_is_not_there_leaves_waiting_messages_waiting(inside):
    session = inside.session
    before = inside.get("/nergens/").content
    session["_messages"] = '[["__json_message",0,25,"De agenda is verstuurd.",""]]'
    session.save()
    assert inside.get("/nergens/").content == before


@here
def test_page_for_a_fault_tells_the_number_to_ask_about(inside):
    response = inside.get("/proef/500/")
    assert f"<code>{response['X-Request-ID']}</code>" in response.content.decode()


@here
def test_page_for_a_fault_needs_no_database(user):
    request = RequestFactory().get("/")
    request.user = user
    with connection.execute_wrapper(lambda *args: pytest.fail("asked the database")):
        response = errors.server_error(request)
    assert response.status_code == 500


def test_page_for_a_fault_that_is_itself_broken_still_answers(monkeypatch):
    def broken(name):
        raise RuntimeError(name)

    monkeypatch.setattr(loader, "get_template", broken)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("kind", [RequestDataTooBig, TooManyFilesSent])
def test_too_much_is_413(asked, kind):
    assert errors.bad_request(asked(), kind()).status_code == 413


def test_body_over_the_limit_is_413(settings, inside):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert inside.post("/mijn-gegevens/", {"name": "x" * 200}).status_code == 413


@pytest.mark.parametrize(("seconds", "says"), [(1, "1 minuut."), (61, "2 minuten."), (899.5, "15 minuten.")])
def test_too_often_says_how_long_to_wait(asked, seconds, says):
    response = errors.too_many(asked(), seconds)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) >= seconds
    assert f"over {says}" in words(response)


def test_form_from_elsewhere_is_refused_in_words(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    response = client.post("/mijn-gegevens/", {"name": "x"})
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in words(response)


def test_visitor_sees_no_places_on_a_page_that_is_not_there(db):
    request = RequestFactory().get("/nergens/")
    request.user = AnonymousUser()
    assert b'<nav class="places"' not in errors.not_found(request).content


class OrganisationForm(VersionMixin):
    name = LineField(label="Naam")
    city = LineField(label="Plaats", required=False)


@pytest.fixture
def saved(db):
    return Organisation.objects.create(kind="association", name="ISOM <b>", city="Geel", version=7)


def stale(asked, current, **data):
    request = asked("post", {"version": "6", "name": "ISOM", "city": "Geel", "stay": "yes"} | data)
    form = OrganisationForm(request.POST)
    assert form.is_valid()
    return errors.conflict(request, current, form, back="/organisaties/1/")


def test_stale_save_shows_both_texts_and_can_be_sent_again(asked, saved):
    response = stale(asked, saved, name="Mijn & naam")
    html = response.content.decode()
    assert response.status_code == 409
    assert 'name="name" value="Mijn &amp; naam"' in html
    assert '<div class="theirs">ISOM &lt;b&gt;</div>' in html
    assert '<input type="hidden" name="version" value="7">' in html
    assert html.count('name="version"') == 1
    assert '<input type="hidden" name="stay" value="yes">' in html
    assert 'href="/organisaties/1/"' in html


def test_stale_save_keeps_what_is_the_same_out_of_sight_but_sends_it_along(asked, saved):
    html = stale(asked, saved, name="Mijn naam").content.decode()
    hidden = html[html.index("<div hidden>") :]
    assert 'name="city" value="Geel"' in hidden
    assert html.count('class="theirs"') == 1


def test_stale_save_of_what_is_gone_still_shows_what_was_typed(asked):
    html = stale(asked, None, name="Mijn naam").content.decode()
    assert "intussen verwijderd" in html
    assert 'value="Mijn naam"' in html
    assert "Bewaar mijn versie" not in html


def test_stale_text_without_a_form_is_shown_twice(asked, saved):
    html = errors.conflict(asked("post"), saved, mine="mijn <b>", theirs="hun <b>").content.decode()
    assert "mijn &lt;b&gt;</textarea>" in html
    assert '<div class="theirs">hun &lt;b&gt;</div>' in html


def test_stale_save_of_a_part_replaces_the_page(asked, saved):
    request = asked("post", {"version": "6", "name": "x", "city": ""})
    request.htmx = True
    form = OrganisationForm(request.POST)
    assert form.is_valid()
    assert errors.conflict(request, saved, form).headers["HX-Retarget"] == "#main"

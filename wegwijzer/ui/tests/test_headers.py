"""What a browser is told about every answer, whatever the answer is."""

import pytest
from django.http import FileResponse, HttpResponse
from django.test import override_settings
from django.test.client import Client
from django.urls import include, path

from wegwijzer.accounts.models import User

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
}


def break_down(request):
    raise RuntimeError


def send_file(request):
    return FileResponse(open(__file__, "rb"), as_attachment=True, filename="verslag.pdf")


def feed(request):
    response = HttpResponse("BEGIN:VCALENDAR", content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=900"
    return response


handler400 = "wegwijzer.ui.errors.bad_request"
handler403 = "wegwijzer.ui.errors.forbidden"
handler404 = "wegwijzer.ui.errors.not_found"
handler500 = "wegwijzer.ui.errors.server_error"
urlpatterns = [
    path("", include("wegwijzer.urls")),
    path("proef/500/", break_down),
    path("proef/bestand/", send_file),
    path("proef/agenda.ics", feed),
]
ANSWERS = {
    "page": ("get", "/mijn-gegevens/", 200),
    "form with mistakes": ("post", "/mijn-gegevens/", 422),
    "absent": ("get", "/nergens/", 404),
    "NUL in the address": ("get", "/?q=%00", 400),
    "wrong method": ("put", "/afmelden/", 405),
    "fault": ("get", "/proef/500/", 500),
    "file": ("get", "/proef/bestand/", 200),
    "no slash": ("get", "/mijn-gegevens", 301),
    "static": ("get", "/static/proef.css", 200),
    "log out": ("post", "/afmelden/", 302),
}


@pytest.fixture
def inside(db, settings, tmp_path):
    """A browser that is logged in, with a static file to fetch."""
    (tmp_path / "proef.css").write_text("p { color: red }")
    settings.STATIC_ROOT = tmp_path
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("staff@example.org", "Medewerker"))
    return client


def check(response):
    if response.streaming:
        list(response)  # read to the end, as a browser does, so that the file is closed
    for name, value in ALWAYS.items():
        assert response.headers.get(name) == value, name
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "*" not in response.headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Server" not in response.headers


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("method", "address", "status"), ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_carries_the_headers(inside, method, address, status):
    response = getattr(inside, method)(address, {"name": ""} if method == "post" else None)
    assert response.status_code == status
    check(response)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/mijn-gegevens/", "/nergens/", "/proef/bestand/", "/proef/agenda.ics"])
def test_what_one_sees_logged_in_is_kept_by_no_cache(inside, address):
    response = inside.get(address)
    if response.streaming:
        list(response)
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/aanmelden/", "/wachtwoord/vergeten/", "/nergens/", "/mijn-gegevens/"])
def test_pages_for_visitors_are_kept_by_no_cache_either(client, address):
    response = client.get(address)
    check(response)
    assert response.headers["Cache-Control"] == "no-store, private"


@override_settings(ROOT_URLCONF=__name__)
def test_feed_without_a_session_may_say_its_own(db, client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "LoginRequired" not in name]
    assert client.get("/proef/agenda.ics").headers["Cache-Control"] == "private, max-age=900"


@pytest.mark.django_db
def test_https_is_remembered_for_two_years(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    client = Client()
    assert client.get("/aanmelden/").headers["Location"].startswith("https://")
    said = client.get("/aanmelden/", secure=True).headers["Strict-Transport-Security"]
    assert said.startswith("max-age=63072000; includeSubDomains")


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(db, client):
    cookie = next(iter(client.get("/aanmelden/").cookies.values()))
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"


@pytest.mark.django_db
def test_no_page_carries_inline_code_or_style(client, inside):
    import re

    for browser, address in (
        (client, "/aanmelden/"),
        (inside, "/mijn-gegevens/"),
        (inside, "/"),
        (inside, "/nergens/"),
    ):
        html = browser.get(address).content.decode()
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert "<style" not in html

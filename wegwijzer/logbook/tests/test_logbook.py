"""One line each time, found back by its id, without a secret or a person."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from wegwijzer.logbook import trace
from wegwijzer.logbook.lines import Json, Line, masked
from wegwijzer.logbook.middleware import traced

KEY = "12.Zx9_aB-34cdEFghIJklmnOP"


def record(message, *args, exc_info=None, **extra):
    made = logging.LogRecord("wegwijzer.test", logging.INFO, __file__, 1, message, args, exc_info)
    vars(made).update(extra)
    return made


def of_an_exception(error):
    try:
        raise error
    except type(error) as raised:
        return record("broken", exc_info=(type(raised), raised, raised.__traceback__))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/antwoord/{KEY}/uittreksel/", "/antwoord/…/uittreksel/"),
        ("/uitnodiging/abc123:1vXy:sig/", "/uitnodiging/…/"),
        ("/wachtwoord/nieuw/MQ/c8x-4f2/", "/wachtwoord/nieuw/…/…/"),
        ("/agenda/3f1b0e9c2d7a4b5e8f60112233445566.ics", "/agenda/…"),
        ("/vergaderingen/17/?zoek=geheim", "/vergaderingen/17/"),
        ("/samenwerkingsverbanden/3/agenda/", "/samenwerkingsverbanden/3/agenda/"),
        ("/12345678901/", "/…/"),
        ("/", "/"),
    ],
)
def test_path_tells_where_and_never_the_key(path, shown):
    assert masked(path) == shown


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\x0b", "\x85", "\u2028", "\x1b[2J", "\x00"])
def test_line_stays_one_line_whatever_is_said(ending):
    for form in (Line(), Json()):
        line = form.format(record("mail to %s", f"a{ending}2026 ERROR forged"))
        assert line.splitlines() == [line]
        assert line.isprintable()


def test_exception_is_in_one_field_and_names_nobody():
    """PostgreSQL repeats the value that was there already."""
    made = of_an_exception(ValueError("Key (email)=(lid@example.org) already exists.\nForged"))
    fields = json.loads(Json().format(made))
    assert fields["exception"].endswith("ValueError: Key (email)=(…) already exists.\nForged")
    assert "Traceback" in fields["exception"]
    assert "lid@example.org" not in Line().format(made)
    assert "\n" not in Line().format(made)


def test_path_that_a_library_names_is_masked_too():
    assert "Zx9" not in Line().format(record("Error handling request %s", f"/antwoord/{KEY}/?a=b"))


def test_wrong_number_of_arguments_is_no_error():
    assert "a %s %s ('b',)" in Line().format(record("a %s %s", "b"))


def asked(path="/vergaderingen/17/?zoek=geheim", **headers):
    """What a request leaves: (the answer, what the view saw as id)."""
    seen = []

    def view(request):
        seen.append(trace.current_id())
        request._cached_user = type("User", (), {"pk": 5})()
        return HttpResponse()

    return traced(view)(RequestFactory().get(path, headers=headers)), *seen


def test_request_has_an_id_that_the_answer_tells_and_one_line(caplog):
    with caplog.at_level(logging.INFO, logger="wegwijzer.request"):
        answer, seen = asked()
    assert answer["X-Request-ID"] == seen
    assert len(seen) == 32
    (said,) = caplog.records
    assert (said.method, said.path, said.status) == ("GET", "/vergaderingen/17/", 200)
    assert trace.current_id() == ""


def test_line_of_a_request_tells_its_id_and_the_number_of_the_user():
    request = RequestFactory().get("/")
    request._cached_user = type("User", (), {"pk": 5})()
    with trace.following("abcdefgh", request):
        fields = json.loads(Json().format(record("x", status=200, ms=3)))
        assert " [abcdefgh 5] x" in Line().format(record("x"))
    assert (fields["request_id"], fields["user_id"], fields["status"], fields["ms"]) == ("abcdefgh", 5, 200, 3)


@pytest.mark.parametrize(
    ("behind_proxy", "given", "is_taken"),
    [
        (True, "abcdef-123456", True),
        (False, "abcdef-123456", False),
        (True, "short", False),
        (True, "x" * 65, False),
        (True, "abcdefgh ijkl", False),
        (True, "abcdefghé", False),
    ],
)
def test_id_is_taken_from_a_proxy_of_ours_when_it_looks_like_one(settings, behind_proxy, given, is_taken):
    settings.BEHIND_PROXY = behind_proxy
    answer, _seen = asked(**{"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is is_taken


def test_quiet_about_what_machines_ask_each_second_and_not_when_it_fails(caplog):
    with caplog.at_level(logging.INFO, logger="wegwijzer.request"):
        asked("/healthz")
        asked("/static/css/base.css")
        traced(lambda request: HttpResponse(status=503))(RequestFactory().get("/healthz"))
    assert [said.status for said in caplog.records] == [503]


def test_job_says_how_long_it_took_and_how_it_broke_off(caplog):
    with caplog.at_level(logging.INFO, logger="wegwijzer.jobs"):
        with trace.job("wegwijzer.outbox.tasks.send_message", 7, "abcdefgh"):
            assert trace.current_id() == "abcdefgh"
        with pytest.raises(ZeroDivisionError), trace.job("wegwijzer.outbox.tasks.send_message", 8):
            1 / 0  # noqa: B018
    took, broke = caplog.records
    assert (took.task, took.row, took.levelname) == ("outbox.tasks.send_message", 7, "INFO")
    assert (broke.row, broke.levelname, broke.exc_info[0]) == (8, "ERROR", ZeroDivisionError)

"""Every URL × every kind of visitor × every method, against the matrix that was written from the roles."""

import copy
import re
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from wegwijzer.testing.people import MARKER
from wegwijzer.tests.access_matrix import MATRIX
from wegwijzer.tests.access_rows import INSIDE, OUTSIDE_THE_DOOR, Row
from wegwijzer.tests.visits import Visit, read
from wegwijzer.ui import places

NEVER = ("PUT", "DELETE", "PATCH", "TRACE")
# The method is looked at before the person: one is asked every method, two others stand for who is in and who is not,
# and everybody else is asked only what the page answers to.
METHODS = {
    "coordinator": ("GET", "HEAD", "POST", *NEVER),
    "contact": ("GET", "POST"),
    "anonymous": ("GET", "HEAD", "POST", "PUT"),
}

pytestmark = [pytest.mark.usefixtures("db", "no_copies"), pytest.mark.once]


@pytest.fixture
def db(db_of_the_stage):
    """The database of all tests here is the one of the stage."""


def url_names(resolver, namespace=""):
    """Every name below this resolver; a URL without a name counts as its pattern, and so can never have a row."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from url_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}"


def test_every_url_has_a_row_and_every_row_a_url():
    names = list(url_names(get_resolver()))
    assert sorted(names) == sorted(MATRIX)
    assert len(names) == len(set(names))


def expected(row: Row, persona: str, method: str) -> int:
    if persona in OUTSIDE_THE_DOOR and not row.without_login:
        # Also where the method is not one of the page's: that is looked at inside.
        return 401 if method == "POST" else 302
    cell = row.methods.get("GET" if method == "HEAD" else method)
    if cell is None:
        return 405
    if persona in cell.may:
        return cell.ok
    return 403 if persona in cell.refused else cell.else_


COUNTED = ("django_session", "entrance_throttle", 'UPDATE "projects_guestlink" SET "last_used_at"')


def writes(execute, sql, params, many, context):
    """Fails a request that writes anything but its own session, and how often a personal link was used, and when."""
    verb = sql.lstrip().split(" ", 1)[0].upper()
    assert verb not in ("INSERT", "UPDATE", "DELETE") or any(table in sql for table in COUNTED), sql
    return execute(sql, params, many, context)


@contextmanager
def undone():
    """What is made inside, such as an invitation to visit, is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client, method, path, data="something=else"):
    """The status of one request; whatever it changed is undone."""
    cookies = copy.deepcopy(client.cookies)
    with undone():
        if method in ("GET", "HEAD"):
            with connection.execute_wrapper(writes):
                answer = getattr(client, method.lower())(path)
        else:
            answer = client.generic(method, path, data, "application/x-www-form-urlencoded")
    client.cookies = cookies
    if answer.streaming:  # a download holds its file open
        answer.streamed = read(answer)
    return answer


def tells_of_another(answer):
    """Whether a word of partnership B is in an answer to somebody of A."""
    content = answer.streamed if answer.streaming else answer.content
    told = content.decode(errors="replace") + repr(answer.headers) + repr(answer.cookies)
    return MARKER.lower() in told.lower()


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_everybody_gets_the_answer_of_the_matrix(name, on_stage):
    row = MATRIX[name]
    with undone():
        path = Visit(name, row, on_stage.cast, on_stage.worlds[0]).path()
        wrong = _wrong_answers(row, path, on_stage.browsers)
    assert not wrong, "\n".join(wrong)


def _wrong_answers(row, path, browsers):
    wrong = []
    for persona, client in browsers.items():
        for method in METHODS.get(persona, row.methods):
            answer = ask(client, method, path, row.data)
            if answer.status_code != expected(row, persona, method):
                wrong.append(f"{method} by {persona}: {answer.status_code}, not {expected(row, persona, method)}")
            if persona in INSIDE and not row.without_login and tells_of_another(answer):
                wrong.append(f"{method} by {persona}: tells of another partnership")
    return wrong


OF_A_PARTNERSHIP = sorted(
    name for name, row in MATRIX.items() if row.of and not row.without_login and row.of != ("user",)
)


def as_sent(answer):
    """All that a browser is told, but for how many seconds the session still lasts, and the id of the request."""
    content = re.sub(rb'data-seconds="\d+"', b"", answer.content)
    headers = {name: value for name, value in answer.headers.items() if name not in {"Content-Length", "X-Request-ID"}}
    return answer.status_code, content, headers


@pytest.fixture(scope="module")
def not_there():
    """What a persona is told about what is not there: asked once per place in the menu, which marks where one is."""
    told = {}

    def asked(persona, client, name, method, path):
        key = persona, method, tuple(link.current for link in places.places(path, name))
        if key not in told or persona == "coordinator":  # one asks it of every page
            told[key] = as_sent(ask(client, method, path))
        return told[key]

    return asked


@pytest.mark.parametrize("name", OF_A_PARTNERSHIP)
def test_what_is_not_yours_looks_exactly_like_what_is_not_there(name, on_stage, not_there):
    row = MATRIX[name]
    foreign = Visit(name, row, on_stage.cast, on_stage.worlds[1])
    path, absent = foreign.path(), foreign.path(absent=True)
    method = next(iter(row.methods))
    for persona, client in on_stage.browsers.items():
        if persona in INSIDE:
            answer = as_sent(ask(client, method, path))
            assert answer[0] == 404, persona
            assert answer == not_there(persona, client, name, method, absent), persona


# The key in the address is what the token is elsewhere: who does not have it can not make a browser send it, and no
# session is believed there (see governance/views/answer_link.py and projects/views/sheet_link.py).
KEYED = {name for name, row in MATRIX.items() if {"key", "sheet_key", "guest_key", "mail_key"} & set(row.of)}


@pytest.mark.parametrize(
    "name", sorted(name for name, row in MATRIX.items() if "POST" in row.methods and name not in KEYED)
)
def test_post_without_token_is_refused(name, on_stage):
    row = MATRIX[name]
    with undone():
        path = Visit(name, row, on_stage.cast, on_stage.worlds[0]).path()
        client = Client(enforce_csrf_checks=True)
        client.force_login(on_stage.cast.a.coordinator)
        assert client.post(path, {"something": "else"}).status_code == 403

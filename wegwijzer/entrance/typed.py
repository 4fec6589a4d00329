"""What was typed when the session turned out to be over: it travels in the log-in form and comes back to who typed it.

Nothing is kept on the server for who is not logged in. What travels is signed together with the login that was last
admitted in this browser (a signed cookie tells which), so nobody can prepare a form for somebody else: a text that was
sealed for one login opens for no other. It is not encrypted: it goes to the browser that sent it and nowhere else.
The CSRF check comes first, and its token changes with every log-in; a page left open by an earlier login is refused.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from wegwijzer.accounts.models import User

SALT = "entrance.typed"
KEY = "typed"
VALID_SECONDS = 60 * 60
MOST_CHARACTERS = 200_000
MOST_FIELDS = 500
# Passwords never travel: the rule looks at the name, and a test sees to it that every such field has one.
SECRET = re.compile(r"password|wachtwoord|csrfmiddlewaretoken", re.I)


@dataclass(frozen=True)
class Typed:
    """The fields of a form, and the address that they were sent to."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """The values that are words, to show to a person; numbers of rows and versions are not."""
        return [value for _name, value in self.fields if any(letter.isalpha() for letter in value)]

    def data(self) -> QueryDict:
        """As a form takes it."""
        found = QueryDict(mutable=True)
        for name, value in self.fields:
            found.appendlist(name, value)
        found._mutable = False
        return found


def sign_author(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser remember, until it is closed, which login it was last used by."""
    user = getattr(request, "user", None)
    if isinstance(user, User) and _author(request) != user.pk:
        response.set_signed_cookie(
            settings.AUTHOR_COOKIE_NAME,
            str(user.pk),
            salt=SALT,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _author(request: HttpRequest) -> int | None:
    known = request.get_signed_cookie(settings.AUTHOR_COOKIE_NAME, default="", salt=SALT)
    return int(known) if known and known.isdecimal() else None


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed: no files, no passwords, no token."""
    return [(name, value) for name, values in request.POST.lists() if not SECRET.search(name) for value in values]


def seal(request: HttpRequest) -> str:
    """What the log-in form carries; empty when it is too much, or when this browser knows no login."""
    fields, author = fields_of(request), _author(request)
    too_much = len(fields) > MOST_FIELDS or sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS
    if author is None or too_much:
        return ""
    return signing.dumps([author, request.get_full_path(), fields], salt=SALT, compress=True)


def still_sealed(given: str) -> str:
    """`given` as long as it is one of ours and not too old, else nothing."""
    return given if _opened(given) else ""


def bring_back(request: HttpRequest, sealed: str) -> str | None:
    """Put what was typed ready for its author, who just logged in; returns the address where it will show.

    None when there is nothing, or when somebody else typed it.
    """
    found = _opened(sealed)
    if found is None or not isinstance(request.user, User) or found[0] != request.user.pk:
        return None
    _author_pk, path, fields = found
    request.session[KEY] = {"path": path, "fields": fields}
    return path


def take(request: HttpRequest) -> Typed | None:
    """What waits for this page, once: the session forgets it."""
    waiting = request.session.get(KEY)
    if request.method != "GET" or waiting is None or waiting["path"] != request.get_full_path():
        return None
    del request.session[KEY]
    return Typed(waiting["path"], [(name, value) for name, value in waiting["fields"]])


def _opened(sealed: str) -> tuple[int, str, Any] | None:
    if not sealed:
        return None
    try:
        author, path, fields = signing.loads(sealed, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return None
    return author, path, fields

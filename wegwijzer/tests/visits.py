"""Addresses to visit: those of the matrix with objects filled in, and the lists with what can be asked of them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.tokens import default_token_generator
from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from governance.tests.round_factories import feed_token
from wegwijzer.entrance.actions import invitation
from wegwijzer.reminders.letter import stop_token
from wegwijzer.testing.people import Cast
from wegwijzer.tests.access_matrix import MATRIX
from wegwijzer.tests.access_rows import Row

ABSENT = 999_999

# Per list the names of its filters, with a value that it understands: text, or the object of a world by its name.
LISTS: dict[str, dict[str, str]] = {
    "governance:meeting_list": {
        "when": "alle",
        "partnership": "@partnership",
        "body": "@body",
        "year": "2026",
        "state": "approved",
        "project": "@project",
        "dossier": "@dossier",
    },
    "governance:decision_list": {
        "partnership": "@partnership",
        "body": "@body",
        "year": "2026",
        "outcome": "adopted",
        "effect": "effective",
        "theme": "@theme",
        "organisation": "@organisation",
        "project": "@project",
        "dossier": "@dossier",
    },
    "reports:report_list": {"stand": "queued"},
    "governance:message_list": {
        "stand": "failed",
        "soort": "governance.meeting_convened",
        "wie": "@person",
        "verband": "@partnership",
    },
    "entrance:user_list": {},
    "governance:organisation_answers": {"ronde": "@round_open"},
    "governance:approval_response_list": {"stand": "nee", "antwoord": "approved", "verband": "@partnership"},
    "governance:approval_round_list": {
        "state": "open",
        "kind": "principle",
        "partnership": "@partnership",
        "organisation": "@organisation",
        "year": "2026",
        "project": "@project",
        "dossier": "@dossier",
    },
    "governance:board": {"verband": "@partnership", "soort": "principle", "jaar": "2026", "loopt": "ja", "wie": "out"},
    "governance:action_point_list": {
        "whose": "all",
        "body": "@body",
        "progress": "open",
        "project": "@project",
        "dossier": "@dossier",
    },
    "governance:question_list": {"verband": "@partnership", "progress": "alle"},
    "governance:signal_list": {"verband": "@partnership", "theme": "@theme", "progress": "alle"},
    "governance:feedback_list": {"body": "@body", "audience": "public", "progress": "alle"},
    "governance:partnership_list": {"rechtsvorm": "interlocal"},
    "governance:service_list": {"verband": "@partnership", "loopt": "ja"},
    "governance:organisation_list": {"soort": "ocmw", "verband": "@partnership", "lid": "ja"},
    "governance:council_list": {"verband": "@partnership", "vanaf": "2026-09"},
    "governance:body_list": {"soort": "management_committee", "verband": "@partnership"},
    "governance:person_list": {"rol": "contact", "login": "ja", "verband": "@partnership"},
    "governance:mandate_list": {"rol": "contact", "geldt": "ja", "verband": "@partnership"},
    "projects:project_list": {"verband": "@partnership", "stand": "running"},
    "projects:dossier_list": {"stand": "running", "project": "@project", "verband": "@partnership"},
    "projects:service_sheet_list": {
        "thema": "@theme",
        "doelgroep": "@target_group",
        "organisatie": "@organisation",
        "stand": "ingevuld",
    },
    "projects:service_sheet_export": {
        "thema": "@theme",
        "doelgroep": "@target_group",
        "organisatie": "@organisation",
        "stand": "leeg",
    },
    "projects:sheet_request_list": {},
    "projects:plan_alignment": {"niveau": "action"},
    "projects:plan_follow_up": {},
    "projects:call_list": {"verband": "@partnership", "stand": "voorbij", "gever": "@organisation"},
    "projects:collaboration_list": {},
    "projects:collaboration_list_of_project": {},
    "projects:lesson_list": {
        "verband": "@partnership",
        "werkvorm": "immersie",
        "thema": "onthaal",
        "organisatie": "@organisation",
    },
    "projects:expertise_exchange_list": {"jaar": "2017", "werkvorm": "immersie", "organisatie": "@organisation"},
    "projects:expertise_exchange_export": {"jaar": "2017", "werkvorm": "immersie", "organisatie": "@organisation"},
    "onboarding:deliverable_matrix": {
        "soort": "@deliverable_type_planned",
        "thema": "@theme",
        "stand": "planned",
        "organisatie": "@organisation",
    },
    "onboarding:deliverable_export": {"stand": "late"},
    "onboarding:measurement_grid": {"tot": "2017"},
    "onboarding:education_project_list": {
        "niveau": "kleuter",
        "jaar": "2016",
        "bestuur": "@organisation",
        "stand": "preparing",
    },
    "onboarding:education_project_export": {
        "niveau": "kleuter",
        "jaar": "2016",
        "bestuur": "@organisation",
        "stand": "preparing",
    },
    "projects:plan_list": {"verband": "@partnership", "soort": "local", "project": "@project"},
    "projects:plan_tree": {"niveau": "action", "thema": "@theme", "wie": "cel", "stand": "planned"},
}
# Pages that answer for the day that is asked.
DAYS = ("governance:body_detail", "governance:partnership_detail", "governance:service_detail")


class Visit:
    """A URL of the matrix with its objects filled in."""

    def __init__(self, name: str, row: Row, cast: Cast, world: dict[str, Any]) -> None:
        self.name, self.row, self.world = name, row, world
        forgetful = cast.b.delegate
        self.secrets = {
            "uid": lambda: urlsafe_base64_encode(force_bytes(forgetful.pk)),
            "token": lambda: default_token_generator.make_token(forgetful),
            "invitation": lambda: invitation.invite("nieuw@example.org", "Nieuw", by=None).key,
            "key": lambda: world["answer_link"].key,
            "sheet_key": lambda: world["sheet_request"].key,
            "guest_key": lambda: world["guest_link"].key,
            "feed_token": lambda: feed_token(world["calendar_feed"]),
            "mail_key": lambda: stop_token(cast.a.contact.email),
            "nl": lambda: "nl",
            "fr": lambda: "fr",
            "user": lambda: invitation.invite("nieuw@example.org", "Nieuw", by=None).user_id,
        }

    def path(self, absent: bool = False) -> str:
        values = [self.secrets[key]() if key in self.secrets else self.world[key].pk for key in self.row.of]
        path = reverse(self.name, args=[ABSENT, *values[1:]] if absent and values else values)
        query = {key: ABSENT if absent else self.world[of].pk for key, of in self.row.query.items()}
        return f"{path}?{urlencode(query)}" if query else path


def pages_of(cast: Cast, world: dict[str, Any]) -> dict[str, str]:
    """Every page behind the login by the name of its URL, with the objects of `world` in its address."""
    rows = {name: row for name, row in MATRIX.items() if "GET" in row.methods and not row.without_login}
    return {name: Visit(name, row, cast, world).path() for name, row in rows.items()}


def narrowed_lists(pages: dict[str, str], world: dict[str, Any]) -> list[str]:
    """Every list of `pages`, with each of its filters set to what is of `world`."""
    found = []
    for name, filters in LISTS.items():
        values = {key: world[value[1:]].pk if value.startswith("@") else value for key, value in filters.items()}
        found.append(f"{pages[name]}?{urlencode(values)}")
    return found


def asked_lists(pages: dict[str, str], **question: Any) -> list[str]:
    """Every list of `pages` with this in its query."""
    return [f"{pages[name]}?{urlencode(question)}" for name in LISTS]


def read(answer: Any) -> bytes:
    """What was sent; afterwards a file is closed."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    close(answer)
    return content


def close(answer: Any) -> None:
    """Let go of a file that was sent, as a server does; without it the database of the test would be closed too."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)

"""What stands in the header: the seven places, the person's own pages, and the partnership one is in.

The look knows no domain. A place shows as soon as its address exists; who knows partnerships registers a provider.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _

PLACES = (
    ("home:start", _("Start")),
    ("governance:meeting_list", _("Vergaderingen")),
    ("governance:decision_list", _("Besluiten")),
    ("projects:project_list", _("Projecten")),
    ("projects:dossier_list", _("Dossiers")),
    ("onboarding:start", _("Onthaal")),
    ("governance:organisation_list", _("Organisaties")),
)
# Pages whose address does not begin with that of their place, by the noun that their URL name begins with.
NOUNS = {
    "home:start": ("governance:message",),
    "governance:meeting_list": (
        "governance:agenda",
        "governance:action_point",
        "governance:attendance",
        "governance:backlog",
        "governance:cadence",
        "governance:decision_add",
        "governance:document",
        "governance:feedback",
        "governance:guest",
        "governance:minutes",
        "governance:question",
    ),
    "governance:decision_list": (
        "governance:approval_r",
        "governance:board",
        "governance:packet",
        "governance:round",
        "governance:signal",
    ),
    "projects:project_list": (
        "projects:alignment",
        "projects:catalogue",
        "projects:dependency",
        "projects:finding",
        "projects:local_plan",
        "projects:milestone",
        "onboarding:milestone",
        "projects:objective",
        "projects:phase",
        "projects:plan",
        "projects:progress",
        "projects:project",
        "projects:service_sheet",
        "projects:sheet_request",
    ),
    "projects:dossier_list": (
        "projects:amendment",
        "projects:budget",
        "projects:call",
        "projects:claim",
        "projects:collaboration",
        "projects:contribution",
        "projects:cost_kind",
        "projects:dossier",
        "projects:expertise",
        "projects:figure",
        "projects:guest_link",
        "projects:info_session",
        "projects:lesson",
        "projects:payment",
        "projects:reporting",
        "projects:requirement",
        "projects:staff_allocation",
        "projects:work_form",
    ),
    "onboarding:start": (
        "onboarding:deliverable",
        "onboarding:event",
        "onboarding:indicator",
        "onboarding:measurement",
        "onboarding:year_report",
    ),
    "governance:organisation_list": (
        "governance:partnership",
        "governance:membership",
        "governance:service",
        "governance:participation",
        "governance:body",
        "governance:calendar_feed_of_body",
        "governance:communication_rule",
        "governance:seat",
        "governance:statutes",
        "governance:accounts",
        "governance:evaluation",
        "governance:person",
        "governance:mandate",
        "governance:council",
        "governance:recess",
    ),
}
PERSON_LINKS = (
    ("entrance:profile", _("Mijn gegevens")),
    ("governance:calendar_feed_own", _("Mijn agenda")),
    ("reminders:choice", _("Mijn mails")),
    ("reports:report_list", _("Mijn verslagen")),
    ("entrance:password_change", _("Wachtwoord wijzigen")),
)
FOOT_LINKS = (
    ("home:help", _("Hulp")),
    ("home:accessibility", _("Toegankelijkheid")),
    ("home:privacy", _("Privacy")),
)


@dataclass(frozen=True)
class Link:
    """An entry of a menu; `current` is the value of aria-current ("page", "true" for the part one is in, "")."""

    label: Any
    url: str
    current: str = ""


Provider = Callable[[HttpRequest], Iterable[Link]]
_partnership_providers: list[Provider] = []


def register_partnerships(provider: Provider) -> None:
    """`provider(request)` returns a Link per partnership of the user; the one they are in has `current="true"`."""
    _partnership_providers.append(provider)


@cache
def _address(url_name: str, urlconf: Any) -> str | None:
    try:
        return reverse(url_name, urlconf=urlconf)
    except NoReverseMatch:
        return None


def address(url_name: str) -> str | None:
    """The address behind a URL name, None as long as no page has that name."""
    return _address(url_name, get_urlconf())


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


def _links(names: Iterable[tuple[str, Any]], path: str) -> list[Link]:
    found = []
    for url_name, label in names:
        url = address(url_name)
        if url is not None:
            found.append(Link(label=str(label), url=url, current=_current(url, path) if path else ""))
    return found


def places(path: str = "", view_name: str = "") -> list[Link]:
    """The places that exist; the one that the page lies in is marked current: by its noun, or else by its address."""
    owner = next((place for place, nouns in NOUNS.items() if view_name.startswith(nouns)), None)
    if owner is None or address(owner) is None:
        return _links(PLACES, path)
    return [
        replace(link, current=(link.current or "true") if link.url == address(owner) else "")
        for link in _links(PLACES, path)
    ]


def person_links(request: HttpRequest) -> list[Link]:
    return _links(PERSON_LINKS, request.path)


def foot_links() -> list[Link]:
    return _links(FOOT_LINKS, "")


def partnerships(request: HttpRequest) -> list[Link]:
    return [link for provider in _partnership_providers for link in provider(request)]

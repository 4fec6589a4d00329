"""Nothing of partnership B reaches anybody of partnership A: not in a page, a header, a link, a list or a mail.

Every text of B carries MARKER. A search echoes what was typed, so the lists are searched for a part of that word:
the echo is not the marker, a row of B that comes back with it is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import timezone

from governance.actions import meeting as meetings
from governance.models import (
    action_point,
    agenda_item,
    approval_response,
    approval_round,
    body,
    council,
    decision,
    mandate,
    meeting,
)
from governance.models import partnership as partnerships
from governance.tests import factories as make
from governance.tests.round_factories import CalendarFeedFactory, feed_token
from wegwijzer.audit.record import record
from wegwijzer.calendar.workdays import next_working_day
from wegwijzer.entrance.actions import invitation
from wegwijzer.outbox.models import Message
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.sweep import carry_out
from wegwijzer.testing.people import MARKER
from wegwijzer.tests.access_rows import INSIDE
from wegwijzer.tests.visits import DAYS, asked_lists, narrowed_lists, pages_of, read

pytestmark = [pytest.mark.usefixtures("db", "no_copies"), pytest.mark.once]
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
PART_OF_MARKER = MARKER[1:-1]
EVERYTHING = {"when": "alle", "progress": "alles"}
EXAMPLES = 3  # of one page with the same names in its query, of all that links lead to


@pytest.fixture
def db(db_that_is_held, on_stage):
    """The database of all tests here is the one of the stage."""


@pytest.fixture
def cast(on_stage):
    return on_stage.cast


def links(base: str, html: str) -> Iterator[str]:
    """The addresses on a page that lead somewhere in the same house, without their fragment."""
    for href in HREF.findall(html):
        parts = urlsplit(urljoin(f"http://testserver{base}", unescape(href)))
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def shape(address: str) -> tuple[str, ...]:
    """What is asked once: a page, and a page with the same names in its query."""
    parts = urlsplit(address)
    return parts.path, *sorted(parse_qs(parts.query))


def kind(address: str) -> tuple[str, ...]:
    """What is asked a few times: the pages of one view with the same names in their query, of whatever object."""
    path, *names = shape(address)
    try:
        return resolve(path).view_name, *names
    except Resolver404:
        return path, *names


def crawl(user, own: list[str], foreign: list[str], *, narrowed: bool = False) -> Iterator[str]:
    """What `user` gets to see of B, as sentences: asks `foreign`, `own` and once each link found on the way.

    Of those links only what is `narrowed`, when it is: those that ask something in their query.
    """
    client = Client()
    client.force_login(user)
    waiting, not_theirs = [*foreign, *own], set(foreign)
    known, followed = {shape(address) for address in waiting}, Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        content = read(answer)
        told = content.decode(errors="replace") + repr(answer.headers) + repr(answer.cookies)
        if MARKER.lower() in told.lower():
            yield f"{address} shows the marker to {user}"
        if answer.status_code >= 500:
            yield f"{address} answers {answer.status_code} to {user}"
        if address in not_theirs and answer.status_code != 404:
            yield f"{address} answers {answer.status_code} to {user}, not 404"
        # One step away from what was asked: links of links are pages that were asked too, or pages of a list.
        if answer.headers.get("Content-Type", "").startswith("text/html") and address in (*own, *foreign):
            for link in links(address, content.decode()):
                if narrowed and "?" not in link:
                    continue
                if shape(link) not in known and followed[kind(link)] < EXAMPLES:
                    known.add(shape(link))
                    followed[kind(link)] += 1
                    waiting.append(link)


@pytest.fixture
def worlds(cast, on_stage):
    """Both worlds; that of B with a history too."""
    a, b = on_stage.worlds
    for key in ("partnership", "meeting_convened", "decision", "body", "person"):
        record(
            "governance.meeting.convened",
            b[key],
            by=cast.b.coordinator,
            scope=cast.b.partnership.organisation,
            changes={"title": ("", f"Anders {MARKER}")},
            reason=f"Omdat {MARKER}",
        )
    return a, b


def lists(cast, worlds) -> list[str]:
    """Every list with what can be asked of it, and of B, and the pages of another day."""
    a, b = worlds
    ours = pages_of(cast, a)
    asked = [*narrowed_lists(ours, a), *narrowed_lists(ours, b)]
    asked += asked_lists(ours, q=PART_OF_MARKER, **EVERYTHING) + asked_lists(ours, page=9, sort="-naam", **EVERYTHING)
    return [*asked, *(f"{ours[name]}?op=2016-01-01" for name in DAYS)]


def addresses(cast, worlds) -> tuple[list[str], list[str]]:
    """What is asked: everything with the objects of A, and everything that names an object of B."""
    ours, theirs = (pages_of(cast, world) for world in worlds)
    own = [*ours.values(), *lists(cast, worlds)]
    # Where no object stands in the address the page is the same for both.
    return own, [path for name, path in theirs.items() if path != ours[name]]


FOLLOWED = ("coordinator", "contact")  # who sees most, and who comes by a link


@pytest.mark.parametrize("persona", FOLLOWED)
def test_nothing_of_another_partnership_shows_where_links_lead(persona, cast, worlds):
    own, _theirs = addresses(cast, worlds)  # that these are not there is asked of everybody in test_access
    assert list(crawl(cast.personas[persona], own, [])) == []


@pytest.mark.parametrize("persona", sorted(INSIDE - set(FOLLOWED)))
def test_nothing_of_another_partnership_shows_in_a_list(persona, cast, worlds):
    """Pages without a query are asked by everybody in test_access, which looks for the marker too."""
    assert list(crawl(cast.personas[persona], lists(cast, worlds), [], narrowed=True)) == []


def test_no_calendar_tells_of_another_partnership(cast):
    """Each of A asks for everything that concerns them: programs do, without a login."""
    for persona in sorted(INSIDE):
        feed = CalendarFeedFactory(user=cast.personas[persona])
        answer = Client().get(reverse("governance:calendar_feed", args=[feed_token(feed)]))
        assert answer.content.count(b"BEGIN:VEVENT") > 2, persona
        assert MARKER.encode() not in answer.content, persona


LEAKS = [
    approval_round.ApprovalRoundQuerySet,
    meeting.MeetingQuerySet,
    decision.DecisionQuerySet,
    agenda_item.AgendaItemQuerySet,
    approval_response.ApprovalResponseQuerySet,
    action_point.ActionPointQuerySet,
    body.BodyQuerySet,
    council.CouncilQuerySet,
    council.CouncilSittingQuerySet,
    council.RecessQuerySet,
    mandate.PersonQuerySet,
    mandate.MandateQuerySet,
    partnerships.PartnershipQuerySet,
    partnerships.PartnershipPartQuerySet,
    partnerships.ServiceParticipationQuerySet,
]


@pytest.mark.parametrize("rows", LEAKS, ids=lambda rows: rows.__name__)
def test_crawl_finds_a_list_that_forgets_to_narrow(rows, cast, worlds, monkeypatch):
    own, foreign = addresses(cast, worlds)
    monkeypatch.setattr(rows, "visible_to", lambda self, user: self.all())
    # What leaks and is not at its own address stands in a list, and those are the last of `own`.
    assert next(crawl(cast.a.coordinator, own[::-1], foreign), None) is not None


def test_every_narrowed_noun_is_tried_as_a_leak():
    modules = (meeting, decision, agenda_item, approval_response, approval_round, action_point, body, council, mandate)
    modules = (*modules, partnerships)
    kinds = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    narrowed = {kind for kind in kinds if "visible_to" in vars(kind)}
    assert narrowed == set(LEAKS)


def in_office_hours(now):
    """The same day or the next on which people work, at nine."""
    local = timezone.localtime(now).replace(hour=9)
    return local + (next_working_day(local.date()) - local.date())


def test_mails_about_the_own_partnership_tell_nothing_of_another(cast, worlds):
    a, by = worlds[0], cast.a.coordinator
    body = cast.a.body
    body.reminder_days = [60]
    body.save()
    planned = make.MeetingFactory(body=body)
    make.AgendaItemFactory(meeting=planned, title="Budget")
    meetings.convene(planned, by=by, version=planned.version)
    called_off = make.MeetingFactory(body=body)
    make.AgendaItemFactory(meeting=called_off, title="Jaarverslag")
    meetings.convene(called_off, by=by, version=called_off.version)
    type(planned).objects.update(announced_at=None)
    carry_out(plan(in_office_hours(timezone.now())))
    meetings.cancel(called_off, by=by, version=called_off.version, reason="Te weinig punten")
    person = a["person_without_login"]
    invitation.invite(person.email, person.name, by=by, scope=cast.a.partnership.organisation)
    mails = Message.objects.filter(scope=cast.a.partnership.organisation)
    assert {mail.kind for mail in mails} >= {
        "governance.meeting_convened",
        "reminders.digest",
        "governance.meeting_cancelled",
        "entrance.invitation",
    }
    for mail in mails:
        sent = [mail.subject, mail.body, mail.name, mail.to]
        sent += [bytes(file.content).decode(errors="replace") + file.name for file in mail.attachments.all()]
        assert MARKER.lower() not in " ".join(sent).lower(), mail.kind

"""The floor under each page: the least that showing the same rows behind a login costs with Django.

A session and the user that goes with it, one plain query for each kind of row, and their values in plain HTML: no
menus, no rights, no other words, no filters, no count of what there is; and no other middleware. Under the screen of a
meeting also its fields: as many choices, boxes and texts to write in as the real one, without a form behind them.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.template import Context, Engine, Template
from django.urls import include, path

from bench import dossiers, onboarding, plans, screen
from governance import models as rows
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.outbox.models import Message
from wegwijzer.reports.models import Report

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ENGINE = Engine(libraries={}, builtins=[])
HEAD = ENGINE.from_string("<!doctype html><title>Floor</title><h1>{{ user.name }}</h1>")
SCREEN = ENGINE.from_string((Path(__file__).parent / "screen.html").read_text())
GRID = ENGINE.from_string(
    "<form><table>{% for name, cells in rows %}<tr><th>{{ name }}</th>{% for label, place, year, value in cells %}"
    '<td><input name="c-{{ place }}-{{ year }}" value="{{ value }}" aria-label="{{ name }}, {{ year }}"></td>'
    "{% endfor %}</tr>{% endfor %}</table></form>"
)
BOARD = ENGINE.from_string(
    "<table>{% for name, cells in rows %}<tr><th>{{ name }}"
    "{% for name, outcome, day in cells %}<td>{{ outcome }} {{ day }}{% endfor %}{% endfor %}</table>"
)
LIST, HISTORY, FEW = 25, 20, 5
Keys = frozenset[int]
Tables = Iterator[tuple[Iterable[Any], str]]  # rows, and which of their values stand beside each other
MEETING = "body.name planned_start title place state"
MANDATE = "person.name role organisation.name has_vote from_on until_on"
POINT = "text due_on person.name body.name"
DECISION = "title number body.name meeting.planned_start outcome"


def start(around: Keys) -> Tables:
    meetings = rows.Meeting.objects.filter(body__partnership__in=around)
    meetings = meetings.select_related("body__partnership").order_by("planned_start")
    yield meetings.exclude(state__in=["approved", "cancelled"])[:FEW], MEETING
    yield meetings.filter(planned_start__date__gte=today())[:FEW], MEETING
    points = rows.ActionPoint.objects.filter(done_on=None, due_on__lt=today(), body__partnership__in=around)
    yield points.select_related("body__partnership", "person")[:FEW], POINT
    stuck = Message.objects.filter(state__in=["failed", "uncertain"], scope__partnership__in=around)
    yield stuck[:LIST], "subject name"
    decisions = rows.Decision.objects.filter(body__partnership__in=around).select_related("body", "meeting")
    yield decisions.order_by("-meeting__planned_start")[:FEW], DECISION


def meeting_list(around: Keys) -> Tables:
    meetings = rows.Meeting.objects.filter(body__partnership__in=around).select_related("body")
    yield meetings.order_by("-planned_start")[:LIST], MEETING


def decision_list(around: Keys) -> Tables:
    decisions = rows.Decision.objects.filter(body__partnership__in=around).select_related("body", "meeting")
    yield decisions.order_by("-meeting__planned_start")[:LIST], DECISION


def organisation_list(around: Keys) -> Tables:
    members = rows.Membership.objects.filter(partnership__in=around)
    found = list(Organisation.objects.filter(pk__in=members.values("organisation")).order_by("name")[:LIST])
    yield found, "name kind territory"
    yield members.filter(organisation__in=found).select_related("partnership"), "partnership.name"


def person_list(around: Keys) -> Tables:
    people = rows.Person.objects.filter(partnership__in=around).select_related("employer", "partnership", "user")
    found = list(people.order_by("name")[:LIST])
    yield found, "name function employer.name partnership.name user.last_login"
    mandates = rows.Mandate.objects.on().filter(person__in=found).select_related("body", "organisation")
    yield mandates, "role body.name organisation.name"


def action_point_list(around: Keys) -> Tables:
    points = rows.ActionPoint.objects.filter(done_on=None, body__partnership__in=around)
    yield points.select_related("body", "person", "item__meeting")[:LIST], POINT + " item.meeting.planned_start"


def report_list(_around: Keys) -> Tables:
    yield Report.objects.order_by("-pk")[:LIST], "kind state created_at pages"


def meeting_detail(pk: int) -> Tables:
    meeting = rows.Meeting.objects.select_related("body__partnership", "chair", "secretary").get(pk=pk)
    yield [meeting], MEETING + " body.partnership.name planned_end"
    items = rows.AgendaItem.objects.filter(meeting=pk).prefetch_related("attached__document__versions")
    yield items, "title kind presenter minutes_planned explanation"
    seats = rows.Mandate.objects.on(meeting.planned_start.date()).filter(body=meeting.body)
    yield seats.select_related("person", "organisation"), MANDATE
    yield Message.objects.filter(target_type="governance.meeting", target_id=pk), "name to state sent_at"
    yield history(Q(target_type="governance.meeting", target_id=pk) | within(items, "agendaitem"))


def decision_detail(pk: int) -> Tables:
    found = rows.Decision.objects.filter(pk=pk).select_related("body__partnership", "meeting", "item")
    yield found, DECISION + " item.title body.partnership.name considerations"
    yield rows.Article.objects.filter(decision=pk), "text number"
    votes = rows.Vote.objects.filter(decision=pk).select_related("attendance__organisation")
    yield votes, "attendance.name attendance.organisation.name choice"
    yield history(Q(target_type="governance.decision", target_id=pk))


def partnership_detail(pk: int) -> Tables:
    found = rows.Partnership.objects.filter(pk=pk).select_related("organisation", "managing_authority")
    yield found, "name organisation.name managing_authority.name founded_on purpose principles"
    members = rows.Membership.objects.filter(partnership=pk).select_related("organisation")
    yield members, "organisation.name from_on until_on"
    yield rows.Service.objects.filter(partnership=pk), "name from_on until_on"
    yield rows.Body.objects.filter(partnership=pk), "name kind from_on until_on"
    yield rows.Mandate.objects.filter(partnership=pk, role="coordinator").select_related("person"), "person.name"
    yield history(Q(target_type="governance.partnership", target_id=pk) | within(members, "membership"))


def body_detail(pk: int) -> Tables:
    yield rows.Body.objects.filter(pk=pk).select_related("partnership"), "name kind partnership.name purpose"
    mandates = rows.Mandate.objects.filter(body=pk).select_related("person", "organisation")
    yield mandates, MANDATE
    members = rows.Membership.objects.on().filter(partnership__bodies=pk).select_related("organisation")
    yield members, "organisation.name"
    meetings = rows.Meeting.objects.filter(body=pk).order_by("-planned_start")
    yield meetings[: 2 * FEW], "planned_start title"
    yield history(Q(target_type="governance.body", target_id=pk) | within(mandates, "mandate"))


def board(pk: int) -> str:
    """Organisations × rounds as plain values: what each answered, and when. As few objects as there can be."""
    asked = rows.RoundParty.objects.filter(round__partnership=pk, round__asked_on__isnull=False)
    told = asked.order_by("organisation__territory", "organisation__kind", "round__asked_on", "responses__number")
    answers = told.values_list("organisation__name", "responses__outcome", "responses__answered_on")
    return BOARD.render(Context({"rows": [(name, list(cells)) for name, cells in groupby(answers, itemgetter(0))]}))


def within(found: Any, noun: str) -> Q:
    return Q(target_type=f"governance.{noun}", target_id__in=found.values("pk"))


def history(about: Q) -> tuple[Iterable[Any], str]:
    entries = Entry.objects.filter(about).select_related("by").order_by("-pk")
    return entries[:HISTORY], "target_text at verb by.name reason"


LISTS = (start, meeting_list, decision_list, organisation_list, person_list, action_point_list, report_list)
DETAILS = (meeting_detail, decision_detail, partnership_detail, body_detail, plans.plan_tree, plans.project_timeline)
DETAILS += (dossiers.dossier_detail,)
PAGES: dict[str, Callable[[Any], Tables]] = {page.__name__: page for page in (*LISTS, *DETAILS)}


@cache
def around(user: User) -> Keys:
    """The partnerships of who looks: found once, since who may see what is no part of the floor."""
    return rows.rights_of(user).partnerships


@cache
def table(values: str) -> Template:
    """A table of rows with these values, of which the first is a link."""
    first, *others = (f"{{{{ row.{value} }}}}" for value in values.split())
    cells = "".join(f"<td>{value}" for value in others)
    row = f'<tr><th><a href="/{{{{ row.pk }}}}/">{first}</a>{cells}'
    return ENGINE.from_string("<table>{% for row in rows %}" + row + "{% endfor %}</table>")


def floor(request: HttpRequest, page: str, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    parts = [HEAD.render(Context({"user": request.user}))]
    if page == "sitting":
        parts.append(SCREEN.render(Context(screen.context(pk))))
    elif page == "board":
        parts.append(board(pk))
    elif page == "deliverable_matrix":
        parts.append(BOARD.render(Context({"rows": onboarding.matrix(pk)})))
    elif page == "public_text":
        parts.append(BOARD.render(Context({"rows": onboarding.brochure(pk)})))
    elif page == "measurement_grid":
        parts.append(GRID.render(Context({"rows": onboarding.grid(pk)})))
    else:
        tables = PAGES[page](pk or around(request.user))
        parts += [table(values).render(Context({"rows": found})) for found, values in tables]
    return HttpResponse("".join(parts))


urlpatterns = [path("bench/floor/<str:page>/<int:pk>", floor), path("", include("wegwijzer.urls"))]

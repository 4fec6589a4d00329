"""What holds for every rule by which people are reminded: what it asks of the database, says, and never tells."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F
from django.urls import resolve, reverse

from governance.models import (
    ActionPoint,
    Body,
    CadencePeriod,
    Mandate,
    MandateRole,
    Meeting,
    MeetingState,
    Person,
    Question,
)
from governance.tests.factories import ActionPointFactory, PersonFactory
from projects.tests.dossier_factories import DossierFactory
from projects.tests.factories import ServiceSheetFactory
from wegwijzer.accounts.periods import starts_at, today
from wegwijzer.calendar.workdays import next_working_day
from wegwijzer.outbox.models import Message
from wegwijzer.reminders.models import DIGEST
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.registry import Window, rules
from wegwijzer.reminders.sweep import carry_out
from wegwijzer.testing.people import MARKER
from wegwijzer.testing.reminded import DAY, EVER, have_left
from wegwijzer.tests.growth import grow

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.once]
# What an order begins with, so that a title says what to do and not what there is.
ORDERS = {
    *("Bekijk", "Bereid", "Betaal", "Breng", "Dien", "Doe", "Kijk", "Koppel", "Laat", "Lever"),
    *(
        "Maak",
        "Meld",
        "Noteer",
        "Plan",
        "Roep",
        "Sluit",
        "Spreek",
        "Vertaal",
        "Vink",
        "Volg",
        "Vraag",
        "Vul",
        "Zet",
        "Zoek",
    ),
}
LONGEST_LABEL = 60  # characters: a line of the list in which one chooses what to hear of
MOST_QUERIES = 9


@pytest.fixture
def db(db_that_is_held, on_stage):
    """The database of all tests here is the one of the stage."""


@pytest.fixture
def scene(on_stage):
    """The stage, with what its worlds lack for a rule to find something in both."""
    ActionPoint.objects.update(due_on=today())
    Question.objects.update(due_on=today())
    Mandate.objects.filter(role=MandateRole.MEMBER).update(until_on=today() + 20 * DAY)
    Meeting.objects.filter(state=MeetingState.HELD).update(planned_start=F("planned_start") - 400 * DAY)
    Body.objects.update(cadence_count=1, cadence_period=CadencePeriod.MONTH)
    for world, mark in zip(on_stage.worlds, ("", f" {MARKER}"), strict=True):
        DossierFactory(project=world["project"], title=f"Volgende aanvraag{mark}", decision=world["decision"])
        request = world["sheet_request"]
        ServiceSheetFactory(plan=request.plan, request=request, name=f"Dienst{mark}", client_level="")
    return on_stage


def waits_of(rule):
    """All that waits by a rule, whenever it is due; with the number of queries that it took."""
    asked = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        found = list(rule.waits(Window(today(), *EVER)))
    return found, len(asked)


def everything():
    return [(name, wait) for name, rule in rules.items() for wait in waits_of(rule)[0]]


def test_rules_ask_as_much_for_five_times_the_rows(scene):
    few = {name: waits_of(rule) for name, rule in rules.items()}
    grow(scene.cast.a, scene.worlds[0], 4)
    many = {name: waits_of(rule) for name, rule in rules.items()}
    assert {name: (few[name][1], many[name][1]) for name in rules if few[name][1] != many[name][1]} == {}
    assert {name: count for name, (_waits, count) in many.items() if count > MOST_QUERIES} == {}
    silent = [name for name in rules if not few[name][0]]
    assert silent == []  # a rule that finds nothing shows nothing here


def test_nothing_of_one_partnership_is_told_to_people_of_another(scene):
    a, b = (side.partnership for side in (scene.cast.a, scene.cast.b))
    theirs = {side: set(Person.objects.filter(partnership=side).values_list("email", flat=True)) for side in (a, b)}
    told = {side: [wait for _name, wait in everything() if wait.scope == side.organisation_id] for side in (a, b)}
    for side, other in ((a, b), (b, a)):
        for wait in told[side]:
            addresses = {party.address for party in (*wait.people, *wait.watchers)}
            assert addresses.isdisjoint(theirs[other]), wait
            assert (MARKER in wait.title + wait.about) == (side == b), wait
    assert told[a]
    assert told[b]


@pytest.fixture
def in_both(on_stage, monkeypatch):
    """A card and an action point in each partnership, of one and the same address; (A's point, B's), due on no day."""
    for name in rules.keys() - {"governance.action_point"}:
        monkeypatch.delitem(rules, name)
    ActionPoint.objects.update(due_on=None)
    sides = ((on_stage.cast.a, "Zaal zoeken"), (on_stage.cast.b, f"Spreker vragen {MARKER}"))
    people = [PersonFactory(partnership=side.partnership, email="beide@example.org") for side, _text in sides]
    return [
        ActionPointFactory(body=side.body, person=person, text=text)
        for (side, text), person in zip(sides, people, strict=True)
    ]


def sweep_on(day, points):
    """The mail that leaves on that day when these points are due then."""
    ActionPoint.objects.filter(pk__in=[point.pk for point in points]).update(due_on=day)
    carry_out(plan(starts_at(day) + dt.timedelta(hours=9)))
    have_left()
    return Message.objects.filter(kind=DIGEST, to="beide@example.org").latest("pk")


def seen_by(on_stage, message):
    """What the coordinators of A and of B see: whether it is on their page of mails, and what its own page answers."""
    found = []
    for persona in ("coordinator", "coordinator_b"):
        page = reverse("governance:message_detail", args=[message.pk])
        listed = page in on_stage.browsers[persona].get(reverse("governance:message_list")).content.decode()
        found.append((listed, on_stage.browsers[persona].get(page).status_code))
    return found


def test_mail_to_somebody_of_two_partnerships_shows_no_coordinator_what_is_of_the_other(on_stage, in_both):
    own, foreign = in_both
    first = next_working_day(today())
    mail = sweep_on(first, [own])
    assert seen_by(on_stage, mail) == [(True, 200), (False, 404)]
    assert MARKER not in mail.body
    second = next_working_day(first + DAY)
    mail = sweep_on(second, [own, foreign])
    assert mail.notices.count() == 2
    assert mail.body == ""  # its text would show either coordinator what is of the other
    assert seen_by(on_stage, mail) == [(False, 404), (True, 200)]  # its fate is for the one of what comes first


def test_each_wait_is_an_order_of_one_line_with_a_page(scene):
    for name, wait in everything():
        assert wait.title.split()[0].rstrip(":") in ORDERS, (name, wait.title)
        assert "\n" not in wait.title + wait.about, name
        assert wait.about, name
        assert resolve(wait.path.partition("#")[0].partition("?")[0]), name


def test_each_rule_has_a_name_of_its_own_on_the_screen_and_tells_a_few_times():
    labels = [str(rule.label) for rule in rules.values()]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if len(label) > LONGEST_LABEL or "\n" in label or not label[0].islower()] == []
    assert [name for name, rule in rules.items() if len(rule.ahead) > 2 or len(rule.after) > 2] == []

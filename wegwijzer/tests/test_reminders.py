"""What holds for every rule by which people are reminded: what it asks of the database, says, and never tells."""

import pytest
from django.db import connection
from django.db.models import F
from django.urls import resolve

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
from projects.tests.dossier_factories import DossierFactory
from projects.tests.factories import ServiceSheetFactory
from wegwijzer.accounts.periods import today
from wegwijzer.reminders.registry import Window, rules
from wegwijzer.testing.people import MARKER
from wegwijzer.testing.reminded import DAY, EVER
from wegwijzer.tests.growth import grow

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.once]
# What an order begins with, so that a title says what to do and not what there is.
ORDERS = {
    *("Bekijk", "Bereid", "Bereik", "Betaal", "Breng", "Dien", "Doe", "Kijk", "Koppel", "Laat", "Lever"),
    *("Maak", "Meld", "Noteer", "Plan", "Roep", "Sluit", "Vertaal", "Volg", "Vraag", "Vul", "Zet", "Zoek"),
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

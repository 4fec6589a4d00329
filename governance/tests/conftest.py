import datetime as dt

import pytest

from governance.tests import factories as make
from governance.tests.meetings import World
from governance.tests.rounds import Region
from wegwijzer.reminders.current import items_on
from wegwijzer.reminders.registry import rules
from wegwijzer.testing.installation import copy_of
from wegwijzer.testing.remembered import Remembered

a_world = Remembered(World)
a_region = Remembered(Region)


@pytest.fixture
def world(db):
    """A body of fourteen boards, with a coordinator and a secretary."""
    return a_world()


@pytest.fixture
def only(monkeypatch):
    """Makes one rule of reminding the only one there is."""

    def keep(rule):
        for name in rules.keys() - {rule.name}:
            monkeypatch.delitem(rules, name)

    return keep


@pytest.fixture
def told(monkeypatch):
    """Who hears what of one rule by a day, as [(name, title)]; `escalated` says what those hear who look after it."""

    def on(rule, day, *, escalated=False):
        with monkeypatch.context() as patch:
            for name in rules.keys() - {rule.name}:
                patch.delitem(rules, name)
            items = items_on(dt.date.fromisoformat(day)).values()
        return sorted((item.party.name, item.wait.title) for item in items if item.is_escalated == escalated)

    return on


@pytest.fixture(scope="module")
def set_database(request, migrated_database, tmp_path_factory):
    """The address of a database with the rows that the SETTING of the module makes, to copy from."""
    with copy_of(migrated_database, tmp_path_factory.mktemp("set"), "set") as installation:
        installation.run(request.module.SETTING)
        yield installation.database_url


@pytest.fixture
def setting(set_database, tmp_path):
    """An installation with those rows."""
    with copy_of(set_database, tmp_path, "copy") as installation:
        yield installation


@pytest.fixture
def region(db):
    """Seven municipalities and their OCMWs, to put rounds to."""
    return a_region()


@pytest.fixture
def coordinator(region, as_user):
    """The browser of who coordinates there."""
    return as_user(region.coordinator)


@pytest.fixture
def decision(region):
    """What was decided there, to ask the councils about."""
    body = make.BodyFactory(partnership=region.partnership)
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=body, approved=True))
    decision = make.DecisionFactory(item=item, title="De statuten vaststellen", considerations="Gezien het overleg.")
    make.models.Article.objects.create(decision=decision, number=1, text="De statuten zijn vastgesteld.")
    return decision

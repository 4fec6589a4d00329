"""Who is reminded of what a project promised: each organisation of its own, the coordinator of how many."""

import datetime as dt

import pytest

from governance.models import Mandate
from onboarding.models import Deliverable
from onboarding.reminders import deliverable as rules
from onboarding.tests import factories as make
from projects.tests.factories import ProjectFactory
from wegwijzer.reminders.registry import Window
from wegwijzer.testing.reminded import EVER, hearing, new_on

pytestmark = pytest.mark.django_db
DUE = dt.date(2027, 6, 30)  # a Wednesday


@pytest.fixture
def kind(cast):
    project = ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", running=True)
    return make.DeliverableTypeFactory(project=project, name="Brochure")


@pytest.fixture
def rows(cast, kind):
    """Of Olen and of Lille, due on the same day."""
    boards = (cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"])
    return [make.DeliverableFactory(type=kind, organisation=board, due_on=DUE) for board in boards]


def test_organisation_is_told_of_its_own_until_it_handed_in(cast, rows):
    own = cast.a.contact.email
    assert hearing("onboarding.deliverable", rows[0].pk, "2027-05-01", "2027-08-31") == {
        "2027-06-02": [own],  # twenty working days before
        "2027-06-23": [own],
        "2027-07-01": [own],
        "2027-07-08": [own],
    }
    Deliverable.objects.filter(pk=rows[0].pk).update(state="in_review", started_on=DUE, handed_in_on=DUE)
    assert hearing("onboarding.deliverable", rows[0].pk, "2027-05-01", "2027-08-31") == {}


def test_who_lost_the_mandate_is_not_told_and_the_coordinator_is(cast, rows):
    Mandate.objects.filter(person__user=cast.a.contact).update(until_on=dt.date(2027, 6, 10))
    heard = hearing("onboarding.deliverable", rows[0].pk, "2027-05-01", "2027-06-30")
    assert heard == {"2027-06-02": [cast.a.contact.email], "2027-06-23": [cast.a.coordinator.email]}
    (wait,) = [wait for wait in rules.to_deliver(Window(dt.date(2027, 6, 23), *EVER)) if wait.subject == rows[0].pk]
    assert wait.title == "Spreek Gemeente Olen aan"
    assert wait.about.startswith("Lever op: Brochure – Gemeente Olen")
    assert wait.about.endswith("Gemeente Olen heeft geen contactpersoon.")


def test_coordinator_is_told_how_many_are_late_of_each_day(cast, kind, rows):
    make.DeliverableFactory(type=kind, organisation=cast.a.boards["OCMW Olen"], due_on=dt.date(2027, 6, 1))
    project = kind.project
    assert hearing("onboarding.deliverable_late", project.pk, "2027-05-01", "2027-08-31") == {
        day: [cast.a.coordinator.email] for day in ("2027-06-04", "2027-06-15", "2027-07-05", "2027-07-14")
    }
    (item,) = new_on("onboarding.deliverable_late", project.pk, dt.date(2027, 7, 5))
    assert (item.wait.title, item.wait.about) == ("Volg 2 resultaten op", "Wegwijzer")
    assert item.wait.path.endswith("?stand=late")
    Deliverable.objects.filter(pk=rows[0].pk).update(state="in_review", started_on=DUE, handed_in_on=DUE)
    (item,) = new_on("onboarding.deliverable_late", project.pk, dt.date(2027, 7, 5))
    assert item.wait.title == "Volg 1 resultaat op"


def test_coordinator_is_told_what_was_handed_in_two_weeks_ago(cast, kind, rows):
    on = {"state": "in_review", "started_on": DUE}
    Deliverable.objects.filter(pk=rows[0].pk).update(handed_in_on=dt.date(2027, 6, 14), **on)
    Deliverable.objects.filter(pk=rows[1].pk).update(handed_in_on=dt.date(2027, 6, 15), **on)
    found = hearing("onboarding.deliverable_to_review", kind.project.pk, "2027-05-01", "2027-08-31")
    assert list(found) == ["2027-06-21", "2027-06-22", "2027-06-29", "2027-06-30"]
    assert {person for people in found.values() for person in people} == {cast.a.coordinator.email}


@pytest.mark.parametrize(("ask", "queries"), [(rules.to_deliver, 3), (rules.late, 3), (rules.to_review, 3)])
def test_number_of_queries_does_not_grow_with_the_deliverables(rows, kind, ask, queries, django_assert_num_queries):
    for number in range(3):
        more = make.DeliverableTypeFactory(project__partnership=kind.project.partnership, project__running=True)
        make.DeliverableFactory(type=more, organisation=rows[number % 2].organisation, due_on=DUE)
        make.DeliverableFactory(type=more, in_review=True)
    with django_assert_num_queries(queries):
        assert len(list(ask(Window(DUE, *EVER)))) >= 3

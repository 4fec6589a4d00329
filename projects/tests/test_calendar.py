"""What projects puts in the own calendar of a login, and when it is out again."""

import datetime as dt

import pytest

from governance.exports.calendar_sources import Window, dated, told_to
from governance.tests import factories as make
from projects.models import Requirement
from projects.tests import dossier_factories as dossiers
from projects.tests.factories import MilestoneFactory, ProjectFactory
from projects.tests.reporting_factories import ReportingDeadlineFactory
from wegwijzer.accounts.periods import today

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=20)
LONG_AGO = today() - dt.timedelta(days=500)


def told(user):
    """In words: what, how often it changed, and on which day; those days are all told the day before."""
    items = dated(told_to(user, Window.now()))
    assert all(item.reminds for item in items)
    return {item.summary: (item.starts, item.sequence) for item in items}


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", running=True)


def test_coordinator_has_milestones_reports_and_the_days_to_submit_until_they_are_done(cast, project):
    day = {"planned_on": SOON, "expected_on": SOON}
    MilestoneFactory(project=project, name="Startdag", version=3, **day)
    MilestoneFactory(project=project, name="Klaar", reached_on=today(), **day)
    MilestoneFactory(project=project, name="Vergeten", planned_on=LONG_AGO, expected_on=LONG_AGO)
    running = dossiers.DossierFactory(project=project, title="Loopt", running=True)
    ReportingDeadlineFactory(dossier=running, title="Eerste jaar", due_on=SOON)
    idea = dossiers.DossierFactory(project=project, title="Idee", deadline_on=None)
    type(idea.call).objects.filter(pk=idea.call_id).update(deadline_on=SOON)
    dossiers.DossierFactory(project=project, title="Weg", submitted=True, deadline_on=SOON)
    assert told(cast.a.coordinator) == {
        "Mijlpaal: Startdag – Wegwijzer": (SOON, 3),
        "Verslag aan de subsidiegever: Eerste jaar – Loopt": (SOON, 1),
        "Dossier indienen: Idee": (SOON, 1),
    }
    for other in (cast.a.contact, cast.a.delegate, cast.a.staff, cast.b.coordinator):
        assert told(other) == {}


def test_requirement_is_told_to_who_sees_to_it_and_not_what_when_it_is_confidential(cast, project):
    dossier = dossiers.DossierFactory(project=project, title="Aanvraag", drafting=True)
    some = {"dossier": dossier, "due_on": SOON, "organisation": cast.a.boards["Gemeente Olen"]}
    dossiers.RequirementFactory(title="Handtekening", **some)
    dossiers.RequirementFactory(title="Uittreksel strafregister", is_confidential=True, **some)
    dossiers.RequirementFactory(title="Van iemand", person=make.PersonFactory(partnership=project.partnership), **some)
    assert told(cast.a.contact) == {
        "In orde brengen: Handtekening – Aanvraag": (SOON, 1),
        "In orde brengen: vertrouwelijk stuk – Aanvraag": (SOON, 1),
    }
    Requirement.objects.update(met_on=today())
    assert told(cast.a.contact) == {}

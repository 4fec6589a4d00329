"""Who is reminded of what a dossier asks, and of the reports and milestones of its project."""

import datetime as dt

import pytest

from governance.models import Mandate, MandateRole
from governance.tests import factories as gov
from projects.models import Requirement
from projects.reminders import requirement
from projects.tests import dossier_factories as make
from projects.tests.factories import MilestoneFactory
from projects.tests.reporting_factories import ReportingDeadlineFactory
from wegwijzer.reminders.registry import Window
from wegwijzer.testing.reminded import hearing, new_on

pytestmark = pytest.mark.django_db
DUE = dt.date(2027, 3, 31)  # a Wednesday; Easter Monday is 29 March
LEADER, OTHER, BOARD = "trekt@example.org", "coordinator@example.org", "olen@example.org"


def seat(partnership, address, **mandate):
    person = gov.PersonFactory(partnership=partnership, email=address, name=address)
    gov.MandateFactory(**({"partnership": partnership, "person": person, "body": None} | mandate))
    return person


@pytest.fixture
def dossier():
    """Of a project whose coordinator is one of two of the partnership; OCMW Olen has a contact person."""
    made = make.DossierFactory(deadline_on=DUE)
    partnership = made.project.partnership
    made.project.coordinator = seat(partnership, LEADER, role=MandateRole.COORDINATOR)
    made.project.save()
    seat(partnership, OTHER, role=MandateRole.COORDINATOR)
    return made


@pytest.fixture
def board(dossier):
    made = gov.OrganisationFactory(ocmw=True)
    seat(dossier.project.partnership, BOARD, role=MandateRole.CONTACT, organisation=made)
    return made


def test_requirement_is_told_to_who_sees_to_it_and_then_to_who_looks_after_it(dossier, board):
    row = make.RequirementFactory(dossier=dossier, organisation=board, due_on=DUE)
    assert hearing("projects.requirement", row.pk, "2027-03-01", "2027-04-30") == {
        "2027-03-16": [BOARD],  # ten working days before
        "2027-03-26": [BOARD],  # two: Easter Monday does not count
        "2027-04-01": [BOARD],
        "2027-04-05": ["!" + OTHER, "!" + LEADER],
        "2027-04-08": [BOARD],
    }


def test_requirement_of_somebody_who_left_is_for_the_coordinator_of_the_project(dossier):
    person = seat(
        dossier.project.partnership,
        "gaat@example.org",
        role=MandateRole.CONTACT,
        organisation=gov.OrganisationFactory(),
    )
    row = make.RequirementFactory(dossier=dossier, person=person, due_on=DUE)
    assert [item.party.address for item in new_on("projects.requirement", row.pk, dt.date(2027, 3, 16))] == [
        "gaat@example.org"
    ]
    Mandate.objects.filter(person=person).update(until_on=dt.date(2027, 3, 20))
    assert hearing("projects.requirement", row.pk, "2027-03-21", "2027-03-31") == {"2027-03-26": [LEADER]}
    (item,) = new_on("projects.requirement", row.pk, dt.date(2027, 3, 26))
    assert item.wait.title == f"Breng in orde: {row.title}"
    assert item.wait.about == f"Voor dossier {dossier}. Wegwijzer kan {person} niet mailen."


def test_requirement_of_somebody_who_works_on_it_without_a_mandate_is_told_to_them(dossier):
    person = gov.PersonFactory(partnership=dossier.partnership, email="werkt@example.org")
    row = make.RequirementFactory(dossier=dossier, person=person, due_on=DUE)
    (item,) = new_on("projects.requirement", row.pk, dt.date(2027, 3, 16))
    assert item.party.address == "werkt@example.org"


def test_requirement_of_an_organisation_that_nobody_speaks_for_tells_the_coordinator_so(dossier):
    olen = gov.OrganisationFactory(name="OCMW Olen")
    row = make.RequirementFactory(dossier=dossier, organisation=olen, due_on=DUE)
    (item,) = new_on("projects.requirement", row.pk, dt.date(2027, 3, 16))
    assert (item.party.address, item.wait.title) == (LEADER, "Spreek OCMW Olen aan")
    assert (
        item.wait.about == f"Breng in orde: {row.title} – Voor dossier {dossier}. OCMW Olen heeft geen contactpersoon."
    )


@pytest.mark.parametrize(
    "done", [{"met_on": DUE}, {"waived_reason": "Niet gevraagd"}, {"due_on": None}], ids=lambda done: next(iter(done))
)
def test_requirement_that_is_met_or_not_needed_reminds_nobody(dossier, board, done):
    row = make.RequirementFactory(dossier=dossier, organisation=board, due_on=DUE)
    Requirement.objects.filter(pk=row.pk).update(**done)
    assert hearing("projects.requirement", row.pk, "2027-03-16", "2027-03-16") == {}


def test_confidential_requirement_is_not_named_in_a_mail(dossier, board):
    row = make.RequirementFactory(
        dossier=dossier, organisation=board, due_on=DUE, title="Uittreksel strafregister", is_confidential=True
    )
    item = next(new_on("projects.requirement", row.pk, dt.date(2027, 3, 16)))
    assert item.wait.title == "Breng in orde: vertrouwelijk stuk"


def test_number_of_queries_does_not_grow_with_the_checklists(dossier, board, django_assert_num_queries):
    window = Window(DUE, DUE, DUE)
    for number in range(5):
        more = make.DossierFactory(project=dossier.project)
        make.RequirementFactory(dossier=more, due_on=DUE, organisation=board)
        make.RequirementFactory(dossier=more, due_on=DUE, person=dossier.project.coordinator)
        if number in (0, 4):
            with django_assert_num_queries(4):  # the rows, coordinators, contact persons, who was named
                assert len(list(requirement.waits(window))) == 2 * (number + 1)


def test_deadline_of_the_call_counts_where_the_dossier_has_none(dossier):
    assert hearing("projects.dossier", dossier.pk, "2027-01-01", "2027-04-30") == {
        "2027-03-02": [LEADER],
        "2027-03-23": [LEADER],
        "2027-04-01": ["!" + OTHER, LEADER],
    }
    dossier.deadline_on, dossier.call.deadline_on = None, dt.date(2027, 5, 31)  # after Ascension and Whit Monday
    dossier.save()
    dossier.call.save()
    assert list(hearing("projects.dossier", dossier.pk, "2027-03-01", "2027-05-25")) == ["2027-04-29", "2027-05-24"]


@pytest.mark.parametrize("state", ["submitted", "no_go", "withdrawn"])
def test_dossier_that_is_not_to_be_submitted_any_more_reminds_nobody(state):
    row = make.DossierFactory(deadline_on=DUE, **{state: True})
    seat(row.project.partnership, OTHER, role=MandateRole.COORDINATOR)
    assert hearing("projects.dossier", row.pk, "2027-03-23", "2027-03-23") == {}


def test_report_to_the_funder_is_told_until_it_was_submitted(dossier):
    row = ReportingDeadlineFactory(dossier__project=dossier.project, due_on=DUE)
    assert list(hearing("projects.reporting", row.pk, "2027-02-01", "2027-04-30").values()) == [
        [LEADER],
        [LEADER],
        [LEADER],
        ["!" + OTHER],
        [LEADER],
    ]
    type(row).objects.filter(pk=row.pk).update(submitted_on=DUE, content="{}", checksum="0")
    assert hearing("projects.reporting", row.pk, "2027-04-01", "2027-04-30") == {}


def test_project_that_is_over_reminds_of_nothing_that_was_to_be_submitted(dossier, board):
    held = dt.datetime(2027, 3, 1, 13, tzinfo=dt.UTC)
    meeting = gov.MeetingFactory(body__partnership=dossier.project.partnership, approved=True, start=held)
    idea = make.DossierFactory(project=dossier.project, decision=gov.DecisionFactory(item__meeting=meeting, number=1))
    report = ReportingDeadlineFactory(dossier__project=dossier.project, due_on=DUE)
    row = make.RequirementFactory(dossier=dossier, organisation=board, due_on=DUE)
    subjects = {"dossier": dossier, "dossier_go": idea, "reporting": report, "requirement": row}

    def told():
        return [
            name for name, one in subjects.items() if hearing(f"projects.{name}", one.pk, "2027-03-01", "2027-05-01")
        ]

    assert told() == list(subjects)
    type(dossier.project).objects.filter(pk=dossier.project_id).update(
        state="stopped", ended_on=held.date(), end_reason="Geen subsidie"
    )
    assert told() == []


def test_milestone_that_fills_itself_reminds_nobody(dossier):
    by_hand = MilestoneFactory(project=dossier.project, expected_on=DUE)
    by_dossier = MilestoneFactory(project=dossier.project, expected_on=DUE, dossier=dossier, dossier_step="submitted")
    assert list(hearing("projects.milestone", by_hand.pk, "2027-03-01", "2027-04-30")) == ["2027-03-23", "2027-04-01"]
    assert hearing("projects.milestone", by_dossier.pk, "2027-03-01", "2027-04-30") == {}


def test_idea_whose_decision_took_effect_can_go_on(dossier):
    held = dt.datetime(2027, 3, 1, 13, tzinfo=dt.UTC)
    meeting = gov.MeetingFactory(body__partnership=dossier.project.partnership, approved=True, start=held)
    dossier.decision = gov.DecisionFactory(item__meeting=meeting)
    dossier.save()
    assert hearing("projects.dossier_go", dossier.pk, "2027-03-01", "2027-04-30") == {}  # it has no number yet
    type(dossier.decision).objects.filter(pk=dossier.decision.pk).update(number=1)
    days = hearing("projects.dossier_go", dossier.pk, "2027-03-01", "2027-04-30")
    assert days == {"2027-03-08": [LEADER], "2027-03-16": [LEADER]}
    type(dossier).objects.filter(pk=dossier.pk).update(state="go", go_on=held.date())
    assert hearing("projects.dossier_go", dossier.pk, "2027-03-01", "2027-04-30") == {}

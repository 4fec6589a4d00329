"""Deliverables: their life, who may do what of it, files, and many at once."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from onboarding import access
from onboarding.actions import deliverable as actions
from onboarding.actions import deliverable_type as types
from onboarding.models import Deliverable, DeliverableType
from onboarding.tests import factories as make
from onboarding.tests.deliverable_machine import DeliverableMachine
from projects.models import counted, ways_to_count
from projects.tests.factories import ObjectiveFactory, ProjectFactory
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale


def test_life_of_a_deliverable_is_as_the_rule_has_it(db):
    run_state_machine_as_test(
        DeliverableMachine,
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def a_file(name="gids.txt", text=b"welkom"):
    return SimpleUploadedFile(name, text, "text/plain")


@pytest.fixture
def asked(cast):
    """A type of partnership A, asked of the two municipalities."""
    project = ProjectFactory(partnership=cast.a.partnership, running=True)
    kind = make.DeliverableTypeFactory(project=project, name="Onthaalfiche", due_on=dt.date(2017, 6, 30))
    boards = [cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille")]
    actions.plan(project, [kind], boards, by=cast.a.coordinator)
    return kind


def cell(kind, name="Gemeente Olen"):
    return Deliverable.objects.get(type=kind, organisation__name=name)


def page(name, row):
    return reverse(f"onboarding:{name}", args=[row.pk])


def test_planning_makes_each_cell_once_and_leaves_what_was_there(cast, asked):
    boards = list(cast.a.boards.values())
    Deliverable.objects.filter(type=asked).update(note="van vroeger")
    assert actions.plan(asked.project, [asked], boards, by=cast.a.coordinator) == 2
    assert actions.plan(asked.project, [asked], boards, by=cast.a.coordinator) == 0
    assert Deliverable.objects.filter(type=asked).count() == 4
    assert cell(asked).note == "van vroeger"
    assert cell(asked, "OCMW Lille").due_on == dt.date(2017, 6, 30)
    with pytest.raises(Refused, match="ander project"):
        actions.plan(ProjectFactory(), [asked], boards, by=cast.a.coordinator)


def test_coordinator_plans_types_by_organisations_in_one_form(cast, asked, as_user):
    client = as_user(cast.a.coordinator)
    address = reverse("onboarding:deliverables_plan", args=[asked.project.pk])
    answer = client.post(address, {"types": [asked.pk]})
    assert answer.status_code == 422
    assert "Kies minstens één organisatie." in answer.content.decode()
    boards = [cast.a.boards[name].pk for name in ("OCMW Olen", "OCMW Lille")]
    assert client.post(address, {"types": [asked.pk], "organisations": boards}).status_code == 302
    assert Deliverable.objects.filter(type=asked).count() == 4


def test_contact_person_writes_the_own_organisation_only(cast, asked, as_user):
    client = as_user(cast.a.contact)
    own, other = cell(asked), cell(asked, "Gemeente Lille")
    values = {"verb": "start", "on": "2017-02-01", "version": own.version}
    assert client.post(page("deliverable_move", other), values).status_code == 403
    assert client.get(page("deliverable_detail", other)).status_code == 200
    assert "Noteer de stand" not in client.get(page("deliverable_detail", other)).content.decode()
    assert client.post(page("deliverable_move", own), values).status_code == 302
    own.refresh_from_db()
    assert (own.state, own.started_on) == ("in_progress", dt.date(2017, 2, 1))
    assert as_user(cast.b.coordinator).get(page("deliverable_detail", own)).status_code == 404


def test_move_with_a_file_is_one_form(cast, asked, as_user):
    asked.needs_document = True
    asked.save()
    client, own = as_user(cast.a.contact), cell(asked)
    values = {"verb": "deliver", "on": "2017-03-01", "version": own.version}
    answer = client.post(page("deliverable_move", own), values)
    assert answer.status_code == 422
    assert "Voeg eerst het document toe" in answer.content.decode()
    answer = client.post(page("deliverable_move", own), values | {"file": a_file()})
    assert answer.status_code == 302
    own.refresh_from_db()
    assert (own.state, own.delivered_on) == ("delivered", dt.date(2017, 3, 1))
    row = own.attached.get()
    got = as_user(cast.a.staff).get(page("deliverable_document", row))
    assert b"".join(got.streaming_content) == b"welkom"
    words = as_user(cast.a.contact).post(
        page("deliverable_document_remove", row), {"version": own.version}, follow=True
    )
    assert "opgeleverd met dit document" in words.content.decode()


def test_not_applicable_asks_why_beside_the_field_and_keeps_what_was_typed(cast, asked, as_user):
    client, own = as_user(cast.a.contact), cell(asked)
    values = {"verb": "drop", "on": "31-02-2017", "version": own.version}
    answer = client.post(page("deliverable_move", own), values)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Zeg waarom, in een paar woorden." in text
    assert "31-02-2017" in text
    assert (
        client.post(page("deliverable_move", own), values | {"on": "2017-02-01", "reason": "Samen"}).status_code == 302
    )
    own.refresh_from_db()
    assert (own.state, own.reason) == ("na", "Samen")


def test_coordinator_looks_first_where_the_type_says_so(cast, asked):
    asked.is_reviewed = True
    asked.save()
    own = access.deliverable_for(cast.a.contact, cell(asked).pk)
    assert access.moves_for(cast.a.contact, own) == ["start", "hand_in", "drop"]
    assert access.moves_for(cast.a.coordinator, own) == ["start", "hand_in", "deliver", "drop"]
    assert access.moves_for(cast.contact_elsewhere, own) == []
    assert access.moves_for(cast.a.staff, own) == []


def test_second_writer_gets_both_texts(cast, asked, as_user):
    client, own = as_user(cast.a.coordinator), cell(asked)
    values = {"verb": "start", "on": "2017-02-01", "version": own.version}
    assert client.post(page("deliverable_move", own), values).status_code == 302
    assert client.post(page("deliverable_edit", own), {"note": "Anders", "version": 1}).status_code == 409


def test_same_title_is_the_next_version_and_the_same_file_changes_nothing(asked, somebody):
    from wegwijzer.ui.forms import DocumentField

    own = cell(asked)
    for text in (b"een", b"twee", b"twee"):
        file = DocumentField().clean(a_file(text=text))
        actions.add_document(own, file, by=somebody, version=own.version, title="Gids")
    assert own.attached.count() == 1
    assert own.attached.get().document.versions.count() == 2
    with pytest.raises(Stale):
        actions.add_document(own, file, by=somebody, version=1, title="Gids")


def test_type_goes_only_while_nobody_began(asked, somebody):
    row = access.types_of(asked.project).get()
    own = cell(asked)
    actions.move(own, "start", by=somebody, version=own.version)
    with pytest.raises(Refused, match="al aan gewerkt"):
        types.remove(row, by=somebody, version=row.version)
    make.DeliverableTypeFactory(project=asked.project, position=5)
    other = DeliverableType.objects.get(position=5)
    types.remove(other, by=somebody, version=other.version)
    assert DeliverableType.objects.get() == row
    assert Entry.objects.filter(verb="onboarding.deliverable_type.removed").count() == 1


def test_types_change_places(somebody):
    project = ProjectFactory()
    rows = [types.add(project, by=somebody, kind="brochure", name=name) for name in "abc"]
    types.move(rows[2], by=somebody, up=True)
    types.move(rows[0], by=somebody, up=True)
    assert [row.name for row in project.deliverable_types.all()] == ["a", "c", "b"]
    with pytest.raises(Refused, match="al een soort"):
        types.add(project, by=somebody, kind="brochure", name="a")


@pytest.mark.once
@pytest.mark.parametrize("name", ["deliverable_edit", "deliverable_move"])
def test_note_and_reason_ask_about_personal_data_and_then_believe(cast, as_user, name):
    row = make.DeliverableFactory(
        type__project__partnership=cast.a.partnership, organisation=cast.a.boards["Gemeente Olen"], in_progress=True
    )
    client, said = as_user(cast.a.contact), "Wacht op het gezin, 0478 12 34 56"
    sent = {"version": row.version, "note": said, "verb": "drop", "on": "2017-06-30", "reason": said}
    address = reverse(f"onboarding:{name}", args=[row.pk])
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Dit lijkt op een telefoonnummer." in answer.content.decode()
    assert said in answer.content.decode()
    assert client.post(address, sent | {"is_nobodys": "on"}).status_code == 302


def test_a_target_counts_what_was_delivered_of_a_kind(cast):
    project = ProjectFactory(partnership=cast.a.partnership, running=True)
    about = {"target_number": 3, "target_unit": "brochures", "target_by": dt.date(2017, 12, 31)}
    target = ObjectiveFactory(
        plan__partnership=cast.a.partnership, plan__project=project, target_counts="d_brochure", **about
    )
    kind = make.DeliverableTypeFactory(project=project, kind="brochure")
    for state in ("in_progress", "delivered", "published", "na"):
        make.DeliverableFactory(type=kind, **{state: True})
    make.DeliverableFactory(type=make.DeliverableTypeFactory(project=project, kind="sheet"), delivered=True)
    make.DeliverableFactory(type__kind="brochure", type__project__partnership=cast.a.partnership, delivered=True)
    standing = counted([target])[target.pk]
    assert (len(standing.in_time), len(standing.waiting), standing.needed) == (2, 1, 1)


def test_ways_to_count_have_a_name_of_their_own_that_fits():
    names = [way.value for way in ways_to_count()]
    assert len(names) == len(set(names))
    assert max(len(name) for name in names) <= 12
    assert {"", "local_plans", "education", "d_brochure", "d_volunteer_"} <= set(names)

"""Service sheets: added, corrected, filtered, exported; who filled them in last."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.models import ServiceSheet
from projects.tests import factories as make
from wegwijzer.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    return furnished[1]


@pytest.fixture
def contact(client, cast):
    client.force_login(cast.a.contact)
    return client


def values(world, **others):
    return {
        "name": "VDAB",
        "organisation": "",
        "theme": world["theme"].pk,
        "target_group": world["target_group"].pk,
        "client_level": "Jobclub",
        "organisation_level": "",
        "policy_level": "",
    } | others


def add(client, world, **others):
    return client.post(reverse("projects:service_sheet_add", args=[world["plan"].pk]), values(world, **others))


def test_contact_of_the_owner_adds_a_sheet_and_is_who_filled_it_in(contact, world, cast):
    assert add(contact, world).status_code == 302
    sheet = ServiceSheet.objects.get(name="VDAB")
    assert sheet.filled_in_by == cast.a.contact
    assert sheet.filled_in_at is not None
    assert add(contact, world, name="Leeg", client_level="").status_code == 302
    assert ServiceSheet.objects.get(name="Leeg").filled_in_at is None
    assert Entry.objects.filter(verb="projects.service_sheet.added").count() == 2


def test_sheet_takes_its_name_from_the_organisation_that_is_chosen(contact, world):
    assert add(contact, world, name="", organisation=world["organisation"].pk).status_code == 302
    assert ServiceSheet.objects.latest("pk").name == world["organisation"].name
    nameless = add(contact, world, name="")
    assert nameless.status_code == 422
    assert "kies een organisatie uit de lijst" in nameless.content.decode()


def test_one_sheet_per_service_theme_and_target_group(contact, world):
    add(contact, world)
    again = add(contact, world, client_level="Iets anders")
    assert again.status_code == 422
    assert "heeft al een fiche" in again.content.decode()
    assert "Iets anders" in again.content.decode()
    assert add(contact, world, client_level="x" * 4001, name="Lang").status_code == 422
    assert ServiceSheet.objects.filter(name__in=["VDAB", "Lang"]).count() == 1


def test_who_only_renames_it_did_not_fill_it_in(contact, world, cast):
    sheet = make.ServiceSheetFactory(plan=world["plan"], filled_in_by=cast.a.coordinator)
    url = reverse("projects:service_sheet_edit", args=[sheet.pk])
    about = {"theme": sheet.theme_id, "target_group": sheet.target_group_id, "client_level": sheet.client_level}
    assert contact.post(url, values(world, name="Anders", version=1, **about)).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.name, sheet.filled_in_by) == ("Anders", cast.a.coordinator)
    about |= {"client_level": "Nieuwe zitdag"}
    assert contact.post(url, values(world, name="Anders", version=1, **about)).status_code == 409
    assert contact.post(url, values(world, name="Anders", version=2, **about)).status_code == 302
    sheet.refresh_from_db()
    assert sheet.filled_in_by == cast.a.contact


def test_sheet_is_taken_away(contact, world):
    sheet = world["service_sheet"]
    url = reverse("projects:service_sheet_remove", args=[sheet.pk])
    assert contact.post(url, {"version": 9}).status_code == 409
    assert contact.post(url, {"version": 1}).status_code == 302
    assert not ServiceSheet.objects.filter(pk=sheet.pk).exists()
    assert Entry.objects.get(verb="projects.service_sheet.removed").reason.startswith("CAW")


def test_list_narrows_and_the_spreadsheet_is_the_same_list(client, cast, world):
    client.force_login(cast.a.staff)
    plan = world["plan"]
    make.ServiceSheetFactory(plan=plan, name="Leeg", client_level="")
    make.ServiceSheetFactory(plan=plan, name="=1+1", organisation=world["organisation"], client_level="@SUM(A1)")
    make.ServiceSheetFactory(name="Ander plan")

    def names(**asked):
        listing = client.get(reverse("projects:service_sheet_list", args=[plan.pk]), asked).context["listing"]
        content = client.get(reverse("projects:service_sheet_export", args=[plan.pk]), asked).content
        rows = list(load_workbook(io.BytesIO(content)).active.values)[1:]
        assert [row[0] for row in rows] == [sheet.name for sheet in listing]
        return [row[0] for row in rows]

    assert names() == ["=1+1", "CAW", "Leeg"]
    assert names(stand="leeg") == ["Leeg"]
    assert names(stand="ingevuld") == ["=1+1", "CAW"]
    assert names(organisatie=world["organisation"].pk) == ["=1+1"]
    assert names(thema=world["theme"].pk, doelgroep=world["target_group"].pk) == ["CAW"]
    assert names(q="zitdag") == ["CAW"]

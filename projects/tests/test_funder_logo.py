"""The logo of a funder: kept as a picture, and on the cover of the dossier from the version that it was there."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.actions import dossier_version as versions
from projects.models import VersionReason
from projects.reports.dossier import printout
from projects.tests import dossier_factories as dossiers
from projects.tests.factories import FunderFactory, ProjectFactory
from wegwijzer.audit.models import Entry
from wegwijzer.reports.render import render
from wegwijzer.reports.tests.annexed import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def funder(cast):
    project = ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", coordinator=None)
    return FunderFactory(project=project, organisation__name="Vlaamse overheid")


def keep(client, funder, content, name="logo.png", version=1):
    file = SimpleUploadedFile(name, content, "image/png")
    address = reverse("projects:project_funder_logo_keep", args=[funder.pk])
    return client.post(address, {"version": version, "file": file})


def logo(client, funder):
    return client.get(reverse("projects:project_funder_logo", args=[funder.pk]))


def test_logo_is_kept_version_by_version_and_stands_with_the_funder(funder, cast, as_user):
    coordinator, staff = as_user(cast.a.coordinator), as_user(cast.a.staff)
    assert logo(coordinator, funder).status_code == 404
    assert keep(coordinator, funder, picture()).status_code == 302
    assert keep(coordinator, funder, picture(), version=2).status_code == 302
    funder.refresh_from_db()
    assert [row.number for row in funder.document.versions.order_by("number")] == [1, 2]
    assert Entry.objects.latest("pk").verb == "projects.funder.logo_kept"
    assert b"".join(logo(staff, funder)) == picture()
    page = coordinator.get(reverse("projects:project_people", args=[funder.project_id]))
    assert "Ander logo" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"geen beeld", "logo.png", "Dit is geen PNG-beeld"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg", "Dit soort bestand kan hier niet"),
        (b"", "logo.png", "leeg"),
    ],
)
def test_what_is_no_picture_is_told_and_nothing_is_kept(funder, cast, as_user, content, name, told):
    answer = keep(as_user(cast.a.coordinator), funder, content, name)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    funder.refresh_from_db()
    assert funder.document is None


def test_older_version_of_the_row_is_not_overwritten(funder, cast, as_user):
    assert keep(as_user(cast.a.coordinator), funder, picture(), version=7).status_code == 409


@pytest.mark.once
def test_cover_has_the_logo_that_there_was(funder, cast, as_user):
    dossier = dossiers.DossierFactory(project=funder.project, title="Aanvraag", submitted=True)
    before = versions.fix(dossier, by=None, reason=VersionReason.SUBMITTED)
    keep(as_user(cast.a.coordinator), funder, picture())
    after = versions.fix(dossier, by=None, reason=VersionReason.SHARED)
    covers = [pypdf.PdfReader(io.BytesIO(render(printout(one)).content)).pages[0] for one in (before, after)]
    assert [len(cover.images) for cover in covers] == [0, 1]


@pytest.mark.once
def test_logo_that_is_gone_is_named_and_the_dossier_is_made(funder, cast, as_user):
    dossier = dossiers.DossierFactory(project=funder.project, title="Aanvraag", submitted=True)
    keep(as_user(cast.a.coordinator), funder, picture())
    version = versions.fix(dossier, by=None, reason=VersionReason.SUBMITTED)
    funder.refresh_from_db()
    funder.document.newest.file.delete(save=False)
    assert [line.split(":")[0] for line in render(printout(version)).left_out] == ["logo van Vlaamse overheid"]

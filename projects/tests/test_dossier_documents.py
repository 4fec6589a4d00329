"""The pages of documents and versions of a dossier: what can be made, downloaded and compared, and by whom."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.actions import dossier_version as versions
from projects.models import BudgetLine, DossierVersion
from projects.models.dossier_content import content_of
from projects.models.dossier_difference import difference
from projects.reports.dossier import files_of
from projects.tests import dossier_factories as make
from projects.tests.test_dossier_report import kept
from wegwijzer.reports.models import Report

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 het dossier"


@pytest.fixture
def dossier(cast):
    project = make.ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer")
    dossier = make.DossierFactory(project=project, title="Aanvraag 2015", submitted=True)
    budget = make.BudgetFactory(dossier=dossier)
    make.BudgetLineFactory(budget=budget, description="Drukwerk", quantity=Decimal(2), unit_cost=Decimal("50.00"))
    make.RequirementFactory(dossier=dossier, title="Statuten")
    make.RequirementFactory(dossier=dossier, title="Loonfiche", is_confidential=True)
    return dossier


@pytest.fixture
def version(dossier, cast):
    return versions.fix(dossier, by=cast.a.coordinator)


def url(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def test_what_is_fixed_is_printed_in_the_background_with_and_without_what_is_confidential(version, cast):
    asked = Report.objects.order_by("pk").values_list("kind", "ref", "requested_by")
    who = cast.a.coordinator.pk
    assert list(asked) == [
        ("dossier", f"v{version.pk}", who),
        ("dossier", f"v{version.pk}-vertrouwelijk", who),
    ]


def test_staff_has_the_submitted_document_in_one_click_from_the_page_of_the_dossier(version, cast, as_user):
    versions.keep_made(f"v{version.pk}", PDF)
    page = as_user(cast.a.staff).get(url("dossier_detail", version.dossier)).content.decode()
    address = url("dossier_version_file", version)
    assert f'href="{address}"' in page
    answer = as_user(cast.a.staff).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert 'attachment; filename="aanvraag-2015-versie-1.pdf"' in answer.headers["Content-Disposition"]


def test_whole_document_is_for_the_coordinator(version, cast, as_user):
    versions.keep_made(f"v{version.pk}-vertrouwelijk", PDF)
    address = url("dossier_version_file", version) + "?vertrouwelijk=ja"
    assert as_user(cast.a.staff).get(address).status_code == 403
    answer = as_user(cast.a.coordinator).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert as_user(cast.a.staff).get(url("dossier_version_detail", version)).content.decode().count("Loonfiche") == 0
    assert "Loonfiche" in as_user(cast.a.coordinator).get(url("dossier_version_detail", version)).content.decode()


@pytest.mark.parametrize(
    ("said", "kind"), [({"soort": "pdf"}, "dossier"), ({"soort": "zip"}, "dossier-zip"), ({}, "dossier")]
)
def test_document_of_today_keeps_the_data_that_it_is_made_from(said, kind, dossier, cast, as_user):
    answer = as_user(cast.a.staff).post(url("dossier_report", dossier), said)
    version, report = DossierVersion.objects.get(), Report.objects.get()
    assert (version.reason, version.made_by, json.loads(version.content)) == (
        "printed",
        cast.a.staff,
        content_of(dossier),
    )
    assert (report.kind, report.ref, report.requested_by) == (kind, f"v{version.pk}", cast.a.staff)
    assert answer.headers["Location"] == reverse("reports:report_detail", args=[report.pk])
    listed = as_user(cast.a.staff).get(reverse("reports:report_list")).content.decode()
    assert ("Subsidiedossier (zip)" if kind == "dossier-zip" else "Subsidiedossier</span>") in listed


def test_page_says_when_an_archive_would_hold_the_document_alone(dossier, cast, as_user):
    def says():
        page = as_user(cast.a.staff).get(url("dossier_versions", dossier)).content.decode()
        return "de gewone zip bevat nu alleen het document" in page

    file = kept(dossier, "loonfiche.pdf", PDF)
    make.RequirementFactory(dossier=dossier, title="Loon", kind="document", document=file, is_confidential=True)
    had = says()
    make.RequirementFactory(
        dossier=dossier, title="Begroting", kind="document", document=kept(dossier, "begroting.pdf", PDF)
    )
    assert (had, says()) == (True, False)


@pytest.mark.parametrize("name", ["dossier_report", "dossier_version_report"])
def test_confidential_document_is_asked_by_the_coordinator_only(name, version, cast, as_user):
    row = version.dossier if name == "dossier_report" else version
    Report.objects.all().delete()
    said = {"soort": "pdf", "vertrouwelijk": "ja"}
    assert as_user(cast.a.staff).post(url(name, row), said).status_code == 403
    assert not Report.objects.exists()
    assert as_user(cast.a.coordinator).post(url(name, row), said).status_code == 302
    assert Report.objects.get().ref.endswith("-vertrouwelijk")


def test_what_became_of_the_dossier_since_is_told_chapter_by_chapter(version, dossier, cast, as_user):
    BudgetLine.objects.filter(budget__dossier=dossier).update(unit_cost=Decimal("60.00"))
    dossier.requirements.filter(title="Statuten").delete()
    make.RequirementFactory(dossier=dossier, title="Verklaring op eer")
    page = as_user(cast.a.staff).get(url("dossier_version_detail", version) + "?met=nu").content.decode()
    for words in ("€\u00a0100,00", "€\u00a0120,00", "Statuten", "Verklaring op eer", "Begrotingslijnen"):
        assert words in page, words
    assert "Loonfiche" not in page
    chapters = {chapter.title: chapter for chapter in difference(json.loads(version.content), content_of(dossier))}
    assert [tuple(change) for change in chapters["Gegevens"].changes] == [
        ("Totaal van de begroting", "€\u00a0100,00", "€\u00a0120,00")
    ]
    assert (chapters["Checklist"].added, chapters["Checklist"].removed) == (["Verklaring op eer"], ["Statuten"])
    assert [change.label for change in chapters["Begrotingslijnen"].changes] == [
        "Drukwerk, 2016: bedrag",
        "Drukwerk, 2016: kostprijs per eenheid",
    ]


def test_nothing_differs_from_itself_and_nonsense_compares_with_nothing(version, cast, as_user):
    client = as_user(cast.a.coordinator)
    address = url("dossier_version_detail", version)
    assert "Er is geen verschil." in client.get(f"{address}?met=nu").content.decode()
    for asked in ("99", "x", "-1"):
        assert "Vergelijk met" in client.get(f"{address}?met={asked}").content.decode()


def test_document_that_left_the_disk_is_told(version, cast, as_user):
    versions.keep_made(f"v{version.pk}", PDF)
    document = DossierVersion.objects.get(pk=version.pk).document
    document.newest.file.delete(save=False)
    answer = as_user(cast.a.staff).get(url("dossier_version_file", version), follow=True)
    assert "niet meer op de schijf" in answer.content.decode()


def test_made_document_of_what_was_only_printed_is_not_kept(dossier, cast):
    version = versions.remember(dossier, content_of(dossier), by=cast.a.staff)
    versions.keep_made(f"v{version.pk}", PDF)
    for ref in (str(dossier.pk), "v99", "nonsense"):
        versions.keep_made(ref, PDF)
    assert DossierVersion.objects.get().document is None


def test_files_of_the_checklist_are_numbered_as_they_stand_in_it(dossier):
    said = {"dossier": dossier, "kind": "document"}
    make.RequirementFactory(title="A", document=kept(dossier, "a.csv", b"a", "text/csv"), **said)
    make.RequirementFactory(title="B", document=kept(dossier, "b.pdf", PDF), **said)
    found = files_of(content_of(dossier))
    assert [(file.number, file.place, file.annex.name) for file in found] == [
        (1, 0, "bijlage 01 a.csv"),
        (2, 1, "bijlage 02 b.pdf"),
    ]

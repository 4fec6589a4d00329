"""A dossier as document: what stands in it, with and without confidential pieces, and the archive with its annexes."""

import hashlib
import io
import json
import subprocess
import zipfile
from decimal import Decimal

import page
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from pypdf import PdfReader

from governance.models import Document, DocumentVersion
from projects.access.dossier_version import may_see_dossier_report
from projects.actions import dossier_print
from projects.actions import dossier_version as versions
from projects.models import Budget, DossierVersion
from projects.models.dossier_ref import DossierRef
from projects.tests import dossier_factories as make
from projects.tests import factories as plans
from projects.tests import staff_factories as staff
from wegwijzer.accounts.periods import today
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render
from wegwijzer.reports.tests.annexed import pdf, picture

pytestmark = pytest.mark.django_db


def kept(dossier, name, content, kind="application/pdf"):
    """A file of the checklist, as an upload leaves it."""
    document = Document.objects.create(partnership=dossier.partnership, title=name)
    DocumentVersion.objects.create(
        document=document,
        number=1,
        file=ContentFile(content, name),
        name=name,
        content_type=kind,
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
    )
    return document


@pytest.fixture
def dossier(cast):
    partnership = cast.a.partnership
    plan = plans.PlanFactory(partnership=partnership, title="Projectplan", mission="Samen onthalen")
    plans.ObjectiveFactory(plan=plan, title="Eén procedure")
    project = plans.ProjectFactory(partnership=partnership, name="Wegwijzer")
    plans.PhaseFactory(project=project, name="Opstart")
    dossier = make.DossierFactory(
        project=project, plan=plan, title="Aanvraag 2015", summary="Wij vragen subsidie.", submitted=True
    )
    budget = make.BudgetFactory(dossier=dossier)
    make.BudgetLineFactory(budget=budget, description="Drukwerk", quantity=Decimal(3), unit_cost=Decimal("33.33"))
    make.BudgetSourceFactory(budget=budget, name="Vlaamse overheid", amount=Decimal("60.00"))
    make.ContributionFactory(budget=budget)
    said = {"dossier": dossier, "kind": "document"}
    staff.StaffAllocationFactory(dossier=dossier, role="Begeleider van gezinnen")
    make.RequirementFactory(title="Offerte drukker", document=kept(dossier, "offerte.pdf", pdf("Offerte")), **said)
    make.RequirementFactory(title="Foto lokaal", document=kept(dossier, "f.png", picture(), "image/png"), **said)
    make.RequirementFactory(title="Raming", document=kept(dossier, "r.csv", b"a;b", "text/csv"), **said)
    secret = kept(dossier, "loon.pdf", pdf("Loonfiche"))
    make.RequirementFactory(title="Loonfiche coördinator", is_confidential=True, document=secret, **said)
    return dossier


@pytest.fixture
def version(dossier, cast):
    return versions.fix(dossier, by=cast.a.coordinator)


def printout(version, **options):
    ref = DossierRef(version.pk, is_version=True, **options).text
    return dossier_print.printed(ref)


@pytest.mark.once
def test_document_has_every_chapter_its_annexes_and_the_checksum_of_its_data(version):
    rendered = render(printout(version))
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=rendered.content, capture_output=True, check=True)
    text = done.stdout.decode()
    for words in (
        "Aanvraag 2015",
        "Partners en mandaten",
        "Gemeente Olen",
        "Eén procedure",
        "Opstart",
        "Drukwerk",
        "Begeleider van gezinnen",
        "Hoogstens 0,50 VTE tegelijk gepland",
        "€ 99,99",
        "Vlaamse overheid",
        "€ 60,00",
        "€ 39,99",  # what the boards pay together
        "Wie betaalt wat",
        "Bijlage 1. Offerte drukker – blad 1 van 1",
        "Bijlage 3. Raming",
        "kan niet als blad worden getoond",
        version.short_checksum,
        "Eén vertrouwelijk stuk zit niet in dit exemplaar.",
    ):
        assert words in text.replace("\u00a0", " "), words
    assert "Loonfiche" not in text
    assert f"bladzijde {rendered.pages} van {rendered.pages}" in text


@pytest.mark.once
def test_parts_follow_each_other_and_only_the_drawing_lies_on_its_side(version):
    with PdfReader(io.BytesIO(render(printout(version)).content)) as reader:
        pages = [(sheet.mediabox.width > sheet.mediabox.height, sheet.extract_text()) for sheet in reader.pages]
    [drawn] = [number for number, (is_wide, _text) in enumerate(pages, start=1) if is_wide]
    assert "Tijdlijn in beeld" in pages[drawn - 1][1]
    first = pages[2][1]  # behind the cover and the contents
    parts = ("1. Waarover het gaat", "2. De oproep", "3. Partners en mandaten", "4. Doelstellingen")
    assert [part for part in parts if part not in first] == []
    assert f"De tijdlijn in beeld staat op bladzijde {drawn}." in pages[3][1]
    assert "Checklist" in pages[drawn - 2][1]  # the last part; the drawing stands behind all of them


@pytest.mark.once
def test_own_part_is_pdf_ua_1_and_what_the_annexes_lack_is_not_claimed(version):
    verdict = page.validate_pdf_bytes(render(printout(version)).content, profile="ua1")
    found = {failure.rule_id.removeprefix("PDFUA1-").rsplit("-", 1)[0] for failure in verdict.failures}
    assert found == {"ID-PART", "ID-SCHEMA", "FONT-EMBEDDING", "FONT-UNICODE-MAPPING"}


def test_confidential_pieces_are_in_the_document_for_the_coordinator_only(version, cast, dossier):
    whole = html_of(printout(version, is_confidential=True))
    assert "Loonfiche coördinator" in whole
    assert "met de vertrouwelijke stukken" in whole
    assert "Loonfiche" not in html_of(printout(version))
    now = None
    for ref in (f"v{version.pk}", str(dossier.pk)):
        assert may_see_dossier_report(cast.a.coordinator, ref, now)
        assert may_see_dossier_report(cast.a.staff, ref, now)
        assert may_see_dossier_report(cast.a.coordinator, f"{ref}-vertrouwelijk", now)
        assert not may_see_dossier_report(cast.a.staff, f"{ref}-vertrouwelijk", now)
        assert not may_see_dossier_report(cast.b.coordinator, ref, now)
    for nonsense in ("", "v", "-vertrouwelijk", "12x", "9" * 30, "١", "v1-vertrouwelijk "):
        assert not may_see_dossier_report(cast.a.coordinator, nonsense, now)


@pytest.mark.once
def test_version_is_printed_from_what_was_frozen_whatever_happened_since(version, dossier):
    before = render(printout(version)).content
    type(dossier).objects.filter(pk=dossier.pk).update(title="Anders", summary="Anders")
    Budget.objects.filter(dossier=dossier).update(name="anders")
    plans.PhaseFactory(project=dossier.project, name="Later toegevoegd")
    dossier.requirements.all().delete()
    version.refresh_from_db()
    assert render(printout(version)).content == before


@pytest.mark.once
def test_archive_holds_the_files_as_they_came_in(version):
    bundle = dossier_print.bundled(f"v{version.pk}")
    with zipfile.ZipFile(io.BytesIO(render(bundle).content)) as archive:
        assert archive.namelist() == [
            "aanvraag-2015-versie-1.pdf",
            "bijlage 01 offerte.pdf",
            "bijlage 02 f.png",
            "bijlage 03 r.csv",
            "controlegetallen.txt",
        ]
        assert archive.read("bijlage 03 r.csv") == b"a;b"


def test_command_line_makes_it_and_keeps_the_data(dossier, tmp_path):
    out = tmp_path / "dossier.pdf"
    call_command("report", "dossier", str(dossier.pk), out=out)
    assert out.read_bytes().startswith(b"%PDF")
    kept_version = DossierVersion.objects.get()
    assert (kept_version.reason, kept_version.made_on, kept_version.made_by) == ("printed", today(), None)
    assert json.loads(kept_version.content)["dossier"]["title"] == "Aanvraag 2015"


@pytest.mark.parametrize("ref", ["", "0", "v0", "99999", "x", "1; DROP", "-1"])
def test_reference_that_leads_nowhere_is_told_in_words(ref, db):
    with pytest.raises(UnknownReport, match=r"dossier"):
        dossier_print.printed(ref)

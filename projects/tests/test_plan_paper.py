"""The PDF of a version: made in the background when the version is frozen, an annex of the round that asks it."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import ApprovalRound
from projects.actions import plan_version as versions
from projects.models.plan_paper import paper_of
from projects.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.reports import build
from wegwijzer.reports.models import Report
from wegwijzer.testing.s3_server import ALWAYS

DEADLINE = f"{today() + dt.timedelta(days=60):%d-%m-%Y}"


@pytest.fixture
def version(cast):
    plan = make.PlanFactory(
        partnership=cast.a.partnership, title="Sociaal beleid", owners=[cast.a.boards["Gemeente Olen"]]
    )
    make.ObjectiveFactory(plan=plan, title="Overleg", position=1)
    return versions.fix(plan, by=cast.a.coordinator)


@pytest.fixture
def coordinator(cast, as_user):
    return as_user(cast.a.coordinator)


def ask(coordinator, version):
    url = reverse("projects:plan_version_ask", args=[version.pk])
    return coordinator.post(url, {"version": 1, "deadline_on": DEADLINE})


def annexes():
    return [annex.document_version for annex in ApprovalRound.objects.get().current_text.annexes.all()]


def test_version_waits_for_its_pdf_and_takes_it_along(version, coordinator):
    answer = ask(coordinator, version)
    assert answer.status_code == 422
    assert "wordt nog gemaakt" in answer.content.decode()
    assert not ApprovalRound.objects.exists()
    build.make(paper_of(version))
    assert ask(coordinator, version).status_code == 302
    (annex,) = annexes()
    assert annex.name == "sociaal-beleid-versie-1.pdf"
    assert annex.checksum == paper_of(version).checksum
    with annex.file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_plan_that_moved_on_before_it_was_printed_is_asked_without(version, coordinator):
    version.plan.objectives.update(title="Vast overleg")
    build.make(paper_of(version))
    paper = paper_of(version)
    assert paper.state == "failed"
    assert "gewijzigd sinds deze versie" in paper.error
    assert ask(coordinator, version).status_code == 302
    assert annexes() == []


def test_pdf_that_was_made_goes_along_also_when_the_plan_moved_on_since(version, coordinator):
    build.make(paper_of(version))
    version.plan.objectives.update(title="Vast overleg")
    assert ask(coordinator, version).status_code == 302
    assert len(annexes()) == 1


def test_pdf_that_can_not_be_reached_now_is_waited_for(in_bucket, version, coordinator):
    build.make(paper_of(version))
    coordinator.raise_request_exception = False
    in_bucket.trouble = dict.fromkeys(ALWAYS, (0, ""))
    answer = ask(coordinator, version)
    assert (answer.status_code, ApprovalRound.objects.count()) == (503, 0)
    assert "De bestanden zijn niet te bereiken" in answer.content.decode()
    in_bucket.trouble = {"GET": (403, "AccessDenied"), "HEAD": (403, "403")}  # only reading is refused
    assert (ask(coordinator, version).status_code, ApprovalRound.objects.count()) == (503, 0)
    in_bucket.trouble = {}
    assert ask(coordinator, version).status_code == 302
    assert len(annexes()) == 1


@pytest.mark.parametrize(("moved_on", "status"), [(False, 422), (True, 302)])
def test_pdf_of_a_version_from_before_is_asked_for_as_long_as_it_can_be_made(version, coordinator, moved_on, status):
    Report.objects.all().delete()
    if moved_on:
        version.plan.objectives.update(title="Vast overleg")
    assert ask(coordinator, version).status_code == status
    assert Report.objects.filter(kind="plan_version").exists() != moved_on


def test_who_sees_the_plan_fetches_the_pdf_of_its_versions_and_nobody_else(version, cast, as_user):
    build.make(paper_of(version))
    url = reverse("reports:report_detail", args=[paper_of(version).pk])
    page = as_user(cast.a.contact).get(reverse("projects:plan_version_detail", args=[version.pk]))
    assert url in page.content.decode()
    assert as_user(cast.a.contact).get(url).status_code == 200
    assert as_user(cast.b.coordinator).get(url).status_code == 404

"""What is frozen of a dossier, and that nobody alters it."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from governance.models import Document
from projects.actions import dossier_version as versions
from projects.models import Dossier, DossierVersion, VersionReason
from projects.models.dossier_content import content_of, has_confidential, without_confidential
from projects.models.plan_content import canonical, checksum_of
from projects.tests import dossier_factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(cast):
    project = make.ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer")
    return make.DossierFactory(project=project, title="Aanvraag 2015", submitted=True)


@pytest.fixture
def budget(dossier):
    budget = make.BudgetFactory(dossier=dossier)
    make.BudgetLineFactory(budget=budget, description="Drukwerk", quantity=Decimal("3"), unit_cost=Decimal("33.33"))
    kind = make.CostKindFactory(partnership=dossier.partnership, name="personeel", is_staff=True)
    make.BudgetLineFactory(
        budget=budget,
        cost_kind=kind,
        description="Coördinator",
        year=2017,
        quantity=Decimal("0.5"),
        unit_cost=Decimal("60000"),
        months=Decimal("7"),
    )
    return budget


def test_version_holds_the_whole_dossier_with_a_checksum_of_its_own_bytes(dossier, budget, cast):
    make.RequirementFactory(dossier=dossier, title="Verklaring op eer", is_confidential=True)
    version = versions.fix(dossier, by=cast.a.coordinator)
    content = json.loads(version.content)
    assert (version.number, version.reason, version.made_on) == (1, VersionReason.SUBMITTED, today())
    assert version.checksum == checksum_of(version.content)
    assert content["dossier"]["submitted_on"] == "2015-09-30"
    assert content["call"]["title"] == dossier.call.title
    assert [row["title"] for row in content["checklist"]] == ["Verklaring op eer"]
    # 3 × 33,33 and 0,5 VTE × 60 000 × 7/12
    assert [row["amount"] for row in content["budget"]["lines"]] == ["99.99", "17500.00"]
    assert content["budget"]["total"] == "17599.99"
    assert content["budget"]["years"] == [2016, 2017]
    told = Entry.objects.get(verb="projects.dossier_version.fixed")
    assert told.changes["checksum"] == version.checksum


def test_content_is_the_same_text_however_the_rows_come(dossier, budget):
    assert canonical(content_of(dossier)) == canonical(json.loads(canonical(content_of(dossier))))


def test_same_twice_is_one_version_and_a_change_the_next(dossier, cast):
    first = versions.fix(dossier, by=cast.a.coordinator)
    assert versions.fix(dossier, by=cast.a.coordinator) == first
    Dossier.objects.filter(pk=dossier.pk).update(summary="Nieuwe samenvatting")
    dossier.refresh_from_db()
    assert versions.fix(dossier, by=cast.a.coordinator).number == 2


@pytest.mark.parametrize(
    ("trait", "before", "reason"),
    [
        ("submitted", [], VersionReason.SUBMITTED),
        ("awarded", ["submitted"], VersionReason.AWARDED),
        ("running", ["submitted", "awarded"], VersionReason.AMENDED),
    ],
)
def test_reason_follows_from_the_state(trait, before, reason, cast):
    dossier = make.DossierFactory(**{trait: True})
    for earlier in before:
        make.DossierVersionFactory(dossier=dossier, reason=earlier, content="{}")
    assert versions.fix(dossier, by=None).reason == reason


def test_dossier_that_was_never_submitted_is_not_frozen_by_itself(cast):
    with pytest.raises(Refused, match="Dien het dossier eerst in"):
        versions.fix(make.DossierFactory(drafting=True), by=cast.a.coordinator)


def test_what_was_printed_keeps_its_data_once(dossier, cast):
    content = content_of(dossier)
    printed = versions.remember(dossier, content, by=None)
    assert (printed.reason, json.loads(printed.content)) == (VersionReason.PRINTED, content)
    assert versions.remember(dossier, content, by=None) == printed
    fixed = versions.fix(dossier, by=cast.a.coordinator)
    assert (fixed.number, fixed.checksum) == (2, printed.checksum)  # the same text, but now it was submitted


def test_people_and_answers_of_the_day_are_in_it(dossier, cast):
    content = content_of(dossier)
    names = [member["name"] for member in content["partners"]["members"]]
    assert "Gemeente Olen" in names


def test_confidential_rows_stay_out_of_what_goes_around(dossier):
    make.RequirementFactory(dossier=dossier, title="Loonfiche", is_confidential=True)
    make.RequirementFactory(dossier=dossier, title="Statuten")
    content = content_of(dossier)
    assert has_confidential(content)
    assert [row["title"] for row in without_confidential(content)["checklist"]] == ["Statuten"]
    assert not has_confidential(without_confidential(content))


ATTACKS = {
    "content": "UPDATE projects_dossierversion SET content = '{}'",
    "checksum": "UPDATE projects_dossierversion SET checksum = 'x'",
    "day": "UPDATE projects_dossierversion SET made_on = '2015-01-01'",
    "who": "UPDATE projects_dossierversion SET made_by_id = NULL",
    "gone": "DELETE FROM projects_dossierversion",
}


@pytest.mark.parametrize("sql", ATTACKS.values(), ids=ATTACKS)
def test_database_itself_refuses_whoever_holds_the_connection(sql, dossier, cast):
    version = versions.fix(dossier, by=cast.a.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert DossierVersion.objects.get().checksum == version.checksum


def test_django_can_not_alter_or_delete_it_either(dossier, cast):
    version = versions.fix(dossier, by=cast.a.coordinator)
    for attempt in (
        lambda: DossierVersion.objects.update(content="{}"),
        lambda: DossierVersion.objects.all().delete(),
        lambda: DossierVersion(pk=version.pk, dossier=dossier, number=1, made_on=dt.date.min).save(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_its_documents_are_filled_in_once(dossier, cast):
    version = versions.fix(dossier, by=cast.a.coordinator)
    one, other = (Document.objects.create(partnership=cast.a.partnership, title=title) for title in "ab")
    rows = DossierVersion.objects.filter(pk=version.pk)
    assert rows.update(document=one) == 1
    for value in (other, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(document=value)
    assert rows.get().document == one

"""One change of the Dutch runs through everything that was made of it, and is settled step by step."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onboarding import reports
from onboarding.actions import local_text as locals_
from onboarding.actions import regional_text, section
from onboarding.models import LocalSection, MatrixChoice, RegionalText, read_status_matrix
from onboarding.models.edition_content import draft_of
from onboarding.models.local_waiting import to_review
from onboarding.models.refinement import read_local
from onboarding.tests import factories
from onboarding.tests import refinement_factories as make
from projects.tests.factories import ProjectFactory
from wegwijzer.lifecycle import Refused
from wegwijzer.localised import LocalisedText
from wegwijzer.reports.render import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    """A brochure in French; Olen adapted and translated its section, Lille took it over; both delivered it."""
    partnership = cast.a.partnership
    title = LocalisedText("Welkom", fr="Bienvenue")
    text = make.RegionalTextFactory(partnership=partnership, brochure=True, languages="fr", title=title)
    said = {"title": LocalisedText("Wonen", fr="Habiter"), "body": LocalisedText("Zoek een huis.", fr="Cherchez.")}
    row = make.SectionFactory(text=text, **said, sources=LocalisedText(fr="Wonen\n\nZoek een huis."))
    base = make.EditionFactory(text=text)
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    local = make.LocalTextFactory(text=text, organisation=olen)
    own = {"title": LocalisedText("Wonen", fr="Habiter"), "body": LocalisedText("Zoek hier.", fr="Ici.")}
    sources = LocalisedText(fr="Wonen\n\nZoek hier.")
    make.LocalSectionFactory(local=local, section=row, base=base, **own, sources=sources)
    project = ProjectFactory(partnership=partnership, running=True, until_on=None)
    kind = factories.DeliverableTypeFactory(project=project, name="Brochure", text=text)
    for board in (olen, lille):
        factories.DeliverableFactory(type=kind, organisation=board, delivered=True)
    factories.DeliverableFactory(type=kind, organisation=cast.a.boards["OCMW Olen"])  # nobody began
    return text, row, olen, lille, project


def cells(project):
    matrix = read_status_matrix(project)
    return {matrix.place_names[cell.organisation]: cell.words for cell in matrix.listed}


def revised(text, organisation, language):
    return "In herziening" in html_of(reports.local_text(f"{text.pk}-{organisation.pk}-{language}"))


def publish(text, by):
    text = RegionalText.objects.select_related("partnership__organisation").get(pk=text.pk)
    seen = regional_text.checksum_now(text)
    regional_text.publish(text, by=by, note="Nieuw", seen=seen)
    return RegionalText.objects.select_related("partnership__organisation").get(pk=text.pk)


def test_from_the_dutch_to_the_matrix_and_back_to_clean(cast, world, somebody):
    text, row, olen, lille, project = world
    clean = {"Gemeente Olen": 0, "Gemeente Lille": 0, "OCMW Olen": 0}
    assert cells(project) == clean
    assert not revised(text, olen, "fr")
    assert not revised(text, lille, "fr")

    row.refresh_from_db()
    section.change(
        row, by=somebody, version=row.version, title="Wonen", body="Zoek samen een huis of flat.", mode="refinable"
    )
    assert cells(project) == clean, "a draft is nobody's text yet"
    text = publish(text, somebody)

    [waiting] = to_review([olen.pk, lille.pk], [text.partnership_id])
    assert (waiting.local.organisation, waiting.number) == (olen, 1)
    local = text.locals.get()
    local.text, local.organisation = text, olen
    assert read_local(local).stale_words("fr") == 0, "its own words did not change"
    # Three words came, "samen", "of" and "flat": Olen has to decide about them, the French of Lille lacks them.
    assert cells(project) == {"Gemeente Olen": 3, "Gemeente Lille": 3, "OCMW Olen": 0}
    assert [revised(text, board, code) for board in (olen, lille) for code in ("nl", "fr")] == [True, True, False, True]

    own = LocalSection.objects.select_related("local__text", "base").get()
    own.local.text = text
    words = {"title": "Wonen", "body": "Zoek hier samen."}
    locals_.decide(own, "merge", by=somebody, version=own.version, edition=2, **words)
    assert cells(project) == {"Gemeente Olen": 1, "Gemeente Lille": 3, "OCMW Olen": 0}
    locals_.translate(own, "fr", by=somebody, version=own.version, title="Habiter", body="Ici ensemble.")
    assert cells(project) == {"Gemeente Olen": 0, "Gemeente Lille": 3, "OCMW Olen": 0}

    row.refresh_from_db()
    section.translate(row, "fr", by=somebody, version=row.version, title="Habiter", body="Cherchez ensemble.")
    text = publish(text, somebody)
    assert cells(project) == clean
    assert not any(revised(text, board, code) for board in (olen, lille) for code in ("nl", "fr"))

    title = LocalisedText("Welkom hier", fr="Bienvenue")
    regional_text.change(text, by=somebody, version=text.version, title=title)
    assert cells(project) == clean
    text = publish(text, somebody)
    assert cells(project) == {"Gemeente Olen": 1, "Gemeente Lille": 1, "OCMW Olen": 0}
    assert [revised(text, olen, code) for code in ("nl", "fr")] == [False, True]
    regional_text.change(
        text, by=somebody, version=text.version, title=LocalisedText("Welkom hier", fr="Bienvenue ici")
    )
    assert not draft_of(text).title_stale_words("fr")
    publish(text, somebody)
    assert cells(project) == clean


@pytest.fixture
def changed(world, somebody):
    text, row, _olen, _lille, project = world
    row.refresh_from_db()
    section.change(row, by=somebody, version=row.version, title="Wonen", body="Zoek samen een huis.", mode="refinable")
    publish(text, somebody)
    return project


def test_page_spreadsheet_and_document_say_so_beside_the_state(cast, changed, as_user):
    client = as_user(cast.a.coordinator)
    page = reverse("onboarding:deliverable_matrix", args=[changed.pk])
    text = client.get(page).content.decode()
    assert text.count("in herziening (1 woord)") == 2
    assert "2 in herziening" in text
    assert client.get(f"{page}?stand=revision").content.decode().count("in herziening (1 woord)") == 2
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("onboarding:deliverable_export", args=[changed.pk])).content)
    )
    rows = {row[0].value: row[1].value for row in book["Matrix"].iter_rows(min_row=2)}
    assert rows["Gemeente Lille"] == "opgeleverd, in herziening (1 woord)"
    assert rows["OCMW Olen"] == "gepland, te laat"
    document = html_of(reports.matrix(MatrixChoice(changed.pk).text))
    assert document.count("in herziening (1 woord)") == 2
    cell = next(cell for cell in read_status_matrix(changed).listed if cell.words)
    detail = client.get(reverse("onboarding:deliverable_detail", args=[cell.pk])).content.decode()
    assert "in herziening (1 woord)" in detail


def test_however_many_texts_and_organisations_it_asks_the_same(changed):
    found = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            read_status_matrix(changed)
        found.append(len(queries))
        for _time in range(3):
            text = make.RegionalTextFactory(partnership=changed.partnership, brochure=True)
            make.SectionFactory(text=text)
            edition = make.EditionFactory(text=text)
            kind = factories.DeliverableTypeFactory(project=changed, text=text)
            for _board in range(3):
                cell = factories.DeliverableFactory(type=kind, delivered=True)
                local = make.LocalTextFactory(text=text, organisation=cell.organisation)
                make.LocalSectionFactory(local=local, section=text.sections.get(), base=edition)
    assert found == [6, 6]


def test_a_type_follows_a_text_of_its_own_partnership_only(cast, changed, somebody):
    from onboarding.actions import deliverable_type

    elsewhere = make.RegionalTextFactory(partnership=cast.b.partnership)
    kind = changed.deliverable_types.get()
    with pytest.raises(Refused, match="ander samenwerkingsverband"):
        deliverable_type.change(kind, by=somebody, version=kind.version, text=elsewhere)

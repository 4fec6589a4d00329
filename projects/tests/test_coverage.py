"""The matrix of themes and target groups, and the SWOT of each theme: counted by hand."""

import pytest
from django.urls import reverse

from governance.tests.round_factories import ThemeFactory
from projects.models import read_coverage, read_swots
from projects.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make.PlanFactory(partnership=cast.a.partnership)


@pytest.fixture
def places(plan):
    """Two chapters in an order that is not that of the alphabet, and two target groups."""
    partnership = plan.partnership
    work, housing = (
        ThemeFactory(partnership=partnership, name="werk"),
        ThemeFactory(partnership=partnership, name="wonen"),
    )
    make.PlanThemeFactory(plan=plan, theme=housing, position=1)
    make.PlanThemeFactory(plan=plan, theme=work, position=2)
    young = make.TargetGroupFactory(partnership=partnership, name="jongeren")
    old = make.TargetGroupFactory(partnership=partnership, name="ouderen")
    return work, housing, young, old


def counts(plan):
    """Per row its theme, and per cell (sheets, asked, findings, gap)."""
    return {
        str(row.theme): [(cell.sheets, cell.asked, cell.findings, cell.is_gap) for cell in row.cells]
        for row in read_coverage(plan).rows
    }


def test_chapters_without_anything_are_gaps(plan, places):
    nothing = (0, 0, 0, True)
    assert counts(plan) == {"wonen": [nothing, nothing], "werk": [nothing, nothing]}


def test_sheets_that_say_something_count_and_empty_ones_are_only_asked(plan, places):
    work, _housing, young, old = places
    make.ServiceSheetFactory.create_batch(2, plan=plan, theme=work, target_group=young)
    make.ServiceSheetFactory(plan=plan, theme=work, target_group=young, client_level="")
    make.ServiceSheetFactory(plan=plan, theme=work, target_group=old, client_level="")
    make.ServiceSheetFactory(plan=plan, theme=work, target_group=old, client_level="", policy_level="Beleid")
    make.FindingFactory(plan=plan, theme=work, target_group=old)
    assert counts(plan)["werk"] == [(2, 1, 0, False), (1, 1, 1, False)]
    assert counts(plan)["wonen"] == [(0, 0, 0, True), (0, 0, 0, True)]
    assert len(read_coverage(plan).gaps) == 2


def test_what_is_about_nothing_in_particular_gets_a_row_and_a_column_of_its_own(plan, places):
    work, _housing, young, _old = places
    make.FindingFactory(plan=plan, theme=work)
    make.FindingFactory(plan=plan, target_group=young)
    found = counts(plan)
    assert found["werk"] == [(0, 0, 0, True), (0, 0, 0, True), (0, 0, 1, False)]
    assert found["None"] == [(0, 0, 1, False), (0, 0, 0, False), (0, 0, 0, False)]


def test_theme_that_is_no_chapter_shows_when_something_is_about_it(plan, places):
    other = ThemeFactory(partnership=plan.partnership, name="cultuur")
    make.ServiceSheetFactory(plan=plan, theme=other, target_group=places[2])
    ThemeFactory(partnership=plan.partnership, name="sport")
    assert list(counts(plan)) == ["wonen", "werk", "cultuur"]


def test_other_plans_do_not_count(plan, places):
    work, _housing, young, _old = places
    other = make.PlanFactory(partnership=plan.partnership)
    make.ServiceSheetFactory(plan=other, theme=work, target_group=young)
    make.FindingFactory(plan=other, theme=work, target_group=young)
    assert counts(plan)["werk"][0] == (0, 0, 0, True)


def test_page_says_gaps_in_words_and_opens_one_cell_beside(client, cast, plan, places):
    client.force_login(cast.a.staff)
    work, _housing, young, old = places
    sheet = make.ServiceSheetFactory(plan=plan, theme=work, target_group=young, name="VDAB")
    make.FindingFactory(plan=plan, theme=work, target_group=young, text="Weinig jobs")
    make.FindingFactory(plan=plan, theme=work, target_group=old, text="Vergrijzing")
    url = reverse("projects:plan_analysis", args=[plan.pk])
    page = client.get(url).content.decode()
    assert page.count("geen aanbod bekend</span>") == 3
    assert "1 fiche</span>" in page
    assert 'id="vak"' not in page
    opened = client.get(url, {"thema": work.pk, "doelgroep": young.pk}).content.decode()
    assert reverse("projects:service_sheet_detail", args=[sheet.pk]) in opened
    assert "Weinig jobs" in opened
    assert "Vergrijzing" not in opened
    assert "Voeg" not in opened  # staff only reads
    assert 'id="vak"' not in client.get(url, {"thema": "x", "doelgroep": "9" * 400}).content.decode()


def test_swot_has_four_quadrants_and_the_observations_below(plan, places):
    work, housing, _young, _old = places
    for kind in ("strength", "weakness", "weakness", "opportunity", "threat", "observation"):
        make.FindingFactory(plan=plan, theme=work, kind=kind)
    make.FindingFactory(plan=plan, theme=housing, kind="threat")
    make.FindingFactory(plan=plan, kind="strength")
    swots = read_swots(plan)
    assert [str(swot.theme) for swot in swots] == ["wonen", "werk", "None"]

    def sizes(quadrants):
        return [(str(quadrant.kind), len(quadrant.rows)) for quadrant in quadrants]

    assert sizes(swots[1].inside) == [("strength", 1), ("weakness", 2)]
    assert sizes(swots[1].outside) == [("opportunity", 1), ("threat", 1)]
    assert len(swots[1].observations) == 1


def test_swot_names_sources_and_the_codes_of_what_is_justified(client, cast, plan):
    client.force_login(cast.a.delegate)
    first = make.ObjectiveFactory(plan=plan, position=1)
    second = make.ObjectiveFactory(plan=plan, position=2)
    under = make.ObjectiveFactory(plan=plan, parent=first, level="tactical", position=1)
    finding = make.FindingFactory(plan=plan, source="interview", source_detail="drie scholen")
    theme = ThemeFactory(partnership=plan.partnership, name="wonen")
    finding.objectives.add(second, under, make.ObjectiveFactory(plan=plan, theme=theme))
    page = client.get(reverse("projects:plan_swot", args=[plan.pk])).content.decode()
    assert "interview, drie scholen" in page
    assert "verantwoordt TD1.1, SD2; Wonen: SD1" in page  # in the order of the tree


def test_empty_analysis_says_what_belongs_here(client, cast, plan):
    client.force_login(cast.a.coordinator)
    assert (
        "Nog geen thema’s of doelgroepen"
        in client.get(reverse("projects:plan_analysis", args=[plan.pk])).content.decode()
    )
    assert "Nog geen bevindingen" in client.get(reverse("projects:plan_swot", args=[plan.pk])).content.decode()

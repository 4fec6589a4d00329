"""Reported once: periods that every list can be made from, the grid of all boards, own codes, and the three shapes."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from projects.models import Figure, FigureBook, FigureLine, ObjectiveCode
from projects.models.figure_book import Days, figure_periods
from projects.tests.dossier_factories import DossierFactory
from projects.tests.factories import ObjectiveFactory, PlanFactory, ProjectFactory
from projects.tests.reporting_factories import FigureFactory, FigureLineFactory, ReportingDeadlineFactory
from wegwijzer.audit.models import Entry

DAY = dt.timedelta(days=1)
WHOLE = Days(dt.date(2015, 12, 1), dt.date(2017, 11, 30))
YEAR = Days(dt.date(2016, 1, 1), dt.date(2016, 12, 31))


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def dossier(cast):
    project = ProjectFactory(partnership=cast.a.partnership)
    plan = PlanFactory(partnership=cast.a.partnership, project=project)
    return DossierFactory(project=project, plan=plan, running=True, from_on=WHOLE.first, until_on=WHOLE.last)


@pytest.fixture
def line(dossier):
    action = ObjectiveFactory(plan=dossier.plan, level="action", title="Een onthaalbrochure")
    return FigureLineFactory(dossier=dossier, objective=action, name="uitgedeelde brochures", target=200)


def at(name, *keys):
    return reverse(f"projects:{name}", args=keys)


def grid(dossier, days=YEAR):
    return f"{at('figure_grid', dossier.pk)}?periode={days.key}"


def cell(line, board):
    return f"c-{line.pk}-{board.pk}"


def typed(line, values):
    """What the page sends: per board what was shown and what is typed."""
    sent = {}
    for board, (shown, wanted) in values.items():
        sent |= {cell(line, board): wanted, f"was-{cell(line, board)}": shown}
    return sent


# --- periods


def test_periods_are_cut_at_the_end_of_a_year_and_of_a_report():
    reports = [Days(dt.date(2015, 12, 1), dt.date(2016, 11, 30)), Days(dt.date(2016, 12, 1), dt.date(2017, 11, 30))]
    assert [str(days.first) for days in figure_periods(WHOLE, reports)] == [
        "2015-12-01",
        "2016-01-01",
        "2016-12-01",
        "2017-01-01",
    ]
    assert figure_periods(None, []) == []


days = st.dates(dt.date(2014, 1, 1), dt.date(2020, 12, 31))
spans = st.tuples(days, days).map(lambda pair: Days(min(pair), max(pair)))


@given(st.none() | spans, st.lists(spans, max_size=4))
def test_periods_follow_on_each_other_and_fill_every_report_and_year_exactly(whole, reports):
    periods = figure_periods(whole, reports)
    for one, after in pairwise(periods):
        assert one.last + DAY == after.first
    asked = [*reports, *([whole] if whole else [])]
    for report in asked:
        inside = [one for one in periods if report.holds(one)]
        assert (inside[0].first, inside[-1].last) == (report.first, report.last)
    for one in periods:
        assert one.first <= one.last
        assert one.first.year == one.last.year


# --- the grid


def test_coordinator_fills_in_every_board_and_history_says_what(coordinator, cast, dossier, line):
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    data = typed(line, {olen: ("", "120"), lille: ("", "1.250,50")})
    assert coordinator.post(grid(dossier), data).status_code == 302
    assert {row.organisation: row.value for row in Figure.objects.all()} == {
        olen: Decimal("120.00"),
        lille: Decimal("1250.50"),
    }
    entry = Entry.objects.latest("pk")
    assert entry.verb == "projects.dossier.figures_filled"
    assert entry.changes["uitgedeelde brochures, Gemeente Olen"] == ["", "120,00"]
    data = typed(line, {olen: ("120", ""), lille: ("1.250,50", "1.250,50")})
    assert coordinator.post(grid(dossier), data).status_code == 302
    assert [row.organisation for row in Figure.objects.all()] == [lille]  # emptied is taken away, the other stays


def test_contact_person_sees_and_fills_in_the_own_board_only(client, cast, dossier, line):
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    client.force_login(cast.a.contact)
    page = client.get(grid(dossier)).content.decode()
    assert cell(line, olen) in page
    assert cell(line, lille) not in page
    data = typed(line, {olen: ("", "12"), lille: ("", "99")})
    assert client.post(grid(dossier), data).status_code == 302
    assert [row.organisation for row in Figure.objects.all()] == [olen]


def test_delegate_fills_in_nothing(client, cast, dossier, line):
    client.force_login(cast.a.delegate)
    assert client.get(grid(dossier)).status_code == 403


@pytest.mark.parametrize("wrong", ["-1", "1.5", "1e3", "twaalf", "1,234", "99.999.999.999"])
def test_bad_figure_is_told_in_its_cell_and_nothing_is_kept(coordinator, cast, dossier, line, wrong):
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    answer = coordinator.post(grid(dossier), typed(line, {olen: ("", wrong), lille: ("", "3")}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [cell(line, olen)]
    assert wrong in answer.content.decode()
    assert not Figure.objects.exists()


def test_figure_that_somebody_else_filled_in_meanwhile_is_said_and_can_be_kept_after_all(
    coordinator, cast, dossier, line
):
    olen = cast.a.boards["Gemeente Olen"]
    assert coordinator.post(grid(dossier), typed(line, {olen: ("", "10")})).status_code == 302
    answer = coordinator.post(grid(dossier), typed(line, {olen: ("", "20")}))
    assert answer.status_code == 422
    assert "Iemand vulde intussen 10 in" in answer.content.decode()
    assert Figure.objects.get().value == 10
    shown = answer.context["form"][f"was-{cell(line, olen)}"].value()
    assert coordinator.post(grid(dossier), typed(line, {olen: (shown, "20")})).status_code == 302
    assert Figure.objects.get().value == 20


def test_without_a_period_or_anything_to_count_the_page_says_what_to_do(coordinator, dossier):
    assert "Er wordt nog niets geteld" in coordinator.get(at("figure_grid", dossier.pk)).content.decode()
    dossier.from_on = dossier.until_on = None
    dossier.save()
    assert "Er is nog geen periode" in coordinator.get(at("figure_grid", dossier.pk)).content.decode()


# --- what is counted


def test_line_is_of_an_action_of_the_plan_and_stands_there_once(coordinator, dossier, line):
    page = at("figure_line_add", dossier.pk)
    data = {"objective": line.objective_id, "name": "deelnemers", "counting": "last", "target": ""}
    assert coordinator.post(page, data).status_code == 302
    assert coordinator.post(page, data).status_code == 422
    stranger = ObjectiveFactory(level="action")
    assert coordinator.post(page, data | {"objective": stranger.pk}).status_code == 422
    assert FigureLine.objects.count() == 2


def test_line_with_figures_stays(coordinator, cast, dossier, line):
    FigureFactory(line=line)
    answer = coordinator.post(at("figure_line_remove", line.pk), {"version": 1}, follow=True)
    assert "al cijfers voor ingevuld" in answer.content.decode()
    Figure.objects.all().delete()
    assert coordinator.post(at("figure_line_remove", line.pk), {"version": 1}).status_code == 302
    assert not FigureLine.objects.exists()


# --- added up


def quarter(number, value, board, line):
    first = dt.date(2016, 3 * number - 2, 1)
    last = dt.date(2016 + number // 4, 3 * number % 12 + 1, 1) - DAY
    return FigureFactory(line=line, organisation=board, from_on=first, until_on=last, value=value)


def test_sums_add_up_periods_and_boards_and_a_standing_takes_the_last_of_each(cast, dossier, line):
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    members = FigureLineFactory(dossier=dossier, objective=line.objective, name="vrijwilligers", counting="last")
    for row in (line, members):
        quarter(1, 10, olen, row)
        quarter(2, 30, olen, row)
        quarter(1, 5, lille, row)
    book = FigureBook(dossier)
    assert {row.line.name: (row.total, row.percent) for row in book.rows(YEAR)} == {
        "uitgedeelde brochures": (45, 22),
        "vrijwilligers": (35, None),
    }
    first_half = Days(dt.date(2016, 1, 1), dt.date(2016, 5, 1))
    assert book.row(line, first_half).total == 15  # the second quarter reaches over its end
    assert len(book.straddling(first_half)) == 2


def sheets(answer):
    return {page.title: [list(row) for row in page.values] for page in load_workbook(BytesIO(answer.content))}


def test_same_figure_serves_the_funder_the_council_and_the_own_plan(coordinator, cast, dossier, line):
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    FigureFactory(line=line, organisation=olen, value=120)
    FigureFactory(line=line, organisation=lille, value=Decimal("80.5"))
    ObjectiveCode.objects.create(objective=line.objective, organisation=olen, code="AP-4.2")
    page = at("figure_export", dossier.pk)
    [rows] = sheets(coordinator.get(page, {"vorm": "subsidiegever"})).values()
    assert rows[0][0:3] == ["Code", "Actie", "Wat geteld wordt"]
    assert rows[1][1:3] + rows[1][-2:] == ["Een onthaalbrochure", "uitgedeelde brochures", 200.5, 200]
    council = sheets(coordinator.get(page, {"vorm": "raad"}))
    assert council["Gemeente Olen"][1] == ["Een onthaalbrochure", "uitgedeelde brochures", 120, 200.5]
    [plan] = sheets(coordinator.get(page, {"vorm": "meerjarenplan"})).values()
    assert plan[1] == ["Gemeente Olen", "AP-4.2", "Een onthaalbrochure", "uitgedeelde brochures", None, 120, None]
    assert len(plan) == 2


def test_sheet_of_a_report_has_its_period_only(coordinator, cast, dossier, line):
    olen = cast.a.boards["Gemeente Olen"]
    FigureFactory(line=line, organisation=olen, value=120)
    report = ReportingDeadlineFactory(dossier=dossier, from_on=dt.date(2017, 1, 1), until_on=dt.date(2017, 11, 30))
    [rows] = sheets(coordinator.get(at("figure_export", dossier.pk), {"verslag": report.pk})).values()
    assert rows[1][-2] == 0


def test_board_has_its_own_codes_and_nobody_elses(client, coordinator, cast, dossier, line):
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    client.force_login(cast.a.contact)
    data = {f"code-{line.objective_id}": "AP-1"}
    assert client.post(at("figure_codes", dossier.pk, lille.pk), data).status_code == 403
    assert client.post(at("figure_codes", dossier.pk, olen.pk), data).status_code == 302
    assert client.post(at("figure_codes", dossier.pk, olen.pk), {f"code-{line.objective_id}": ""}).status_code == 302
    assert not ObjectiveCode.objects.exists()
    stranger = cast.b.boards["Gemeente Asse"]
    assert client.get(at("figure_codes", dossier.pk, stranger.pk)).status_code == 404

"""A plan out to a spreadsheet and in again: a round trip loses nothing, and changes nothing."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from governance.tests.factories import BodyFactory, MembershipFactory, PartnershipFactory, PersonFactory
from governance.tests.round_factories import ThemeFactory
from projects.actions.plan_import import take_in
from projects.exports import names
from projects.exports.plan_sheet import plan_workbook
from projects.forms.plan_import import PlanImportForm
from projects.models import Level, Priority, Term
from projects.models.plan_parts import PlanParts
from projects.models.tree import read_tree
from projects.tests.factories import (
    ObjectiveBudgetFactory,
    ObjectiveFactory,
    ObjectivePartyFactory,
    PlanFactory,
    TargetGroupFactory,
)
from wegwijzer.ui.forms import LineField, ProseField

pytestmark = pytest.mark.django_db
# Not made smaller when one fails: every try builds two plans.
SLOW = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NASTY = "=+-@\t\n\"';:, éëß漢\u202fא…|%_x0041_0123456789abcAN"


def typed(field):
    """Text as a form lets it through."""

    def clean(text):
        try:
            return field.clean(text)
        except Exception:
            return ""

    return clean


line = st.text(NASTY, max_size=40).map(typed(LineField(required=False)))
prose = st.text(NASTY, max_size=120).map(typed(ProseField(required=False)))
days = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
amounts = st.decimals(0, Decimal("999999999.99"), places=2)
parties = st.lists(st.tuples(line.filter(bool), line), max_size=3, unique_by=lambda pair: pair[0])


@st.composite
def objectives(draw):
    """One objective without a place: its own values, and what hangs on it."""
    values = {
        "title": draw(line.filter(bool)),
        "explanation": draw(prose),
        "term": draw(st.sampled_from(Term.values)),
        "priority": draw(st.sampled_from(Priority.values)),
        "product": draw(prose),
        "effect": draw(prose),
        "external_code": draw(line)[:40].strip(),
    }
    start, end = draw(days), draw(days)
    values["from_on"], values["until_on"] = (end, start) if start and end and end < start else (start, end)
    if draw(st.booleans()):
        values["target_number"] = draw(amounts)
        values["target_unit"] = draw(line.filter(bool))[:60].strip() or "clusters"
        values["target_by"] = draw(days)
        values["target_counts"] = draw(st.sampled_from(["", "local_plans"]))
    hanging = {
        "theme": draw(st.sampled_from(["", "wonen", "werk & inkomen"])),
        "groups": draw(st.sets(st.sampled_from(["jongeren", "wie =1+1; doet", "ouderen"]))),
        "responsible": draw(parties),
        "partner": draw(parties),
        "budgets": draw(st.dictionaries(st.integers(2008, 2014), amounts, max_size=3)),
    }
    return values, hanging


@st.composite
def trees(draw):
    """Objectives with for each the place of its parent (or None) and a level that fits there."""
    rows = []
    for number, (values, hanging) in enumerate(draw(st.lists(objectives(), min_size=1, max_size=8))):
        parent = draw(st.none() | st.integers(0, number - 1)) if number else None
        levels = list(Level)
        above = -1 if parent is None else levels.index(rows[parent][0]["level"])
        fitting = [level for level in levels[max(above, 0) :] if level != Level.STEP or above >= 3]
        rows.append((values | {"level": draw(st.sampled_from(fitting))}, hanging, parent))
    return rows


def build(partnership, rows):
    plan = PlanFactory(partnership=partnership)
    made = []
    for values, hanging, parent in rows:
        theme = (
            hanging["theme"]
            and ThemeFactory._meta.model.objects.get_or_create(partnership=partnership, name=hanging["theme"])[0]
        )
        row = ObjectiveFactory(
            plan=plan, parent=made[parent] if parent is not None else None, theme=theme or None, **values
        )
        made.append(row)
        for name in sorted(hanging["groups"]):
            group = partnership.target_groups.filter(name=name).first()
            row.target_groups.add(group or TargetGroupFactory(partnership=partnership, name=name))
        for role in ("responsible", "partner"):
            for name, task in hanging[role]:
                ObjectivePartyFactory(objective=row, role=role, name=name, task=task)
        for year, amount in hanging["budgets"].items():
            ObjectiveBudgetFactory(objective=row, year=year, amount=amount)
    return plan


FIELDS = [
    "level", "title", "explanation", "from_on", "until_on", "term", "priority", "product", "effect",
    "target_number", "target_unit", "target_by", "target_counts", "external_code",
]  # fmt: skip


def picture(plan):
    """All that a plan says, in the order of print, without keys."""
    tree, parts = read_tree(plan), PlanParts(plan)
    return [
        (
            node.code,
            node.depth,
            [getattr(node.objective, name) for name in FIELDS],
            str(node.objective.theme),
            [group.name for group in parts.target_groups[node.pk]],
            [(party.role, str(party), party.task, party.name == "") for party in parts.parties[node.pk]],
            parts.budgets[node.pk],
        )
        for node in tree.walk()
    ]


def read_in(plan, content, as_new=""):
    upload = {"file": SimpleUploadedFile("plan.xlsx", content)} if isinstance(content, bytes) else {}
    data = {"text": content if isinstance(content, str) else "", "as_new": as_new}
    form = PlanImportForm(data, upload, plan=plan)
    form.is_valid()
    return form


def take(plan, content, user, as_new=""):
    """First the preview, then the same sent again, as a browser does."""
    form = read_in(plan, content, as_new)
    assert form.errors == {}, [row.errors for row in form.proposal.wrong]
    shown = form.shown_again()
    again = PlanImportForm(shown.data, {}, plan=plan)
    assert again.is_confirmed, again.errors
    return take_in(
        plan, by=user, lines=again.lines, seen=again.cleaned_data["seen"], as_new=again.cleaned_data["as_new"]
    )


@pytest.fixture
def planner(cast):
    return cast.a.coordinator


@SLOW
@given(rows=trees())
def test_what_goes_out_comes_in_again_into_an_empty_plan_as_it_was(db, planner, rows):
    partnership = PartnershipFactory()
    plan = build(partnership, rows)
    empty = PlanFactory(partnership=partnership)
    content = plan_workbook(plan)
    take(empty, content, planner, as_new="on")
    assert picture(empty) == picture(plan)
    before = picture(plan)
    done = take(plan, content, planner)
    assert (done.writes, done.left) == (0, 0)
    assert picture(plan) == before


def test_what_only_looks_like_a_command_or_a_code_of_the_format_comes_back_as_it_was(cast, planner):
    partnership = PartnershipFactory()
    plan = PlanFactory(partnership=partnership)
    wild = [
        "lang " * 90 + "!",
        "=1+1",
        "+32 14",
        "-5",
        "@SUM(A1)",
        "_x0041_ en x",
        "007",
        "1,5",
        "WAAR",
        "#N/B",
        '"Samen"',
        "2008",
    ]
    for title in wild:
        row = ObjectiveFactory(
            plan=plan, title=title, explanation=f"{title}\n\n{title}" * 8, external_code=title[:40].strip()
        )
        ObjectivePartyFactory(objective=row, name=title[:120].strip(), task=title[:300].strip())
    empty = PlanFactory(partnership=partnership)
    take(empty, plan_workbook(plan), planner, as_new="on")
    assert picture(empty) == picture(plan)
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan)))
    assert {cell.data_type for cells in book["Doelstellingen"].iter_rows() for cell in cells} <= {"s", "n", "d"}
    assert book.sheetnames == ["Doelstellingen", "Uitleg"]
    assert book["Doelstellingen"].freeze_panes == "F2"


def test_who_the_partnership_knows_comes_in_as_that_and_others_as_their_name(cast, planner):
    partnership = PartnershipFactory()
    board = MembershipFactory(partnership=partnership).organisation
    body, person = BodyFactory(partnership=partnership), PersonFactory(partnership=partnership)
    plan = PlanFactory(partnership=partnership)
    row = ObjectiveFactory(plan=plan)
    for who in ({"organisation": board}, {"body": body}, {"person": person}):
        ObjectivePartyFactory(objective=row, task="trekt", **({"name": ""} | who))
    ObjectivePartyFactory(objective=row, name="cel onthaal")
    empty = PlanFactory(partnership=partnership)
    take(empty, plan_workbook(plan), planner, as_new="on")
    found = [
        (party.organisation, party.body, party.person, party.name) for party in empty.objectives.get().parties.all()
    ]
    assert found == [
        (board, None, None, ""),
        (None, body, None, ""),
        (None, None, person, ""),
        (None, None, None, "cel onthaal"),
    ]
    assert picture(empty) == picture(plan)


@given(st.lists(st.tuples(line.filter(bool), line), max_size=4))
@settings(max_examples=200)
def test_names_and_tasks_in_one_cell_are_read_as_they_were_written(rows):
    assert names.read(names.written(rows)) == rows

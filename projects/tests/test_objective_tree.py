"""Rearranging the lines of a plan: whatever is done in whatever order, nothing is lost and every code is right."""

from collections import Counter
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from governance.tests.round_factories import ThemeFactory
from projects.actions import objective_tree as tree
from projects.actions.outline import MOST_DEEP, Place
from projects.models import Objective, read_tree
from projects.tests import factories as make
from projects.tests.outline_machine import ALLOWED, DOWN, Item, Paper
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

pick = st.integers(0, 99)


class Outlining(RuleBasedStateMachine):
    """A plan beside the same outline on paper."""

    plan: ClassVar
    themes: ClassVar
    user: ClassVar
    seen: ClassVar = Counter()

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.paper = Paper([None, *self.themes])
        self.count = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def item(self, which):
        items = list(self.paper.walk())
        return items[which % len(items)]

    def row(self, item):
        return Objective.objects.get(pk=item.pk)

    def try_to(self, allowed, act):
        try:
            act()
            done = True
        except Refused:
            done = False
        assert done == allowed
        self.seen[done] += 1
        return done

    @rule(which=pick, kind=st.sampled_from(["after", "after", "under", "theme"]))
    def add(self, which, kind):
        self.count += 1
        item = Item(f"lijn {self.count}", "")
        theme = [None, *self.themes][which % 3]
        if kind == "theme" or not list(self.paper.walk()):
            rows, at, above, place = self.paper.chapters[theme], 99, None, Place(theme=theme)
        elif kind == "after":
            other = self.item(which)
            rows, above, _chapter = self.paper.home(other)
            at, place = rows.index(other) + 1, Place(after=other.pk)
        else:
            above = self.item(which)
            rows, at, place = above.kids, 99, Place(under=above.pk)
        self.paper.insert(item, rows, min(at, len(rows)), above)
        item.pk = tree.add(self.plan, by=self.user, typed=tree.Typed(0, item.title), place=place).pk

    @precondition(lambda self: any(self.paper.chapters.values()))
    @rule(which=pick, other=pick, kind=st.sampled_from(["after", "under", "theme"]))
    def move(self, which, other, kind):
        item, target = self.item(which), self.item(other)
        if kind == "theme":
            theme = [None, *self.themes][other % 3]
            rows, above, place = self.paper.chapters[theme], None, Place(theme=theme)
            at = len(rows)
        elif kind == "after":
            rows, above, _chapter = self.paper.home(target)
            at, place = rows.index(target) + 1, Place(after=target.pk)
        else:
            rows, above, place = target.kids, target, Place(under=target.pk)
            at = len(rows)
        own = [item, *self.paper.walk(item.kids)]
        may = not (kind == "under" and target in own) and not (kind == "after" and target in own[1:])
        done = self.try_to(may, lambda: tree.move(self.row(item), by=self.user, place=place))
        if done and (kind == "theme" or target is not item):
            self.paper.transfer(item, rows, at, above)

    @precondition(lambda self: any(self.paper.chapters.values()))
    @rule(which=pick)
    def indent(self, which):
        item = self.item(which)
        rows, _above, _chapter = self.paper.home(item)
        at = rows.index(item)
        if self.try_to(at > 0, lambda: tree.indent(self.row(item), by=self.user)):
            self.paper.transfer(item, rows[at - 1].kids, len(rows[at - 1].kids), rows[at - 1])

    @precondition(lambda self: any(self.paper.chapters.values()))
    @rule(which=pick)
    def outdent(self, which):
        item = self.item(which)
        _rows, above, _chapter = self.paper.home(item)
        if self.try_to(above is not None, lambda: tree.outdent(self.row(item), by=self.user)):
            rows, higher, _chapter = self.paper.home(above)
            self.paper.transfer(item, rows, rows.index(above) + 1, higher)

    @precondition(lambda self: any(self.paper.chapters.values()))
    @rule(which=pick, by_lines=st.sampled_from([-1, 1]))
    def shift(self, which, by_lines):
        item = self.item(which)
        rows, _above, _chapter = self.paper.home(item)
        at = rows.index(item)
        may = 0 <= at + by_lines < len(rows)
        if self.try_to(may, lambda: tree.shift(self.row(item), by=self.user, by_lines=by_lines)):
            rows.insert(at + by_lines, rows.pop(at))

    @precondition(lambda self: any(self.paper.chapters.values()))
    @rule(which=pick, level=st.sampled_from(DOWN))
    def set_level(self, which, level):
        item = self.item(which)
        above = self.paper.home(item)[1]
        may = level in ALLOWED[above.level if above else None]
        if self.try_to(may, lambda: tree.set_level(self.row(item), by=self.user, level=level)):
            self.paper.relevel(item, level)

    @precondition(lambda self: any(self.paper.chapters.values()))
    @rule(which=pick, with_below=st.booleans())
    def remove(self, which, with_below):
        item = self.item(which)
        may = with_below or not item.kids
        if self.try_to(may, lambda: tree.remove(self.row(item), by=self.user, with_below=with_below)):
            self.paper.home(item)[0].remove(item)

    @rule(which=pick, depths=st.lists(st.integers(0, 3), min_size=1, max_size=6))
    def type_a_series(self, which, depths):
        theme = [None, *self.themes][which % 3]
        lines, trail = [], [(-1, None, self.paper.chapters[theme])]
        for depth in depths:
            self.count += 1
            while trail[-1][0] >= depth:
                trail.pop()
            _depth, above, rows = trail[-1]
            item = Item(f"lijn {self.count}", "")
            self.paper.insert(item, rows, len(rows), above)
            trail.append((depth, item, item.kids))
            lines.append((item, tree.Typed(depth, item.title)))
        made = tree.add_series(
            self.plan, by=self.user, lines=[typed for _item, typed in lines], place=Place(theme=theme)
        )
        for (item, _typed), row in zip(lines, made, strict=True):
            item.pk = row.pk

    @invariant()
    def plan_says_what_the_paper_says(self):
        read = read_tree(self.plan)

        def of(nodes):
            return [(node.objective.title, node.objective.level, of(node.children)) for node in nodes]

        shape = {chapter.theme and chapter.theme.pk: of(chapter.roots) for chapter in read.chapters}
        assert shape == self.paper.shape()
        assert {node.objective.title: node.code for node in read.walk()} == self.paper.codes()
        below = {}
        for parent, position in self.plan.objectives.values_list("parent", "position").order_by("position"):
            below.setdefault(parent, []).append(position)
        assert all(positions == list(range(1, len(positions) + 1)) for positions in below.values())


@pytest.mark.django_db
def test_outline_stays_what_it_is_on_paper_whatever_is_done_to_it(cast):
    Outlining.plan = make.PlanFactory(partnership=cast.a.partnership)
    Outlining.themes = [ThemeFactory(partnership=cast.a.partnership).pk for _time in range(2)]
    Outlining.user = cast.a.coordinator
    Outlining.seen.clear()
    run_state_machine_as_test(Outlining, settings=settings(max_examples=15, stateful_step_count=20))
    assert min(Outlining.seen[True], Outlining.seen[False]) > 0  # how many of each is left to chance


# --- what is refused, and what is told


@pytest.fixture
def plan(cast):
    return make.PlanFactory(partnership=cast.a.partnership)


def typed(plan, by, *lines):
    """Lines as (depth, title); gives the rows."""
    return tree.add_series(plan, by=by, lines=[tree.Typed(*line) for line in lines], place=Place())


def codes(plan):
    return [f"{node.code} {node.objective.title}" for node in read_tree(plan).walk()]


def test_codes_follow_the_lines_when_one_goes(plan, cast):
    by = cast.a.coordinator
    first, _sub, _other, second = typed(plan, by, (0, "een"), (1, "a"), (1, "b"), (0, "twee"))
    tree.shift(second, by=by, by_lines=-1)
    assert codes(plan) == ["SD1 twee", "SD2 een", "TD2.1 a", "TD2.2 b"]
    tree.indent(Objective.objects.get(pk=first.pk), by=by)
    assert codes(plan) == ["SD1 twee", "TD1.1 een", "OD1.1.1 a", "OD1.1.2 b"]
    tree.remove(Objective.objects.get(pk=first.pk), by=by, with_below=True)
    assert codes(plan) == ["SD1 twee"]
    verbs = Counter(Entry.objects.filter(target_type="projects.objective").values_list("verb", flat=True))
    assert verbs == {
        "projects.objective.moved": 2,
        "projects.objective.levelled": 3,
    }
    (gone,) = Entry.objects.filter(verb="projects.plan.line_removed").about(plan)
    assert gone.changes == {"line": ["een", ""], "level": "tactical", "below": ["a", "b"]}


def test_line_with_a_realisation_below_it_stays(plan, cast):
    first, below = typed(plan, cast.a.coordinator, (0, "een"), (1, "a"))
    make.ProgressNoteFactory(objective=below)
    with pytest.raises(Refused, match="geschrapt"):
        tree.remove(first, by=cast.a.coordinator, with_below=True)
    assert plan.objectives.count() == 2


def test_line_that_another_plan_builds_on_stays(plan, cast):
    (line,) = typed(plan, cast.a.coordinator, (0, "een"))
    make.AlignmentFactory(objective=line)
    make.ObjectiveFactory(origin=line)
    with pytest.raises(Refused) as refused:
        tree.remove(line, by=cast.a.coordinator)
    assert len(refused.value.reasons) == 2


def test_line_of_another_plan_is_no_place(plan, cast):
    elsewhere = make.ObjectiveFactory(plan__partnership=cast.a.partnership)
    (line,) = typed(plan, cast.a.coordinator, (0, "een"))
    for place in (Place(after=elsewhere.pk), Place(under=elsewhere.pk)):
        with pytest.raises(Refused, match="niet in dit plan"):
            tree.add(plan, by=cast.a.coordinator, typed=tree.Typed(0, "x"), place=place)
        with pytest.raises(Refused, match="niet in dit plan"):
            tree.move(line, by=cast.a.coordinator, place=place)


def test_second_editor_of_a_line_is_stopped(plan, cast):
    by = cast.a.coordinator
    _one, line = typed(plan, by, (0, "een"), (0, "twee"))
    mine, theirs = (Objective.objects.get(pk=line.pk) for _time in range(2))
    tree.rename(theirs, by=by, version=1, title="twee, beter")
    for act in (
        lambda: tree.rename(mine, by=by, version=1, title="anders"),
        lambda: tree.indent(mine, by=by, version=1),
        lambda: tree.set_level(mine, by=by, version=1, level="tactical"),
        lambda: tree.remove(mine, by=by, version=1),
        lambda: tree.move(mine, by=by, version=1, place=Place()),
    ):
        with pytest.raises(Stale) as stale:
            act()
        assert stale.value.current.title == "twee, beter"
    Objective.objects.filter(pk=line.pk).delete()
    with pytest.raises(Stale):
        tree.shift(mine, by=by, by_lines=-1)


def test_plan_is_only_so_deep(plan, cast):
    by = cast.a.coordinator
    lines = typed(plan, by, *((depth, str(depth)) for depth in range(MOST_DEEP)))
    with pytest.raises(Refused, match="te diep"):
        tree.add(plan, by=by, typed=tree.Typed(0, "dieper"), place=Place(under=lines[-1].pk))
    other, _below = typed(plan, by, (0, "ander"), (1, "eronder"))
    with pytest.raises(Refused, match="te diep"):
        tree.move(other, by=by, place=Place(under=lines[-2].pk))
    assert plan.objectives.count() == MOST_DEEP + 2


def test_branch_takes_the_theme_of_its_new_chapter_and_leaves_it_where_it_is_said_above(plan, cast):
    by, theme = cast.a.coordinator, ThemeFactory(partnership=cast.a.partnership)
    first, second = tree.add_series(
        plan, by=by, lines=[tree.Typed(0, "een"), tree.Typed(0, "twee")], place=Place(theme=theme.pk)
    )
    line = tree.indent(second, by=by)
    assert Objective.objects.get(pk=line.pk).theme is None
    assert read_tree(plan).nodes[line.pk].theme == theme
    line = tree.outdent(line, by=by)
    assert Objective.objects.get(pk=line.pk).theme == theme
    tree.move(line, by=by, place=Place())
    assert codes(plan) == ["SD1 twee", "SD1 een"]
    assert first.theme_id == theme.pk

"""Local plans from a regional catalogue: what is taken over, adapted, dropped, and seen in the matrix."""

import pytest
from django.urls import reverse

from projects.actions import local_plan
from projects.models import Objective, Took, read_matrix, read_tree
from projects.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale


@pytest.fixture
def region(cast):
    return Region(cast)


class Region:
    """A catalogue of two groups (2 and 1 actions), in the partnership of side A."""

    def __init__(self, cast):
        self.side = cast.a
        self.by = cast.a.coordinator
        self.boards = list(cast.a.boards.values())
        partnership = cast.a.partnership
        self.catalogue = make.PlanFactory(partnership=partnership, kind="catalogue")
        self.welcome = self.add("Onthaal")
        self.pack = self.add("Infopakket", self.welcome)
        self.language = self.add("Taalbeleid", self.welcome)
        self.area = self.add("Wijken")
        self.youth = self.add("Jongeren", self.area)

    def add(self, title, parent=None):
        level = "action" if parent else "strategic"
        return make.ObjectiveFactory(plan=self.catalogue, parent=parent, title=title, level=level)

    def start(self, *chosen, title="Lokaal plan", owners=None):
        owners = owners or self.boards[:1]
        return local_plan.start(
            self.catalogue, by=self.by, title=title, owners=owners, chosen=[row.pk for row in chosen]
        )

    def choose(self, plan, *chosen):
        local_plan.choose(plan, by=self.by, version=plan.version, chosen=[row.pk for row in chosen])


def lines(plan):
    return [(node.code, node.objective.title) for node in read_tree(plan).walk()]


def test_chosen_actions_come_with_their_group_in_the_order_of_the_catalogue(region):
    plan = region.start(region.youth, region.pack)
    assert lines(plan) == [
        ("SD1", "Onthaal"),
        ("A1.1", "Infopakket"),
        ("SD2", "Wijken"),
        ("A2.1", "Jongeren"),
    ]
    assert list(plan.owners.all()) == region.boards[:1]
    told = Entry.objects.filter(verb="projects.plan.chosen_from_catalogue").get()
    assert told.changes["chosen"] == "Infopakket, Jongeren"


def test_choosing_again_adds_what_is_new_and_drops_what_nobody_touched(region):
    plan = region.start(region.pack)
    make.ObjectiveFactory(plan=plan, level="action", title="Eigen actie")
    region.choose(plan, region.language, region.youth)
    assert sorted(title for _code, title in lines(plan)) == [
        "Eigen actie",
        "Jongeren",
        "Onthaal",
        "Taalbeleid",
        "Wijken",
    ]


def test_a_group_goes_with_its_last_action(region):
    plan = region.start(region.pack, region.youth)
    region.choose(plan, region.youth)
    assert [title for _code, title in lines(plan)] == ["Wijken", "Jongeren"]


@pytest.mark.parametrize("used", ["adapted", "noted", "with something below"])
def test_what_a_municipality_made_its_own_is_not_dropped_by_unticking(region, used):
    plan = region.start(region.pack, region.youth)
    action = plan.objectives.get(origin=region.pack)
    if used == "adapted":
        Objective.objects.filter(pk=action.pk).update(title="Infopakket in tien talen")
    elif used == "noted":
        make.ProgressNoteFactory(objective=action)
    else:
        make.ObjectiveFactory(plan=plan, parent=action, level="step")
    with pytest.raises(Refused, match="Infopakket") as refused:
        region.choose(plan, region.youth)
    assert refused.value.field == "chosen"
    assert plan.objectives.filter(origin=region.pack).exists()


def test_action_of_another_catalogue_is_refused_and_nothing_is_begun(region):
    other = make.ObjectiveFactory(plan__kind="catalogue")
    with pytest.raises(Refused):
        region.start(region.pack, other)
    assert not region.catalogue.started.exists()


def test_plan_that_moved_meanwhile_is_not_overwritten(region):
    plan = region.start(region.pack)
    version = plan.version
    region.choose(plan, region.youth)
    with pytest.raises(Stale):
        local_plan.choose(plan, by=region.by, version=version, chosen=[])
    assert plan.objectives.filter(origin=region.youth).exists()


def test_only_a_catalogue_can_be_started_from(region):
    plan = make.PlanFactory(partnership=region.side.partnership, kind="policy")
    with pytest.raises(Refused):
        local_plan.start(plan, by=region.by, title="Plan", owners=region.boards[:1], chosen=[])


def test_matrix_tells_per_municipality_what_was_taken_adapted_and_added(region):
    first, second = region.boards[0], next(b for b in region.boards if b.territory != region.boards[0].territory)
    one = region.start(region.pack, region.language, title="Een", owners=[first])
    region.start(region.youth, title="Twee", owners=[second])
    adapted = one.objectives.get(origin=region.language)
    Objective.objects.filter(pk=adapted.pk).update(title="Taalbeleid voor loketten")
    make.ProgressNoteFactory(objective=adapted, state="running", percent=50)
    make.ObjectiveFactory(plan=one, level="action", title="Eigen actie")
    matrix = read_matrix(region.catalogue)
    columns = {column.name: column for column in matrix.columns}
    mine = columns[first.territory]
    assert {key: cell.took for key, cell in mine.taken.items()} == {
        region.welcome.pk: Took.AS_IT_IS,
        region.pack.pk: Took.AS_IT_IS,
        region.language.pk: Took.ADAPTED,
    }
    assert mine.taken[region.language.pk].standing.percent == 50
    assert mine.added == 1
    assert set(columns[second.territory].taken) == {region.area.pk, region.youth.pk}
    others = [column for name, column in columns.items() if name not in (first.territory, second.territory)]
    assert [column.plan for column in others] == [None] * len(others)


def test_cluster_of_two_municipalities_stands_in_both_columns(region):
    territories = {board.territory: board for board in region.boards}
    pair = list(territories.values())[:2]
    plan = region.start(region.pack, owners=pair)
    columns = [column for column in read_matrix(region.catalogue).columns if column.plan == plan]
    assert sorted(column.name for column in columns) == sorted(board.territory for board in pair)


def test_contact_person_begins_a_plan_of_the_own_board_only(region, as_user):
    client = as_user(region.side.contact)
    address = reverse("projects:local_plan_start", args=[region.catalogue.pk])
    own = next(iter(region.side.boards.values()))
    foreign = next(board for board in region.boards if board != own)
    form = {"title": "Ons plan", "owners": foreign.pk, "chosen": region.pack.pk}
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "Ons plan" in answer.content.decode()
    answer = client.post(address, form | {"owners": own.pk})
    plan = region.catalogue.started.get()
    assert answer.headers["Location"] == reverse("projects:plan_detail", args=[plan.pk])
    assert list(plan.owners.all()) == [own]

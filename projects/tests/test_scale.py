"""Invented projects and plans: as many as asked, the same for the same seed, and by the rules of the tree."""

import pytest

from governance.tests.factories import PartnershipFactory
from projects.actions import scale
from projects.actions.outline import fits
from projects.models.tree import read_tree

pytestmark = pytest.mark.django_db


def test_partnership_gets_plans_and_a_time_line_once():
    partnership = PartnershipFactory(slug="schaal-7-1")
    for _time in range(2):
        scale.load_one(partnership, 7, projects=1, plans=2, objectives=40, bars=9)
    (project,) = partnership.projects.all()
    assert (project.phases.count(), project.milestones.count()) == (5, 4)
    plans = list(partnership.plans.all())
    assert [plan.objectives.count() for plan in plans] == [40, 40]
    for node in read_tree(plans[0]).walk():
        assert fits(node.objective.level, node.parent.objective.level if node.parent else None)


def test_same_seed_gives_the_same_titles():
    titles = []
    for _time in range(2):
        partnership = PartnershipFactory(slug="schaal-7-2")
        plan = scale.plan(partnership, 1, 20, seed=7)
        titles.append(list(plan.objectives.order_by("pk").values_list("title", "term")))
        partnership.delete()
    assert titles[0] == titles[1]

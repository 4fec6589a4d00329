"""Plans and their chapters: what can be begun and changed, what is refused, and who is stopped."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import Theme
from projects.models import Plan, PlanTheme
from projects.tests import factories as make
from wegwijzer.audit.models import Entry


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def plan(cast):
    return make.PlanFactory(partnership=cast.a.partnership, title="Sociaal plan", mission="Oud")


def form_of(plan, **other):
    data = {"version": plan.version, "title": plan.title, "kind": plan.kind, "mission": plan.mission}
    return data | {"from_on": "01-01-2008", "until_on": "31-12-2013"} | other


def edit(client, plan, **other):
    return client.post(reverse("projects:plan_edit", args=[plan.pk]), form_of(plan, **other))


def test_plan_is_begun_for_its_owners_and_found_in_the_list(coordinator, cast):
    owners = list(cast.a.boards.values())[:2]
    data = {"title": "Lokaal sociaal beleidsplan", "kind": "policy", "owners": [owner.pk for owner in owners]}
    answer = coordinator.post(reverse("projects:plan_add", args=[cast.a.partnership.pk]), data)
    plan = Plan.objects.get()
    assert answer.url == reverse("projects:plan_detail", args=[plan.pk])
    assert list(plan.owners.order_by("pk")) == sorted(owners, key=lambda owner: owner.pk)
    project = make.ProjectFactory(partnership=cast.a.partnership).pk
    for asked, found in (
        ({"soort": "policy"}, True),
        ({"project": project}, False),
        ({"soort": "sector"}, False),
        ({"q": "beleidsplannen"}, True),
    ):
        page = coordinator.get(reverse("projects:plan_list"), asked).content.decode()
        assert ("Lokaal sociaal beleidsplan" in page) == found
    assert [entry.verb for entry in Entry.objects.filter(target_type="projects.plan")] == ["projects.plan.added"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Vul dit veld in"),
        ({"title": "x" * 161}, "hoogstens 160 tekens"),
        ({"title": "sociaal PLAN"}, "al een plan met deze titel"),
        ({"kind": "novel"}, "geldige"),
        ({"until_on": "31-12-2007"}, "ligt voor de begindatum"),
        ({"short_term_until_on": "31-12-2014"}, "binnen de periode"),
        ({"short_term_until_on": "31-02-2009"}, "bestaat niet"),
        ({"owners": ["999999"]}, "geldige"),
        ({"part_of": "999999"}, "geldige"),
    ],
)
def test_frame_that_can_not_be_is_told_beside_its_field(coordinator, cast, plan, wrong, told):
    other = make.PlanFactory(partnership=cast.a.partnership, title="Jeugdplan")
    answer = edit(coordinator, other, **wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    other.refresh_from_db()
    assert (other.title, other.until_on, other.part_of) == ("Jeugdplan", dt.date(2013, 12, 31), None)


def test_plan_is_no_part_of_itself_and_nothing_of_elsewhere_is_tied_to_it(coordinator, cast, plan):
    part = make.PlanFactory(partnership=cast.a.partnership, kind="sector", part_of=plan)
    assert "deel zijn van zichzelf" in edit(coordinator, plan, part_of=part.pk).content.decode()
    elsewhere = make.PlanFactory(partnership=cast.b.partnership)
    project = make.ProjectFactory(partnership=cast.b.partnership)
    assert edit(coordinator, plan, part_of=elsewhere.pk).status_code == 422
    assert edit(coordinator, plan, steered_by=cast.b.body.pk).status_code == 422
    assert edit(coordinator, plan, steered_by=cast.a.body.pk).status_code == 302
    assert edit(coordinator, plan, project=project.pk).status_code == 422
    board = next(iter(cast.b.boards.values()))
    assert edit(coordinator, plan, owners=[board.pk]).status_code == 422


def test_catalogue_that_others_left_from_stays_one(coordinator, cast):
    catalogue = make.PlanFactory(partnership=cast.a.partnership, kind="catalogue")
    make.PlanFactory(partnership=cast.a.partnership, kind="local", catalogue=catalogue)
    assert "Het blijft een catalogus" in edit(coordinator, catalogue, kind="policy").content.decode()


def test_second_editor_of_a_plan_sees_both_texts(coordinator, plan):
    assert edit(coordinator, plan, mission="Van de eerste").status_code == 302
    answer = edit(coordinator, plan, mission="Van de tweede")
    assert answer.status_code == 409
    assert "Van de eerste" in answer.content.decode()
    assert "Van de tweede" in answer.content.decode()


def test_owner_writes_texts_but_does_not_say_whose_plan_it_is(client, cast):
    board = next(iter(cast.a.boards.values()))
    plan = make.PlanFactory(partnership=cast.a.partnership, kind="local", owners=[board])
    client.force_login(cast.a.contact)
    page = client.get(reverse("projects:plan_edit", args=[plan.pk])).content.decode()
    assert 'name="owners"' not in page
    other = list(cast.a.boards.values())[1]
    assert edit(client, plan, mission="Nieuw", owners=[other.pk], kind="policy").status_code == 302
    plan.refresh_from_db()
    assert (plan.mission, plan.kind, list(plan.owners.all())) == ("Nieuw", "local", [board])


# --- chapters


def chapters(plan):
    return [str(chapter) for chapter in plan.chapters.all()]


def test_chapters_are_named_ordered_and_go_when_they_are_empty(coordinator, plan):
    home = reverse("projects:plan_chapters", args=[plan.pk])
    for name in ("Werk", "huisvesting ", "Gezondheid"):
        assert coordinator.post(home, {"name": name}).status_code == 302
    assert chapters(plan) == ["werk", "huisvesting", "gezondheid"]
    assert "staat al in het plan" in coordinator.post(home, {"name": "WERK"}).content.decode()
    last = plan.chapters.last()
    coordinator.post(reverse("projects:plan_chapter_move", args=[last.pk]), {"to": "omhoog"})
    assert chapters(plan) == ["werk", "gezondheid", "huisvesting"]
    first = plan.chapters.first()
    remove = reverse("projects:plan_chapter_remove", args=[first.pk])
    words = {"version": first.version, "mission": "Iedereen werk", "vision": ""}
    assert coordinator.post(reverse("projects:plan_chapter_edit", args=[first.pk]), words).status_code == 302
    assert "Wis die tekst eerst" in coordinator.post(remove, follow=True).content.decode()
    PlanTheme.objects.filter(pk=first.pk).update(mission="")
    line = make.ObjectiveFactory(plan=plan, theme=first.theme)
    assert "staan nog lijnen" in coordinator.post(remove, follow=True).content.decode()
    line.delete()
    coordinator.post(remove)
    assert list(plan.chapters.values_list("position", "theme__name")) == [(1, "gezondheid"), (2, "huisvesting")]
    assert Theme.objects.filter(name="werk").exists()
    verbs = set(Entry.objects.filter(target_type="projects.plan").values_list("verb", flat=True))
    assert verbs == {f"projects.plan.chapter_{word}" for word in ("added", "moved", "changed", "removed")}


def test_second_editor_of_a_chapter_is_stopped(coordinator, plan):
    chapter = make.PlanThemeFactory(plan=plan)
    url, data = reverse("projects:plan_chapter_edit", args=[chapter.pk]), {"version": chapter.version, "vision": ""}
    assert coordinator.post(url, data | {"mission": "Van de eerste"}).status_code == 302
    answer = coordinator.post(url, data | {"mission": "Van de tweede"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van de eerste" in page
    assert "Van de tweede" in page
    chapter.refresh_from_db()
    assert chapter.mission == "Van de eerste"

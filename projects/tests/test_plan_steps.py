"""The step plan: modules with what is done, when, by whom, and what comes of it; put in order, ticked off, printed."""

import datetime as dt

import pytest

from projects.models import PlanStep
from projects.tests.factories import PlanFactory, PlanStepFactory, PlanStepPartnerFactory
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return PlanFactory(partnership=cast.a.partnership, title="Sociaal beleidsplan")


@pytest.fixture
def page(cast, as_user):
    return as_user(cast.a.coordinator)


def titles(plan):
    return list(plan.steps.values_list("title", flat=True))


def filled(**values):
    return {
        "title": "Omgevingsanalyse",
        "activities": "1. Cijfers verzamelen\n- Fiches laten invullen\n\n3) Bespreken",
        "time_path": "voorjaar 2006",
        "partner_1": "Werkgroepen",
        "participation_1": "vullen fiches in",
        "result": "Hoofdstuk 2",
    } | values


def test_module_is_added_with_numbered_activities_and_partners(plan, page):
    assert page.get(f"/plannen/{plan.pk}/stappenplan/").status_code == 200
    assert page.post(f"/plannen/{plan.pk}/stappenplan/nieuw/", filled()).status_code == 302
    step = plan.steps.get()
    assert step.activity_lines == ["Cijfers verzamelen", "Fiches laten invullen", "Bespreken"]
    assert [(row.name, row.participation) for row in step.partners.all()] == [("Werkgroepen", "vullen fiches in")]
    shown = page.get(f"/plannen/{plan.pk}/stappenplan/").content.decode()
    assert "1. Omgevingsanalyse" in shown
    assert "<li>Cijfers verzamelen</li>" in shown


def test_module_is_corrected_and_ticked_off(plan, page):
    step = PlanStepFactory(plan=plan)
    gone, stays = (PlanStepPartnerFactory(step=step, name=name) for name in ("CAW", "VVSG"))
    data = filled(
        version=1, done_on=today().isoformat(), partner_1="VVSG", participation_1="leest na", partner_2="OCMW"
    )
    assert page.post(f"/modules/{step.pk}/wijzigen/", data).status_code == 302
    step.refresh_from_db()
    assert (step.done_on, step.version) == (today(), 2)
    assert (step.partners.first().pk, step.partners.first().name) == (stays.pk, "VVSG")
    assert not step.partners.filter(pk=gone.pk).exists()
    assert Entry.objects.filter(verb="projects.plan_step.changed").get().changes["partners"][0] == "CAW; VVSG"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"done_on": (today() + dt.timedelta(days=2)).isoformat()}, "done_on"),
        ({"from_on": "2006-05-01", "until_on": "2006-04-01"}, "until_on"),
        ({"from_on": "ooit"}, "from_on"),
        ({"partner_2": "", "participation_2": "helpt"}, "partner_2"),
        ({"partner_2": "Werkgroepen"}, "partner_1"),
    ],
)
def test_what_can_not_be_is_told_beside_its_field_and_nothing_is_kept(plan, page, values, field):
    answer = page.post(f"/plannen/{plan.pk}/stappenplan/nieuw/", filled(**values))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not plan.steps.exists()


def test_one_more_row_for_a_partner_keeps_what_was_typed(plan, page):
    answer = page.post(f"/plannen/{plan.pk}/stappenplan/nieuw/", filled(partner_2="", more="partner"))
    assert answer.status_code == 200
    assert len(answer.context["form"].partners) == 3
    assert "Omgevingsanalyse" in answer.content.decode()
    assert not plan.steps.exists()


def test_modules_are_put_in_order_and_taken_away(plan, page):
    first, second, third = (PlanStepFactory(plan=plan, title=title) for title in "abc")
    page.post(f"/modules/{third.pk}/verplaatsen/", {"places": "-1"})
    assert titles(plan) == ["a", "c", "b"]
    page.post(f"/modules/{first.pk}/verplaatsen/", {"places": "1"})
    assert titles(plan) == ["c", "a", "b"]
    page.post(f"/modules/{third.pk}/verplaatsen/", {"places": "-1"})  # it stands first already
    assert titles(plan) == ["c", "a", "b"]
    assert page.post(f"/modules/{first.pk}/schrappen/", {"version": "1"}).status_code == 302
    assert list(plan.steps.values_list("title", "position")) == [("c", 1), ("b", 2)]
    assert page.post(f"/modules/{second.pk}/schrappen/", {"version": "x"}).status_code == 409
    assert titles(plan) == ["c", "b"]


def test_who_saves_second_sees_both_and_overwrites_nothing(plan, page):
    step = PlanStepFactory(plan=plan, title="Missie")
    PlanStep.objects.filter(pk=step.pk).update(version=2, title="Missie en visie")
    answer = page.post(f"/modules/{step.pk}/wijzigen/", filled(version=1))
    assert answer.status_code == 409
    step.refresh_from_db()
    assert step.title == "Missie en visie"

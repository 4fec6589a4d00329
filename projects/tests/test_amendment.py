"""Changes after the award: prepared, asked, approved or refused; what they need, what they were, what they do."""

import datetime as dt
import json

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from governance.tests.factories import MembershipFactory, OrganisationFactory
from projects.models import Amendment, Budget, Dossier, read_budget
from projects.models.dossier_partners import partners_on
from projects.reports import dossier_parts as report_data
from projects.tests.dossier_factories import BudgetFactory, BudgetLineFactory, ContributionFactory, DossierFactory
from projects.tests.factories import ProjectFactory
from projects.tests.reporting_factories import AmendmentFactory
from wegwijzer.audit.models import Entry

OLD, NEW = dt.date(2018, 12, 31), dt.date(2019, 3, 31)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def dossier(cast):
    return DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), running=True, until_on=OLD)


def at(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def filled(kind, **others):
    empty = {"becomes": "", "from_on": "", "until_on": "", "budget": ""}
    return {"kind": kind, "title": "Drie maanden langer", "reason": "Later gestart"} | empty | others


def press(client, name, amendment, **data):
    amendment.refresh_from_db()
    return client.post(at(f"amendment_{name}", amendment), {"version": amendment.version} | data)


def test_longer_period_is_asked_and_once_approved_it_is_that_of_the_dossier(coordinator, dossier):
    data = filled("period", from_on="01-01-2016", until_on="31-03-2019")
    assert coordinator.post(at("amendment_add", dossier), data).status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.number, amendment.state) == (1, "draft")
    assert press(coordinator, "ask", amendment, asked_on="01-06-2018").status_code == 302
    amendment.refresh_from_db()
    assert amendment.before == "van 1 januari 2016 tot en met 31 december 2018"
    answer = {"verb": "approve", "decided_on": "15-06-2018", "decision_note": "Geen bezwaar"}
    assert press(coordinator, "decide", amendment, **answer).status_code == 302
    dossier.refresh_from_db()
    assert dossier.until_on == NEW
    page = coordinator.get(at("amendment_detail", amendment)).content.decode()
    for words in ("goedgekeurd", "Geen bezwaar", "31 december 2018", "31 maart 2019"):
        assert words in page
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "projects.amendment.added",
        "projects.amendment.asked",
        "projects.amendment.approved",
        "projects.dossier.amended",
        "projects.dossier_version.fixed",
        "reports.report.requested",
    ]
    version = dossier.versions.get()
    assert (version.reason, "2019-03-31" in version.content) == ("amended", True)


@pytest.fixture
def shift(cast, coordinator, dossier):
    """Olen leaves and a former member joins from 2017; prepared."""
    leaver = cast.a.boards["Gemeente Olen"]
    joiner = OrganisationFactory(name="Gemeente Kasterlee", municipality=True)
    MembershipFactory(
        partnership=cast.a.partnership, organisation=joiner, from_on=dt.date(2010, 1, 1), until_on=dt.date(2011, 1, 1)
    )
    data = filled("partners", from_on="01-01-2017", joins=[joiner.pk], leaves=[leaver.pk])
    assert coordinator.post(at("amendment_add", dossier), data).status_code == 302
    return Amendment.objects.get(), leaver, joiner


def test_approved_partners_take_part_from_their_day_and_history_stays(coordinator, dossier, shift, cast):
    amendment, leaver, joiner = shift
    memberships = list(dossier.partnership.memberships.order_by("pk").values())
    assert press(coordinator, "ask", amendment, asked_on="01-06-2016").status_code == 302
    assert joiner not in partners_on(dossier, dt.date(2017, 1, 1))
    answer = {"verb": "approve", "decided_on": "15-06-2016", "decision_note": ""}
    assert press(coordinator, "decide", amendment, **answer).status_code == 302
    then, now = partners_on(dossier, dt.date(2016, 12, 31)), partners_on(dossier, dt.date(2017, 1, 1))
    assert (leaver in then, joiner in then, leaver in now, joiner in now) == (True, False, False, True)
    assert list(dossier.partnership.memberships.order_by("pk").values()) == memberships
    page = coordinator.get(at("amendment_detail", amendment)).content.decode()
    assert f"1 jan 2017: {joiner}" in page
    assert f"1 jan 2017: {leaver}" in page
    assert Entry.objects.get(verb="projects.dossier.amended").changes["leaves"] == str(leaver)
    version = dossier.versions.get()
    assert version.reason == "amended"
    kept = json.loads(version.content)["partners"]
    assert (kept["changes"][0]["joins"], kept["changes"][0]["leaves"]) == ([str(joiner)], [str(leaver)])
    assert {str(joiner)} <= {row["name"] for row in kept["members"]}
    data = report_data.partners(json.loads(version.content))
    assert str(joiner) in render_to_string("projects/report/dossier_partners.html", {"data": data})


def test_key_of_a_next_budget_looks_at_who_takes_part_on_its_day(coordinator, dossier, shift, cast):
    amendment, leaver, joiner = shift
    press(coordinator, "ask", amendment, asked_on="01-06-2016")
    budget = BudgetFactory(dossier=dossier)
    BudgetLineFactory(budget=budget)
    part = ContributionFactory(budget=budget, on_day=dt.date(2017, 1, 1))
    assert leaver.pk in read_budget(budget).shares
    press(coordinator, "decide", amendment, verb="approve", decided_on="15-06-2016", decision_note="")
    budget = Budget.objects.get()
    shares = read_budget(budget).shares
    assert (leaver.pk in shares, joiner.pk in shares) == (False, True)
    type(part).objects.update(on_day=dt.date(2016, 12, 31))
    assert leaver.pk in read_budget(budget).shares


def test_partners_that_changed_meanwhile_are_not_approved(coordinator, dossier, shift):
    amendment, leaver, _joiner = shift
    press(coordinator, "ask", amendment, asked_on="01-06-2016")
    first = AmendmentFactory(dossier=dossier, kind="partners", from_on=dt.date(2016, 7, 1), approved=True)
    first.leaves.add(leaver)
    answer = press(coordinator, "decide", amendment, verb="approve", decided_on="15-06-2016", decision_note="")
    assert answer.status_code == 422
    assert f"{leaver} is op die dag geen partner." in answer.content.decode()


def test_who_leaves_is_a_partner_and_does_not_sign(coordinator, dossier, cast):
    signs = cast.a.boards["Gemeente Olen"]
    Dossier.objects.filter(pk=dossier.pk).update(applicant=signs)
    dossier.refresh_from_db()
    amendment = AmendmentFactory(dossier=dossier, kind="partners", from_on=dt.date(2017, 1, 1))
    amendment.joins.add(signs)
    amendment.leaves.add(signs)
    answer = press(coordinator, "ask", amendment, asked_on="01-06-2016").content.decode()
    assert f"{signs} is op die dag al partner." in answer
    assert f"{signs} ondertekent de aanvraag." in answer


@pytest.mark.parametrize(
    ("kind", "side"), [("content", "joins"), ("period", "leaves"), ("partners", "nowhere"), ("partners", "until_on")]
)
def test_partners_belong_to_a_change_of_partners(coordinator, dossier, cast, kind, side):
    stranger = OrganisationFactory(municipality=True)
    typed = {
        "joins": {"joins": [cast.a.boards["Gemeente Olen"].pk]},
        "leaves": {"leaves": [cast.a.boards["Gemeente Olen"].pk]},
        "nowhere": {"joins": [stranger.pk]},
        "until_on": {"until_on": "01-01-2018"},
    }[side]
    answer = coordinator.post(at("amendment_add", dossier), filled(kind, becomes="Zo", **typed))
    assert answer.status_code == 422
    assert ("joins" if side == "nowhere" else side) in answer.context["form"].errors
    assert not Amendment.objects.exists()


def test_other_boards_alone_are_a_change_for_the_second_editor(coordinator, shift):
    amendment, leaver, joiner = shift
    page = at("amendment_edit", amendment)
    data = filled("partners", from_on="01-01-2017", leaves=[leaver.pk], version=1)
    assert coordinator.post(page, data | {"joins": []}).status_code == 302
    assert Entry.objects.latest("pk").changes == {"joins": [str(joiner), ""]}
    assert coordinator.post(page, data | {"joins": [joiner.pk]}).status_code == 409


def test_refused_change_changes_nothing(coordinator, dossier):
    amendment = AmendmentFactory(
        dossier=dossier, kind="period", becomes="", from_on=dt.date(2016, 1, 1), until_on=NEW, asked=True
    )
    answer = {"verb": "refuse", "decided_on": "15-06-2016", "decision_note": "Te laat gevraagd"}
    assert press(coordinator, "decide", amendment, **answer).status_code == 302
    dossier.refresh_from_db()
    assert dossier.until_on == OLD
    assert press(coordinator, "decide", amendment, **answer).status_code == 422


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"kind": "period", "becomes": ""}, "Geef de nieuwe eerste en laatste dag."),
        ({"kind": "budget", "becomes": ""}, "leg die versie eerst vast"),
        ({"kind": "partners", "becomes": ""}, "Kies wie toetreedt of uitstapt, en vanaf welke dag."),
    ],
)
def test_change_that_says_too_little_is_not_asked_and_the_page_says_why(coordinator, dossier, values, told):
    amendment = AmendmentFactory(dossier=dossier, **values)
    assert told in coordinator.get(at("amendment_detail", amendment)).content.decode()
    answer = press(coordinator, "ask", amendment, asked_on="01-06-2018")
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_change_before_the_award_is_not_asked(coordinator, cast):
    draft = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), drafting=True)
    answer = press(coordinator, "ask", AmendmentFactory(dossier=draft), asked_on="01-06-2018")
    assert answer.status_code == 422
    assert "pas nadat de subsidie toegekend is" in answer.content.decode()


def test_budget_change_points_to_the_version_that_it_becomes(coordinator, dossier):
    first = BudgetFactory(dossier=dossier, name="aanvraag", fixed_on=dt.date(2015, 9, 30))
    second = BudgetFactory(dossier=dossier, name="verschuiving", fixed_on=dt.date(2017, 1, 10))
    data = filled("budget", budget=second.pk)
    assert coordinator.post(at("amendment_add", dossier), data).status_code == 302
    amendment = Amendment.objects.get()
    assert press(coordinator, "ask", amendment, asked_on="12-01-2017").status_code == 302
    amendment.refresh_from_db()
    assert (amendment.before, amendment.after) == (str(first), str(second))
    answer = {"verb": "approve", "decided_on": "20-01-2017", "decision_note": ""}
    assert press(coordinator, "decide", amendment, **answer).status_code == 302
    version = dossier.versions.get()
    assert (version.reason, "verschuiving" in version.content) == ("amended", True)


def test_other_words_alone_freeze_nothing(coordinator, dossier):
    amendment = AmendmentFactory(dossier=dossier, asked=True)
    press(coordinator, "decide", amendment, verb="approve", decided_on="20-01-2017", decision_note="")
    amendment.refresh_from_db()
    assert (amendment.state, dossier.versions.count()) == ("approved", 0)


@pytest.mark.parametrize(
    ("kind", "others", "field"),
    [
        ("content", {"from_on": "01-01-2016"}, "from_on"),
        ("period", {"from_on": "01-01-2019", "until_on": "01-01-2018"}, "until_on"),
        ("budget", {"budget": "999999"}, "budget"),
        ("x", {}, "kind"),
        ("content", {"reason": ""}, "reason"),
    ],
)
def test_bad_change_is_told(coordinator, dossier, kind, others, field):
    answer = coordinator.post(at("amendment_add", dossier), filled(kind, **others))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Amendment.objects.exists()


def test_budget_of_another_kind_of_change_is_refused(coordinator, dossier):
    budget = BudgetFactory(dossier=dossier, fixed_on=dt.date(2017, 1, 10))
    answer = coordinator.post(at("amendment_add", dossier), filled("content", becomes="Zo", budget=budget.pk))
    assert "budget" in answer.context["form"].errors


@pytest.mark.parametrize("day", ["01-01-2015", "01-01-2090"])
def test_change_is_asked_after_the_award_and_not_in_the_future(coordinator, dossier, day):
    assert press(coordinator, "ask", AmendmentFactory(dossier=dossier), asked_on=day).status_code == 422


def test_answer_comes_after_the_question(coordinator, dossier):
    amendment = AmendmentFactory(dossier=dossier, asked=True)  # on 1 May 2016
    answer = {"verb": "approve", "decided_on": "30-04-2016", "decision_note": ""}
    assert press(coordinator, "decide", amendment, **answer).status_code == 422


def test_asked_change_stays_as_it_is_until_it_is_taken_back(coordinator, dossier):
    amendment = AmendmentFactory(dossier=dossier, asked=True)
    data = filled("content", becomes="Anders")
    assert press(coordinator, "edit", amendment, **data).status_code == 422
    press(coordinator, "remove", amendment)
    assert Amendment.objects.exists()
    assert press(coordinator, "take_back", amendment).status_code == 302
    assert press(coordinator, "edit", amendment, **data).status_code == 302
    assert press(coordinator, "remove", amendment).status_code == 302
    assert not Amendment.objects.exists()


def test_second_editor_of_a_change_sees_both_texts(coordinator, dossier):
    amendment = AmendmentFactory(dossier=dossier)
    page = at("amendment_edit", amendment)
    assert coordinator.post(page, filled("content", becomes="Het ene", version=1)).status_code == 302
    answer = coordinator.post(page, filled("content", becomes="Het andere", version=1))
    assert answer.status_code == 409
    assert "Het ene" in answer.content.decode()


def test_who_joins_without_being_a_member_has_an_account_once_that_is_approved(coordinator, dossier, shift):
    amendment, _leaver, joiner = shift
    add = at("bank_account_add", dossier.partnership)
    values = {"organisation": joiner.pk, "iban": "BE68 5390 0754 7034", "holder": "Kasterlee", "from_on": "01-01-2017"}
    assert "organisation" in coordinator.post(add, values).context["form"].errors
    press(coordinator, "ask", amendment, asked_on="01-06-2016")
    press(coordinator, "decide", amendment, verb="approve", decided_on="15-06-2016", decision_note="")
    stranger = OrganisationFactory(municipality=True)
    assert "organisation" in coordinator.post(add, values | {"organisation": stranger.pk}).context["form"].errors
    assert coordinator.post(add, values).status_code == 302
    assert dossier.partnership.bank_accounts.get(organisation=joiner).iban == "BE68539007547034"

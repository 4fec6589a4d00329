"""The life of a dossier: its real days, what stops it, in the words of page and guard, and what history tells."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.urls import reverse

from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.actions import budget as budgets
from projects.actions.dossier_state import move
from projects.models import Dossier
from projects.models.budget_book import submitted_budget
from projects.tests.dossier_factories import (
    BudgetLineFactory,
    DossierFactory,
    RequirementFactory,
    make_complete,
    report_finally,
)
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused

DAY = dt.timedelta(days=1)
LIFE = [  # what each step of the page asks, with the days of the case
    ("go", {"on": "27-07-2015"}),
    ("opmaken", {"on": "05-08-2015"}),
    ("ter-goedkeuring", {"on": "02-09-2015"}),
    ("indienen", {"on": "30-09-2015"}),
    ("toekenning", {"on": "08-12-2015", "amount": "143.771,00"}),
    ("uitvoering", {"on": "03-05-2016"}),
    ("eindverslag", {"on": "30-11-2018"}),
    ("afsluiten", {"on": "31-03-2019"}),
]


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def dossier(cast):
    made = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), title="Aanvraag Wegwijzer")
    make_complete(made)
    return made


def url(dossier, step=""):
    return reverse("projects:dossier_move", args=[dossier.pk]) + (f"?stap={step}" if step else "")


def take(client, dossier, step, **asked):
    dossier.refresh_from_db()
    return client.post(url(dossier, step), {"version": dossier.version, **asked})


def words(answer):
    return " ".join(answer.content.decode().split())


def test_dossier_goes_from_idea_to_closed_on_the_days_of_the_case(coordinator, dossier):
    for step, asked in LIFE:
        assert take(coordinator, dossier, step, **asked).status_code == 302, step
    dossier.refresh_from_db()
    assert (dossier.state, dossier.go_on, dossier.submitted_on) == (
        "closed",
        dt.date(2015, 7, 27),
        dt.date(2015, 9, 30),
    )
    assert (dossier.awarded_on, dossier.awarded_amount) == (dt.date(2015, 12, 8), Decimal("143771.00"))
    assert (dossier.ended_on, dossier.since_on, dossier.override_reason) == (dt.date(2019, 3, 31),) * 2 + ("",)
    told = Entry.objects.filter(target_type="projects.dossier", target_id=dossier.pk).order_by("pk")
    assert [verb.split(".")[-1] for verb in told.values_list("verb", flat=True)] == [
        "go",
        "drafting",
        "in_approval",
        "submitted",
        "awarded",
        "started",
        "reporting",
        "closed",
    ]
    page = words(coordinator.get(reverse("projects:dossier_detail", args=[dossier.pk])))
    assert "€ 143" in page.replace("\xa0", " ")
    assert "Heropen het dossier" in page


def without_decision(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(decision=None)


def decided_without_number(dossier):
    type(dossier.decision).objects.filter(pk=dossier.decision_id).update(number=None)


def rejected(dossier):
    type(dossier.decision).objects.filter(pk=dossier.decision_id).update(outcome="rejected")


def on_condition(dossier):
    round_ = rounds.ApprovalRoundFactory(partnership=dossier.partnership, open=True, title="Interesse")
    rounds.RoundPartyFactory(round=round_, organisation=make.OrganisationFactory(municipality=True))
    type(dossier.decision).objects.filter(pk=dossier.decision_id).update(condition=round_)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (without_decision, "nog geen besluit om in te dienen"),
        (decided_without_number, "geldt pas als de vergadering afgesloten is"),
        (rejected, "is vervallen"),
        (on_condition, "hangt nog af van een ronde. De ronde ‘Interesse’ is nog niet bereikt"),
    ],
)
def test_go_waits_until_the_decision_took_effect_and_page_and_guard_say_the_same(coordinator, dossier, spoil, told):
    spoil(dossier)
    assert told in words(coordinator.get(url(dossier, "go")))
    assert told in words(coordinator.get(reverse("projects:dossier_detail", args=[dossier.pk])))
    answer = take(coordinator, dossier, "go", on="27-07-2015")
    assert answer.status_code == 422
    assert told in words(answer)
    dossier.refresh_from_db()
    assert dossier.state == "idea"


def test_go_is_not_before_the_day_on_which_the_decision_took_effect(coordinator, dossier):
    answer = take(coordinator, dossier, "go", on="05-07-2015")
    assert answer.status_code == 422
    assert "pas in werking sinds ma 6 jul 2015" in words(answer)


def in_approval(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(state="in_approval", go_on=dt.date(2015, 7, 27))
    dossier.refresh_from_db()


def lacks_document(dossier):
    person = make.PersonFactory(partnership=dossier.partnership, name="Contact Olen")
    RequirementFactory(dossier=dossier, kind="document", title="Statuten", person=person)


def lacks_approval(dossier):
    round_ = rounds.ApprovalRoundFactory(partnership=dossier.partnership, open=True, title="Statuten in de raden")
    rounds.RoundPartyFactory(round=round_, organisation=make.OrganisationFactory(name="Gemeente X", municipality=True))
    RequirementFactory(dossier=dossier, kind="approval", title="Goedkeuring", round=round_)


def lacks_balance(dossier):
    BudgetLineFactory(budget=dossier.budgets.get(), unit_cost=Decimal("5000.00"))


def lacks_budget(dossier):
    dossier.budgets.all().delete()


def lacks_time(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(deadline_on=dt.date(2015, 9, 29))


def lacks_applicant(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(applicant=None)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lacks_document, "Statuten: Het document ontbreekt. Aan zet: Contact Olen."),
        (lacks_approval, "De ronde ‘Statuten in de raden’ is nog niet bereikt"),
        (lacks_balance, "nog geen verdeelsleutel"),
        (lacks_budget, "Er is nog geen begroting."),
        (lacks_time, "De uiterste dag om in te dienen was di 29 sep 2015."),
        (lacks_applicant, "Zeg welk bestuur de aanvraag ondertekent."),
    ],
)
def test_submitting_asks_all_that_is_missing_and_can_be_done_all_the_same_with_a_reason(
    coordinator, dossier, spoil, told
):
    in_approval(dossier)
    spoil(dossier)
    assert told in words(coordinator.get(url(dossier, "indienen")))
    answer = take(coordinator, dossier, "indienen", on="30-09-2015")
    assert answer.status_code == 422
    assert told in words(answer)
    done = take(coordinator, dossier, "indienen", on="30-09-2015", despite="De subsidiegever gaf uitstel")
    assert done.status_code == 302
    dossier.refresh_from_db()
    assert (dossier.state, dossier.override_reason) == ("submitted", "De subsidiegever gaf uitstel")
    assert Entry.objects.filter(verb="projects.dossier.submitted").get().reason == "De subsidiegever gaf uitstel"
    assert "De subsidiegever gaf uitstel" in words(coordinator.get(done.url))


def test_reason_to_submit_all_the_same_is_not_kept_when_nothing_was_missing(cast, dossier):
    in_approval(dossier)
    move(dossier, "submit", by=cast.a.coordinator, version=dossier.version, on=today(), despite="Voor de zekerheid")
    dossier.refresh_from_db()
    assert dossier.override_reason == ""


@pytest.mark.parametrize(
    ("step", "asked", "field", "told"),
    [
        ("toekenning", {"on": "08-12-2015", "amount": ""}, "amount", "vul"),
        ("toekenning", {"on": "08-12-2015", "amount": "1e5"}, "amount", "bedrag"),
        ("toekenning", {"on": "08-12-2015", "amount": "-5"}, "amount", "0"),
        ("toekenning", {"on": "29-09-2015", "amount": "5"}, "on", "pas ‘ingediend’ sinds wo 30 sep 2015"),
        ("toekenning", {"on": "31-02-2016", "amount": "5"}, "on", "bestaat niet"),
        ("toekenning", {"on": f"{today() + DAY:%d-%m-%Y}", "amount": "5"}, "on", ""),
        ("intrekken", {"on": "08-12-2015", "reason": ""}, "reason", "vul"),
        ("indiening-terugdraaien", {"reason": ""}, "reason", "vul"),
        ("weigering", {"on": ""}, "on", "vul"),
    ],
)
def test_bad_step_is_told_beside_its_field(coordinator, cast, step, asked, field, told):
    project = ProjectFactory(partnership=cast.a.partnership)
    dossier = DossierFactory(project=project, submitted=True, since_on=dt.date(2015, 9, 30))
    answer = take(coordinator, dossier, step, **asked)
    assert answer.status_code == 422
    assert told.lower() in " ".join(answer.context["form"].errors[field]).lower()
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_step_that_is_not_of_this_state_says_so_and_an_unknown_one_is_not_there(coordinator, dossier):
    page = coordinator.get(url(dossier, "afsluiten"))
    assert "Dat kan niet terwijl het dossier “idee” is." in words(page)
    assert "Terug naar het dossier" in words(page)
    assert coordinator.get(url(dossier, "verzonnen")).status_code == 404
    assert coordinator.get(url(dossier)).context["title"] == "Beslis: we gaan ervoor"


def test_second_person_who_takes_a_step_hears_that_it_was_taken(coordinator, dossier):
    stale = {"version": dossier.version, "on": "27-07-2015"}
    assert coordinator.post(url(dossier, "go"), stale).status_code == 302
    assert coordinator.post(url(dossier, "opmaken"), stale | {"on": "05-08-2015"}).status_code == 409


def test_closing_waits_for_what_was_asked_of_the_dossier(coordinator, cast):
    dossier = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), final_report=True)
    RequirementFactory(dossier=dossier, title="Eindverslag", kind="document")
    answer = take(coordinator, dossier, "afsluiten", on="31-03-2019")
    assert answer.status_code == 422
    assert "Eindverslag: Het document ontbreekt." in words(answer)


def test_closing_waits_for_the_final_report_and_the_page_says_who_acts(coordinator, cast):
    person = make.PersonFactory(partnership=cast.a.partnership, name="Coördinator onthaal")
    project = ProjectFactory(partnership=cast.a.partnership, coordinator=person)
    dossier = DossierFactory(project=project, final_report=True)
    page = reverse("projects:dossier_detail", args=[dossier.pk])
    listed = "Zet eerst het eindverslag op de lijst van verslagen aan de subsidiegever."
    answer = take(coordinator, dossier, "afsluiten", on="31-03-2019")
    assert answer.status_code == 422
    assert f"{listed} Aan zet: Coördinator onthaal." in words(answer)
    assert f'{listed}</span> <br><span class="soft">Aan zet: Coördinator onthaal' in words(coordinator.get(page))
    report = report_finally(dossier)
    type(report).objects.filter(pk=report.pk).update(submitted_on=None, content="", checksum="")
    assert "Dien eerst het eindverslag in. Aan zet:" in words(take(coordinator, dossier, "afsluiten", on="31-03-2019"))
    assert reverse("projects:dossier_reporting", args=[dossier.pk]) in words(coordinator.get(page))
    report.save()
    assert take(coordinator, dossier, "afsluiten", on="31-03-2019").status_code == 302


def test_final_report_is_no_gap_before_it_is_time(coordinator, dossier):
    dossier.reportings.all().delete()
    answer = words(coordinator.get(reverse("projects:dossier_detail", args=[dossier.pk])))
    assert "Zet eerst het eindverslag" not in answer


MENDED = [
    # from, step, to, and what is then gone
    ("withdrawn", "opnieuw-bekijken", "idea", ("ended_on", "since_on")),
    ("no_go", "opnieuw-bekijken", "idea", ("ended_on", "since_on")),
    ("submitted", "indiening-terugdraaien", "in_approval", ("submitted_on",)),
    ("awarded", "antwoord-terugdraaien", "submitted", ("awarded_on", "awarded_amount")),
    ("refused", "antwoord-terugdraaien", "submitted", ("refused_on",)),
    ("running", "uitvoering-terugdraaien", "awarded", ()),
    ("final_report", "hervatten", "running", ()),
    ("closed", "heropenen", "final_report", ("ended_on",)),
]


@pytest.mark.parametrize(("state", "step", "then", "gone"), MENDED)
def test_mistake_is_mended_with_a_reason_that_history_keeps(coordinator, cast, state, step, then, gone):
    dossier = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), **{state: True})
    assert take(coordinator, dossier, step, reason="Verkeerd genoteerd").status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == then
    assert {getattr(dossier, name) for name in gone} <= {None}
    assert Entry.objects.latest("pk").reason == "Verkeerd genoteerd"


def test_submitting_again_fixes_the_budget_that_was_made_meanwhile(cast, dossier):
    by = cast.a.coordinator
    in_approval(dossier)
    move(dossier, "submit", by=by, version=dossier.version, on=dt.date(2015, 9, 30))
    first = dossier.budgets.get()
    assert first.fixed_on == dt.date(2015, 9, 30)
    move(dossier, "undo_submission", by=by, version=dossier.version, reason="Te vroeg genoteerd")
    second = budgets.go_on(first, by=by, name="na opmerkingen")
    line = second.lines.get()
    type(line).objects.filter(pk=line.pk).update(unit_cost=Decimal(500_000))
    with pytest.raises(Refused):  # the guard looks at the version that goes along
        move(dossier, "submit", by=by, version=dossier.version, on=dt.date(2015, 10, 2))
    type(line).objects.filter(pk=line.pk).update(unit_cost=line.unit_cost)
    move(dossier, "submit", by=by, version=dossier.version, on=dt.date(2015, 10, 2))
    second.refresh_from_db()
    assert (second.fixed_on, second.frozen is not None) == (dt.date(2015, 10, 2), True)
    assert submitted_budget(dossier) == second
    reasons = list(dossier.versions.order_by("number").values_list("reason", flat=True))
    assert reasons == ["submitted", "submitted"]
    assert json.loads(dossier.versions.latest("number").content)["budget"]["number"] == second.number


def test_submission_and_award_are_frozen(cast, dossier):
    in_approval(dossier)
    move(dossier, "submit", by=cast.a.coordinator, version=dossier.version, on=dt.date(2015, 9, 30))
    move(dossier, "award", by=cast.a.coordinator, version=dossier.version, on=dt.date(2015, 12, 8), amount=Decimal(1))
    assert list(dossier.versions.order_by("number").values_list("reason", flat=True)) == ["submitted", "awarded"]


def test_refused_move_freezes_nothing(cast, dossier):
    with pytest.raises(Refused):
        move(dossier, "submit", by=cast.a.coordinator, version=dossier.version)
    assert not dossier.versions.exists()


def test_percentage_and_gaps_are_counted_by_hand(dossier):
    """Decision, applicant, period, plan, budget, deadline and one row of the checklist: only the plan is missing."""
    from projects.models import DossierStanding

    standing = DossierStanding(dossier)
    assert [part.kind for part in standing.gaps] == ["plan"]
    assert (standing.done, len(standing.parts), standing.percentage) == (6, 7, 85)

"""A round from its preparation to its end: what may, what may not, and what history says of it."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from governance.actions import approval_round as rounds
from governance.actions.round_plan import Asked
from governance.models import ApprovalRound, Clause, Measure, RoundState, Rule, StandingState, Whose, book_of
from governance.tests import factories as make
from governance.tests.round_factories import ApprovalResponseFactory
from governance.tests.rounds import THREE_MUNICIPALITIES, WEEK, reworded
from wegwijzer.accounts.models import Population
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def verbs(round_):
    return [entry.verb.removeprefix("governance.round.") for entry in Entry.objects.about(round_).order_by("pk")]


def agree(region, round_, *boards, on=None):
    for board in boards:
        ApprovalResponseFactory(party=region.party(round_, board), answered_on=on or today())


def refused(field, action, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        action(*args, **kwargs)
    assert caught.value.field == field
    return " ".join(caught.value.reasons)


# --- preparing


def test_fourteen_boards_are_prepared_each_with_its_usual_organ(region):
    round_ = region.prepared()
    assert round_.state == RoundState.DRAFT
    organs = dict(round_.parties.values_list("organisation__name", "organ"))
    assert len(organs) == 14
    assert organs["Gemeente Olen"] == "municipal_council"
    assert organs["OCMW Olen"] == "welfare_council"
    assert verbs(round_) == ["prepared"]


def test_preparing_the_same_twice_prepares_one(region):
    assert region.prepared() == region.prepared()
    assert ApprovalRound.objects.count() == 1
    other = rounds.prepare(region.partnership, reworded(region.plan(), question="Iets anders?"), by=region.coordinator)
    assert other.pk != region.prepared().pk


def test_inhabitants_are_those_of_the_latest_year_before_the_asking_else_the_earliest(region):
    Population.objects.create(nis_code="80015", year=2018, inhabitants=11_900, source="Statbel")
    Population.objects.create(nis_code="80015", year=2022, inhabitants=12_300, source="Statbel")
    last_day_of_2019 = dt.date(2019, 12, 31)
    plan = {"asked_on": last_day_of_2019, "deadline_on": dt.date(2020, 3, 1)}
    round_ = region.prepared(**plan)
    assert region.party(round_, "OCMW Olen").inhabitants == 11_900
    assert region.party(round_, "Gemeente Lille").inhabitants == 16_000  # nothing older is known


def test_round_needs_somebody_to_ask(region):
    plan = replace(region.plan(), asked=[])
    refused("chosen", rounds.prepare, region.partnership, plan, by=region.coordinator)


def test_nobody_is_asked_twice(region):
    plan = region.plan()
    sentence = refused(
        "chosen", rounds.prepare, region.partnership, replace(plan, asked=[*plan.asked, plan.asked[0]]), by=None
    )
    assert "Gemeente Grobbendonk staat er twee keer bij" in sentence


def test_organ_that_an_organisation_does_not_have_is_refused(region):
    plan = replace(region.plan(), asked=[Asked(region.boards["OCMW Olen"], "municipal_council")])
    refused("organ", rounds.prepare, region.partnership, plan, by=region.coordinator)


def test_negative_contribution_is_refused(region):
    plan = replace(region.plan(), asked=[Asked(region.boards["OCMW Olen"], "welfare_council", Decimal("-1"))])
    refused("contribution", rounds.prepare, region.partnership, plan, by=region.coordinator)


@pytest.mark.parametrize(
    "clause",
    [
        Clause(Measure.BOARDS, Rule.NUMBER, number=15),
        Clause(Measure.MUNICIPALITIES, Rule.NUMBER, number=8),
        Clause(Measure.BOARDS, Rule.NUMBER, Whose.OCMW, number=8),
        Clause(Measure.BOARDS, Rule.MORE, numerator=1, denominator=1),
    ],
)
def test_threshold_higher_than_who_is_asked_is_refused(region, clause):
    plan = region.plan(clauses=[clause])
    refused("number_1", rounds.prepare, region.partnership, plan, by=region.coordinator)


def test_threshold_that_nobody_asked_counts_for_is_refused(region):
    only = [name for name in region.boards if name.startswith("Gemeente")]
    plan = region.plan(boards=only, clauses=[THREE_MUNICIPALITIES, Clause(Measure.BOARDS, Rule.ALL, Whose.OCMW)])
    refused("number_2", rounds.prepare, region.partnership, plan, by=region.coordinator)


def test_threshold_of_inhabitants_needs_inhabitants(region):
    Population.objects.all().delete()
    plan = region.plan(clauses=[Clause(Measure.POPULATION, Rule.MORE, numerator=1, denominator=2)])
    assert "inwonertal" in refused("number_1", rounds.prepare, region.partnership, plan, by=region.coordinator)


def test_yearly_kind_needs_its_year_and_has_it_once(region):
    refused("year", region.prepared, kind="accounts")
    first = region.prepared(kind="accounts", year=2025)
    refused("year", region.prepared, kind="accounts", year=2025, title="Nog eens")
    region.prepared(kind="evaluation", year=2025, title="Iets anders over dat jaar")
    rounds.cancel(first, by=region.coordinator, version=first.version)
    region.prepared(kind="accounts", year=2025, title="Nog eens")


def test_deadline_before_the_asking_is_refused(region):
    refused("deadline_on", region.prepared, deadline_on=today() - DAY)
    refused("deadline_on", region.prepared, asked_on=today() - 8 * DAY, deadline_on=today() - 9 * DAY)
    region.prepared(asked_on=today() - 8 * DAY, deadline_on=today() - 8 * DAY)


def test_nothing_is_asked_in_the_future(region):
    refused("asked_on", region.prepared, asked_on=today() + DAY)


def test_decision_of_another_partnership_is_refused(region):
    decision = make.DecisionFactory()
    refused("", rounds.prepare, region.partnership, region.plan(), by=region.coordinator, decision=decision)


# --- changing what is being prepared


def test_draft_changes_freely_and_history_says_what(region):
    round_ = region.prepared()
    plan = reworded(
        region.plan(
            title="Statuten", boards=["OCMW Olen", "Gemeente Olen"], clauses=[Clause(Measure.BOARDS, Rule.ALL)]
        ),
        question="Keurt uw raad de statuten goed?",
    )
    changes = rounds.change(round_, plan, by=region.coordinator, version=round_.version)
    assert set(changes) == {"title", "question", "gevraagd"}
    round_ = ApprovalRound.objects.get()
    assert (round_.title, round_.parties.count(), round_.current_text.question) == (
        "Statuten",
        2,
        "Keurt uw raad de statuten goed?",
    )
    assert verbs(round_) == ["prepared", "changed"]


def test_second_editor_of_a_draft_is_stopped(region):
    round_ = region.prepared()
    seen = round_.version
    rounds.change(round_, region.plan(title="Eerste"), by=region.coordinator, version=seen)
    with pytest.raises(Stale):
        rounds.change(round_, region.plan(title="Tweede"), by=region.coordinator, version=seen)
    with pytest.raises(Stale):  # who opens it has read another text
        rounds.open(ApprovalRound.objects.get(), by=region.coordinator, version=seen)


def test_what_was_sent_does_not_change_like_a_draft(region):
    round_ = region.opened()
    refused("", rounds.change, round_, region.plan(title="Anders"), by=region.coordinator, version=round_.version)


# --- sending


def test_sending_pins_the_text_and_sets_the_day(region):
    round_ = region.opened()
    text = round_.texts.get()
    assert (round_.state, round_.asked_on, round_.opened_by) == (RoundState.OPEN, today(), region.coordinator)
    assert text.checksum == text.compute_checksum()
    assert (text.from_on, text.pinned_by) == (today(), region.coordinator)
    assert verbs(round_) == ["prepared", "opened"]


def test_what_was_asked_before_can_be_entered_now(region):
    round_ = region.prepared(asked_on=dt.date(2015, 9, 2), deadline_on=dt.date(2015, 9, 30))
    rounds.open(round_, by=region.coordinator, version=round_.version)
    assert (round_.asked_on, round_.texts.get().from_on) == (dt.date(2015, 9, 2), dt.date(2015, 9, 2))


def test_old_draft_is_not_sent_with_a_deadline_that_has_passed(region):
    round_ = region.prepared()
    ApprovalRound.objects.update(deadline_on=today() - DAY)
    round_.refresh_from_db()
    refused("deadline_on", rounds.open, round_, by=region.coordinator, version=round_.version)


def test_round_is_sent_once(region):
    round_ = region.opened()
    assert "al verstuurd" in refused("", rounds.open, round_, by=region.coordinator, version=round_.version)


def test_round_without_question_names_what_is_missing(region):
    round_ = region.prepared()
    round_.texts.update(question="  ")
    round_.parties.all().delete()
    round_.clauses.all().delete()
    sentence = refused("", rounds.open, round_, by=region.coordinator, version=round_.version)
    assert sentence == (
        "Schrijf eerst de vraag uit. Kies eerst welke organisaties gevraagd worden. "
        "Zeg eerst wat er bereikt moet worden."
    )


# --- while it runs, and its end


def test_deadline_moves_but_never_before_an_answer(region):
    round_ = region.opened()
    agree(region, round_, "Gemeente Olen")
    change = {"by": region.coordinator, "title": "Nieuwe titel", "consequence": "Dan dienen wij in."}
    later = today() + 9 * WEEK
    rounds.adjust(round_, version=round_.version, deadline_on=later, **change)
    assert ApprovalRound.objects.get().deadline_on == later
    sentence = refused(
        "deadline_on", rounds.adjust, round_, version=round_.version, deadline_on=today() - DAY, **change
    )
    assert "Kies een dag vanaf" in sentence


def test_closing_says_that_it_can_not_be_reached_any_more(region):
    round_ = region.opened()
    agree(region, round_, "Gemeente Olen")
    rounds.close(round_, by=region.coordinator, version=round_.version)
    assert book_of(round_).state == StandingState.IMPOSSIBLE
    assert verbs(round_)[-2:] == ["closed", "lapsed"]


def test_round_whose_deadline_passed_says_so_once(region):
    round_ = region.prepared(asked_on=dt.date(2015, 9, 2), deadline_on=dt.date(2015, 9, 30))
    rounds.open(round_, by=region.coordinator, version=round_.version)
    for _turn in range(2):
        rounds.close(round_, by=region.coordinator, version=round_.version)
        rounds.reopen(round_, by=region.coordinator, version=round_.version)
    assert verbs(round_).count("lapsed") == 1


def test_closing_what_was_reached_tips_nothing(region):
    round_ = region.opened(boards=["Gemeente Olen"])
    agree(region, round_, "Gemeente Olen")
    rounds.close(round_, by=region.coordinator, version=round_.version)
    assert verbs(round_)[-1] == "closed"


def test_later_deadline_makes_an_answer_count_and_history_says_that_it_is_reached(region):
    round_ = region.prepared(asked_on=today() - 4 * WEEK, deadline_on=today() - WEEK, boards=["Gemeente Olen"])
    rounds.open(round_, by=region.coordinator, version=round_.version)
    agree(region, round_, "Gemeente Olen")
    rounds.adjust(round_, by=region.coordinator, version=round_.version, deadline_on=today())
    assert verbs(round_)[-2:] == ["changed", "reached"]


def test_reopened_round_goes_on(region):
    round_ = region.opened()
    rounds.close(round_, by=region.coordinator, version=round_.version)
    rounds.reopen(round_, by=region.coordinator, version=round_.version)
    assert (round_.state, round_.closed_on) == (RoundState.OPEN, None)
    assert book_of(round_).state == StandingState.POSSIBLE


def test_stopping_needs_a_reason_once_it_was_asked(region):
    draft, running = region.prepared(), region.opened(title="Andere ronde")
    rounds.cancel(draft, by=region.coordinator, version=draft.version)
    refused("reason", rounds.cancel, running, by=region.coordinator, version=running.version)
    rounds.cancel(running, by=region.coordinator, version=running.version, reason="De oproep is ingetrokken.")
    assert running.state == RoundState.CANCELLED
    assert Entry.objects.about(running).last().reason == "De oproep is ingetrokken."


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (rounds.close, "draft"),
        (rounds.close, "closed"),
        (rounds.close, "cancelled"),
        (rounds.reopen, "draft"),
        (rounds.reopen, "open"),
        (rounds.reopen, "cancelled"),
        (rounds.open, "closed"),
        (rounds.open, "cancelled"),
        (rounds.cancel, "closed"),
        (rounds.cancel, "cancelled"),
        (rounds.adjust, "draft"),
        (rounds.adjust, "closed"),
        (rounds.adjust, "cancelled"),
    ],
)
def test_every_other_move_is_refused(region, action, state):
    round_ = region.prepared() if state == "draft" else region.opened()
    if state == "closed":
        rounds.close(round_, by=region.coordinator, version=round_.version)
    if state == "cancelled":
        rounds.cancel(round_, by=region.coordinator, version=round_.version, reason="Niet meer nodig")
    extra = {"deadline_on": today() + WEEK} if action is rounds.adjust else {}
    extra |= {"reason": "Niet meer nodig"} if action is rounds.cancel else {}
    before = verbs(round_)
    refused("", action, round_, by=region.coordinator, version=round_.version, **extra)
    assert (ApprovalRound.objects.get().state, verbs(round_)) == (state, before)

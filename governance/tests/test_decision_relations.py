"""What a decision hangs together with: by hand from the rule, through the action and through the pages."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.actions import decision_relations
from governance.models import AgendaItem, Decision, EffectState, ItemKind, Outcome, StepKind, chain_of, effects_of
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

DAY = dt.timedelta(days=1)


@pytest.fixture
def decision(cast):
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)
    return make.DecisionFactory(item=make.AgendaItemFactory(meeting=meeting), title="Indienen", number=1)


@pytest.fixture
def round_(cast):
    return rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title="Interesse")


def relate(decision, **values):
    wanted = {"version": decision.version, "condition": None, "advice": [], "themes": []}
    return decision_relations.relate(decision, by=None, **(wanted | values))


def effect(decision):
    decision.refresh_from_db()
    return effects_of([decision])[decision.pk]


# --- the effect


def test_decision_without_condition_took_effect_when_it_was_taken(decision):
    assert (effect(decision).state, effect(decision).on) == (EffectState.EFFECTIVE, decision.decided_on)


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.POSTPONED, Outcome.NOTED])
def test_what_was_not_adopted_has_no_effect(decision, outcome):
    Decision.objects.filter(pk=decision.pk).update(outcome=outcome)
    assert effect(decision).state == EffectState.LAPSED


def test_decision_on_condition_waits_takes_effect_and_stays_so(decision, round_):
    early = decision.decided_on  # lies ahead in the factories, so that the later of the two days shows
    party = rounds.RoundPartyFactory(round=round_)
    relate(decision, condition=round_)
    assert effect(decision).state == EffectState.PENDING
    yes = rounds.ApprovalResponseFactory(party=party, answered_on=today() - 2 * DAY)
    assert (effect(decision).state, effect(decision).on) == (EffectState.EFFECTIVE, early)
    assert effect(decision).by == yes
    rounds.ApprovalResponseFactory(party=party, outcome="rejected")
    assert effect(decision).state == EffectState.EFFECTIVE


def test_decision_lapses_when_the_round_can_not_be_reached_any_more(decision, round_):
    party = rounds.RoundPartyFactory(round=round_)
    relate(decision, condition=round_)
    rounds.ApprovalResponseFactory(party=party, outcome="rejected", answered_on=today() - DAY)
    assert (effect(decision).state, effect(decision).on) == (EffectState.LAPSED, today() - DAY)


def test_answer_that_nobody_verified_makes_the_effect_uncertain(decision, round_):
    party = rounds.RoundPartyFactory(round=round_)
    relate(decision, condition=round_)
    rounds.ApprovalResponseFactory(party=party)
    assert not effect(decision).is_firm


# --- the action


def test_relations_are_kept_and_leave_one_trace(decision, round_, cast):
    advice = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body, approved=True), kind=ItemKind.ADVICE)
    relate(decision, condition=round_, advice=[advice], themes=["onthaal", "onderwijs"])
    decision.refresh_from_db()
    assert decision.condition == round_
    assert list(decision.advice.all()) == [advice]
    assert sorted(str(theme) for theme in decision.themes.all()) == ["onderwijs", "onthaal"]
    entries = Entry.objects.filter(verb="governance.decision.related", target_id=decision.pk)
    assert entries.count() == 1
    relate(decision, condition=round_, advice=[advice], themes=["onderwijs", "onthaal"])
    assert entries.count() == 1


def test_round_or_advice_of_another_partnership_is_refused(decision, cast):
    elsewhere = rounds.ApprovalRoundFactory(partnership=cast.b.partnership, open=True)
    with pytest.raises(Refused, match="ander samenwerkingsverband"):
        relate(decision, condition=elsewhere)
    decision.refresh_from_db()
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.b.body), kind=ItemKind.ADVICE)
    with pytest.raises(Refused, match="ander samenwerkingsverband"):
        relate(decision, advice=[item])


def test_what_was_rejected_hangs_on_nothing_and_nothing_hangs_on_a_stopped_round(decision, round_, cast):
    stopped = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, cancelled=True)
    with pytest.raises(Refused, match="stopgezet"):
        relate(decision, condition=stopped)
    Decision.objects.filter(pk=decision.pk).update(outcome=Outcome.REJECTED)
    decision.refresh_from_db()
    with pytest.raises(Refused, match="goedgekeurd"):
        relate(decision, condition=round_)


def test_second_editor_is_stopped(decision, round_):
    relate(decision, condition=round_)
    with pytest.raises(Stale):
        relate(Decision.objects.get(pk=decision.pk), version=1, condition=None)


# --- the chain


def test_chain_runs_from_advice_to_effect(decision, round_):
    rounds.RoundPartyFactory(round=round_)
    advice = make.AgendaItemFactory(meeting=make.MeetingFactory(body=decision.body, approved=True))
    relate(decision, condition=round_, advice=[advice])
    chain = chain_of(decision, [round_], [advice])
    assert [step.kind for step in chain.steps] == list(StepKind)
    assert chain.effect.state == EffectState.PENDING


def test_who_may_not_see_the_round_hears_only_that_it_waits(decision, round_):
    rounds.ApprovalResponseFactory(party=rounds.RoundPartyFactory(round=round_))
    relate(decision, condition=round_)
    chain = chain_of(decision, [], [])
    assert [step.kind for step in chain.steps] == [StepKind.DECISION, StepKind.EFFECT]
    assert chain.effect.state == EffectState.PENDING


# --- the pages


def test_coordinator_lays_down_what_a_decision_hangs_on(client, cast, decision, round_):
    rounds.RoundPartyFactory(round=round_)
    client.force_login(cast.a.coordinator)
    url = reverse("governance:decision_relate", args=[decision.pk])
    answer = client.post(url, {"version": 1, "condition": round_.pk, "themes": " Onthaal, onthaal ,Onderwijs"})
    assert answer.status_code == 302
    page = client.get(reverse("governance:decision_detail", args=[decision.pk])).content.decode()
    assert "hangt af van de ronde" in page
    assert "Interesse" in page
    assert sorted(theme.name for theme in decision.themes.all()) == ["onderwijs", "onthaal"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"themes": ",".join("abcdefghi")}, "hoogstens 8"),
        ({"themes": "x" * 61}, "hoogstens 60 tekens"),
        ({"condition": "999999"}, "geldige"),
        ({"condition": "drie"}, "geldige"),
    ],
)
def test_bad_input_is_told_and_kept(client, cast, decision, typed, told):
    client.force_login(cast.a.coordinator)
    answer = client.post(reverse("governance:decision_relate", args=[decision.pk]), {"version": 1, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert typed.get("themes", "") in page
    assert not decision.themes.exists()


def test_register_finds_by_word_form_article_theme_and_effect(client, cast, decision, round_):
    rounds.RoundPartyFactory(round=round_)
    decision.articles.create(number=1, text="De raden keuren de brieven goed.")
    relate(decision, condition=round_, themes=["onthaal"])
    other = make.DecisionFactory(item=AgendaItem.objects.get(pk=decision.item_id), title="Iets anders", number=2)
    client.force_login(cast.a.coordinator)
    theme = decision.themes.get()

    def found(**asked):
        page = client.get(reverse("governance:decision_list"), asked).content.decode()
        return [row.pk for row in (decision, other) if reverse("governance:decision_detail", args=[row.pk]) in page]

    assert found() == [decision.pk, other.pk]
    assert found(q="brief raad") == [decision.pk]
    assert found(q="onthaal") == [decision.pk]
    assert found(theme=theme.pk) == [decision.pk]
    assert found(effect="pending") == [decision.pk]
    assert found(effect="effective") == [other.pk]
    assert found(effect="lapsed") == []

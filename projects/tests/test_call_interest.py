"""Asking the boards whether a call interests them: what the call brings along, and what they answered last time."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import ApprovalRound
from governance.tests import round_factories as rounds
from projects.models import Call
from projects.tests.dossier_factories import CallConditionFactory, CallFactory
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.calendar.workdays import is_working_day


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def answered(partnership, board, **values):
    round_ = rounds.ApprovalRoundFactory(partnership=partnership, kind="interest", closed=True, title="Interesse toen")
    party = rounds.RoundPartyFactory(round=round_, organisation=board)
    rounds.ApprovalResponseFactory(party=party, **values)
    return round_


@pytest.fixture
def earlier(cast):
    olen = cast.a.boards["Gemeente Olen"]
    round_ = answered(
        cast.a.partnership, olen, outcome="rejected", reason="Doelgroep te klein", preferred_form="informed"
    )
    return CallFactory(partnership=cast.a.partnership, title="Oproep van toen", interest=round_)


@pytest.fixture
def call(cast, earlier):
    call = CallFactory(
        partnership=cast.a.partnership,
        title="Samen leven",
        purpose="Voor wie samenwerkt",
        opened_on=None,
        deadline_on=today() + dt.timedelta(days=90),
        earlier=earlier,
    )
    CallConditionFactory(call=call, measure="municipalities_min", amount=1)
    return call


def at(name, call):
    return reverse(f"projects:{name}", args=[call.pk])


def test_round_starts_with_the_words_of_the_call_and_whom_was_asked_before(coordinator, cast, call):
    start = coordinator.get(at("call_round_add", call)).context["form"].initial
    assert (start["kind"], start["title"]) == ("interest", "Interesse in de oproep ‘Samen leven’")
    for words in ("Voor wie samenwerkt", "Minstens 1 gemeente", "zeiden 0 van 1 besturen ja"):
        assert words in start["facts"]
    assert (start["threshold"], start["number"]) == ("municipalities", 1)
    assert (start["who"], start["chosen"]) == ("chosen", [cast.a.boards["Gemeente Olen"].pk])
    assert today() <= start["deadline_on"] <= call.deadline_on - dt.timedelta(days=28)
    assert is_working_day(start["deadline_on"])


def test_round_begun_from_the_call_belongs_to_it_and_only_one_does(coordinator, call):
    page = at("call_round_add", call)
    start = coordinator.get(page).context["form"].initial
    data = {name: value for name, value in start.items() if value is not None}
    data |= {"members_on": f"{today():%d-%m-%Y}", "deadline_on": f"{start['deadline_on']:%d-%m-%Y}", "send": "1"}
    assert coordinator.post(page, data).status_code == 302
    call.refresh_from_db()
    assert (call.interest.kind, call.interest.state) == ("interest", "open")
    assert "projects.call.interest_asked" in Entry.objects.values_list("verb", flat=True)
    answer = coordinator.post(page, data)
    assert answer.url == at("call_interest", call)
    assert ApprovalRound.objects.filter(title=start["title"]).count() == 1


def test_page_shows_answers_of_now_beside_those_of_the_previous_call(coordinator, cast, call):
    olen = cast.a.boards["Gemeente Olen"]
    call.interest = answered(cast.a.partnership, olen, outcome="approved", reason="Nu wel", preferred_form="partner")
    call.save()
    page = coordinator.get(at("call_interest", call)).content.decode()
    for words in ("ja, interesse", "Nu wel", "Liefst als partner", "geen interesse", "Doelgroep te klein"):
        assert words in page
    assert "Vorige oproep (2015)" in page


def test_before_the_question_the_previous_answers_are_the_start(coordinator, call):
    page = coordinator.get(at("call_interest", call)).content.decode()
    assert "Doelgroep te klein" in page
    assert "Vraag wie interesse heeft" in page


def test_round_of_a_partnership_that_a_reader_is_not_in_keeps_its_answers(client, cast, call):
    foreign = answered(cast.b.partnership, cast.b.boards["Gemeente Asse"], outcome="approved", reason="Geheim")
    call.interest = foreign
    call.save()
    client.force_login(cast.a.delegate)
    page = client.get(at("call_interest", call)).content.decode()
    assert "Geheim" not in page
    assert "van een ander samenwerkingsverband" in page


def test_round_of_another_partnership_can_not_be_chosen(coordinator, cast, call):
    foreign = answered(cast.b.partnership, cast.b.boards["Gemeente Asse"])
    own = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, kind="interest", open=True)
    form = coordinator.get(at("call_edit", call)).context["form"]
    assert list(form.fields["interest"].queryset) == [own]
    assert foreign != own


def test_round_that_was_stopped_leaves_room_for_another(coordinator, cast, call):
    call.interest = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, kind="interest", cancelled=True)
    call.save()
    assert coordinator.get(at("call_round_add", call)).status_code == 200
    assert not Call.objects.get(pk=call.pk).is_asked

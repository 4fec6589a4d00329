"""The case Wegwijzer, counted by hand from what is known of it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import override_settings

from governance.actions import case
from governance.models import (
    ApprovalResponse,
    ApprovalRound,
    Body,
    CouncilSitting,
    Decision,
    EffectState,
    Mandate,
    Meeting,
    Membership,
    Partnership,
    Quorum,
    Service,
    StandingState,
    Statutes,
    book_of,
    effects_of,
)
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, User
from wegwijzer.audit.models import Entry


@pytest.fixture(scope="module")
def case_of_the_module(held):
    with override_settings(DEMO=True):
        return [partnership.pk for partnership in case.load("wegwijzer")]


@pytest.fixture
def db(db_that_is_held):
    """The database of all tests here is the one with the case."""


@pytest.fixture
def loaded(case_of_the_module, db, settings):
    settings.DEMO = True
    return [Partnership.objects.get(pk=pk) for pk in case_of_the_module]


COUNTED = (Organisation, Partnership, Mandate, Meeting, Decision, User, Entry)
COUNTED += (ApprovalRound, ApprovalResponse, CouncilSitting)


def counts():
    return [model.objects.count() for model in COUNTED]


def test_case_has_the_boards_and_members_that_are_known(loaded):
    isom, integration = loaded
    assert Organisation.objects.filter(kind__in=LOCAL_BOARDS).count() == 14
    assert isom.members_on(dt.date(2015, 9, 30)).count() == 7
    assert integration.members_on(dt.date(2015, 10, 1)).count() == 13
    assert integration.managing_authority.name == "Gemeente Herentals"


def test_kasterlee_left_isom_in_2009_and_kept_the_legal_aid(loaded):
    isom = loaded[0]
    legal_aid = Service.objects.get(partnership=isom, name="Rechtshulp")
    names = {membership.organisation.name for membership in isom.members_on(dt.date(2009, 1, 1))}
    taking_part = {row.organisation.name for row in legal_aid.participations.on(dt.date(2009, 1, 1))}
    assert "OCMW Kasterlee" not in names
    assert len(names) == 6
    assert "OCMW Kasterlee" in taking_part
    assert isom.members_on(dt.date(2008, 12, 31)).count() == 7


def test_second_load_adds_nothing_and_keeps_what_people_changed(loaded):
    Body.objects.filter(name="Beheerscomité").update(default_place="Elders")
    before = counts()
    case.load("wegwijzer")
    assert counts() == before
    assert Body.objects.get(name="Beheerscomité").default_place == "Elders"


def test_demo_logins_are_the_coordinator_staff_and_fourteen_contacts(loaded, settings):
    boards = ["grobbendonk", "herentals", "herenthout", "kasterlee", "lille", "olen", "vorselaar"]
    expected = {f"contact.{word}-{board}@example.org" for word in ("ocmw", "gemeente") for board in boards}
    assert {user.email for user in User.objects.all()} == expected | {"coordinator@example.org", "staff@example.org"}
    assert all(user.check_password(settings.DEMO_PASSWORD) for user in User.objects.all())


def test_decisions_are_numbered_per_body_and_year_in_order_of_time(loaded):
    numbers = [
        (str(decision.body), decision.label)
        for decision in Decision.objects.order_by("body__name", "meeting__planned_start", "pk")
    ]
    assert numbers == [
        ("Beheerscomité", "besluit 2015/1"),
        ("Beheerscomité", "besluit 2015/2"),
        ("Beheerscomité", "besluit 2015/3"),
        ("Beheerscomité", "besluit 2016/1"),
        ("Beheerscomité", "besluit 2016/2"),
        ("Dagelijks bestuur", "besluit 2015/1"),
        ("Dagelijks bestuur", "besluit 2015/2"),
        ("Dagelijks bestuur", "besluit 2015/3"),
    ]


def test_every_decision_was_carried_with_a_quorum_by_the_rules_of_its_body(loaded):
    for decision in Decision.objects.select_related("meeting__body"):
        quorum = Quorum(decision.meeting, list(decision.meeting.attendances.all()))
        assert quorum.reached
        assert decision.votes_for + decision.votes_against + decision.abstentions == quorum.present
        assert decision.body.carries(decision.votes_for, decision.votes_against, decision.abstentions)


def test_vorselaar_was_asked_but_is_no_member(loaded):
    integration = loaded[1]
    assert not Membership.objects.filter(partnership=integration, organisation__name="Gemeente Vorselaar").exists()
    assert Mandate.objects.filter(partnership=integration, organisation__name="Gemeente Vorselaar").count() == 1


# --- what the boards were asked between July and September 2015


def round_of(kind, **values):
    return ApprovalRound.objects.get(kind=kind, partnership__slug="isom", **values)


def test_third_municipality_signed_up_when_the_ocmw_of_lille_did(loaded):
    """Herentals on 14 July, Olen on 20 July, Lille on 27 July: both boards of a municipality have to sign up."""
    decision = Decision.objects.get(condition__kind="interest")
    effect = effects_of([decision])[decision.pk]
    assert "minstens 3 van de 7" in str(decision.title)
    assert (effect.state, effect.on) == (EffectState.EFFECTIVE, dt.date(2015, 7, 27))
    assert str(effect.by.party) == "OCMW Lille"


def test_other_decisions_do_not_hang_on_a_round(loaded):
    others = list(Decision.objects.filter(condition=None))
    assert {effect.state for effect in effects_of(others).values()} == {EffectState.EFFECTIVE}
    assert len(others) == 7


@pytest.mark.parametrize(
    ("kind", "reached_on", "agreed"),
    [
        ("interest", dt.date(2015, 7, 27), 13),
        ("intention", dt.date(2015, 8, 27), 13),  # six boards until the 26th, the seventh and eighth on the 27th
        ("principle", dt.date(2015, 9, 10), 13),  # nine boards; Herentals, Olen and Lille have 57,120 of 103,642
        ("statutes", dt.date(2015, 9, 22), 13),  # Olen on the 17th, Herenthout on the 21st, Kasterlee on the 22nd
        ("application", dt.date(2015, 9, 22), 13),
    ],
)
def test_rounds_of_the_case_were_reached_on_the_day_that_follows_from_the_answers(loaded, kind, reached_on, agreed):
    book = book_of(round_of(kind))
    assert book.standing.state == StandingState.REACHED
    assert book.reached.on == reached_on
    assert len(book.standing.who("agreed")) == agreed


def test_thirteen_of_fourteen_joined_and_the_one_that_did_not_is_said_to_be_illustrative(loaded):
    book = book_of(round_of("statutes"))
    refused = [str(party) for party in book.with_stance("refused")]
    joined = {membership.organisation.name for membership in loaded[1].members_on(dt.date(2015, 10, 1))}
    assert refused == ["Gemeente Vorselaar"]
    assert {str(party) for party in book.with_stance("agreed")} == joined
    assert "illustratief" in round_of("statutes").consequence


def test_own_shares_of_the_application_add_up(loaded):
    shares = [party.contribution for party in round_of("application").parties.all()]
    assert len(shares) == 14
    assert sum(shares) == Decimal("13850.00")


def test_example_round_runs_and_can_still_be_reached(loaded):
    example = ApprovalRound.objects.get(partnership__slug="integratie")
    book = book_of(example)
    assert example.state == "open"
    assert book.standing.state == StandingState.POSSIBLE
    assert len(book.unverified) == 3


def test_statutes_of_the_association_hold_the_nine_clauses(loaded):
    statutes = Statutes.objects.get()
    assert statutes.partnership == loaded[1]
    assert statutes.clauses.count() == 9
    assert statutes.missing_clauses == []


def test_decision_on_condition_rests_on_the_advice_of_june(loaded):
    decision = Decision.objects.get(condition__kind="interest")
    assert [str(item.meeting.body) for item in decision.advice.all()] == ["Adviesgroep"]

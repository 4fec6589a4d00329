"""Who may hold what, when; and that it gives nothing from the day after it ended."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from governance.actions import mandate
from governance.models import Composition, Mandate, MandateRole, rights_of
from governance.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

START = dt.date(2016, 1, 1)
END = dt.date(2016, 12, 31)


@pytest.fixture
def side(cast):
    """Partnership A without the seats that the cast came with."""
    Mandate.objects.filter(body=cast.a.body).delete()
    return cast.a


@pytest.fixture
def person(side):
    return make.PersonFactory(partnership=side.partnership, name="Schepen Olen")


def give(side, person, **wish):
    wish = {
        "role": MandateRole.MEMBER,
        "body": side.body,
        "organisation": side.boards["OCMW Olen"],
        "from_on": START,
    } | wish
    return mandate.grant(person, by=side.coordinator, **wish)


def refused_field(side, person, **wish):
    before = (Mandate.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as refused:
        give(side, person, **wish)
    assert (Mandate.objects.count(), Entry.objects.count()) == before
    return refused.value.field


def test_member_and_chair_vote_and_the_others_do_not(side):
    votes = {}
    for role, board in [("chair", "OCMW Olen"), ("member", "OCMW Lille"), ("substitute", "OCMW Lille")]:
        person = make.PersonFactory(partnership=side.partnership)
        votes[role] = give(side, person, role=role, organisation=side.boards[board]).has_vote
    for role in ["secretary", "observer"]:
        person = make.PersonFactory(partnership=side.partnership)
        votes[role] = give(side, person, role=role, organisation=None).has_vote
    assert votes == {"chair": True, "member": True, "substitute": False, "secretary": False, "observer": False}


def test_grant_is_written_down_once(side, person):
    given_one = give(side, person)
    entry = Entry.objects.get()
    assert (entry.verb, entry.target_id) == ("governance.mandate.granted", given_one.pk)
    assert (entry.by, entry.scope) == (side.coordinator, side.partnership.organisation)
    assert entry.changes["from_on"] == "2016-01-01"


def test_same_seat_twice_at_a_time_is_refused_and_after_each_other_is_not(side, person):
    body = make.BodyFactory(partnership=side.partnership, composition=Composition.FREE)
    give(side, person, body=body, until_on=END)
    assert refused_field(side, person, body=body, from_on=END) == "from_on"
    assert refused_field(side, person, body=body, from_on=dt.date(2015, 12, 1)) == "from_on"
    assert give(side, person, body=body, from_on=END + dt.timedelta(days=1)).pk


def test_alderman_may_sit_for_municipality_and_ocmw_at_once(side, person):
    give(side, person, organisation=side.boards["OCMW Olen"])
    assert give(side, person, organisation=side.boards["Gemeente Olen"]).pk


def test_nobody_chairs_twice_at_once(side, person):
    body = make.BodyFactory(partnership=side.partnership, composition=Composition.FREE)
    give(side, person, body=body, role="chair")
    assert refused_field(side, person, body=body, role="chair", organisation=side.boards["OCMW Lille"]) == "from_on"


def test_second_vote_of_one_member_is_refused_and_the_chair_counts(side, person):
    give(side, make.PersonFactory(partnership=side.partnership, name="Voorzitter Olen"), role="chair")
    with pytest.raises(Refused) as refused:
        give(side, person)
    assert refused.value.field == "organisation"
    assert refused.value.reasons == [
        "OCMW Olen heeft in dit orgaan al een stemgerechtigde: Voorzitter Olen, vanaf 1 januari 2016."
    ]


def test_successor_takes_the_seat_the_day_after(side, person):
    give(side, make.PersonFactory(partnership=side.partnership), until_on=END)
    assert refused_field(side, person, from_on=END) == "organisation"
    assert give(side, person, from_on=END + dt.timedelta(days=1)).has_vote


def test_substitute_and_observer_stand_beside_the_vote(side, person):
    give(side, make.PersonFactory(partnership=side.partnership))
    assert give(side, person, role="substitute").pk
    assert give(side, make.PersonFactory(partnership=side.partnership), role="observer").pk


def test_free_body_counts_no_votes_per_member(side, person):
    body = make.BodyFactory(partnership=side.partnership, composition=Composition.FREE)
    give(side, make.PersonFactory(partnership=side.partnership), body=body)
    assert give(side, person, body=body).has_vote


def test_vote_for_nobody_is_refused_where_each_member_has_one(side, person):
    assert refused_field(side, person, organisation=None) == "organisation"


def test_organisation_must_be_a_member_on_the_first_day(side, person):
    olen = side.boards["OCMW Olen"]
    since = side.partnership.memberships.get(organisation=olen).from_on
    assert refused_field(side, person, from_on=since - dt.timedelta(days=1)) == "organisation"
    assert give(side, person, from_on=since).pk


def test_mandate_does_not_outlast_the_membership(side, person):
    side.partnership.memberships.filter(organisation=side.boards["OCMW Olen"]).update(until_on=END)
    assert refused_field(side, person) == "until_on"
    assert refused_field(side, person, until_on=END + dt.timedelta(days=1)) == "until_on"
    assert give(side, person, until_on=END).pk


def test_contact_person_speaks_for_a_member(side, person):
    assert refused_field(side, person, role="contact", body=None, organisation=None) == "organisation"
    helper = make.OrganisationFactory(name="Agentschap")
    make.ServiceParticipationFactory(service__partnership=side.partnership, organisation=helper)
    assert refused_field(side, person, role="contact", body=None, organisation=helper) == "organisation"
    assert give(side, person, role="contact", body=None).pk


def test_observer_may_come_from_outside_the_members(side):
    agency = make.OrganisationFactory(name="Agentschap")
    person = make.PersonFactory(partnership=side.partnership, employer=agency)
    assert give(side, person, role="observer", organisation=agency).pk


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"body": None}, "body"),
        ({"role": "contact"}, "body"),
        ({"role": "coordinator"}, "body"),
        ({"role": "observer", "has_vote": True}, "has_vote"),
        ({"role": "substitute", "has_vote": True}, "has_vote"),
        ({"until_on": dt.date(2015, 12, 31)}, "until_on"),
    ],
    ids=["no body", "contact in body", "coordinator in body", "voting observer", "voting substitute", "end first"],
)
def test_half_or_impossible_mandate_is_refused_beside_its_field(side, person, wish, field):
    assert refused_field(side, person, **wish) == field


def test_body_organisation_and_person_are_of_one_partnership(cast, side, person):
    foreign_body = make.BodyFactory(partnership=cast.b.partnership)
    assert refused_field(side, person, body=foreign_body) == "body"
    assert refused_field(side, person, organisation=cast.b.boards["OCMW Asse"]) == "organisation"


def test_seat_lies_within_the_life_of_its_body(side, person):
    body = make.BodyFactory(partnership=side.partnership, from_on=START, until_on=END)
    assert refused_field(side, person, body=body, from_on=dt.date(2015, 12, 31)) == "from_on"
    assert refused_field(side, person, body=body) == "until_on"
    assert refused_field(side, person, body=body, from_on=dt.date(2017, 1, 1)) == "from_on"
    assert give(side, person, body=body, until_on=END).pk


def test_ended_mandate_gives_nothing_from_the_next_day(cast):
    contact = cast.a.contact.cards.get().mandates.get()
    mandate.end(contact, by=cast.a.coordinator, version=1, until_on=END)
    user = User.objects.get(pk=cast.a.contact.pk)
    assert cast.a.partnership.pk in rights_of(user, END).partnerships
    assert rights_of(user, END + dt.timedelta(days=1)).partnerships == frozenset()
    assert Entry.objects.get().verb == "governance.mandate.ended"


def test_mandate_can_not_end_after_its_own_end_or_before_its_start(side, person):
    row = give(side, person, until_on=END)
    for day, field in [(dt.date(2017, 1, 1), "until_on"), (dt.date(2015, 1, 1), "until_on")]:
        with pytest.raises(Refused) as refused:
            mandate.end(row, by=side.coordinator, version=1, until_on=day)
        assert refused.value.field == field
    row.refresh_from_db()
    assert row.until_on == END


def test_change_looks_at_the_same_rules_and_not_at_itself(side, person):
    row = give(side, person)
    mandate.change(row, by=side.coordinator, version=1, until_on=END)
    give(side, make.PersonFactory(partnership=side.partnership), from_on=END + dt.timedelta(days=1))
    with pytest.raises(Refused) as refused:
        mandate.change(row, by=side.coordinator, version=2, until_on=None)
    assert refused.value.field == "organisation"
    assert [entry.verb.rpartition(".")[2] for entry in Entry.objects.all()] == ["granted", "changed", "granted"]


def test_stale_change_leaves_what_stands(side, person):
    row = give(side, person)
    mandate.change(row, by=side.coordinator, version=1, until_on=END)
    with pytest.raises(Stale):
        mandate.change(Mandate.objects.get(pk=row.pk), by=side.coordinator, version=1, until_on=None)


def test_mandate_that_never_began_can_be_withdrawn_and_one_that_did_can_not(side, person):
    tomorrow = today() + dt.timedelta(days=1)
    coming = give(side, person, from_on=tomorrow)
    mandate.withdraw(coming, by=side.coordinator, version=1)
    assert not Mandate.objects.filter(person=person).exists()
    assert Entry.objects.last().verb == "governance.mandate.withdrawn"
    running = give(side, person, from_on=today())
    with pytest.raises(Refused, match="al begonnen"):
        mandate.withdraw(running, by=side.coordinator, version=1)


def test_withdrawing_what_somebody_changed_meanwhile_removes_nothing(side, person):
    coming = give(side, person, from_on=today() + dt.timedelta(days=9))
    mandate.change(coming, by=side.coordinator, version=1, from_on=today() + dt.timedelta(days=10))
    with pytest.raises(Stale):
        mandate.withdraw(Mandate.objects.get(pk=coming.pk), by=side.coordinator, version=1)
    assert Mandate.objects.filter(pk=coming.pk).exists()
    assert Entry.objects.last().verb == "governance.mandate.changed"


def test_last_coordinator_who_can_log_in_stays(cast):
    only = cast.a.coordinator.cards.get().mandates.get()
    with pytest.raises(Refused, match="Niemand anders coördineert Kempen") as refused:
        mandate.end(only, by=cast.a.coordinator, version=1, until_on=today())
    assert refused.value.field == "until_on"
    successor = make.PersonFactory(partnership=cast.a.partnership, user=make.UserFactory())
    mandate.grant(successor, by=cast.a.coordinator, role=MandateRole.COORDINATOR, from_on=today())
    mandate.end(only, by=cast.a.coordinator, version=1, until_on=today())
    only.refresh_from_db()
    assert only.until_on == today()


@pytest.mark.parametrize(
    "columns",
    [
        {"role": "member", "body": None},
        {"role": "contact", "body": None, "organisation": None},
        {"role": "observer", "has_vote": True},
        {"from_on": END, "until_on": START},
    ],
    ids=["seat without body", "contact of nobody", "voting observer", "end before start"],
)
def test_database_itself_refuses_it(side, person, columns):
    row = {"partnership": side.partnership, "person": person, "role": "member", "body": side.body} | columns
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(**row)


class SeatsNeverDouble(TestCase):
    """Whoever asks, for whichever days: a member has at most one vote in the committee on any day."""

    days = st.dates(dt.date(2016, 1, 1), dt.date(2016, 1, 20))

    @settings(max_examples=25)
    @given(wishes=st.lists(st.tuples(st.integers(0, 2), days, st.one_of(st.none(), days)), min_size=1, max_size=6))
    def test_one_vote_a_day(self, wishes):
        body = make.BodyFactory()
        board = make.MembershipFactory(partnership=body.partnership).organisation
        people = [make.PersonFactory(partnership=body.partnership) for _number in range(3)]
        taken = set()
        for who, from_on, until_on in wishes:
            last = until_on or dt.date(2016, 2, 1)
            wanted = {from_on + dt.timedelta(days=number) for number in range((last - from_on).days + 1)}
            try:
                mandate.grant(
                    people[who],
                    by=None,
                    role="member",
                    body=body,
                    organisation=board,
                    from_on=from_on,
                    until_on=until_on,
                )
            except Refused:
                assert not wanted or wanted & taken
            else:
                assert wanted
                assert not wanted & taken
                taken |= wanted
        for number in range(32):
            day = dt.date(2016, 1, 1) + dt.timedelta(days=number)
            assert body.mandates.on(day).filter(has_vote=True).count() <= 1

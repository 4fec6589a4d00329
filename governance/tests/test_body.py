"""Bodies: their rules are whole or refused, and said in words."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from governance.actions import body
from governance.models import Body, rules
from governance.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

WHOLE = {
    "name": "Beleidsgroep",
    "kind": "policy_group",
    "composition": "free",
    "quorum_rule": "number",
    "quorum_number": 5,
    "cadence_count": 4,
    "cadence_period": "year",
}


@pytest.fixture
def by(db):
    return make.UserFactory()


@pytest.fixture
def partnership(db):
    return make.PartnershipFactory(name="ISOM")


def test_body_is_set_up_with_its_rules(partnership, by):
    made = body.add(partnership, by=by, **WHOLE)
    assert (made.quorum_needed(14), made.cadence_in_words) == (5, "4 keer per jaar")
    assert Entry.objects.get().verb == "governance.body.added"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quorum_number": None}, "quorum_number"),
        ({"quorum_rule": "half"}, "quorum_number"),
        ({"cadence_count": None}, "cadence_count"),
        ({"cadence_period": ""}, "cadence_period"),
        ({"from_on": dt.date(2016, 1, 2), "until_on": dt.date(2016, 1, 1)}, "until_on"),
    ],
    ids=["number missing", "number too much", "how often missing", "per what missing", "end first"],
)
def test_half_a_rule_is_refused_beside_its_field_and_by_the_database(partnership, by, values, field):
    with pytest.raises(Refused) as refused:
        body.add(partnership, by=by, **(WHOLE | values))
    assert refused.value.field == field
    assert not Entry.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(partnership=partnership, **(WHOLE | values))


def test_second_body_of_that_name_is_refused(partnership, by):
    made = body.add(partnership, by=by, **WHOLE)
    with pytest.raises(Refused) as refused:
        body.add(partnership, by=by, **(WHOLE | {"name": "beleidsgroep"}))
    assert refused.value.field == "name"
    assert body.change(made, by=by, version=1, name="Beleidsgroep ISOM") == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        make.BodyFactory(partnership=partnership, name="Beleidsgroep ISOM")


def test_change_is_written_down_and_a_stale_one_is_not(partnership, by):
    made = body.add(partnership, by=by, **WHOLE)
    body.change(made, by=by, version=1, reminder_days=[7, 1])
    with pytest.raises(Stale):
        body.change(made, by=by, version=1, reminder_days=[3])
    assert Entry.objects.last().changes == {"reminder_days": [[], [7, 1]]}
    assert Body.objects.get().reminder_days == [7, 1]


def test_one_per_member_is_refused_while_a_member_has_two_votes(partnership, by):
    made = body.add(partnership, by=by, **WHOLE)
    board = make.MembershipFactory(partnership=partnership, organisation__name="OCMW Olen").organisation
    for name in ("Voorzitter", "Schepen"):
        make.MandateFactory(body=made, organisation=board, person__name=name)
    with pytest.raises(Refused) as refused:
        body.change(made, by=by, version=1, composition="one_per_member")
    assert refused.value.field == "composition"
    assert refused.value.reasons == [
        "OCMW Olen heeft meer dan één stemgerechtigde: Voorzitter en Schepen. Beëindig eerst een van beide."
    ]
    made.mandates.filter(person__name="Schepen").update(until_on=today() - dt.timedelta(days=1))
    body.change(made, by=by, version=1, composition="one_per_member")
    assert Body.objects.get().composition == "one_per_member"


def test_one_per_member_is_refused_while_somebody_votes_for_nobody(partnership, by):
    made = body.add(partnership, by=by, **WHOLE)
    make.MandateFactory(body=made, organisation=None)
    with pytest.raises(Refused, match="zonder een organisatie"):
        body.change(made, by=by, version=1, composition="one_per_member")


def test_body_that_ends_takes_its_seats_along(partnership, by):
    made = body.add(partnership, by=by, **WHOLE)
    seat = make.MandateFactory(body=made)
    assert body.change(made, by=by, version=1, until_on=dt.date(2016, 12, 31)) == 1
    seat.refresh_from_db()
    assert seat.until_on == dt.date(2016, 12, 31)
    assert Entry.objects.filter(verb="governance.mandate.ended").get().reason == "Einde van Beleidsgroep"


# seats, rule → how many must be there; counted by hand
@pytest.mark.parametrize(
    ("rule", "seats", "needed"),
    [
        ("none", 14, 0),
        ("half", 14, 7),
        ("half", 13, 7),
        ("majority", 14, 8),
        ("majority", 13, 7),
        ("two_thirds", 14, 10),
        ("two_thirds", 12, 8),
        ("two_thirds", 13, 9),
        ("majority", 0, 1),
    ],
)
def test_quorum_is_counted_by_the_rule(rule, seats, needed):
    assert Body(quorum_rule=rule).quorum_needed(seats) == needed


def test_rules_are_said_in_words():
    committee = make.BodyFactory.build(
        partnership__name="ISOM",
        reminder_days=[1, 7],
        languages=["nl", "fr"],
        feedback_to_councils=True,
        voting_rule="absolute",
    )
    assert dict(rules.in_words(committee, 13)) == {
        "Samenstelling": "Elk lid van ISOM heeft één stemgerechtigde afgevaardigde.",
        "Ritme": "Dit orgaan vergadert 4 keer per jaar.",
        "Uitnodiging": "De uitnodiging vertrekt ten laatste 8 dagen voor de vergadering. "
        "Herinneringen: 7 en 1 dagen vooraf.",
        "Quorum": "Beslissen kan als meer dan de helft van de stemgerechtigden aanwezig zijn: nu 7 van 13.",
        "Meerderheid": "Een voorstel haalt het met meer dan de helft van de uitgebrachte stemmen. "
        "Onthoudingen tellen niet mee.",
        "Terugkoppeling": "Na elke vergadering krijgen de raden een terugkoppeling.",
        "Talen": "Nederlands en Frans",
        "Gewone plaats en uur": "Administratief centrum, 14.00 uur",
    }


def test_free_body_says_that_it_is_free():
    meetup = Body(name="Trefmoment", notice_days=1, voting_rule="consensus", languages=["nl"], reminder_days=[1])
    said = dict(rules.in_words(meetup, 0))
    assert said["Samenstelling"] == "De samenstelling is vrij."
    assert said["Ritme"] == "Er is geen vast ritme."
    assert (
        said["Uitnodiging"]
        == "De uitnodiging vertrekt ten laatste 1 dag voor de vergadering. Herinnering: 1 dag vooraf."
    )
    assert said["Quorum"] == "De vergadering kan altijd beslissen, hoeveel stemgerechtigden er ook zijn."
    assert said["Meerderheid"] == "Er wordt beslist bij consensus, zonder stemming."
    assert "Terugkoppeling" not in said

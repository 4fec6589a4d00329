"""Which side of a claim is reminded of its next step, and when nobody is any more."""

import datetime as dt

import pytest

from governance.models import Mandate, MandateRole
from governance.tests import factories as gov
from projects.models import ClaimState
from projects.reminders import claim as rule
from projects.tests import claim_factories as make
from projects.tests.dossier_factories import DossierFactory
from wegwijzer.reminders.registry import Window
from wegwijzer.testing.reminded import hearing, new_on

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 3, 1, 23, 30, tzinfo=dt.UTC)  # in Belgium already the 2nd
COORDINATOR, BOARD, PAYER = "coordinator@example.org", "olen@example.org", "herentals@example.org"
STAMPS = {"submitted": "submitted_at", "verified": "verified_at", "returned": "returned_at"}


@pytest.fixture
def claim(request):
    """In the state that the test names, since the night of 1 March; the debtor and the creditor have somebody."""
    state = request.param
    made = make.ClaimFactory(**{state: True, STAMPS[state]: AT})
    partnership = made.partnership
    person = gov.PersonFactory(partnership=partnership, email=COORDINATOR, name="Coördinator")
    gov.MandateFactory(partnership=partnership, person=person, body=None, role=MandateRole.COORDINATOR)
    for organisation, address in ((made.creditor, BOARD), (made.debtor, PAYER)):
        speaks = gov.PersonFactory(partnership=partnership, email=address, name=address)
        gov.MandateFactory(
            partnership=partnership, person=speaks, body=None, role=MandateRole.CONTACT, organisation=organisation
        )
    return made


@pytest.mark.parametrize(
    ("claim", "name", "told"),
    [
        (
            "submitted",
            "to_verify",
            {"03-24": [PAYER], "04-02": [PAYER], "04-06": ["!" + COORDINATOR], "04-09": [PAYER]},
        ),
        ("verified", "to_pay", {"03-24": [PAYER], "04-02": [PAYER], "04-06": ["!" + COORDINATOR], "04-09": [PAYER]}),
        ("returned", "returned", {"03-11": [BOARD], "03-17": [BOARD], "03-23": ["!" + COORDINATOR], "03-24": [BOARD]}),
    ],
    indirect=["claim"],
)
def test_side_that_has_to_act_is_reminded_and_then_the_coordinator(claim, name, told):
    found = hearing(f"projects.claim_{name}", claim.pk, "2027-03-02", "2027-05-01")
    assert {day[5:]: people for day, people in found.items()} == told
    for other in {"to_verify", "to_pay", "returned"} - {name}:
        assert hearing(f"projects.claim_{other}", claim.pk, "2027-03-24", "2027-04-09") == {}


@pytest.mark.parametrize("claim", ["submitted"], indirect=True)
def test_where_nobody_speaks_for_the_debtor_the_coordinator_acts(claim):
    Mandate.objects.filter(organisation=claim.debtor).update(until_on=dt.date(2027, 3, 3))
    assert hearing("projects.claim_to_verify", claim.pk, "2027-03-20", "2027-04-01") == {"2027-03-24": [COORDINATOR]}
    type(claim).objects.filter(pk=claim.pk).update(state=ClaimState.VERIFIED, verified_at=AT)
    (item,) = new_on("projects.claim_to_pay", claim.pk, dt.date(2027, 3, 24))
    assert item.wait.title == "Noteer de betaling"  # the debtor pays, and has nobody here to say so
    assert item.wait.about.endswith(f". {claim.debtor} heeft geen contactpersoon.")
    type(claim.debtor).objects.filter(pk=claim.debtor_id).update(kind="federal_service")
    (item,) = new_on("projects.claim_to_pay", claim.pk, dt.date(2027, 3, 24))
    assert item.wait.about == f"{claim} – {claim.dossier}"  # nobody expects a funder to have somebody here


@pytest.mark.parametrize("claim", ["returned"], indirect=True)
def test_where_nobody_speaks_for_the_creditor_the_coordinator_hears_whom_to_ask(claim):
    Mandate.objects.filter(organisation=claim.creditor).update(until_on=dt.date(2027, 3, 3))
    (item,) = new_on("projects.claim_returned", claim.pk, dt.date(2027, 3, 17))
    assert (item.party.address, item.wait.title) == (COORDINATOR, f"Spreek {claim.creditor} aan")
    assert item.wait.about == (
        f"Vul de schuldvordering aan – {claim} – {claim.dossier}. {claim.creditor} heeft geen contactpersoon."
    )


@pytest.mark.parametrize("claim", ["verified"], indirect=True)
def test_claim_that_was_paid_reminds_nobody(claim):
    type(claim).objects.filter(pk=claim.pk).update(state=ClaimState.PAID, paid_on=dt.date(2027, 3, 10))
    assert hearing("projects.claim_to_pay", claim.pk, "2027-03-20", "2027-05-01") == {}


@pytest.mark.parametrize("claim", ["submitted"], indirect=True)
def test_number_of_queries_does_not_grow_with_the_claims(claim, django_assert_num_queries):
    for _number in range(4):
        make.ClaimFactory(dossier=DossierFactory(project=claim.dossier.project, running=True), submitted=True)
    window = Window(dt.date(2027, 3, 24), dt.date(2000, 1, 1), dt.date(2030, 1, 1))
    with django_assert_num_queries(3):  # the rows, the contact persons, the coordinators
        assert len(list(rule.waits(ClaimState.SUBMITTED, window))) == 5

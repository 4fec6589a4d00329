"""A service without a login is reminded of its sheets, by its own page and as long as that opens."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import MandateRole
from governance.tests import factories as gov
from projects.models import ServiceSheet, end_of
from projects.tests import factories as make
from wegwijzer.testing.reminded import hearing, new_on

pytestmark = pytest.mark.django_db
RULE = "projects.sheet_request"
LAST, COORDINATOR = dt.date(2027, 3, 31), "coordinator@example.org"


@pytest.fixture
def asked():
    """On 1 March, for two sheets of which one is filled in already."""
    made = make.SheetRequestFactory(
        email="Dienst@example.org",
        created_at=timezone.make_aware(dt.datetime(2027, 3, 1, 12)),
        expires_at=end_of(LAST),
    )
    person = gov.PersonFactory(partnership=made.partnership, email=COORDINATOR)
    gov.MandateFactory(partnership=made.partnership, person=person, body=None, role=MandateRole.COORDINATOR)
    for said in ("", "Rechtshulp"):
        make.ServiceSheetFactory(plan=made.plan, request=made, client_level=said)
    return made


def test_service_is_told_by_its_own_page_and_the_coordinator_when_the_link_is_over(asked):
    assert hearing(RULE, asked.pk, "2027-03-01", "2027-05-31") == {
        "2027-03-16": ["dienst@example.org"],
        "2027-03-26": ["dienst@example.org"],  # Easter Monday does not count
        "2027-04-01": ["!" + COORDINATOR],
    }
    (item,) = new_on(RULE, asked.pk, dt.date(2027, 3, 16))
    assert item.wait.title == "Vul 1 inventarisatiefiche in"
    assert asked.key not in item.wait.path
    assert asked.key in item.as_it_leaves.wait.path
    (item,) = new_on(RULE, asked.pk, dt.date(2027, 4, 1))
    assert asked.key not in item.as_it_leaves.wait.path


@pytest.mark.parametrize("done", ["filled in", "withdrawn"])
def test_request_of_which_nothing_waits_reminds_nobody(asked, done):
    if done == "withdrawn":
        type(asked).objects.filter(pk=asked.pk).update(withdrawn_at=timezone.now())
    else:
        ServiceSheet.objects.filter(request=asked).update(policy_level="Overleg")
    assert hearing(RULE, asked.pk, "2027-03-01", "2027-05-31") == {}

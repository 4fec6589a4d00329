"""Claims and payments at the same moment. Real processes, on the database of the run."""

import pytest

from wegwijzer.testing.installation import copy_of
from wegwijzer.testing.race import count, race

pytestmark = pytest.mark.processes

# Of a line of € 1.205,00 two boards each want € 1.000,00; and € 250,00 was accepted of a third claim on another.
SETTING = """
from projects.tests.claims import draft, scene, submit, verified
from projects.tests.dossier_factories import ContributionFactory as make_key
at = scene()
for _time in range(2):
    draft(at, "1000.00")
make_key(budget=at.line.budget)
other = scene()
submit(draft(other, "300.00"), other)
verified(other, "250.00")
"""
READS = """
import datetime as dt
from decimal import Decimal
from projects.actions import claim_moves as moves, payment as payments
from projects.models import BankAccount, Claim
from wegwijzer.accounts.models import User
by = User.objects.get(name="Coördinator", pk=min(User.objects.filter(name="Coördinator").values_list("pk", flat=True)))
rows = Claim.objects.select_related("dossier__project__partnership__organisation", "creditor", "debtor").order_by("pk")
one, two, submitted, verified = rows
account = BankAccount.objects.get(organisation=one.creditor)
signed = dict(by=by, account=account, signer_name="De directeur", signer_function="directeur")
def pay(amount, communication):
    payments.add(verified.dossier, by=by, kind="instalment", payer=verified.debtor, payee=verified.creditor,
        amount=Decimal(amount), paid_on=dt.date(2016, 8, 1), communication=communication, claim=verified,
        is_another=True)
def contribute(amount, communication):
    payments.add_contribution(one.dossier, by=by, payer=one.creditor, year=2016, amount=Decimal(amount),
        paid_on=dt.date(2016, 8, 1), communication=communication, is_another=True)
"""


@pytest.fixture(scope="module")
def set_database(migrated_database, tmp_path_factory):
    """The address of a database with those rows, to copy from."""
    with copy_of(migrated_database, tmp_path_factory.mktemp("set"), "set") as installation:
        installation.run(SETTING)
        yield installation.database_url


@pytest.fixture
def setting(set_database, tmp_path):
    """An installation with those rows."""
    with copy_of(set_database, tmp_path, "copy") as installation:
        yield installation


def told(setting, verb):
    return count(setting, "audit_entry", f"verb = 'projects.{verb}'")


def test_of_two_claims_on_what_is_left_for_one_only_one_is_submitted(setting):
    wishes = [f"moves.submit({name}, version={name}.version, **signed)" for name in ("one", "two")] * 3
    ends = race(setting, READS, wishes)
    assert ends.count(0) == 1, setting.log()
    assert set(ends) <= {0, 3, 4}, setting.log()
    assert count(setting, "projects_claim", "state = 'submitted'") == 1 + 1
    assert told(setting, "claim.submitted") == 1 + 2


def test_of_six_who_verify_the_same_claim_one_does_and_history_has_it_once(setting):
    ends = race(setting, READS, ["moves.verify(submitted, by=by, version=submitted.version)"] * 6)
    assert sorted(ends) == [0, 4, 4, 4, 4, 4], setting.log()
    assert told(setting, "claim.verified") == 1 + 1


def test_six_times_the_same_payment_is_one_payment(setting):
    ends = race(setting, READS, ["pay('100.00', '')"] * 6)
    assert sorted(ends) == [0, 3, 3, 3, 3, 3], setting.log()
    assert count(setting, "projects_payment") == 1


def test_six_parts_at_once_never_come_to_more_than_what_is_owed(setting):
    ends = race(setting, READS, [f"pay('100.00', '{number:012}')" for number in range(1, 7)])
    assert sorted(ends) == [0, 0, 3, 3, 3, 3], setting.log()
    assert count(setting, "projects_payment") == 2


def test_six_times_the_same_contribution_is_one(setting):
    ends = race(setting, READS, ["contribute('100.00', '')"] * 6)
    assert sorted(ends) == [0, 3, 3, 3, 3, 3], setting.log()
    assert count(setting, "projects_payment", "kind = 'contribution'") == 1


def test_six_parts_of_a_contribution_at_once_never_come_to_more_than_the_share(setting):
    ends = race(setting, READS, [f"contribute('300.00', '{number:012}')" for number in range(1, 7)])
    assert sorted(ends) == [0, 0, 3, 3, 3, 3], setting.log()
    assert count(setting, "projects_payment", "kind = 'contribution'") == 2

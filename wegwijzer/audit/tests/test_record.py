"""History is written with the change, sealed, and can not be rewritten unseen."""

import datetime as dt
import hashlib
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from governance.tests import factories as make
from wegwijzer.audit import registry
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import START, broken_links, record


@pytest.fixture
def organisation(db):
    return make.OrganisationFactory(name="Gemeente Olen")


def three_entries(organisation):
    return [record(f"test.thing.{verb}", organisation, by=None) for verb in ("added", "changed", "ended")]


def raw(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def tamper(db):
    """Raw access behind the back of the database's own refusal, as an attacker with the file would have."""
    if connection.vendor == "sqlite":
        raw("DROP TRIGGER audit_no_update")
        raw("DROP TRIGGER IF EXISTS audit_no_delete")
    else:
        raw("ALTER TABLE audit_entry DISABLE TRIGGER audit_append_only")
    return raw


def test_entry_says_who_what_and_from_what_to_what(organisation):
    user = make.UserFactory()
    changes = {"until_on": (None, dt.date(2016, 5, 3)), "amount": (Decimal("1.50"), Decimal("2.00")), "text": "x" * 900}
    entry = record("test.thing.changed", organisation, by=user, changes=changes, reason="nieuwe legislatuur")
    entry.refresh_from_db()
    assert entry.by == user
    assert entry.target_text == "Gemeente Olen"
    assert entry.changes["until_on"] == [None, "2016-05-03"]
    assert entry.changes["amount"] == ["1.50", "2.00"]
    assert len(entry.changes["text"]) == 500
    assert entry.reason == "nieuwe legislatuur"


def test_seal_is_the_hash_of_the_one_before_and_the_row(organisation):
    first, second, _third = three_entries(organisation)
    assert first.previous == START
    row = {
        "at": second.at.isoformat(),
        "by": None,
        "scope": None,
        "verb": "test.thing.changed",
        "target": ["accounts.organisation", organisation.pk, "Gemeente Olen"],
        "changes": {},
        "reason": "",
    }
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert second.digest == hashlib.sha256(f"{first.digest}\n{text}".encode()).hexdigest()


@pytest.mark.django_db(transaction=True)
def test_history_outside_a_transaction_is_refused():
    organisation = make.OrganisationFactory()
    with pytest.raises(RuntimeError):
        record("test.thing.added", organisation, by=None)


@pytest.mark.django_db(transaction=True)
def test_history_of_a_change_that_failed_is_not_kept():
    organisation = make.OrganisationFactory()

    def fail():
        with transaction.atomic():
            record("test.thing.added", organisation, by=None)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own, two lines above
        fail()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_database_refuses_to_alter_or_delete_history(organisation, sql):
    three_entries(organisation)
    if connection.vendor == "sqlite" and sql.startswith("DELETE"):
        # The test database lets go of this one trigger so that it can be emptied between tests.
        raw("CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(sql)
    assert Entry.objects.count() == 3


@pytest.mark.parametrize("attempt", [lambda: Entry.objects.update(reason="x"), lambda: Entry.objects.all().delete()])
def test_code_can_not_alter_or_delete_history_either(db, attempt):
    with pytest.raises(TypeError):
        attempt()


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE audit_entry SET reason = 'anders' WHERE id = {1}", [1]),
        ("DELETE FROM audit_entry WHERE id = {1}", [2]),
        ("UPDATE audit_entry SET target_id = target_id + 1 WHERE id = {0}", [0]),
        ("UPDATE audit_entry SET verb = 'test.thing.added' WHERE id = {2}", [2]),
    ],
)
def test_tampering_is_found(organisation, tamper, sql, broken):
    ids = [entry.pk for entry in three_entries(organisation)]
    assert list(broken_links()) == []
    tamper(sql.format(*ids))
    assert [entry.pk for entry in broken_links()] == [ids[place] for place in broken]
    with pytest.raises(CommandError):
        call_command("verify_audit")


def test_untouched_history_is_whole(organisation, capsys):
    three_entries(organisation)
    call_command("verify_audit")
    assert capsys.readouterr().out.startswith("3 gebeurtenissen kloppen")


def test_a_verb_is_registered_once():
    known = next(iter(registry.verbs))
    with pytest.raises(ValueError, match="registered twice"):
        registry.register({known: "nog eens"})

"""What tests start from is written again as it was built."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from governance.models import DocumentVersion, Partnership
from governance.tests.factories import PartnershipFactory
from wegwijzer.testing.people import build_cast
from wegwijzer.testing.remembered import Remembered
from wegwijzer.testing.world import build_world, furnished

pytestmark = pytest.mark.django_db


def rows():
    """All that is in the database, by table."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
            found[model._meta.db_table] = cursor.fetchall()
    return found


def undone(make):
    """What is in the database after this, and what it gave; as if it had not been."""
    with transaction.atomic():
        made = make()
        found = rows()
        transaction.set_rollback(True)
    return found, made


def test_world_is_written_again_as_it_was_built():
    built, _ = undone(lambda: build_world(build_cast().a))
    first, _ = undone(furnished)
    again, (cast, world) = undone(furnished)
    assert again == first
    assert {table: len(there) for table, there in again.items()} == {
        table: len(there) for table, there in built.items()
    }
    furnished()
    assert Partnership.objects.get(slug="kempen") == cast.a.partnership == world["partnership"]
    assert cast.a.partnership is world["meeting_held"].body.partnership
    with DocumentVersion.objects.get(pk=world["document_version"].pk).file.open() as file:
        assert file.read() == b"inhoud"


def test_each_test_gets_objects_of_its_own():
    remembered = Remembered(lambda: PartnershipFactory(name="Kempen"))
    _, one = undone(remembered)
    one.name = "Anders"
    _, other = undone(remembered)
    assert (other.name, other.pk) == ("Kempen", one.pk)


def test_rows_with_the_same_numbers_are_left_alone():
    remembered = Remembered(PartnershipFactory)
    one, other = remembered(), remembered()
    assert one.pk != other.pk
    assert Partnership.objects.count() == 2


def test_who_changes_what_was_there_can_not_be_remembered():
    PartnershipFactory()
    with pytest.raises(AssertionError, match="what was there before is changed"):
        Remembered(lambda: Partnership.objects.update(name="Anders"))()


def test_on_a_day_that_a_test_set_all_is_built(monkeypatch):
    days = []
    remembered = Remembered(lambda: days.append(1) or PartnershipFactory().pk)
    undone(remembered)
    undone(remembered)
    assert len(days) == 1
    with monkeypatch.context() as patched:
        patched.setattr("wegwijzer.testing.remembered.today", lambda: None)
        undone(remembered)
    assert len(days) == 2

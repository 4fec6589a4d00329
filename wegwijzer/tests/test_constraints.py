"""What the code promises, the database believes as well: each constraint is seen refusing a row."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from wegwijzer.tests import house
from wegwijzer.tests.broken_rows import ALSO, BROKEN

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def db(db_of_the_stage):
    """The database of all tests here is the one of the stage."""


def constraints():
    for model in apps.get_models():
        if model.__module__.split(".")[0] in house.PACKAGES:
            for constraint in model._meta.constraints:
                yield constraint.name, model, constraint


def test_every_constraint_has_a_row_to_refuse():
    assert sorted(name for name, _model, _constraint in constraints()) == sorted(BROKEN)


def names_it(error, constraint, model):
    """SQLite says the columns of a unique constraint, PostgreSQL and all checks say the name."""
    if constraint.name in str(error) or ALSO.get(constraint.name, constraint.name) in str(error):
        return True
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        columns = [f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in constraint.fields]
        return str(error).endswith(": " + ", ".join(columns))
    return False


@pytest.mark.parametrize(("name", "model", "constraint"), list(constraints()), ids=lambda value: str(value)[:50])
def test_database_refuses(on_stage, name, model, constraint):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BROKEN[name](on_stage.worlds[0], on_stage.cast)
    assert names_it(refusal.value, constraint, model), refusal.value

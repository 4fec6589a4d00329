"""What the rows that a database must refuse are written with.

An attempt is a function of (world, cast) that tries to write the row past all code, straight to the table.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import models

Attempt = Callable[[dict[str, Any], Any], Any]
EARLY, LATE = dt.date(2015, 1, 1), dt.date(2016, 1, 1)
NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def alter(row: models.Model, **values: Any) -> None:
    """One UPDATE of this row."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def copy(row: models.Model, **values: Any) -> None:
    """The same row once more, apart from `values`."""
    twin = type(row)._base_manager.get(pk=row.pk)
    twin.pk = None
    for name, value in values.items():
        setattr(twin, name, value)
    twin.save(force_insert=True)


def backwards(name: str) -> Attempt:
    return lambda world, cast: alter(world[name], from_on=LATE, until_on=EARLY)


def twice(make: Callable[[dict[str, Any]], Any]) -> Attempt:
    def attempt(world: dict[str, Any], cast: Any) -> None:
        make(world)
        make(world)

    return attempt

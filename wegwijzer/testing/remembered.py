"""Rows that hundreds of tests start from: built once per process, and from then on written again as they were.

Factories save a row at a time and ask the database in between; the same rows again are a statement per table. The
objects that a test gets are copies, with the numbers (primary keys) of their rows.
"""

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from wegwijzer.accounts.periods import today

BEGAN_ON = today()  # before any test sets the clock: the plugin sees to that
Made = TypeVar("Made")
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
CHANGE = re.compile(r'(INSERT|UPDATE|DELETE)(?: OR IGNORE)?(?: INTO| FROM)? "(\w+)"')


class _Heard:
    """The tables that a builder writes in, each with the numbers of the rows that were there before it did."""

    def __init__(self) -> None:
        self.before: dict[str, set[Any]] = {}

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(READS):
            change = CHANGE.match(sql)
            assert change, f"whether this writes rows is not known: {sql}"
            verb, table = change.groups()
            if verb == "INSERT":
                self.before.setdefault(table, set(_model(table)._base_manager.values_list("pk", flat=True)))
            assert table in self.before, f"what was there before is changed, so that can not be written again: {sql}"
        return execute(sql, params, many, context)


class _Written:
    """The statements that write rows, with their values."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, Any]] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if CHANGE.match(sql):
            self.statements.append((sql, params))
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class _Kept:
    """What a builder made."""

    made: bytes
    statements: list[tuple[str, Any]]
    files: dict[str, bytes]
    is_taken: str  # a question to the database, with its values: is a number of these rows taken?
    numbers: list[Any]

    def is_in_the_way(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(self.is_taken, self.numbers)
            return bool(cursor.fetchone()[0])

    def write(self) -> None:
        with connection.cursor() as cursor:
            for sql, params in self.statements:
                cursor.execute(sql, params)
        for name, content in self.files.items():
            default_storage.save(name, ContentFile(content))


class Remembered(Generic[Made]):
    """A builder of rows, to be called in a test. What it gives has to be picklable."""

    def __init__(self, build: Callable[[], Made]) -> None:
        self._build = build
        self._kept: _Kept | None = None

    def __call__(self) -> Made:
        """What `build` gives, with its rows in the database and its files where the test keeps them.

        Builds all the same on another day than this process began, as that of a test that sets the clock, and where a
        test made rows with these numbers before: SQLite gives a number that was undone again, PostgreSQL does not.
        """
        if today() != BEGAN_ON:
            return self._build()
        if self._kept is None:
            self._kept = self._first()
        elif self._kept.is_in_the_way():
            return self._build()
        else:
            self._kept.write()
        made: Made = pickle.loads(self._kept.made)
        return made

    def _first(self) -> _Kept:
        """Builds, undoes that, and writes the same rows as they will be written from now on."""
        with transaction.atomic():
            with connection.execute_wrapper(heard := _Heard()):
                made = self._build()
            rows = {
                _model(table): there
                for table, before in heard.before.items()
                if (there := list(_model(table)._base_manager.exclude(pk__in=before).order_by("pk")))
            }
            transaction.set_rollback(True)
        with connection.execute_wrapper(written := _Written()):
            for model, of_model in rows.items():
                model._base_manager.bulk_create(of_model)
        return _Kept(pickle.dumps(made), written.statements, _files(rows), *_numbers(rows))


def _model(table: str) -> type[models.Model]:
    known = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return known[table]


def _files(rows: dict[type[models.Model], list[Any]]) -> dict[str, bytes]:
    """What stands in the files of these rows, by the names that they have where the test keeps them."""
    found = {}
    for model, of_model in rows.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                for file in filter(None, (getattr(row, field.name) for row in of_model)):
                    with file.open("rb"):
                        found[file.name] = file.read()
    return found


def _numbers(rows: dict[type[models.Model], list[Any]]) -> tuple[str, list[Any]]:
    """A question, with its values: is a number of these rows taken?"""
    asked: list[str] = []
    numbers: list[Any] = []
    for model, of_model in rows.items():
        table, column = model._meta.db_table, model._meta.pk.column
        asked.append(f'EXISTS (SELECT 1 FROM "{table}" WHERE "{column}" BETWEEN %s AND %s)')
        numbers += [of_model[0].pk, of_model[-1].pk]
    return f"SELECT {' OR '.join(asked)}", numbers

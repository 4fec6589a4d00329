"""The rows of a table as lines of text that say the same on every database: what a back-up consists of.

Columns are those of the migrations that were applied, not of the code that runs, so that the back-up of an older
release is read as what it is. A line is a JSON list; the rows stand in the order of their key, so that the same rows
give the same SHA-256 wherever they are.
"""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Of this machine and this moment: who is logged in, and which process lives.
LEFT_OUT = {"django_session", "jobs_heartbeat"}
# What `migrate` itself writes into an empty database.
WRITTEN_BY_MIGRATE = {"django_content_type", "auth_permission"}
ROWS_AT_ONCE, BYTES_AT_ONCE = 500, 8 * 1024 * 1024

Name = tuple[str, str]  # app, migration


def applied() -> list[Name]:
    """The migrations of the database, in order of name; none when it is empty."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def unknown(names: Iterable[Name]) -> list[Name]:
    """Those that this release does not have: they come from a newer one."""
    known = MigrationLoader(None).graph.nodes
    return [name for name in names if name not in known]


@dataclass(frozen=True)
class Content:
    """What is in a table: how many rows, their SHA-256, and the highest number that a row ever had."""

    rows: int
    sha256: str
    last_id: int | None


class Table:
    """One table as it was after certain migrations."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields = [field for field in model._meta.local_concrete_fields if not field.generated]

    @property
    def columns(self) -> list[str]:
        return [str(field.column) for field in self.fields]

    def lines(self) -> Iterator[bytes]:
        """Each row as a line, without holding more than a few of them."""
        names = [field.attname for field in self.fields]
        rows = self.model._base_manager.order_by("pk").values_list(*names)
        # A column of bytes may hold a file of many megabytes.
        few = any(isinstance(field, models.BinaryField) for field in self.fields)
        texts = [place for place, field in enumerate(self.fields) if isinstance(field, models.TextField)]
        for row in rows.iterator(chunk_size=10 if few else ROWS_AT_ONCE):
            values = list(row)
            for place in texts:
                if values[place] is not None:
                    values[place] = self.fields[place].get_prep_value(values[place])
            yield ENCODER.encode(values).encode() + b"\n"

    def content(self, write: Callable[[bytes], Any] = lambda line: None) -> Content:
        """What is in it now; each line goes to `write`."""
        digest, count = hashlib.sha256(), 0
        for line in self.lines():
            digest.update(line)
            write(line)
            count += 1
        return Content(count, digest.hexdigest(), self._last_id())

    def load(self, lines: Iterable[bytes], last_id: int | None) -> None:
        """Add these rows. Relations are looked at when the transaction ends, so the order of tables is free."""
        rows: list[models.Model] = []
        size = 0
        for line in lines:
            rows.append(self._row(json.loads(line)))
            size += len(line)
            if len(rows) >= ROWS_AT_ONCE or size >= BYTES_AT_ONCE:
                self._insert(rows)
                rows, size = [], 0
        self._insert(rows)
        if last_id is not None:
            self._count_on_from(last_id)

    def exists(self) -> bool:
        """Whether there is any row."""
        return self.model._base_manager.exists()

    @cached_property
    def _readers(self) -> list[Callable[[Any], Any]]:
        return [
            (lambda value: value) if isinstance(field, models.JSONField) else field.to_python for field in self.fields
        ]

    def _row(self, values: list[Any]) -> models.Model:
        pairs = zip(self.fields, self._readers, values, strict=True)
        return self.model(**{field.attname: read(value) for field, read, value in pairs})

    def _insert(self, rows: list[models.Model]) -> None:
        """As they are: nothing that a column fills in by itself (the moment of writing) is filled in."""
        if not rows:
            return
        step = connection.ops.bulk_batch_size(self.fields, rows)
        for start in range(0, len(rows), step):
            some = rows[start : start + step]
            self.model._base_manager._insert(some, fields=self.fields, using="default", raw=True)  # type: ignore[attr-defined]

    def _last_id(self) -> int | None:
        """The number that was given last, also when its row is gone: history speaks of it. None: gives no numbers."""
        if not isinstance(self.model._meta.pk, models.AutoField):
            return None
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [self.name])
                found = cursor.fetchone()
                return int(found[0]) if found else 0
            # The name is PostgreSQL's own, quoted.
            cursor.execute(f"SELECT last_value, is_called FROM {self._sequence(cursor)}")  # noqa: S608
            value, is_used = cursor.fetchone()
            return int(value) if is_used else int(value) - 1

    def _count_on_from(self, last_id: int) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [self.name])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [self.name, last_id])
            else:
                cursor.execute("SELECT setval(%s, %s, %s)", [self._sequence(cursor), max(last_id, 1), last_id > 0])

    def _sequence(self, cursor: Any) -> str:
        column = self.model._meta.pk.column
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(self.name), column])
        (name,) = cursor.fetchone()
        return str(name)


def tables_at(names: Iterable[Name]) -> list[Table]:
    """The tables that these migrations leave behind, in order of name, without those that are left out."""
    return list(_tables_at(tuple(names)))


@lru_cache(maxsize=4)  # the models of a release take a second or two to build
def _tables_at(names: tuple[Name, ...]) -> list[Table]:
    loader = MigrationLoader(None)
    state = loader.project_state([name for name in names if name in loader.graph.nodes])
    found = [
        Table(model)
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    ]
    return sorted(found, key=lambda table: table.name)


def _plain(value: Any) -> Any:
    """A value that JSON does not know. Moments in UTC, to the microsecond: the seals of history depend on it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"no column of ours holds a {type(value).__name__}")


# PostgreSQL does not keep the order in which a JSON column was written, so there is one order for both.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)

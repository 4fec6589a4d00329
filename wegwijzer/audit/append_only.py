"""Rows that are never altered or deleted, whoever holds the connection: the database itself refuses."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model

REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, '%(name)s: such a row is not altered'); END"
REFUSE_ON_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION %(name)s_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '%(name)s: such a row is not altered' "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$; "
)


class AppendOnly(BaseConstraint):
    """As a constraint among the others of a model, so that migrations and a table that SQLite makes anew keep it.

    `fills` are names of fields that may still be filled in once, where they are empty: what a job adds later.
    """

    def __init__(self, *, name: str, fills: tuple[str, ...] = ()) -> None:
        super().__init__(name=name)
        self.fills = tuple(fills)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, AppendOnly):
            return (self.name, self.fills) == (other.name, other.fills)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | ({"fills": self.fills} if self.fills else {})

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to say of a row that is new; one that is there is refused by the database."""

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Called where a table is made: what goes with it comes right after."""
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Called on PostgreSQL for a table that is there already; SQLite makes that anew."""
        first, *rest = self._statements(model, schema_editor)
        schema_editor.deferred_sql.extend(rest)
        return first

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        drops = "".join(f"DROP TRIGGER {self.name}_{verb} ON {table}; " for verb in ("update", "delete"))
        return f"{drops}DROP FUNCTION {self.name}_refuse()"

    def _statements(self, model: type[Model], schema_editor: Any) -> list[Statement]:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        on_sqlite = schema_editor.connection.vendor == "sqlite"
        altered = self._altered(model, schema_editor, "IS NOT" if on_sqlite else "IS DISTINCT FROM")
        if on_sqlite:
            when, refuse, before = f"WHEN {altered} ", REFUSE_ON_SQLITE, ""
        else:
            refuse = f"EXECUTE FUNCTION {self.name}_refuse()"
            when, before = f"WHEN ({altered}) ", REFUSE_ON_POSTGRESQL
        each = "FOR EACH ROW "
        return [
            Statement(
                f"{before}CREATE TRIGGER %(name)s_update BEFORE UPDATE ON %(table)s {each}{when}{refuse}",
                name=self.name,
                table=table,
            ),
            Statement(
                f"CREATE TRIGGER %(name)s_delete BEFORE DELETE ON %(table)s {each}{refuse}", name=self.name, table=table
            ),
        ]

    def _altered(self, model: type[Model], schema_editor: Any, differs: str) -> str:
        """The condition under which an UPDATE is refused; `differs` compares and counts NULL as a value."""
        known = {field.name for field in model._meta.local_concrete_fields}
        if unknown := set(self.fills) - known:
            raise FieldDoesNotExist(", ".join(sorted(unknown)))
        conditions = []
        for field in model._meta.local_concrete_fields:
            column = schema_editor.quote_name(field.column)
            is_other = f"OLD.{column} {differs} NEW.{column}"
            conditions.append(f"(OLD.{column} IS NOT NULL AND {is_other})" if field.name in self.fills else is_other)
        return " OR ".join(conditions)

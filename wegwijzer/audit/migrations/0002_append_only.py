"""History can not be altered or deleted, whoever holds the connection: the database itself refuses."""

from django.db import migrations

SQLITE = {
    "audit_no_update": "BEFORE UPDATE ON audit_entry",
    "audit_no_delete": "BEFORE DELETE ON audit_entry",
}


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, when in SQLITE.items():
            schema_editor.execute(
                f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
    )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    schema_editor.execute("DROP TRIGGER audit_append_only ON audit_entry")
    schema_editor.execute("DROP FUNCTION audit_refuse()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(forbid, allow)]

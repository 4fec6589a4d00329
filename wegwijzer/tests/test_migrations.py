"""A release is brought in while the one before still serves: its migrations leave that one all that it uses.

Expand, deploy, contract (docs/settings.md, "Upgrading without loss"). What takes something away, or demands of new rows
what the release before does not write, comes one release later, and says `# contract:` with the release that stopped
using it.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

# The newest migration of each app from before this rule: no release stood behind them yet.
BEFORE = {
    "accounts": "0002",
    "audit": "0002",
    "entrance": "0001",
    "governance": "0002",
    "jobs": "0002",
    "onboarding": "0011",
    "outbox": "0002",
    "projects": "0005",
    "reports": "0004",
}
TAKES_AWAY = (migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel)
MARK = "# contract:"


def dangers(label, operations, state):
    """What the release before would stumble over, one line each. `state` is that of before these operations."""
    for operation in operations:
        name = f"{type(operation).__name__} {getattr(operation, 'name', getattr(operation, 'old_name', ''))}"
        if isinstance(operation, TAKES_AWAY):
            yield name
        elif isinstance(operation, migrations.AddField) and _is_demanded(operation.field):
            yield f"{name}: rows of the release before do not have it (null, or db_default)"
        elif isinstance(operation, migrations.AlterField):
            old = state.models[label, operation.model_name_lower].get_field(operation.name)
            if old.null and not operation.field.null:
                yield f"{name}: rows of the release before may lack it"


def _is_demanded(field):
    return not (isinstance(field, models.ManyToManyField) or field.null or field.has_db_default())


def own_labels():
    return {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}


def test_migrations_leave_the_release_before_all_that_it_uses():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = []
    for (label, name), migration in sorted(loader.disk_migrations.items()):
        if label not in own_labels() or name[:4] <= BEFORE.get(label, ""):
            continue
        source = Path(__import__(migration.__module__, fromlist=["x"]).__file__).read_text()
        if MARK not in source:
            state = loader.project_state((label, name), at_end=False)
            found += [f"{label} {name}: {danger}" for danger in dangers(label, migration.operations, state)]
    assert found == []


@pytest.mark.parametrize(
    ("operation", "is_danger"),
    [
        (migrations.RemoveField("report", "title"), True),
        (migrations.RenameField("report", "title", "name"), True),
        (migrations.DeleteModel("Report"), True),
        (migrations.AddField("report", "x", models.CharField(max_length=9, default="")), True),
        (migrations.AddField("report", "x", models.CharField(max_length=9, default="", db_default="")), False),
        (migrations.AddField("report", "x", models.DateField(null=True)), False),
        (migrations.AlterField("report", "done_at", models.DateTimeField()), True),
        (migrations.AlterField("report", "title", models.CharField(max_length=300)), False),
    ],
)
def test_rule_knows_what_is_a_danger(operation, is_danger):
    state = MigrationLoader(None, ignore_no_migrations=True).project_state([("reports", "0004_request_id")])
    assert bool(list(dangers("reports", [operation], state))) is is_danger

"""Moving house: all rows to another database, SQLite to PostgreSQL or back, compared table by table."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from wegwijzer.audit.models import Entry
from wegwijzer.operations import leftovers
from wegwijzer.operations.archive import Archive
from wegwijzer.operations.backup import Say, write
from wegwijzer.operations.connections import settings_for, standing_in
from wegwijzer.operations.problems import Refusal
from wegwijzer.operations.restore import demand_quiet, put_in
from wegwijzer.operations.tables import applied, tables_at
from wegwijzer.operations.whose import demand_empty

OF_WORKERS = {"outbox_message", "reminders_notice", "jobs_run"}


def move(url: str, say: Say) -> None:
    """Fill the database at `url`, which has to be empty, with every row of this one; the source stays as it is.

    The way is that of a back-up: read at one moment, loaded in one transaction, compared by rows and checksum.
    Raises Refusal, also when somebody wrote here meanwhile, and then the target is what it was; WrongSetting for what
    is no address.
    """
    config, source = settings_for(url), dict(connection.settings_dict)
    if _place(config) == _place(connection.settings_dict):
        raise Refusal(_("Dat is de database die nu gebruikt wordt."))
    demand_quiet()
    leftovers.clear()
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=leftovers.MOVING) as folder:
        path = Path(folder) / "rows.zip"
        with path.open("w+b") as file:
            write(file, with_documents=False, say=say)
        archive = Archive(path)
        archive.check_members()
        with standing_in(config):
            _demand_answer()
            demand_empty(_("In de andere database staan al gegevens (%s). Geef een lege."))
            names = sorted((app, name) for app, name in archive.manifest["migrations"])
            put_in(archive, names, say, finish=lambda: _demand_unwritten(source, archive))
            if applied() != names:
                say(_("Let op: de andere database is meteen bijgewerkt naar deze versie."))
    for told in archive.manifest["tables"]:
        if told["rows"]:
            say(f"  {told['name']:45} {told['rows']:>9}  {told['sha256'][:16]}")


def _demand_unwritten(source: dict[str, Any], archive: Archive) -> None:
    """Nothing is ever taken out of history and every change adds to it, so its length tells whether somebody wrote.

    What workers do has no history: one that was started meanwhile may have mailed what would leave again from there.
    """
    told = {each["name"]: each for each in archive.manifest["tables"]}
    worked = [
        table
        for table in tables_at((app, name) for app, name in archive.manifest["migrations"])
        if table.name in OF_WORKERS
    ]
    with standing_in(source):
        demand_quiet()
        is_same = Entry.objects.count() == told[Entry._meta.db_table]["rows"]
        if not is_same or any(table.content().sha256 != told[table.name]["sha256"] for table in worked):
            raise Refusal(_("Iemand schreef intussen in deze database. Stop eerst de toepassing, en begin opnieuw."))


def _place(config: dict[str, object]) -> list[str]:
    return [str(config.get(part) or "") for part in ("ENGINE", "HOST", "PORT", "NAME")]


def _demand_answer() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        why = " ".join(str(error).split())
        raise Refusal(_("De andere database antwoordt niet: %s") % why) from error

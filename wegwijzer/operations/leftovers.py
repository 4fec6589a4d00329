"""What a back-up, a restore or a move leaves behind when it is killed: full copies of everybody's data.

Only what is older than a day counts: what is younger may still be at work.
"""

import datetime as dt
import glob
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wegwijzer.operations.last_backup import last_backup

DAY = dt.timedelta(days=1)
PART = ".wegwijzer.part"
MOVING = ".moving-"
SCHEMA = re.compile(r"wegwijzer_check_(\d+)_[0-9a-f]{16}")


def part_name(name: str) -> str:
    """Of a back-up that is not whole yet. Nobody else guesses it, as with a number of a process."""
    return f".{name}.{secrets.token_hex(8)}{PART}"


def new_database(path: object) -> str:
    """Of a file of SQLite beside that one."""
    return f"{path}.{secrets.token_hex(8)}.new"


def schema_name() -> str:
    """PostgreSQL does not keep when a schema was made, so its name says it, in seconds since 1970."""
    return f"wegwijzer_check_{int(timezone.now().timestamp())}_{secrets.token_hex(8)}"


def old_files(*folders: Path) -> list[Path]:
    """Of this installation, and of back-ups in these folders."""
    before = (timezone.now() - DAY).timestamp()
    return sorted(path for path in set(_files(folders)) if path.lstat().st_mtime < before)


def old_schemas() -> list[str]:
    """Of PostgreSQL, those that this user may drop."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole")
        found = [SCHEMA.fullmatch(name) for (name,) in cursor.fetchall()]
    before = (timezone.now() - DAY).timestamp()
    return sorted(match[0] for match in found if match and int(match[1]) < before)


def clear(*folders: Path) -> None:
    """Take them away, before a new one is made."""
    for path in old_files(*folders):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for name in old_schemas():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {name} CASCADE")


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    last = last_backup()
    for folder in {*folders, *([Path(last.file).parent] if last and last.file else [])}:
        yield from folder.glob(f".*{PART}")
    yield from Path(settings.DATA_DIR).glob(f"{MOVING}*")
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        yield from name.parent.glob(f"{glob.escape(name.name)}.{'[0-9a-f]' * 16}.new*")

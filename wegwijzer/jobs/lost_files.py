"""Files that no row points at: of an upload that was broken off, or of a row that is gone.

They are set aside first and removed a month later, and come back when a row turns out to point at them after all: seen
from the wrong database (a setting that was forgotten, an older copy put back) every file looks lost.
"""

import datetime as dt
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

log = logging.getLogger("wegwijzer.jobs")
UNDERWAY = dt.timedelta(days=1)  # a file stands on the disk before the row that points at it
KEEP_ASIDE = dt.timedelta(days=30)
ASIDE = ".set-aside"


def clear(now: dt.datetime) -> str:
    """Set lost files of more than a day aside, remove those that were set aside more than 30 days ago."""
    root = Path(settings.MEDIA_ROOT)
    aside = root / ASIDE
    # The disk is read before the rows: what is written meanwhile can only be known too well.
    old = [name for name in _files(root) if _before(root / name, now - UNDERWAY)]
    lying_aside = list(_files(aside))
    known = _known()
    back = [name for name in lying_aside if name in known and not (root / name).exists()]
    lost = [name for name in old if name not in known]
    gone = [name for name in lying_aside if name not in known and _before(aside / name, now - KEEP_ASIDE)]
    for name in back:
        _move(aside / name, root / name)
        log.warning("file %s was set aside, a row points at it: put back", name)
    for name in lost:
        _move(root / name, aside / name)
        os.utime(aside / name, (now.timestamp(), now.timestamp()))
        log.warning("no row points at file %s: set aside in %s", name, aside)
    for name in gone:
        (aside / name).unlink(missing_ok=True)
    return f"{len(lost)} lost files set aside, {len(back)} put back, {len(gone)} removed"


def _files(folder: Path) -> Iterator[str]:
    """The names of all files under `folder`, as rows would write them; what is set aside is not among them."""
    for place, folders, names in os.walk(folder):
        if ASIDE in folders:
            folders.remove(ASIDE)
        yield from ((Path(place) / name).relative_to(folder).as_posix() for name in names)


def _before(path: Path, moment: dt.datetime) -> bool:
    """Whether the file was last written before `moment`; not when it is gone."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def _known() -> set[str]:
    """The names of all files that a row of whatever model points at."""
    columns = ((model, column.attname) for model in apps.get_models() for column in _file_columns(model))
    return {name for model, column in columns for name in model._base_manager.values_list(column, flat=True) if name}


def _file_columns(model: type) -> list[FileField]:
    return [column for column in model._meta.concrete_fields if isinstance(column, FileField)]  # type: ignore[attr-defined]


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    source.replace(target)

"""Files that no row points at: of an upload that was broken off, or of a row that is gone.

They are set aside first and removed a month later, and come back when a row turns out to point at them after all: seen
from the wrong database (a setting that was forgotten, an older copy put back) every file looks lost.
"""

import datetime as dt
import logging
from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

log = logging.getLogger("wegwijzer.jobs")
UNDERWAY = dt.timedelta(days=1)  # a file stands there before the row that points at it
KEEP_ASIDE = dt.timedelta(days=30)
ASIDE = ".set-aside"


def clear(now: dt.datetime) -> str:
    """Set lost files of more than a day aside, remove those that were set aside more than 30 days ago."""
    # What is there is read before the rows: what is written meanwhile can only be known too well.
    there, aside = set(stored_names()), set(stored_names(ASIDE))
    known = known_names()
    twice = aside & there  # a move that was broken off: the copy goes
    back = sorted(aside & known - there)
    lost = sorted(name for name in there - known if _before(name, now - UNDERWAY))
    gone = sorted(name for name in aside - known - twice if _before(f"{ASIDE}/{name}", now - KEEP_ASIDE))
    for name in [*twice, *gone]:
        default_storage.delete(f"{ASIDE}/{name}")
    for name in back:
        _move(f"{ASIDE}/{name}", name)
        log.warning("file %s was set aside, a row points at it: put back", name)
    for name in lost:
        _move(name, f"{ASIDE}/{name}")
        log.warning("no row points at file %s: set aside in %s", name, ASIDE)
    return f"{len(lost)} lost files set aside, {len(back)} put back, {len(gone)} removed"


def stored_names(root: str = "", inside: str = "") -> Iterator[str]:
    """The names of all files under `root`, as rows would write them; what is set aside is not among them."""
    try:
        folders, names = default_storage.listdir("/".join(part for part in (root, inside) if part))
    except FileNotFoundError:
        return
    start = f"{inside}/" if inside else ""
    yield from (f"{start}{name}" for name in names if name)
    for folder in folders:
        if folder != ASIDE:
            yield from stored_names(root, f"{start}{folder}")


def _before(name: str, moment: dt.datetime) -> bool:
    """Whether the file was last written before `moment`; not when it is gone."""
    try:
        return default_storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False


def known_names() -> set[str]:
    """The names of all files that a row of whatever model points at."""
    columns = ((model, column.attname) for model in apps.get_models() for column in _file_columns(model))
    return {name for model, column in columns for name in model._base_manager.values_list(column, flat=True) if name}


def known_sizes() -> dict[str, int]:
    """The size in bytes that rows know of their files, by name."""
    found: dict[str, int] = {}
    for model in apps.get_models():
        names = {column.name for column in model._meta.concrete_fields}
        known = next((name for name in ("size", "size_bytes") if name in names), "")
        for column in _file_columns(model) if known else []:
            found.update(model._base_manager.exclude(**{column.attname: ""}).values_list(column.attname, known))
    return found


def _file_columns(model: type) -> list[FileField]:
    return [column for column in model._meta.concrete_fields if isinstance(column, FileField)]  # type: ignore[attr-defined]


def _move(source: str, target: str) -> None:
    """Whatever keeps the files: copied whole before the first is removed."""
    with default_storage.open(source) as file:
        default_storage.save(target, file)
    default_storage.delete(source)

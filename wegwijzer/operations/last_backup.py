"""When the last good back-up was made: kept beside the database, so that a page and a check can say it."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from wegwijzer.operations.backup import Made

GOOD_FOR = dt.timedelta(hours=26)  # a daily one, and two hours to make it in


@dataclass(frozen=True)
class LastBackup:
    """A back-up that was whole. `is_tried`: it was put back in an empty place and compared. `bytes` of the file.

    `missing`: documents that rows pointed at and the disk did not have; `damaged`: that had other bytes than were kept.
    """

    made_at: dt.datetime
    bytes: int
    is_tried: bool
    file: str
    rows: int
    missing: int
    damaged: int

    def is_recent(self, now: dt.datetime) -> bool:
        return now - self.made_at <= GOOD_FOR


def _place() -> Path:
    return Path(settings.DATA_DIR) / "last_backup.json"


def note(made: "Made") -> None:
    """Remember this one as the last."""
    told = {
        "made_at": timezone.now().isoformat(),
        "file": str(made.path),
        "bytes": made.bytes,
        "rows": made.rows,
        "documents": made.documents,
        "missing": len(made.missing),
        "damaged": len(made.damaged),
        "is_tried": made.is_tried,
    }
    fresh = _place().with_suffix(".part")
    fresh.write_text(json.dumps(told))
    fresh.replace(_place())


def last_backup() -> LastBackup | None:
    """The last good one; None when there was none, or when what was noted can not be read."""
    try:
        told = json.loads(_place().read_text())
        made_at, size = dt.datetime.fromisoformat(told["made_at"]).astimezone(dt.UTC), int(told["bytes"])
        rows, missing = int(told.get("rows", 0)), int(told.get("missing", 0))
        damaged = int(told.get("damaged", 0))
        return LastBackup(made_at, size, bool(told["is_tried"]), str(told.get("file", "")), rows, missing, damaged)
    except (OSError, ValueError, KeyError, TypeError):
        return None

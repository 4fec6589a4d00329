"""When the last back-up was made, as whoever made it noted beside the database."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class LastBackup:
    """`bytes` of the file; `is_tried`: it was put back in an empty place and compared."""

    made_at: dt.datetime
    bytes: int
    is_tried: bool


def last_backup() -> LastBackup | None:
    """None when there was none, or when what was noted can not be read."""
    try:
        told = json.loads((Path(settings.DATA_DIR) / "last_backup.json").read_text())
        return LastBackup(dt.datetime.fromisoformat(told["made_at"]), int(told["bytes"]), bool(told["is_tried"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None

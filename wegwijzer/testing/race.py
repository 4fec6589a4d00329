"""Real processes that act at the same moment: each has read what it is about before any of them begins."""

import json
from collections.abc import Iterable, Sequence

from wegwijzer.testing.installation import SECONDS, Installation

# Where a script waits for the others. Without that a slow one would read what a quick one has written.
WAIT = """
import os, pathlib, time
house = pathlib.Path(os.environ["DATA_DIR"])
(house / f"ready.{os.getpid()}").touch()
while not (house / "go").exists():
    time.sleep(0.001)
"""
WISH = """
import sys
from wegwijzer.lifecycle import Refused, Stale
try:
    %s
except Refused:
    sys.exit(3)
except Stale:
    sys.exit(4)
"""


def race(installation: Installation, reads: str, wishes: Sequence[str], numbers: Iterable[int] = ()) -> list[int]:
    """How processes end that each do one of `wishes` once all have done `reads`: 0 done, 3 refused, 4 late.

    Each knows its `number`: its place, or what `numbers` says.
    """
    numbered = zip(numbers or range(len(wishes)), wishes, strict=True)
    return together(
        installation,
        [f"number = {number}\n{reads}AT_ONCE{WISH % wish}" for number, wish in numbered],
    )


def together(installation: Installation, scripts: Iterable[str], **env: str) -> list[int]:
    """How these scripts end; they wait for one another at the line AT_ONCE. Fails the test when one ends before it."""
    waiting = [script.replace("AT_ONCE", WAIT) for script in scripts]
    mother = installation.start("-m", "wegwijzer.testing.mother", json.dumps(waiting), **env)
    folder = installation.folder

    def all_there() -> bool:
        assert mother.poll() is None, installation.log()
        assert not list(folder.glob("ended.*")), installation.log()
        return len(list(folder.glob("ready.*"))) == len(waiting)

    installation.wait_for(all_there)
    (folder / "go").touch()
    assert mother.wait(timeout=SECONDS) == 0, installation.log()
    ends: list[int] = json.loads((folder / "ends").read_text())
    return ends


def count(installation: Installation, table: str, where: str = "1 = 1") -> int:
    rows: int = installation.sql(f"SELECT COUNT(*) FROM {table} WHERE {where}")[0][0]
    return rows

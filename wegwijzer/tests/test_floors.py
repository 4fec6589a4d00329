"""No package that is older than the oldest version without a known fault."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [line.split() for line in (ROOT / ".ci" / "floors.txt").read_text().splitlines() if not line.startswith("#")]
LOCKED = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))


def test_there_are_floors_for_what_reads_strangers_input():
    assert {"Django", "weasyprint", "Pillow"} <= {name for name, _ in FLOORS}


@pytest.mark.parametrize(("name", "floor"), FLOORS)
def test_installed_and_locked_versions_stand_on_the_floor(name, floor):
    assert Version(version(name)) >= Version(floor)
    assert Version(LOCKED[name.lower()]) >= Version(floor)

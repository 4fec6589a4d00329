"""Every setting of an installation can be looked up."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_environment_variable_is_documented():
    read = set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", (ROOT / "wegwijzer" / "settings.py").read_text()))
    table = (ROOT / "docs" / "settings.md").read_text().split("## In production")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert {"DATABASE_URL", "REDIS_URL", "PORT"} <= read
    assert read | {"HOST"} == documented

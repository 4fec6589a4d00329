"""The Belgian municipalities: a fixed list of public facts (Statbel), read once.

The list is that of 1 January 2020: the 581 municipalities between the mergers of 2019 and those of 2025.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = "Statbel"
_FILE = Path(__file__).parent / "data" / "municipalities.csv"
_YEARS = (2018, 2019, 2020)


@dataclass(frozen=True)
class Municipality:
    nis_code: str
    name_nl: str
    name_fr: str
    arrondissement: str
    province: str  # "" in the Brussels-Capital Region
    postcode: str  # of the main part in Flanders and Brussels; of one of its parts in Wallonia
    inhabitants: tuple[tuple[int, int], ...]  # (year, persons on 1 January), where known, oldest first

    def __str__(self) -> str:
        return self.name_nl


@cache
def everywhere() -> tuple[Municipality, ...]:
    """All municipalities, in the order of their NIS codes."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_municipality(row) for row in csv.DictReader(lines))


def _municipality(row: dict[str, str]) -> Municipality:
    counts = tuple((year, int(count)) for year in _YEARS if (count := row.pop(f"inhabitants_{year}")))
    return Municipality(inhabitants=counts, **row)


@cache
def _index() -> dict[str, Municipality]:
    return {municipality.nis_code: municipality for municipality in everywhere()}


def by_nis(nis_code: str) -> Municipality | None:
    """The municipality with this NIS code, or None."""
    return _index().get(nis_code)


def named(name: str) -> Municipality | None:
    """The municipality with this Dutch name, or None; capitals do not matter."""
    wanted = name.strip().casefold()
    return next((municipality for municipality in everywhere() if municipality.name_nl.casefold() == wanted), None)

"""The Belgian municipalities: a fixed list of public facts (Statbel), read once.

The list has the 565 municipalities of 1 January 2025 (REFNIS 2025), and the 29 that were merged into them after 2020:
whoever was a member of something then still has its code. Those of before 2019 are not in it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "municipalities.csv"
_YEARS = (2018, 2019, 2020)


@dataclass(frozen=True)
class Municipality:
    nis_code: str
    name_nl: str
    name_fr: str
    arrondissement: str
    province: str  # "" in the Brussels-Capital Region
    postcode: str  # of the main part in Flanders and Brussels; of one of its parts in Wallonia and after a merger
    merged_into: str  # NIS code of the municipality that it is a part of now; "" when it is one itself
    inhabitants: tuple[tuple[int, int], ...]  # (year, persons on 1 January), where known, oldest first

    def __str__(self) -> str:
        return self.name_nl

    @property
    def label(self) -> str:
        """Its name; with its code when it is no more, for its name may be that of another one now."""
        return f"{self.name_nl} ({self.nis_code})" if self.merged_into else self.name_nl

    @property
    def successor(self) -> "Municipality | None":
        """What it is a part of now; None when it is a municipality itself."""
        return by_nis(self.merged_into)


@cache
def everywhere() -> tuple[Municipality, ...]:
    """All municipalities, those that were merged too, in the order of their NIS codes."""
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
    """The municipality with this Dutch name, that of today before one that was merged; None when there is none.

    Capitals do not matter.
    """
    wanted = name.strip().casefold()
    found = [municipality for municipality in everywhere() if municipality.name_nl.casefold() == wanted]
    return min(found, key=lambda municipality: bool(municipality.merged_into), default=None)

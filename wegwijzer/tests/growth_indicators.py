"""Rows to grow what municipalities count of partnership A with; a part of `growth`."""

from typing import Any

from onboarding.tests import indicator_factories as make
from wegwijzer.testing.people import Side


def grow_indicators(side: Side, world: dict[str, Any]) -> None:
    """One indicator more, and of each that is typed three years more of another member."""
    other = next(board for board in side.boards.values() if board.nis_code != world["organisation"].nis_code)
    for row in (make.IndicatorFactory(partnership=side.partnership), world["indicator"], world["indicator_empty"]):
        taken = set(row.measurements.filter(organisation=other).values_list("year", flat=True))
        for year in [year for year in range(2017, 1980, -1) if year not in taken][:3]:
            make.MeasurementFactory(indicator=row, organisation=other, year=year)

"""Rows to grow what municipalities count of partnership A with; a part of `growth`."""

from typing import Any

from onboarding.tests import indicator_factories as make
from wegwijzer.testing.people import Side


def grow_indicators(side: Side, world: dict[str, Any]) -> None:
    """One indicator more, and a figure more of each that is typed, of a member that has none yet."""
    other = next(board for board in side.boards.values() if board.nis_code != world["organisation"].nis_code)
    for row in (make.IndicatorFactory(partnership=side.partnership), world["indicator"], world["indicator_empty"]):
        for year in (2014, 2016, 2017):
            make.MeasurementFactory(indicator=row, organisation=other, year=year)

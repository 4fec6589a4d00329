"""The part of the world around what municipalities count: one of everything, in partnership A or in B."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from onboarding.tests import indicator_factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_indicators(side: Side, board: Organisation, mark: str) -> dict[str, Any]:
    """One that is typed, with a figure that is known and one that is not; one without any; two that are read."""
    about = {"partnership": side.partnership, "definition": f"Wie kwam{mark}", "source": f"Register{mark}"}
    indicator = make.IndicatorFactory(name=f"Instroom{mark}", unit=f"mensen{mark}", **about)
    figure = make.MeasurementFactory(indicator=indicator, organisation=board, remark=f"Geschat{mark}")
    unknown: dict[str, Any] = {"year": 2016, "value": None, "remark": f"Verloren{mark}", "source": f"Archief{mark}"}
    return {
        "indicator": indicator,
        "indicator_empty": make.IndicatorFactory(name=f"Talen{mark}", share=True, **about),
        "indicator_welcomed": make.IndicatorFactory(name=f"Aanwezigen{mark}", welcomed=True, **about),
        "indicator_population": make.IndicatorFactory(name=f"Inwoners{mark}", population=True, **about),
        "measurement": figure,
        "measurement_unknown": make.MeasurementFactory(indicator=indicator, organisation=board, **unknown),
        "measurement_small": make.MeasurementFactory(
            indicator=indicator, organisation=board, year=2015, value=Decimal(3)
        ),
        "year_2017": SimpleNamespace(pk=2017),
    }

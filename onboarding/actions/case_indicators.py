"""Loading the indicators of a case with their figures. What is illustrative says so on every figure."""

from decimal import Decimal
from typing import Any

from governance.models import Partnership
from onboarding.actions import indicator as indicators
from onboarding.models import Indicator, Measurement, read_places
from wegwijzer.audit.record import record

YEARS = (2015, 2016, 2017, 2018)
NOT_ASKED = -1
PLAIN = (
    "name", "unit", "definition", "source", "kind", "origin", "decimals", "is_guarded", "adds_up", "first_year"
)  # fmt: skip


def load(data: dict[str, Any]) -> None:
    """Of one partnership that was loaded; one that has indicators already keeps those as people made them."""
    partnership = Partnership.objects.select_related("organisation").get(slug=data["partnership"])
    if partnership.indicators.exists():
        return
    places = {place.name: place for place in read_places(partnership, YEARS)}
    for row in data["indicators"]:
        indicator = indicators.add(partnership, by=None, **{name: row[name] for name in PLAIN if name in row})
        Measurement.objects.bulk_create(
            _measurement(indicator, places[name].organisation, year, value, data["remark"])
            for name, values in row.get("figures", {}).items()
            for year, value in zip(YEARS, values, strict=True)
            if value != NOT_ASKED
        )
    record("onboarding.indicator.case_loaded", partnership, by=None, scope=partnership.organisation)


def _measurement(indicator: Indicator, organisation: Any, year: int, value: int | str, remark: str) -> Measurement:
    """A number, a decimal number in quotation marks, or a sentence that says why it is not known."""
    is_known = isinstance(value, int) or value[:1].isdigit()
    said = remark if is_known else f"{remark} {value}"
    number = Decimal(value) if is_known else None
    return Measurement(indicator=indicator, organisation=organisation, year=year, value=number, remark=said)

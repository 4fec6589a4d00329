"""For every constraint on what municipalities count one row that must be refused; part of `broken_rows`."""

from wegwijzer.tests.broken_values import Attempt, alter, copy

INDICATORS: dict[str, Attempt] = {
    "indicator_once": lambda w, c: copy(w["indicator"]),
    "indicator_decimals_few": lambda w, c: alter(w["indicator"], decimals=5),
    "indicator_years_in_order": lambda w, c: alter(w["indicator"], first_year=2018, last_year=2017),
    "indicator_share_is_not_added": lambda w, c: alter(w["indicator_empty"], adds_up=True),
    "indicator_read_is_a_count": lambda w, c: alter(w["indicator_welcomed"], decimals=1),
    "measurement_once": lambda w, c: copy(w["measurement"]),
    "measurement_not_negative": lambda w, c: alter(w["measurement"], value=-1),
    "measurement_unknown_has_remark": lambda w, c: alter(w["measurement_unknown"], remark=""),
    "measurement_year_known": lambda w, c: alter(w["measurement"], year=1900),
}

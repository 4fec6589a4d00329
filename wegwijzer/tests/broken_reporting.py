"""For every constraint on what is reported to the funder one row that must be refused; part of `broken_rows`."""

from wegwijzer.tests.broken_values import EARLY, LATE, Attempt, alter, backwards, copy

REPORTING: dict[str, Attempt] = {
    "reporting_period_in_order": backwards("reporting"),
    "reporting_once": lambda w, c: copy(w["reporting"]),
    "reporting_has_period": lambda w, c: alter(w["reporting"], from_on=None),
    "reporting_submitted_is_kept": lambda w, c: alter(w["reporting"], submitted_on=LATE),
    "figure_line_once": lambda w, c: copy(w["figure_line"]),
    "figure_line_target_positive": lambda w, c: alter(w["figure_line"], target=-1),
    "figure_period_in_order": backwards("figure"),
    "figure_once_per_period": lambda w, c: copy(w["figure"]),
    "figure_has_period": lambda w, c: alter(w["figure"], until_on=None),
    "figure_not_negative": lambda w, c: alter(w["figure"], value=-1),
    "objective_code_once": lambda w, c: copy(w["objective_code"]),
    "objective_code_not_empty": lambda w, c: alter(w["objective_code"], code=""),
    "amendment_period_in_order": lambda w, c: alter(w["amendment"], kind="period", from_on=LATE, until_on=EARLY),
    "amendment_number_once": lambda w, c: copy(w["amendment"]),
    "amendment_asked_has_day": lambda w, c: alter(w["amendment"], asked_on=LATE),
    "amendment_decided_has_day": lambda w, c: alter(w["amendment_asked"], state="approved"),
    "amendment_decided_after_asking": lambda w, c: alter(
        w["amendment_asked"], state="approved", asked_on=LATE, decided_on=EARLY
    ),
    "amendment_budget_only_of_budget": lambda w, c: alter(w["amendment"], budget=w["budget"]),
    "amendment_days_only_of_period": lambda w, c: alter(w["amendment"], from_on=EARLY),
}

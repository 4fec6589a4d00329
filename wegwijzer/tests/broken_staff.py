"""For every constraint on staff, collaborations and give and take one row that must be refused; of `broken_rows`."""

from wegwijzer.tests.broken_values import Attempt, alter, backwards, copy

STAFF: dict[str, Attempt] = {
    "work_form_name_once": lambda w, c: copy(w["work_form"]),
    "staff_allocation_period_in_order": backwards("staff_allocation"),
    "staff_allocation_not_negative": lambda w, c: alter(w["staff_allocation"], fte_real=-1),
    "collaboration_period_in_order": backwards("collaboration"),
    "collaboration_of_two": lambda w, c: alter(w["collaboration"], lead=w["collaboration"].partner),
    "collaboration_days_not_negative": lambda w, c: alter(w["collaboration"], staff_days=-1),
    "collaboration_stopped_on_a_day": lambda w, c: alter(w["collaboration"], until_on=None),
    "collaboration_evaluation_once": lambda w, c: copy(w["collaboration_evaluation"]),
    "collaboration_evaluation_says_something": lambda w, c: alter(
        w["collaboration_evaluation"], advantages="", disadvantages="", budget="", would_differ=""
    ),
    "expertise_exchange_of_two": lambda w, c: alter(w["expertise_exchange"], giver=w["expertise_exchange"].receiver),
    "expertise_exchange_has_hours": lambda w, c: alter(w["expertise_exchange"], hours=0),
}

"""When an objective is to be done: in dates, or in the short and long term of its plan."""

import datetime as dt

from projects.models.objective import Objective, Term
from projects.models.plan import Plan
from projects.models.tree import Node
from wegwijzer.accounts.periods import span


def has_timing(objective: Objective) -> bool:
    return bool(objective.from_on or objective.until_on or objective.term)


def timed_by(node: Node) -> Node | None:
    """Itself, or else the nearest above it that says when; None when nothing does."""
    return next((one for one in (node, *node.above()) if has_timing(one.objective)), None)


def term_limits(plan: Plan, term: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of a term of this plan, as far as the plan says so."""
    short_until = plan.short_term_until_on
    if term == Term.SHORT:
        return plan.from_on, short_until
    if term == Term.LONG:
        return (short_until + dt.timedelta(days=1) if short_until else None), plan.until_on
    return (plan.from_on, plan.until_on) if term == Term.BOTH else (None, None)


def starts_on(objective: Objective, plan: Plan) -> dt.date | None:
    """The first day on which it is worked at; None when nobody said so."""
    return objective.from_on or term_limits(plan, objective.term)[0]


def due_on(objective: Objective, plan: Plan) -> dt.date | None:
    """The last day on which it should be done; None when nobody said so."""
    return objective.until_on or term_limits(plan, objective.term)[1]


def timing_words(objective: Objective, plan: Plan) -> str:
    """ "korte termijn (2008–2009)", or its dates, or both; "" when nothing is said."""
    parts = []
    if objective.term:
        parts.append(Term(objective.term).label + _years(*term_limits(plan, objective.term)))
    if objective.from_on or objective.until_on:
        parts.append(span(objective.from_on, objective.until_on))
    return ", ".join(str(part) for part in parts)


def _years(first: dt.date | None, last: dt.date | None) -> str:
    if first is None or last is None:
        return ""
    return f" ({first.year})" if first.year == last.year else f" ({first.year}–{last.year})"

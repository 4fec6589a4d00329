"""What each board would pay, put in the question that the councils get: each draft decision has its own euro."""

from dataclasses import replace

from governance.actions.round_plan import Asked
from governance.actions.round_plan import Plan as RoundPlan
from governance.models import RoundKind
from projects.models import Dossier, read_budget
from projects.models.budget_book import budget_in_force, budget_in_the_making

# Rounds in which a council says yes to money; interest and intention do not name an amount yet.
WITH_MONEY = (RoundKind.PRINCIPLE, RoundKind.APPLICATION, RoundKind.COFINANCING)


def with_contributions(dossier: Dossier, plan: RoundPlan) -> RoundPlan:
    """The same round, in which who has a share in the budget is asked for that amount (euro, all years together).

    The budget is the version that is worked on, else the one in force. An amount that somebody typed stays.
    """
    budget = budget_in_the_making(dossier) or budget_in_force(dossier)
    if budget is None or plan.columns["kind"] not in WITH_MONEY:
        return plan
    book = read_budget(budget)

    def with_own(one: Asked) -> Asked:
        has_share = one.contribution is None and one.organisation.pk in book.shares
        return replace(one, contribution=book.share_of(one.organisation.pk)) if has_share else one

    asked = [with_own(one) for one in plan.asked]
    return replace(plan, asked=asked)

"""The budget on the page of a dossier, in short."""

from collections.abc import Mapping
from typing import Any

from projects.access.budget import budgets_of
from projects.models import Dossier, read_budget
from projects.models.budget_book import shown_of
from wegwijzer.accounts.models import User


def read_budget_section(user: User, dossier: Dossier) -> Mapping[str, Any] | None:
    """The version that is worked on, else the one in force; nothing before there is a budget."""
    versions = budgets_of(dossier)
    budget = shown_of(versions)
    return {"book": read_budget(budget), "budget": budget, "versions": len(versions)} if budget else None

"""What a report to the funder says, out of what is known already: objectives, what was done, figures, costs, changes.

Plain data, so that what was submitted can be frozen as one canonical text and compared with what holds by now.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Decision, Meeting
from projects.models.about import decisions_about, meetings_about
from projects.models.amendment import AmendmentState
from projects.models.budget_book import BudgetBook, budget_in_force, read_budget
from projects.models.claim_book import read_claims
from projects.models.condition_words import plain
from projects.models.figure_book import Days, FigureBook, days_of
from projects.models.plan_book import PlanBook, read_book
from projects.models.progress import ProgressNote
from projects.models.reporting import ReportingDeadline
from wegwijzer.ui.words import euro

FORMAT = 1
NOTHING = Decimal("0.00")


def content_of_report(report: ReportingDeadline) -> dict[str, Any]:
    """As it stands now; amounts and figures are text, days ISO text."""
    dossier, days = report.dossier, days_of(report)
    plan = read_book(dossier.plan) if dossier.plan is not None else None
    return {
        "format": FORMAT,
        "report": {
            "kind": str(report.get_kind_display()),
            "title": str(report),
            "from_on": str(days.first),
            "until_on": str(days.last),
            "due_on": str(report.due_on),
            "remarks": report.remarks,
        },
        "dossier": {
            "title": dossier.title,
            "reference": dossier.reference,
            "applicant": str(dossier.applicant or ""),
            "partnership": dossier.partnership.name,
            "awarded_amount": str(dossier.awarded_amount) if dossier.awarded_amount is not None else None,
        },
        "objectives": _objectives(plan, days),
        "figures": _figures(report, plan, days),
        "counts": _counts(report, days),
        "costs": _costs(report, days),
        "amendments": _amendments(report, days),
    }


def _objectives(book: PlanBook | None, days: Days) -> list[dict[str, Any]]:
    """Those that moved or should have, with what was noted in the period; in the order of the plan."""
    if book is None:
        return []
    notes: dict[int, list[ProgressNote]] = defaultdict(list)
    rows = ProgressNote.objects.filter(objective__plan=book.tree.plan, on__range=(days.first, days.last))
    for note in rows.order_by("on", "pk"):
        notes[note.objective_id].append(note)
    return [
        {
            "id": node.pk,
            "code": node.code,
            "depth": node.depth,
            "title": node.objective.title,
            "state": str(book.standings[node.pk].state.label),
            "percent": book.standings[node.pk].percent,
            "notes": [{"on": str(note.on), "text": note.text} for note in notes[node.pk]],
        }
        for node in book.tree.walk()
    ]


def _figures(report: ReportingDeadline, plan: PlanBook | None, days: Days) -> list[dict[str, Any]]:
    book = FigureBook(report.dossier, plan.tree if plan else None)
    names = {board.pk: str(board) for board in book.boards}
    return [
        {
            "id": row.line.pk,
            "code": row.code,
            "action": row.line.objective.title,
            "name": row.line.name,
            "target": plain(row.line.target) if row.line.target is not None else "",
            "total": plain(row.total),
            "by": [[names[pk], plain(row.by[pk])] for pk in names if pk in row.by],
        }
        for row in book.rows(days)
    ]


def _counts(report: ReportingDeadline, days: Days) -> list[list[Any]]:
    """What the partnership did around the project in the period: [what, how many]."""
    project = report.dossier.project
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(days.first, dt.time(), tzinfo=zone)
    end = dt.datetime.combine(days.last + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    held = meetings_about(Meeting.objects.exclude(state__in=["planned", "convened", "cancelled"]), project)
    held = held.filter(planned_start__gte=start, planned_start__lt=end)
    decided = decisions_about(Decision.objects.numbered(), project)
    decided = decided.filter(meeting__planned_start__gte=start, meeting__planned_start__lt=end)
    return [[_("vergaderingen"), held.count()], [_("besluiten"), decided.count()]]


def _costs(report: ReportingDeadline, days: Days) -> dict[str, Any]:
    """What the budget in force plans for the years of the period, and what was accepted of it in claims; per kind.

    {} without a budget.
    """
    budget = budget_in_force(report.dossier)
    if budget is None:
        return {}
    book = read_budget(budget)
    years = [year for year in book.years if days.first.year <= year <= days.last.year]
    accepted = _accepted(report, book, years)
    planned = {row.kind: sum((row.years.get(year, NOTHING) for year in years), NOTHING) for row in book.by_kind}
    return {
        "budget": str(budget),
        "years": years,
        "kinds": [[str(kind), str(amount), str(accepted.get(kind.pk, NOTHING))] for kind, amount in planned.items()],
        "total": str(sum(planned.values(), NOTHING)),
        "accepted": str(sum(accepted.values(), NOTHING)),
        "grant": str(sum((book.grant_of(year) for year in years), NOTHING)),
        "other": str(sum((book.other_of(year) for year in years), NOTHING)),
        "own": str(sum((book.own_of(year) for year in years), NOTHING)),
    }


def _accepted(report: ReportingDeadline, book: BudgetBook, years: list[int]) -> dict[int, Decimal]:
    """Per kind of cost (key) what was verified of the claims on lines of these years."""
    lines = {line.series: line for line in book.lines if line.year in years}
    found: dict[int, Decimal] = defaultdict(Decimal)
    for row in read_claims(report.dossier).lines:
        if row.series in lines:
            found[lines[row.series].cost_kind_id] += row.verified
    return dict(found)


def _amendments(report: ReportingDeadline, days: Days) -> list[dict[str, Any]]:
    """What the funder approved by the end of the period."""
    rows = report.dossier.amendments.filter(state=AmendmentState.APPROVED, decided_on__lte=days.last)
    return [
        {
            "number": row.number,
            "kind": str(row.get_kind_display()),
            "title": row.title,
            "decided_on": str(row.decided_on),
            "before": row.before,
            "after": row.after,
        }
        for row in rows.select_related("budget", "dossier").prefetch_related("joins", "leaves").order_by("number")
    ]


def kept_content(report: ReportingDeadline) -> dict[str, Any]:
    """What was submitted, or else what it would say now."""
    return json.loads(report.content) if report.content else content_of_report(report)  # type: ignore[no-any-return]


class Difference:
    """One thing that is otherwise now than in what was submitted."""

    def __init__(self, what: str, old: str, new: str) -> None:
        self.what, self.old, self.new = what, old, new


def differences(kept: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """What changed since: figures, objectives and costs; the own words of a submitted report do not change."""
    found: list[Difference] = []
    for name, words in (("figures", _figure_words), ("objectives", _objective_words)):
        old = {row["id"]: row for row in kept[name]}
        new = {row["id"]: row for row in now[name]}
        for key in [*old, *(key for key in new if key not in old)]:
            before, after = (words(rows[key]) if key in rows else ("", "") for rows in (old, new))
            if before[1] != after[1]:
                found.append(Difference(before[0] or after[0], before[1], after[1]))
    for name, label in (("total", _("Geplande kosten")), ("accepted", _("Aanvaarde kosten"))):
        old_amount, new_amount = kept["costs"].get(name), now["costs"].get(name)
        if old_amount != new_amount:
            found.append(Difference(label, _money(old_amount), _money(new_amount)))
    return found


def _money(amount: str | None) -> str:
    return euro(Decimal(amount)) if amount is not None else ""


def _figure_words(row: Mapping[str, Any]) -> tuple[str, str]:
    by = ", ".join(f"{name} {value}" for name, value in row["by"])
    return f"{row['code']} {row['name']}".strip(), f"{row['total']} ({by})" if by else row["total"]


def _objective_words(row: Mapping[str, Any]) -> tuple[str, str]:
    percent = "" if row["percent"] is None else f", {row['percent']} %"
    notes = "; ".join(note["text"] for note in row["notes"])
    return f"{row['code']} {row['title']}".strip(), f"{row['state']}{percent}" + (f": {notes}" if notes else "")
